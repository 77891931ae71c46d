"""What holds everywhere: values of many fields are made with named arguments, a name means one
class of `app`, a template says which one it is handed, and no test is another one's library.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from app.config import ROOT

APP = ROOT / "app"
MOST_FIELDS = 5
"""A dataclass with more takes them by name (`kw_only`), or those behind its first few: nobody can
tell the sixth position from the seventh, nor can mypy where neighbours are of one type."""
TWICE = 5
"""How many names may stand for more than one class."""
_NAMED = re.compile(r"\b(app(?:\.[a-z_]+)+)\.([A-Z]\w+)")


@dataclass(frozen=True)
class Made:
    """A class as its file declares it. `fields` are its own; `kw_only` is None where it is no
    dataclass."""

    file: str
    name: str
    bases: tuple[str, ...]
    fields: tuple[str, ...]
    kw_only: bool | None


def test_a_dataclass_of_more_than_five_fields_takes_them_by_name() -> None:
    found = classes()
    wrong = [
        f"{one.file}: {one.name} has {', '.join(fields_of(one, found))}"
        for one in found
        if one.kw_only is False and len(fields_of(one, found)) > MOST_FIELDS
    ]
    assert wrong == []


def test_few_names_stand_for_more_than_one_class() -> None:
    counts = Counter(one.name for one in classes())
    twice = sorted(name for name, number in counts.items() if number > 1)
    assert len(twice) <= TWICE, f"{len(twice)} names stand twice: {', '.join(twice)}"


def test_no_test_imports_from_another_test() -> None:
    """What several tests share has a module of its own, so that each file can be moved alone."""
    found = [
        f"{path.relative_to(ROOT)}: {node.module}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("tests.")
        and (node.module or "").rpartition(".")[2].startswith("test_")
    ]
    assert found == []


def test_nothing_is_compared_with_the_tag_of_english() -> None:
    """Whether something is the English is asked of the language (`is_source`)."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(APP.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare)
        and any(
            isinstance(each, ast.Constant) and each.value == "en"
            for each in (node.left, *node.comparators)
        )
    ]
    assert wrong == []


def test_a_template_names_the_presenter_that_it_is_handed() -> None:
    """Its head says `app.web.room.module.Class`, which is where that class is made."""
    made = {(one.file, one.name) for one in classes()}
    wrong = [
        f"{path.relative_to(ROOT)}: {module}.{name}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for module, name in _NAMED.findall(path.read_text("utf-8"))
        if (f"{module.replace('.', '/')}.py", name) not in made
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "kw_only", "fields"),
    [
        ("class A:\n  x: int", None, ("x",)),
        ("@dataclass\nclass A:\n  x: int\n  y: ClassVar[int] = 1", False, ("x",)),
        ("@dataclass(frozen=True)\nclass A:\n  x: int\n  def f(self): y: int = 1", False, ("x",)),
        ("@dataclass(frozen=True, kw_only=True)\nclass A:\n  x: int", True, ("x",)),
        ("@dataclass\nclass A:\n  x: int\n  _: KW_ONLY\n  y: int", False, ("x",)),
        ("@dataclasses.dataclass(kw_only=False)\nclass A:\n  x: int", False, ("x",)),
    ],
)
def test_a_class_is_read_from_its_source(
    source: str, kw_only: bool | None, fields: tuple[str, ...]
) -> None:
    [made] = classes_in(source, "app/a.py")
    assert (made.kw_only, made.fields) == (kw_only, fields)


def test_inherited_fields_count() -> None:
    source = "@dataclass\nclass A:\n  x: int\n  y: int\n@dataclass\nclass B(A):\n  y: int\n  z: int"
    found = tuple(classes_in(source, "app/a.py"))
    assert fields_of(found[1], found) == ("x", "y", "z")


@cache
def classes() -> tuple[Made, ...]:
    """Every class below `app`, those within functions and classes included."""
    return tuple(
        made
        for path in sorted(APP.rglob("*.py"))
        for made in classes_in(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    )


def classes_in(source: str, file: str) -> Iterator[Made]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            bases = tuple(ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases)
            yield Made(file, node.name, bases, tuple(_own_fields(node)), _kw_only(node))


def fields_of(one: Made, found: tuple[Made, ...]) -> tuple[str, ...]:
    """Its fields with those that it inherits. A base is looked for in the same file first, for a
    name may stand for more than one class."""
    names: list[str] = []
    for base in one.bases:
        alike = [each for each in found if each.name == base and each.kw_only is not None]
        near = [each for each in alike if each.file == one.file] or alike
        names += fields_of(near[0], found) if near else ()
    return tuple(dict.fromkeys([*names, *one.fields]))


def _own_fields(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if not isinstance(line, ast.AnnAssign) or "ClassVar" in ast.unparse(line.annotation):
            continue
        if ast.unparse(line.annotation).endswith("KW_ONLY"):
            return  # what follows is taken by name
        if isinstance(line.target, ast.Name):
            yield line.target.id


def _kw_only(node: ast.ClassDef) -> bool | None:
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = call.func if call else decorator
        if ast.unparse(name) in ("dataclass", "dataclasses.dataclass"):
            keywords = {each.arg: ast.unparse(each.value) for each in call.keywords} if call else {}
            return keywords.get("kw_only") == "True"
    return None
