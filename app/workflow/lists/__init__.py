"""Lists over many segments, kept as rows beside them, and what is counted from those rows."""
