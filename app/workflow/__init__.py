"""The only package that writes to the database: what may happen to a text, by whom, and what it
leaves behind."""
