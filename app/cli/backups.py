"""Commands for whoever keeps the data: a copy of it, and a look whether all of it is whole."""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import cli, opened
from app.config import SettingsError, settings
from app.storage import private_file

if TYPE_CHECKING:
    from app.db import Database
    from app.workflow.editions.verification import Seen


@cli.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Hold editions, cached prints and files against their hashes; say what is damaged and how to
    bring it back. Exit code 1 when anything is. Damaged prints are taken out, to be drawn anew."""
    from app.workflow.editions.verification import offer_anew

    counts: dict[str, int] = {}
    damaged, texts = 0, []
    with opened() as database:
        for seen in _all(database):
            counts[seen.kind] = counts.get(seen.kind, 0) + 1
            damaged += not seen.is_whole
            if seen.text:
                texts.append(seen.text)
            if seen.problem:
                print(json.dumps(asdict(seen), ensure_ascii=False) if as_json else seen)
        if texts:
            with database.writing() as session:
                offer_anew(session, texts)
    if not as_json:
        looked = ", ".join(f"{number} {_MANY[kind]}" for kind, number in counts.items())
        print(f"Looked at {looked}. {damaged or 'Nothing'} damaged.", file=sys.stderr)
    if damaged:
        raise typer.Exit(1)


_MANY = {
    "database": "database",
    "edition": "editions",
    "English": "English texts",
    "print": "cached prints",
    "file": "files",
    "asset": "built files",
}


def _all(database: "Database") -> "Iterator[Seen]":
    from app.workflow.editions import verification

    with database.reading() as session:
        yield from verification.database(session)
        yield from chain(_prints(), verification.files(session), verification.assets())


def _prints() -> "Iterator[Seen]":
    from app.render.cache import PDF, PNG, PdfCache
    from app.workflow.editions.verification import Seen

    caches = (PdfCache(settings().data / "pdf", media) for media in (PDF, PNG))
    for name, is_whole in chain.from_iterable(each.take_out_damaged() for each in caches):
        problem = "" if is_whole else "damaged: it is not what was drawn."
        yield Seen(
            kind="print",
            name=name,
            problem=problem,
            mend="It was taken out and is drawn anew when asked for.",
        )


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Copy the SQLite database while the service runs, into a file that only this account may
    read."""
    from sqlalchemy.engine import make_url

    source = make_url(settings().database())
    if source.get_backend_name() != "sqlite" or not source.database:
        raise SettingsError("BIRTHWORDS_DATABASE_URL: copy a PostgreSQL database with pg_dump.")
    if not Path(source.database).is_file():
        raise FileNotFoundError(f"There is no database {source.database} to copy.")
    if not private_file(file):
        raise FileExistsError(f"{file} exists already. Choose another name.")
    try:
        with closing(sqlite3.connect(source.database)) as connection:
            connection.execute("VACUUM INTO ?", (str(file.resolve()),))
        _keep_for_good(file)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    print(f"{file}")


def _keep_for_good(file: Path) -> None:
    """On the disk, the file and its name, before anyone is told that there is a copy."""
    for path in (file, file.resolve().parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
