"""Commands on engines and their models: what there is, and putting models in and out. Nothing else
in Birthwords downloads a model, and no request of a browser ever does.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import engines
from app.languages import ENGLISH
from app.storage import private_folder

if TYPE_CHECKING:
    from app.engines.argos_index import IndexEntry, Progress
    from app.engines.directions import Direction
    from app.engines.packages import Package
    from app.engines.smoke import Judge, Outcome

YesOption = Annotated[
    bool, typer.Option("--yes", help="Accept licence and size without being asked.")
]
ByOption = Annotated[str, typer.Option("--as", metavar="NAME", help="Who accepts the licence.")]
Tags = Annotated[list[str], typer.Argument(help="Language tags, such as pl ro pt-PT.")]
IntoEnglish = Annotated[
    bool,
    typer.Option(
        "--into-english", help="The opposite way: models that put the languages into English."
    ),
]
UNSAID = "not said"


@engines.command("list")
def list_engines(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    into_english: IntoEnglish = False,
    every: Annotated[
        bool, typer.Option("--all", help="Engines that cannot do a language too, and why.")
    ] = False,
) -> None:
    """Say for each language which engines can draft it, or translate it back into English, and if
    not, why."""
    from dataclasses import asdict

    from app.engines import ENGINES
    from app.languages import languages

    for language in languages():
        pair = _pair(language.tag, into_english)
        found = {name: engine.capability(*pair) for name, engine in ENGINES.items()}
        if as_json:
            for name, each in found.items():
                row = {"language": language.tag, "engine": name, **asdict(each)}
                print(json.dumps(row, ensure_ascii=False))
            continue
        print(f"{language.english_name} ({language.tag})")
        able = [name for name, each in found.items() if each.state != "unsupported"]
        for name in found if every else able or ["none"]:
            print(f"  {name}, {found[name].state}: {found[name].reason}")


@engines.command()
def install(
    tags: Tags,
    yes: YesOption = False,
    as_: ByOption = "command line",
    into_english: IntoEnglish = False,
) -> None:
    """Download the newest Argos model of each language, try it, and put it in."""
    for way, entry in [(way, _offered(way)) for way in _ways(tags, into_english)]:
        _install(way, entry, yes, as_)


@engines.command()
def upgrade(
    tags: Annotated[
        list[str] | None, typer.Argument(help="Language tags; by default all installed.")
    ] = None,
    yes: YesOption = False,
    as_: ByOption = "command line",
    into_english: IntoEnglish = False,
) -> None:
    """Put in newer versions of the installed models, and take the older ones out."""
    from app.engines import ARGOS, packages

    for way in _ways(tags, into_english) if tags else _installed():
        package = _install(way, _offered(way), yes, as_)
        for name in packages.remove(ARGOS.folder, *_codes(way), keep=package.version):
            print(f"{name} was taken out.")


@engines.command("import")
def import_model(
    file: Annotated[Path, typer.Argument(help="An .argosmodel file, for sites without internet.")],
    yes: YesOption = False,
    as_: ByOption = "command line",
) -> None:
    """Try a model file and put it in."""
    _put_in(file, yes, as_, came_from=file.name)


@engines.command()
def remove(
    tags: Tags,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Forget its SHA-256 too, so that another file may follow."),
    ] = False,
    into_english: IntoEnglish = False,
) -> None:
    """Take the Argos models of languages out. Drafts that they made stay."""
    from app.engines import ARGOS, PackageRefused, packages

    for way in _ways(tags, into_english):
        gone = packages.remove(ARGOS.folder, *_codes(way), forget=forget)
        if not gone and not forget:
            raise PackageRefused(f"No Argos model {way.words} is installed.")
        for each in gone:
            print(f"{each} was taken out.")


@engines.command("accept-licence")
def accept_licence(
    model: Annotated[str, typer.Argument(help="The id of a model of the models.toml.")],
    yes: YesOption = False,
    as_: ByOption = "command line",
) -> None:
    """Show the licence of a model that you brought, and accept it: only then is it used."""
    from app.engines import CTRANSLATE

    entry = CTRANSLATE.entry(model)
    print(f"{entry.id} {entry.version}\n  licence: {entry.licence}")
    for line in (entry.licence_url, entry.how.note):
        if line:
            print(f"  {line}")
    for back, what in ((False, "drafts"), (True, "puts into English")):
        if entry.goes(back):
            print(f"  {what}: {', '.join(entry.chosen)}")
    _ask("Have you read the licence, and do you accept it?", yes)
    print(f"Accepted. SHA-256 of its files: {CTRANSLATE.accept(model, as_).files}")


def _pair(tag: str, into_english: bool) -> tuple[str, str]:
    return (tag, ENGLISH.tag) if into_english else (ENGLISH.tag, tag)


def _ways(tags: Iterable[str], into_english: bool) -> "list[Direction]":
    from app.engines.base import PackageRefused
    from app.engines.directions import ONLY_ENGLISH, direction

    found = [direction(*_pair(tag, into_english)) for tag in tags]
    if None in found:
        raise PackageRefused(ONLY_ENGLISH)
    return [way for way in found if way is not None]


def _codes(way: "Direction") -> tuple[str, str]:
    from app.engines.argos import argos_code

    return way.pair(argos_code(way.tag)[0])


def _offered(way: "Direction") -> "IndexEntry":
    """The newest model of the index that goes this way; raises PackageRefused with why not."""
    from app.config import settings
    from app.engines import ARGOS, PackageRefused, argos_index, argos_library
    from app.engines.argos import argos_code

    code, at_least = argos_code(way.tag)
    if not code:
        raise PackageRefused(ARGOS.capability(*way.pair(way.tag)).reason)
    address = settings().argos_index or argos_library.makers_index(ARGOS.library_home)
    return argos_index.read_index(address).offered(*way.pair(code), at_least)


def _installed() -> "list[Direction]":
    from app.engines import ARGOS
    from app.languages import languages

    every = [each.tag for each in languages()]
    ways = [way for back in (False, True) for way in _ways(every, back)]
    return [w for w in ways if ARGOS.capability(*w.pair(w.tag)).state == "ready"]


def _install(way: "Direction", entry: "IndexEntry", yes: bool, by: str) -> "Package":
    from app.engines import ARGOS, argos_index, packages

    there = packages.direct(ARGOS.folder, entry.source, entry.target, entry.version)
    if there is not None and there.pin is not None:
        print(f"{there.name} is installed already.")
        return there
    entry = argos_index.with_size(entry)
    size = f"{entry.size_mb:.1f} MB" if entry.size_mb is not None else UNSAID
    licence = entry.licence or f"{UNSAID} in the index; asked again once it has come"
    print(f"{way}: {entry.name}\n  size: {size}\n  licence: {licence}")
    _ask("Download it?", yes)
    private_folder(ARGOS.folder)
    with TemporaryDirectory(dir=ARGOS.folder, prefix=".download-") as away:
        with _bar(entry.name) as progress:
            file = argos_index.fetch(entry, Path(away), progress)
        return _put_in(file, yes or entry.licence is not None, by, came_from=entry.links[0])


def _put_in(file: Path, yes: bool, by: str, came_from: str) -> "Package":
    from app.engines import ARGOS

    def told(package: "Package", outcomes: "tuple[Outcome, ...]") -> None:
        for outcome in outcomes:
            print(f"  {outcome.said}\n    → {outcome.draft or '–'}")
            if outcome.problem:
                print(f"      {outcome.problem}")
        print(f"{package.name}, {package.size_mb} MB, licence: {package.licence or UNSAID}")
        _ask("Accept the licence and put it in?", yes)

    package = ARGOS.install(file, judge=_judge, told=told, came_from=came_from, accepted_by=by)
    pin = package.pin.archive if package.pin else ""
    print(f"{package.name} was put in. SHA-256 {pin}")
    return package


def _judge(code: str) -> "Judge":
    """What the checks say of a draft into Argos's language `code`."""
    from app import checks
    from app.checks.base import Pair, Severity
    from app.engines.argos import tag_of

    def judge(english: str, draft: str) -> str:
        found = checks.run(Pair(english, draft, tag_of(code), machine=True))
        return next((f.message for f in found if f.severity is Severity.BLOCKING), "")

    return judge


def _ask(question: str, yes: bool) -> None:
    if not yes:
        typer.confirm(question, abort=True, err=True)


@contextmanager
def _bar(label: str) -> "Iterator[Progress]":
    """A progress bar on a terminal; elsewhere a line for each tenth."""
    if not sys.stderr.isatty():
        last = -1

        def line(done: int, whole: int | None) -> None:
            nonlocal last
            tenth = done * 10 // whole if whole else done // 10_000_000
            if tenth > last:
                last = tenth
                of = f" of {whole / 1e6:.1f}" if whole else ""
                print(f"{label}: {done / 1e6:.1f}{of} MB", file=sys.stderr)

        yield line
        return
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def move(done: int, whole: int | None) -> None:
            bar.length = whole or max(done, 1)
            bar.update(done - bar.pos)

        yield move
