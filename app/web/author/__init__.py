"""Where authors write English: texts, their blocks, what changes, and how they will look."""
