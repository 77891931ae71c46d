"""What a print holds beside its text: a block with its English, and what a person filled in."""

from dataclasses import dataclass

from markupsafe import Markup

from app.render.answered import Answered
from app.render.qr import qr_svg


@dataclass(frozen=True, kw_only=True)
class FacingPair:
    """A block, or a part of one, beside its English; `lines` to write on stand under both.
    `is_blank` where a plan is filled in and nothing here hangs on what was answered. The `type` is
    the block's; `group_table` holds both languages, as wide as the page. `card` is the id of a card
    in her language."""

    type: str
    english: Markup
    language: Markup
    is_stacked: bool = False
    lines: int = 0
    is_blank: bool = False
    card: str = ""


@dataclass(frozen=True, kw_only=True)
class FilledPart:
    """What the print of a filled plan has besides: the QR code of its answers, with the address
    that opens it, words about it, and whose plan it is (empty where she left that out)."""

    address: str
    code: str
    code_title: str
    about_code: str
    who_label: str
    who: tuple[Answered, ...]

    @property
    def qr(self) -> Markup:
        return qr_svg(self.address, self.code_title, self.code)
