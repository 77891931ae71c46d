"""All that touches WeasyPrint's inside: what is mended in it, what is made quicker in it, and the
boxes that it lays out. What it is asked to print is `render.pdf`'s.
"""
