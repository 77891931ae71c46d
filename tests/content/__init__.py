"""What multiplies by language: whether everything that ships is there, right and printable. Run by
`make content`; the tests hold the same rules on samples of each script.
"""
