"""Prints: worker processes draw, a cache keeps what passed the gates."""
