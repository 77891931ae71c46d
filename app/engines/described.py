"""CTranslate2 models that an operator brought: one entry of a TOML file says all of each. The same
file describes models behind a chat server (chat_models.py).

Nothing here loads a model. An entry that cannot be used is refused with its place and the mend.
"""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.config import settings
from app.engines.base import PackageRefused
from app.engines.recipes import RECIPES, Recipe, fault
from app.languages import UnknownLanguage, find

T = TypeVar("T", bound=BaseModel)

NAME = "models.toml"
KINDS = ("model", "chat")
"""What the file describes: models of this machine, and models behind a server."""


class DescribedModel(BaseModel):
    """One model: its folder, how texts are cut, which recipe and codes it wants, and its licence.

    `target_tokenizer` is for models with two vocabularies; `codes` maps our tags to its codes and
    may be left out where the recipe knows them. A model `into_english` reads these languages and
    writes English alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,60}$")]
    folder: Path
    recipe: Annotated[str, StringConstraints(pattern="^(" + "|".join(RECIPES) + ")$")]
    tokenizer: str = "sentencepiece.model"
    target_tokenizer: str = ""
    version: str = Field(default="", coerce_numbers_to_str=True)
    licence: Annotated[str, StringConstraints(min_length=2)]
    licence_url: str = ""
    languages: tuple[str, ...] = ()
    codes: dict[str, str] = {}
    into_english: bool = False

    @property
    def how(self) -> Recipe:
        return RECIPES[self.recipe]

    def goes(self, into_english: bool) -> bool:
        """Whether the model translates its languages into English, or English into them."""
        return self.how.both_ways or self.into_english == into_english

    @property
    def chosen(self) -> dict[str, str]:
        """Our tags with the model's codes: the recipe's, or those that the entry names."""
        known = self.codes or self.how.codes
        return {
            tag: code for tag, code in known.items() if not self.languages or tag in self.languages
        }


def file_of_models() -> Path:
    """The TOML file that the settings name, or the one among the engines' data."""
    return settings().models or settings().data / "engines" / NAME


def read(file: Path) -> tuple[DescribedModel, ...]:
    """Every model of this machine, folders made absolute; none where there is no file. Raises
    PackageRefused."""
    rows = enumerate(rows_of(file, "model"), 1)
    entries = tuple(_entry(file, number, row) for number, row in rows)
    refuse_twice(file, [entry.id for entry in entries])
    return entries


def rows_of(file: Path, kind: str) -> list[Any]:
    """What the file says of one kind, unread; empty where there is no file. Raises
    PackageRefused."""
    if not file.is_file():
        return []
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackageRefused(f"{file.name} cannot be read: {error}.") from None
    if set(data) - set(KINDS) or not all(isinstance(data.get(k, []), list) for k in KINDS):
        raise PackageRefused(
            f"{file.name}: write each model as a [[model]] of its own, and each behind a chat "
            "server as a [[chat]]."
        )
    rows: list[Any] = data.get(kind, [])
    return rows


def refuse_twice(file: Path, ids: Sequence[str]) -> None:
    """Raise PackageRefused where two entries have one id."""
    if twice := next((each for each in ids if ids.count(each) > 1), ""):
        raise PackageRefused(f"{file.name}: two models have the id {twice!r}. Give each its own.")


def validated(kind: type[T], file: Path, place: str, row: Any) -> T:
    """An entry of the file; raises PackageRefused, which names the field."""
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise PackageRefused(f"{file.name}, {place}, {field}: {first['msg']}.") from None


def missing(entry: DescribedModel) -> str:
    """The first file that a model lacks, empty where it is whole."""
    wanted = ["model.bin", entry.tokenizer, entry.target_tokenizer]
    return next((n for n in wanted if n and not (entry.folder / n).is_file()), "")


def _entry(file: Path, number: int, row: Any) -> DescribedModel:
    entry = validated(DescribedModel, file, f"model {number}", row)
    where = f"{file.name}, model {entry.id}"
    _refuse_paths(where, (entry.tokenizer, entry.target_tokenizer))
    for tag in (*entry.languages, *entry.codes):
        if tag not in entry.chosen:
            raise PackageRefused(f"{where}: {tag} has no code. Write it in `codes`.")
    for tag, code in entry.chosen.items():
        try:
            problem = fault(entry.how, find(tag), code)
        except UnknownLanguage as unknown:
            raise PackageRefused(f"{where}: {unknown}") from None
        if problem:
            raise PackageRefused(f"{where}, codes.{tag}: {problem}.")
    if entry.into_english and entry.how.both_ways:
        raise PackageRefused(
            f"{where}: models of the recipe {entry.recipe} go both ways. Leave `into_english` out."
        )
    if not entry.chosen:
        raise PackageRefused(f"{where}: it drafts no language. Write `codes`.")
    return entry.model_copy(update={"folder": (file.parent / entry.folder).resolve()})


def _refuse_paths(where: str, names: Iterable[str]) -> None:
    for name in names:
        if name and Path(name).name != name:
            raise PackageRefused(f"{where}: {name!r} must be the name of a file in its folder.")
