"""A leaflet with a block of each kind that can be split, joined and moved."""

from tests.factories import HEAD

TEXT = (
    HEAD
    + """\
  - id: first
    type: paragraph
    text: One.
  - id: second
    type: paragraph
    text: Two.
  - id: todo
    type: list
    items:
      - {id: a, text: eat}
      - {id: b, text: drink}
      - {id: c, text: rest}
  - id: box
    type: callout
    heading: Read this
    blocks:
      - id: inside
        type: paragraph
        text: Inside.
"""
)
