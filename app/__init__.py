"""Birthwords: maternity leaflets and plans in the languages that people read.

A folder is a stage that a leaflet passes through; imports run the same way.
"""
