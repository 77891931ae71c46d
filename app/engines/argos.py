"""Drafts by Argos Translate's models, one direct pair at a time.

Nothing here downloads, pivots through a third language, or borrows a neighbouring language's model.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.config import settings
from app.engines import argos_library, packages
from app.engines.base import BY_HAND, Capability, Draft, PackageRefused, refuse_all
from app.engines.batch import Model, Shelf, open_translator
from app.engines.directions import ENGLISH_CODE, ONLY_ENGLISH, Direction, direction
from app.engines.packages import Package
from app.engines.smoke import Judge, Outcome, smoke
from app.languages import Language, UnknownLanguage, find

# Direct models from and into English in the index of June 2025 whose code is the language's tag.
# `zh`, `zt` and `nb` are left out: which written language they are needs a decision first.
INDEX = frozenset(
    """ar az bg bn ca cs da de el eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nl pl
    ro ru sk sl sq sv th tl tr uk ur""".split()  # noqa: SIM905
)
# Argos's `pt` is European Portuguese from 1.9 on, when `pb` (Brazilian) was parted from it.
OTHER_CODES = {"pt-PT": ("pt", "1.9")}
NEIGHBOURS = {
    "fa-AF": "Argos's Persian model (fa) writes the Persian of Iran, not Dari.",
    "ps": "Argos's Persian and Urdu models write other languages, not Pashto.",
    "ne": "Argos's Hindi model writes another language, not Nepali.",
    "kok-Deva": "Argos's Hindi model writes another language, not Konkani.",
}
Told = Callable[[Package, tuple[Outcome, ...]], None]
"""Hears what a model made of the test sentences before it is put in; raises to stop that."""


class ArgosEngine:
    """One model for a pair, loaded once however many threads ask."""

    id = "argos"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._shelf = Shelf()

    @property
    def folder(self) -> Path:
        """Where the installed packages lie."""
        return self._folder or settings().data / "engines" / "argos"

    @property
    def library_home(self) -> Path:
        """Where the library may make its folders."""
        return self.folder.parent / "argos-library"

    def capability(self, source: str, target: str) -> Capability:
        """Looks at the disk alone: cheap enough to ask for each page."""
        way = direction(source, target)
        if way is None:
            return Capability("unsupported", ONLY_ENGLISH)
        code, at_least = argos_code(way.tag)
        if not code:
            reason = f"Argos has no model {way.words}, and no other stands in for it."
            return Capability("unsupported", f"{reason} {NEIGHBOURS.get(way.tag, '')}".rstrip())
        package = packages.direct(self.folder, *way.pair(code), at_least)
        if package is None or package.pin is None:
            return _not_yet(way, unpinned=package)
        return Capability(
            "ready",
            f"Direct model {way}, version {package.version}.",
            size_mb=package.size_mb,
            licence=package.licence,
            model=_model_name(package),
            version=package.version,
            checksum=package.pin.files,
        )

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """One draft for each masked text; all are refused where the direct model is missing."""
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        try:
            model = self.load(source, target)
        except (PackageRefused, LookupError) as refusal:  # it may have been removed meanwhile
            return refuse_all(texts, self.id, str(refusal))
        return model.drafts(texts)

    def load(self, source: str, target: str) -> Model:
        """The model of a pair of tags, read from disk once. Raises LookupError if not installed,
        PackageRefused if its files are not those that were put in."""
        if (way := direction(source, target)) is None:
            raise LookupError(ONLY_ENGLISH)
        code, at_least = argos_code(way.tag)
        package = packages.direct(self.folder, *way.pair(code), at_least)
        if package is None or package.pin is None:
            raise LookupError(f"No direct Argos model {way.words} is installed.")
        found, pin = package, package.pin

        def load() -> Model:
            if packages.checksum(found.folder) != pin.files:
                raise PackageRefused(
                    f"The files of {found.name} are not those that were put in. Remove the model "
                    f"and put it in again: birthwords engines remove {in_command(way)}."
                )
            return self._open(found, pin.files)

        return self._shelf.get((package.name, pin.files), load)

    def install(
        self,
        archive: Path,
        *,
        judge: Callable[[str], Judge] | None = None,
        told: Told | None = None,
        came_from: str = "",
        accepted_by: str = "command line",
    ) -> Package:
        """Put in a local `.argosmodel` file that manages the test sentences. Raises PackageRefused,
        having changed nothing. `judge` is asked for the judge of Argos's target code."""

        def trial(package: Package) -> None:
            read = _reads(package)
            if read is not None and not read.trial:
                raise PackageRefused(_UNTRIED.format(name=read.english_name, tag=read.tag))
            model = self._tried(package)
            outcomes = smoke(model, judge and judge(package.target), read.trial if read else ())
            if told is not None:
                told(package, outcomes)

        return packages.install(
            archive, self.folder, trial=trial, came_from=came_from, accepted_by=accepted_by
        )

    def _tried(self, package: Package) -> Model:
        try:
            return self._open(package, "")
        except (RuntimeError, ValueError, OSError, AttributeError, TypeError, KeyError) as error:
            raise PackageRefused(f"The model cannot be loaded: {error}. {packages.READ}") from None

    def _open(self, package: Package, checksum: str) -> Model:
        described = argos_library.described(package.folder, self.library_home)
        described.tokenizer.encode("ready")  # its lazy load is not locked, ours is
        return Model(
            made=Draft(
                None,
                self.id,
                model=_model_name(package),
                version=package.version,
                checksum=checksum,
            ),
            translator=open_translator(package.folder / "model"),
            encode=described.tokenizer.encode,
            decode=described.tokenizer.decode,
            prefix=(described.target_prefix,) if described.target_prefix else (),
            length_penalty=0.2,
            reads=package.source,
        )


def argos_code(tag: str) -> tuple[str, str]:
    """Argos's code for a tag, empty where it has none, and the lowest version that fits."""
    return OTHER_CODES.get(tag, (tag if tag in INDEX else "", ""))


def tag_of(code: str) -> str:
    """The tag of an Argos code here; the code itself where there is none."""
    return next((tag for tag, (known, _) in OTHER_CODES.items() if known == code), code)


def in_command(way: Direction) -> str:
    """How the commands name a model: `pl`, or `--into-english pl`."""
    return f"--into-english {way.tag}" if way.into_english else way.tag


def _reads(package: Package) -> Language | None:
    """The language that a model reads, None for English; raises PackageRefused for a model that
    has nothing to do with English, or whose language is none of ours."""
    if package.source == ENGLISH_CODE:
        return None
    if package.target != ENGLISH_CODE:
        raise PackageRefused(f"{package.name} goes past English. {ONLY_ENGLISH}")
    try:
        return find(tag_of(package.source))
    except UnknownLanguage as unknown:
        raise PackageRefused(f"{package.name}: {unknown}") from None


_UNTRIED = (
    "There are no sentences to try a model that reads {name} with. Write the five of "
    "app/engines/smoke.py in {name}, as `trial` of {tag} in content/languages.yaml."
)


def _model_name(package: Package) -> str:
    return f"translate-{package.source}_{package.target}"


def _not_yet(way: Direction, unpinned: Package | None) -> Capability:
    by_hand = "" if way.into_english else f" Until then: {BY_HAND[0].lower()}{BY_HAND[1:]}"
    if unpinned is not None:
        reason = (
            f"{unpinned.name} lies among the models, but nobody put it in, so nothing says that "
            f"its files are whole. Put it in: birthwords engines import FILE.{by_hand}"
        )
        return Capability("installable", reason, size_mb=unpinned.size_mb, licence=unpinned.licence)
    name = way.language.english_name
    can = f"{name} can be put into English" if way.into_english else f"{name} can be drafted"
    reason = (
        f"{can} by machine once its Argos model is installed: "
        f"birthwords engines install {in_command(way)}.{by_hand}"
    )
    return Capability("installable", reason)
