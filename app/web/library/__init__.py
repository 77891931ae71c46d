"""The staff library: what is published, due and withdrawn."""
