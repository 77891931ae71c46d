"""Builds into `build/` what is not written by hand here: print fonts, styles, web fonts and
pictures, from the pinned packages. Run by `make setup` as `python -m app.assets`; nothing
imports it while the service runs.
"""

from app.config import ROOT
from app.errors import ExpectedError

NODE_MODULES = ROOT / "node_modules"


class AssetError(ExpectedError):
    """An asset cannot be built; the message says what is missing and what to do."""
