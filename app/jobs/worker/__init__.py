"""Durable jobs. Imported where needed, since the workflow library is slow to load."""
