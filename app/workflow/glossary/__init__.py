"""Agreed words: their decisions, their files, and how words are folded to be found."""
