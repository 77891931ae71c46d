"""Mail to staff who asked for it."""
