"""Commands that take files in and give them out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import english
from app.cli.root import AsOption, LanguageOption, VersionOption, cli, opened

if TYPE_CHECKING:
    from app.workflow.imports.preview import ImportOutcome


@cli.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            help="A translation (PO, XLIFF, Excel, Word), a TMX memory, a glossary (TBX, Excel, "
            "CSV), or a leaflet's English: YAML, or Word as it was downloaded here."
        ),
    ],
    as_: AsOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would do, and do nothing.")
    ] = False,
    confirmed: Annotated[
        bool,
        typer.Option(
            "--confirmed",
            help="You checked every text that you changed; of an agency's file, that its two "
            "people finished every text, and its reviser read a second time what no check reads.",
        ),
    ] = False,
    agency: Annotated[
        str,
        typer.Option(
            help="Whose work it is: an agency with evidence on record, by its name or the record's "
            "number. Its translator and reviser count as the two people. For admins."
        ),
    ] = "",
    propose: Annotated[
        bool,
        typer.Option(
            "--propose",
            help="Of an author's YAML: put it into the changes of its text, to be looked over and "
            "handed in on its page. Without it, it becomes the newest English at once.",
        ),
    ] = False,
) -> None:
    """Take in a translator's file of any format, or an author's English: YAML as a revision at
    once, or with --propose as changes that an author hands in, as Word always is."""
    from app.exchange.english_returned import is_english
    from app.exchange.recognise import read
    from app.workflow.imports.preview import bring_in, evidence_for, look_at
    from app.workflow.people import accounts

    if file.suffix.lower() in (".yaml", ".yml"):
        if agency:
            raise typer.BadParameter("English is the source: no agency translates it.")
        english.bring_in(file, as_, dry_run=dry_run, propose=propose)
        return
    data = file.read_bytes()
    if is_english(data, file.name):
        if agency:
            raise typer.BadParameter("English is the source: no agency translates it.")
        english.bring_in_word(data, file.name, as_, dry_run=dry_run)
        return
    if propose:
        raise typer.BadParameter("only English is proposed: YAML or Word.", param_hint="--propose")
    found = read(data, file.name)
    with opened() as database:
        begun = database.reading() if dry_run else database.writing()
        act = look_at if dry_run else bring_in
        with begun as session:
            actor = accounts.actor(session, as_)
            evidence = evidence_for(session, actor, found, file.name, agency) if agency else None
            done = act(session, actor, found, file.name, confirmed=confirmed, evidence=evidence)
        print(
            f"{_taken(done)}, {done.unchanged} unchanged, "
            f"{len(done.left)} left, {done.waiting} not translated yet"
        )
        for kept in done.left:
            print(f"  {kept.where}: {kept.reason}")


def _taken(done: "ImportOutcome") -> str:
    if done.people:
        translator, reviser = done.people
        return f"{len(done.taken)} translated by {translator} and revised by {reviser}"
    drafts = sum(taken.action == "draft" for taken in done.taken)
    return f"{drafts} drafts, {len(done.taken) - drafts} edited"


@cli.command()
def export(
    language: LanguageOption,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    resource: Annotated[str, typer.Option(help="A slug; tmx and glossaries need none.")] = "",
    version: VersionOption = "standard",
    format: Annotated[  # noqa: A002  # the option's public name
        str,
        typer.Option(
            help="po, xliff, xliff2, xlsx or docx; tmx for the memory of a language; "
            "glossary.tbx, glossary.xlsx or glossary.csv for its terms."
        ),
    ] = "po",
) -> None:
    """Write a translation, a memory or a glossary to a file."""
    from app.workflow.glossary import term_files
    from app.workflow.imports import translation_files

    kind, _, ending = format.partition(".")
    if not resource and format in translation_files.WRITERS:
        raise typer.BadParameter("say which resource.", param_hint="--resource")
    if kind not in (*translation_files.WRITERS, "tmx", "glossary"):
        known = ", ".join(
            (*translation_files.WRITERS, "tmx", "glossary.tbx, glossary.xlsx, glossary.csv")
        )
        raise typer.BadParameter(f"choose one of {known}.", param_hint="--format")
    with opened() as database, database.reading() as session:
        if kind == "glossary":
            data = term_files.export(session, language, ending)
        elif kind == "tmx":
            data = translation_files.export_memory(session, language)
        else:
            data = translation_files.export(session, resource, version, language, format)
    output.write_bytes(data)
    print(f"{output}")
