"""Answers to plans: what they are, their compact code and their sealed form. Pure: reads no
database and renders nothing."""
