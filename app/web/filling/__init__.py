"""Filling in a plan: what was sent, what becomes of it and what the next page shows. Nothing is
kept here: answers come sealed in the form and leave so again.
"""
