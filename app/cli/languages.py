"""The command that says what each language has and how far it is: in lines, as JSON for programs or
as the table of docs/languages. What the numbers count is said in `workflow.lists`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import typer

from app.cli.root import cli, has_database, opened
from app.config import ROOT
from app.languages import Language, languages

if TYPE_CHECKING:
    from app.workflow.lists.language_coverage import LanguageCoverage, Tally

CountedIn: TypeAlias = Literal["files", "database", "demonstration"]
SHEETS = ROOT / "docs" / "languages"
WRITE = "birthwords languages --table --files > docs/languages/README.md"
_WHERE: dict[CountedIn, str] = {
    "files": """\
Counted in the drafts that come with the code, in `locales/`. No file can say that anybody reviewed
it: that is counted in the database of each service, where *How far each language is* in the library
shows it, and the same command without `--files`.""",
    "database": "Counted in the database of this service.",
    "demonstration": """\
Counted in a demonstration: its own accounts approved these texts, and nobody qualified has read
them.""",
}
_WORDS = """\
Three numbers stand in a field: drafted / reviewed / published. *Drafted* texts have words;
*reviewed* ones were approved by a second person as they stand; *published* ones are what families
read now. A doubt is what whoever drafted a text was not sure of, until someone approves it. *How
sure* is what the drafts in `locales/` say of themselves."""


@cli.command("languages")
def list_languages(
    as_json: Annotated[
        bool, typer.Option("--json", help="What each language has and how far it is, as JSON.")
    ] = False,
    as_table: Annotated[
        bool, typer.Option("--table", help="How far each language is, as a Markdown table.")
    ] = False,
    files: Annotated[
        bool, typer.Option("--files", help="Count in locales/ alone, and leave the database be.")
    ] = False,
) -> None:
    """List the languages, with their direction and script, and what the checks cannot read. With
    --json or --table, how far each is: in the database, or where there is none in locales/."""
    if as_json and as_table:
        raise typer.BadParameter("choose one of --json and --table.")
    if as_json:
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in _rows(files=files))
        print(f"[\n{rows}\n]")
    elif as_table:
        print(table(*_counted(files=files)), end="")
    else:
        for language in languages():
            print(_line(language))


def table(counted_in: CountedIn, found: "Sequence[LanguageCoverage]") -> str:
    """A page in Markdown with a row for each language, of which there is at least one."""
    of = found[0]  # every language has the same English
    head = (
        "Language", "How sure", "Doubts", f"Texts ({of.texts.total:,})",
        f"Safety-critical ones ({of.critical.total:,})", f"Interface ({of.interface.total:,})",
        "Interface is",
    )  # fmt: skip
    rows = (
        (
            _named(each.language, link=counted_in == "files"), each.confidence or "–",
            f"{each.doubts:,}", _three(each.texts), _three(each.critical), _three(each.interface),
            each.stage,
        )
        for each in found
    )  # fmt: skip
    lines = (head, ("---", "---", *("---:",) * 4, "---"), *rows)
    drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    made = (f"Written by `{WRITE}`, and held by a test.",) if counted_in == "files" else ()
    parts = ("# How far each language is", *made, _WHERE[counted_in], _WORDS, drawn)
    return "\n\n".join(parts) + "\n"


def _named(language: Language, *, link: bool) -> str:
    name = f"{language.english_name} (`{language.tag}`)"
    sheet = f"{language.tag}.md"
    return f"[{name}]({sheet})" if link and (SHEETS / sheet).is_file() else name


def _three(tally: "Tally") -> str:
    return f"{tally.drafted:,} / {tally.reviewed:,} / {tally.published:,}"


def _line(language: Language) -> str:
    from app.checks.needs import doubt, lacking_words

    missing = lacking_words(language.tag)
    return "\t".join(
        (
            language.tag,
            language.english_name,
            language.own_name,
            language.script,
            language.direction,
            *((f"no words for: {missing}",) if missing else ()),
            *(("safety-critical texts are read twice",) if doubt(language.tag) else ()),
        )
    )


def _rows(*, files: bool) -> Iterator[dict[str, Any]]:
    """What docs/operations.md promises, key by key."""
    from app.workflow.lists.language_coverage import in_files

    counted_in, found = _counted(files=files)
    shipped = found if counted_in == "files" else in_files()
    for each, draft in zip(found, shipped, strict=True):
        language = each.language
        yield {
            "tag": language.tag,
            "english_name": language.english_name,
            "own_name": language.own_name,
            "script": language.script,
            "direction": language.direction,
            "counted_in": counted_in,
            "checks": _checks(language.tag),
            "font": _font(language.script),
            "engine": _engine(language.tag),
            "interface": {
                "state": each.stage,
                **asdict(each.interface),
                "safety_critical": asdict(each.critical_words),
            },
            "texts": {**asdict(each.texts), "safety_critical": asdict(each.critical)},
            "editions": each.editions,
            "doubts": each.doubts,
            "confidence": each.confidence or None,
            "shipped": {
                "texts": draft.texts.drafted,
                "safety_critical": draft.critical.drafted,
                "interface": draft.interface.drafted,
                "doubts": draft.doubts,
            },
        }


def _counted(*, files: bool) -> "tuple[CountedIn, tuple[LanguageCoverage, ...]]":
    """Where the numbers come from, and the numbers."""
    from app.workflow import interface
    from app.workflow.lists.language_coverage import in_database, in_files
    from app.workflow.people.accounts import is_demo

    if not files and has_database():
        with opened() as database:
            interface.refresh(database)
            with database.reading() as session:
                demo = is_demo(session)
                if found := in_database(session, demo=demo):
                    return "demonstration" if demo else "database", found
    return "files", in_files()


def _checks(tag: str) -> dict[str, Any]:
    from app.checks.needs import NEEDS, doubt, lacking

    lacks = lacking(tag)
    lists: dict[str, Any] = {"has": [], "lacks": [], "read_twice": bool(doubt(tag))}
    for need in NEEDS:
        lists["lacks" if need in lacks else "has"].append(
            {"check": need.check, "words": need.words}
        )
    return lists


def _font(script: str) -> dict[str, Any]:
    from app.render.fonts import FILES, FOLDER

    files = FILES.get(script, ())
    built = bool(files) and all((FOLDER / name).is_file() for name in files)
    return {"files": [*files], "built": built}


def _engine(tag: str) -> dict[str, Any]:
    from app.engines import ENGINES, engine_for
    from app.languages import ENGLISH

    states = {
        name: engine.capability(ENGLISH.tag, tag).state
        for name, engine in ENGINES.items()
        if name != "none"
    }
    return {
        "used": engine_for(tag).id,
        "ready": [name for name, state in states.items() if state == "ready"],
        "installable": [name for name, state in states.items() if state == "installable"],
    }
