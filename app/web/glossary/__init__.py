"""Pages of the agreed words."""
