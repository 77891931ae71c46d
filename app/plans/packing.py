"""Numbers packed without a wasted bit, and bytes written as capital letters and digits, which a QR
code holds in its densest mode and an address, a message and a form carry unharmed.
"""

from dataclasses import dataclass

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLOCK = 31
"""Bytes in a block: 31 bytes fill 48 signs of base 36 almost to the last bit."""
_LENGTHS = (0, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 18, 19, 21, 22, 24, 25, 27, 28, 30, 31, 33, 35,
            36, 38, 39, 41, 42, 44, 45, 47, 48)  # fmt: skip
"""How many signs a block of this many bytes takes."""


class PackingError(ValueError):
    """What was to be read does not come from here."""


@dataclass
class Packer:
    """Numbers below known bounds, one after the other, as one whole number."""

    total: int = 0
    weight: int = 1

    def put(self, number: int, bound: int) -> None:
        if not 0 <= number < bound:
            raise PackingError(f"{number} is not below {bound}.")
        self.total += number * self.weight
        self.weight *= bound

    def data(self) -> bytes:
        return self.total.to_bytes((self.total.bit_length() + 7) // 8, "little")


class Unpacker:
    """Takes the numbers out in the order in which they were put in."""

    def __init__(self, data: bytes) -> None:
        if data.endswith(b"\0"):
            raise PackingError("There are zeros at the end.")
        self._rest = int.from_bytes(data, "little")

    def take(self, bound: int) -> int:
        self._rest, number = divmod(self._rest, bound)
        return number

    def end(self) -> None:
        if self._rest:
            raise PackingError("There is more than was put in.")


def to_signs(data: bytes) -> str:
    """Bytes as digits and capital letters, 1.55 for each byte."""
    blocks = (data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK))
    return "".join(_block_signs(block) for block in blocks)


def from_signs(text: str) -> bytes:
    """The bytes again; raises PackingError for anything that `to_signs` does not write."""
    step = _LENGTHS[_BLOCK]
    return b"".join(_block_bytes(text[start : start + step]) for start in range(0, len(text), step))


def _block_signs(block: bytes) -> str:
    number, out = int.from_bytes(block, "big"), []
    for _ in range(_LENGTHS[len(block)]):
        number, digit = divmod(number, 36)
        out.append(_SIGNS[digit])
    return "".join(reversed(out))


def _block_bytes(signs: str) -> bytes:
    if len(signs) not in _LENGTHS or not set(signs) <= set(_SIGNS):
        raise PackingError("These are not signs of a code.")
    length = _LENGTHS.index(len(signs))
    try:
        return int(signs, 36).to_bytes(length, "big")
    except OverflowError:
        raise PackingError("These signs stand for no bytes.") from None
