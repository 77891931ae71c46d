"""From what the form of a block sent to the block: which fields each has is in `fields`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.resources.editing import ABOUT, SOURCES, Data, new_id, places
from app.resources.schema import Resource
from app.web.author.fields import Field, fields_of, models


@dataclass(frozen=True)
class Posted:
    """What a form sent, by field."""

    values: Sequence[tuple[str, str]]

    def one(self, name: str) -> str:
        return next((value for key, value in self.values if key == name), "").strip()

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.values if key == name]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.values)


def filled_in(kind: str, before: Data, posted: Posted, used: set[str], resource_kind: str) -> Data:
    """A block as the form says it is, from what it was; new points get ids that are not `used`."""
    found = dict(before)
    if kind not in (ABOUT, "option_set"):
        found["type"] = kind
    for each in fields_of(kind, new=not before.get("id"), resource_kind=resource_kind):
        value = _value(kind, each, before, posted, used)
        if value in ("", None, _default(kind, each.name)) or value in ([], {}):
            found.pop(each.name, None)
        else:
            found[each.name] = value
    if "first" in found:
        found |= _first(kind, str(found.pop("first")), used)
    if kind == "table":
        found |= _table(posted, before, used)
    return found


def paragraphs(text: str) -> tuple[str, ...]:
    """The words of a field, parted where an empty line stands; of only spaces none."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return tuple(words for each in parts if (words := " ".join(each.split())))


def _default(kind: str, name: str) -> Any:
    """What stands where nobody wrote anything."""
    model = Resource if kind == ABOUT else models()[kind]
    known = model.model_fields.get(name)
    return None if known is None or known.is_required() else known.default


def _first(kind: str, words: str, used: set[str]) -> Data:
    paragraph: Data = {"type": "paragraph", "text": words}
    if kind != "group":
        return {"blocks": [_named(paragraph, used)]}
    return {"questions": [_named({"type": "question", "text": words, "answer": "text"}, used)]}


def _named(part: Data, used: set[str]) -> Data:
    name = new_id(part, used)
    used.add(name)
    return {"id": name, **part}


def _value(kind: str, each: Field, before: Data, posted: Posted, used: set[str]) -> Any:
    name = each.name
    if each.kind in ("points", "options", "table"):
        return _rows(each, before, posted, used)
    if each.kind in ("many", "sources"):
        ticked = [value for value in posted.all(name) if value]
        kept = [value for value in before.get(name, ()) if value in ticked]
        return [*kept, *(value for value in ticked if value not in kept)]
    if each.kind == "asked":
        return _condition(posted.all(name))
    if each.kind == "weeks":
        weeks = {n: _number(posted.one(f"due.{n}")) for n in ("first_week", "last_week")}
        return weeks if any(value is not None for value in weeks.values()) else None
    if each.kind == "yes":
        return posted.one(name) == "true"
    if each.kind == "number" or name == "level":
        return _number(posted.one(name))
    if name == "safety_critical":
        return {"true": True, "false": False}.get(posted.one(name))
    return " ".join(posted.one(name).split())


def _rows(each: Field, before: Data, posted: Posted, used: set[str]) -> Any:
    if each.kind == "points":
        return _points(each.name, before, posted, used)
    return _options(before, posted, used) if each.kind == "options" else before.get(each.name)


def _number(value: str) -> int | str | None:
    """A whole number, nothing, or what stands there instead, which the schema refuses in words."""
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() else value


def _condition(values: Sequence[str]) -> Data | None:
    chosen = [value.partition("/") for value in values if "/" in value]
    if not chosen:
        return None
    first = chosen[0][0]
    return {"question": first, "options": [option for asked, _, option in chosen if asked == first]}


def several_asked(posted: Posted) -> bool:
    """Whether a condition names more than one question."""
    return len({value.partition("/")[0] for value in posted.all("show_if") if value}) > 1


def _points(name: str, before: Data, posted: Posted, used: set[str]) -> list[Data]:
    known = {each["id"]: each for each in before.get(name, ())}
    rows = _in_order(posted, name)
    found = []
    for row in rows:
        text = " ".join(row["text"].split())
        if text:
            kept = known.get(row["id"], {})
            found.append(_kept(kept, {"text": text}, used))
    return found


def _options(before: Data, posted: Posted, used: set[str]) -> list[Data]:
    """Answers keep their numbers, which stand on paper; a new one gets the next that is free. The
    languages of the registry stay behind them."""
    known = {each["id"]: each for each in before.get("options", ())}
    numbers = [int(each["number"]) for each in known.values()]
    found = []
    for row in _in_order(posted, "options"):
        text = " ".join(row["text"].split())
        if not text:
            continue
        kept = dict(known.get(row["id"], {}))
        if "number" not in kept:
            kept["number"] = max(numbers, default=0) + 1
            numbers.append(kept["number"])
        for mark in ("flag", "accessible_information"):
            kept.pop(mark, None)
            if row["id"] in posted.all(f"options.{mark}"):
                kept[mark] = True
        kept.pop("picture", None)
        if row.get("picture"):
            kept["picture"] = row["picture"]
        found.append(_kept(kept, {"text": text}, used))
    return [*found, *(each for each in known.values() if "names" in each)]


def _in_order(posted: Posted, name: str) -> list[dict[str, str]]:
    """The rows of a list as posted, by the number that each was given."""
    columns = ("id", "text", "order", "picture")
    by = {column: posted.all(f"{name}.{column}") for column in columns}
    rows = [
        {column: by[column][n] if n < len(by[column]) else "" for column in columns}
        for n in range(len(by["text"]))
    ]
    return sorted(rows, key=lambda row: _place(row["order"]))


def _place(order: str) -> float:
    try:
        return float(order.replace(",", "."))
    except ValueError:
        return float("inf")


def _kept(kept: Data, change: Data, used: set[str]) -> Data:
    return {**kept, **change} if kept.get("id") else _named({**kept, **change}, used)


def _table(posted: Posted, before: Data, used: set[str]) -> Data:
    """Columns and rows from a grid; those that are left empty go."""
    heads, names = posted.all("columns.text"), posted.all("columns.id")
    cells, cell_ids = posted.all("cells.text"), posted.all("cells.id")
    row_ids, wide = posted.all("rows.id"), len(heads)
    if not wide:
        return {}
    grid = [cells[n : n + wide] for n in range(0, len(cells), wide)]
    kept = [
        n for n in range(wide) if heads[n].strip() or any(len(r) > n and r[n].strip() for r in grid)
    ]
    old_columns = {each["id"]: each for each in before.get("columns", ())}
    old_rows = {each["id"]: each for each in before.get("rows", ())}
    old_cells = {c["id"]: c for row in before.get("rows", ()) for c in row["cells"]}
    columns = [
        _kept(old_columns.get(names[n], {}), {"text": " ".join(heads[n].split())}, used)
        for n in kept
    ]
    rows = []
    for at, row in enumerate(grid):
        if not any(cell.strip() for cell in row):
            continue
        inside = [
            _kept(
                old_cells.get(cell_ids[at * wide + n], {}),
                {"text": " ".join(row[n].split())},
                used,
            )
            for n in kept
        ]
        old = old_rows.get(row_ids[at] if at < len(row_ids) else "", {})
        rows.append(_kept({**old, "text": inside[0]["text"]}, {"cells": inside}, used))
    for each in rows:
        each.pop("text", None)
    return {"columns": columns, "rows": rows}


def sources_filled_in(before: Data, posted: Posted, used: set[str]) -> Data:
    """The list of sources as its form says; one without any words goes. One with no day on which it
    was read counts as unverified."""
    known = {each["id"]: each for each in before.get(SOURCES, ())}
    names = ("id", "title", "address", "sentence", "read", "by")
    by = {name: posted.all(f"sources.{name}") for name in names}
    found = []
    for n in range(len(by["title"])):
        row = {name: " ".join(by[name][n].split()) for name in names if n < len(by[name])}
        if not any(row.get(name) for name in ("title", "address", "sentence")):
            continue
        kept = {k: v for k, v in known.get(row["id"], {}).items() if k == "id"}
        one: Data = {name: row[name] for name in names[1:] if row.get(name)}
        if not row.get("read"):
            one["unverified"] = True
        if str(n) in posted.all("sources.read_in"):
            one["read_in"] = True
        found.append(_kept(kept, one, used))
    return {SOURCES: found}


def with_numbers(data: Data) -> Data:
    """With the next free numbers on questions that have none yet."""
    asked = [each.part for each in places(data) if each.part.get("type") == "question"]
    number = max((each["number"] for each in asked if "number" in each), default=0)
    for question in asked:
        if "number" not in question:
            number += 1
            question["number"] = number
    return data
