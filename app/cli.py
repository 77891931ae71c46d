"""The `birthwords` command: what an operator, an author or a script does without a browser.

Results go to stdout, errors to stderr in one or two lines; exit code 1 is a refusal, 2 a wrong
call.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.config import CONTENT, settings

if TYPE_CHECKING:
    from app.db import Database
    from app.jobs import Progress

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Maternity information in every family's language.",
)
user = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Accounts and roles.")
cli.add_typer(user, name="user")

LanguageOption = Annotated[str, typer.Option("--language", help="A tag such as pl, ne or fa-AF.")]
VersionOption = Annotated[
    str, typer.Option("--version", help="The reading version: standard or easy_read.")
]
AsOption = Annotated[str, typer.Option("--as", metavar="EMAIL", help="In whose name to write.")]


def main() -> None:
    """Run the command; every expected failure becomes one or two lines on stderr."""
    try:
        cli()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not _expected(error):
            raise
        print(f"birthwords: {error}", file=sys.stderr)
        sys.exit(1)


def _expected(error: Exception) -> bool:
    from sqlalchemy.exc import ArgumentError

    from app.config import SettingsError
    from app.engines import PackageRefused
    from app.exchange.po import PoError
    from app.languages import UnknownLanguage
    from app.render.pdf import PrintError
    from app.resources.inline import MarkupError
    from app.resources.load import ContentError
    from app.services import UnknownService
    from app.workflow.refusals import Refused

    return isinstance(
        error,
        (
            ArgumentError,
            ContentError,
            MarkupError,
            OSError,
            PackageRefused,
            PoError,
            PrintError,
            Refused,
            SettingsError,
            UnknownLanguage,
            UnknownService,
        ),
    )


@contextmanager
def _database() -> Iterator["Database"]:
    from app.db import Database

    database = Database(settings().database())
    try:
        database.migrate()
        yield database
    finally:
        database.dispose()


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Serve a demonstration.")] = False,
) -> None:
    """Serve the pages; with --demo an empty data folder is filled with demonstration content
    first."""
    import os

    import uvicorn

    if demo:
        os.environ["BIRTHWORDS_DEMO"] = "1"
        settings.cache_clear()
    if "BIRTHWORDS_BASE_URL" not in os.environ:
        os.environ["BIRTHWORDS_BASE_URL"] = _address(host, port)
        settings.cache_clear()
    if made := _seed(settings().demo):
        print(made)
    from app.main import create_app

    uvicorn.run(create_app(), host=host, port=port, log_level="info", server_header=False)


def _address(host: str, port: int) -> str:
    """What a browser on this machine calls the place that is listened on."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@cli.command()
def seed(
    demo: Annotated[
        bool, typer.Option("--demo", help="With demonstration accounts and editions.")
    ] = False,
) -> None:
    """Fill an empty database with the content of this repository."""
    nothing = "Nothing was done: this database holds content already."
    print(_seed(demo or settings().demo) or nothing)


def _seed(demo: bool) -> str:
    """Fill an empty database, and say what was made."""
    from app.workflow import seeding

    with _database() as database:
        done = seeding.seed(database, demo=demo, say=lambda line: print(f"seeding {line}"))
    for refused in done.refused:
        print(f"birthwords: not published: {refused}", file=sys.stderr)
    if done.editions:
        return f"{done.editions} editions published, {done.drafts} drafts imported."
    if done.sources:
        return f"{done.sources} English texts brought in. Nothing is published yet."
    return ""


@cli.command("check-content")
def check_content(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files; by default all of content/.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the ids that are missing.")] = False,
) -> None:
    """Read leaflets, plans and messages, and say what to mend."""
    from app.resources import load as loading
    from app.resources.style import lint

    problems = 0
    for path in paths or sorted(loading.files(CONTENT)):
        try:
            if fix:
                text, written = loading.write_missing_ids(path.read_text("utf-8"), path.name)
                if written:
                    path.write_text(text, "utf-8")
                    print(f"{path.name}: wrote {written} ids.")
            resource = loading.load(path)
        except loading.ContentError as error:
            problems += len(error.problems)
            print(error, file=sys.stderr)
            continue
        for advice in lint(resource):
            print(f"{path.name}: {advice.path}: advice: {advice.message}")
        print(f"{path.name}: good.")
    if problems:
        raise typer.Exit(1)


@cli.command("languages")
def list_languages() -> None:
    """List the languages, with their direction and script."""
    from app.languages import languages

    for language in languages():
        print(
            f"{language.tag}\t{language.english_name}\t{language.own_name}\t{language.script}\t{language.direction}"
        )


@cli.command("engines")
def list_engines(
    install: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Put in an .argosmodel file first.")
    ] = None,
) -> None:
    """Say for each language which engines can draft it, and if not, why."""
    from app.engines import ENGINES, install_model
    from app.languages import languages

    if install is not None:
        package = install_model(install)
        print(f"Installed {package.source} → {package.target}, version {package.version}.")
        return
    for language in languages():
        for name, engine in ENGINES.items():
            found = engine.capability("en", language.tag)
            print(f"{language.tag}\t{name}\t{found.state}\t{found.reason}")


@cli.command()
def draft(
    language: LanguageOption,
    resource: Annotated[str | None, typer.Option(help="A slug; by default every resource.")] = None,
    version: Annotated[
        str | None, typer.Option(help="standard or easy_read; by default both.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="An engine's id; see `birthwords engines`.")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="In whose name to write.")
    ] = None,
) -> None:
    """Draft by machine every string that has no words yet. Drafts are for review, never for
    readers."""
    from app.engines import ENGINES, engine_for
    from app.languages import find
    from app.workflow import people
    from app.workflow.drafting import draft_translation
    from app.workflow.refusals import Refused
    from app.workflow.sources import all_sources

    find(language)
    if engine is not None and engine not in ENGINES:
        raise Refused(f"There is no engine {engine!r}. Choose one of {', '.join(ENGINES)}.")
    chosen = ENGINES[engine] if engine else engine_for(language)
    with _database() as database:
        with database.writing() as session:
            who = people.actor(session, as_) if as_ else people.system(session)
            todo = [
                (row.slug, revision.reading_version)
                for row, revision in all_sources(session)
                if resource in (None, row.slug) and version in (None, revision.reading_version)
            ]
        if not todo:
            raise Refused(f"There is no resource {resource!r} in that version.")
        for slug, reading_version in todo:
            done = draft_translation(database, who, slug, reading_version, language, chosen)
            print(
                f"{slug} ({reading_version}): {done.drafted} drafted, {done.remembered} from memory"
            )
            for path, reason in done.refused:
                print(f"  {path}: left empty: {reason}")


@cli.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A PO file of a translation, or a leaflet's YAML.")],
    as_: AsOption,
) -> None:
    """Take in a translator's PO file, or an author's YAML."""
    from app.resources.load import load
    from app.workflow import people
    from app.workflow.files import import_po
    from app.workflow.sources import save_source

    with _database() as database, database.writing() as session:
        who = people.actor(session, as_)
        if file.suffix in (".yaml", ".yml"):
            revision, new = save_source(session, who, load(file))
            print(f"Revision {revision.number}." if new else "Nothing has changed.")
            return
        done = import_po(session, who, file.read_bytes(), file.name)
        print(
            f"{done.drafts} drafts, {done.edited} edited, "
            f"{done.unchanged} unchanged, {len(done.left)} left"
        )
        for path, reason in done.left:
            print(f"  {path}: {reason}")


@cli.command()
def export(
    language: LanguageOption,
    resource: Annotated[str, typer.Option(help="A slug.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    version: VersionOption = "standard",
    format: Annotated[str, typer.Option(help="po")] = "po",  # noqa: A002  # the option's public name
) -> None:
    """Write a translation to a file for a translator."""
    from app.workflow.files import export_po

    if format != "po":
        raise typer.BadParameter("only po can be exported.", param_hint="--format")
    with _database() as database, database.writing() as session:
        output.write_bytes(export_po(session, resource, version, language))
    print(f"{output}")


@cli.command()
def check(language: LanguageOption) -> None:
    """Check lines of `source<TAB>target` from stdin; one JSON object a line, every line
    safety-critical."""
    from app import checks
    from app.checks.base import Pair
    from app.languages import find

    find(language)
    for number, line in enumerate(sys.stdin, 1):
        source, tab, target = line.rstrip("\r\n").partition("\t")
        if not tab:
            print(
                f"birthwords: line {number} has no tab between source and target.", file=sys.stderr
            )
            raise typer.Exit(1)
        found = checks.run(Pair(source, target, language))
        rows = [
            {"check": f.check, "severity": f.severity.value, "message": f.message} for f in found
        ]
        print(json.dumps({"findings": rows}, ensure_ascii=False), flush=True)


@cli.command()
def publish(
    slug: Annotated[str, typer.Argument(help="The resource.")],
    language: LanguageOption,
    as_: AsOption,
    version: VersionOption = "standard",
) -> None:
    """Publish a signed translation as the next edition."""
    from app.workflow import people
    from app.workflow.desk import open_desk
    from app.workflow.publishing import publish as publish_edition

    with _database() as database, database.writing() as session:
        edition = publish_edition(
            open_desk(session, slug, version, language), people.actor(session, as_)
        )
        print(f"Edition {edition.number}, code {edition.code}.")


@cli.command()
def pdf(
    slug: Annotated[str, typer.Argument(help="The resource.")],
    language: LanguageOption,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    format: Annotated[  # noqa: A002  # the option's public name
        str, typer.Option(help="standard, large_print, easy_read, facing or poster.")
    ] = "standard",
    version: VersionOption = "standard",
    service: Annotated[
        str | None, typer.Option(help="Whose numbers to print: gwh, ruh or sft.")
    ] = None,
    size: Annotated[
        int | None, typer.Option(help="Points of large print, 16 to 28.", min=16, max=28)
    ] = None,
) -> None:
    """Print the current edition to a PDF file."""
    from app.jobs import print_edition
    from app.workflow import reading
    from app.workflow.refusals import Missing

    if format == "easy_read":
        version = "easy_read"
    with _database() as database, database.reading() as session:
        edition = reading.edition(session, slug, version, language)
        if edition is None:
            raise Missing(f"{slug} ({version}) is not published in {language}.")
    output.write_bytes(print_edition(edition, format, service=service, size=size))
    print(f"{output}")


@cli.command()
def prerender() -> None:
    """Draw every print of the catalogue that is not drawn yet, so that no reader waits for one."""
    from app.jobs import prerender

    with _database() as database:
        *_, done = _shown(prerender(database))
    print(f"{done.ready} of {done.wanted} prints are ready.")
    for each in done.refused:
        where = f"{each.edition.slug} in {each.edition.language}, {each.format}"
        print(f"birthwords: {where}: {each.reason}", file=sys.stderr)
    if done.refused:
        raise typer.Exit(1)


def _shown(steps: "Iterator[Progress]") -> "Iterator[Progress]":
    """The steps of a long work, with a bar on a terminal and a line each elsewhere."""
    if not sys.stderr.isatty():
        for step in steps:
            print(f"{step.done} of {step.wanted}", file=sys.stderr)
            yield step
        return
    start = next(steps)
    yield start
    with typer.progressbar(length=start.wanted, label="Prints", file=sys.stderr) as bar:
        for step in steps:
            bar.update(step.done - bar.pos)
            yield step


@user.command("add")
def add_user(
    email: Annotated[str, typer.Argument(help="The e-mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="The name that histories show.")],
    role: Annotated[
        list[str],
        typer.Option(help="ROLE or ROLE:LANGUAGE, such as translator:pl; may be repeated."),
    ],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="BIRTHWORDS_PASSWORD"
        ),
    ],
) -> None:
    """Add an account with its roles. The password is asked for, or read from
    BIRTHWORDS_PASSWORD."""
    from app.languages import find
    from app.models import Role
    from app.workflow import people

    grants = []
    for wanted in role:
        word, _, tag = wanted.partition(":")
        if word not in list(Role):
            raise typer.BadParameter(
                f"there is no role {word!r}: {', '.join(Role)}.", param_hint="--role"
            )
        if tag:
            find(tag)
        grants.append((Role(word), tag or "*"))
    with _database() as database, database.writing() as session:
        people.install(session, demo=settings().demo)
        people.add_user(session, email, name, password, grants)
    print(f"{email} was added.")
