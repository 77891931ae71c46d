"""Bringing files of translations and agreed words in."""
