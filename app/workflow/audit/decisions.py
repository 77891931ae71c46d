"""Which rows are decisions of people, and what each says: a line for every table. What is worked
out from them (where a segment stands, lists, memory), work in progress and plans are not here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlmodel import SQLModel

from app.languages import ENGLISH
from app.models import (
    AccountEvent,
    AgencyEvidence,
    BackTranslation,
    Competence,
    Edition,
    EditionEvent,
    FindingDecision,
    Grant,
    Proposal,
    ProposalState,
    ProposalStep,
    PublicationSet,
    Remark,
    ResourceEvent,
    SegmentEvent,
    SetState,
    SiblingDecision,
    SignOff,
    SourceChange,
    SourceRevision,
    TermEvent,
    TextReport,
)
from app.workflow.audit.names import Names

Values = Mapping[str, Any]
"""A row, by the names of its columns."""


@dataclass(frozen=True, kw_only=True)
class DecisionTable:
    """One table of decisions. `step` says what was done, `about` to what. `who` and `role` are the
    columns of the person, `otherwise` that of whoever began it, while nobody ended it; where they
    are not said, or the row is removed, `by` is the table that says so, its column and the one here
    that it equals. Rows that `may_change` get an entry each time that they do; all others only
    appear. `counts` is for rows that become decisions late,
    `in_bulk` for those that are one entry for a transaction and text."""

    table: type[SQLModel]
    words: str
    step: Callable[[Values], str]
    about: Callable[[Values, Names], str]
    who: str = "actor_id"
    otherwise: str = ""
    role: str = "role"
    by: tuple[type[SQLModel], str, str] | None = None
    may_change: bool = False
    counts: Callable[[Values], bool] = lambda row: True
    in_bulk: Callable[[Values], bool] = lambda row: False
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(column.key for column in self.table.__table__.columns)  # type: ignore[attr-defined]
        object.__setattr__(self, "columns", names)

    @property
    def kind(self) -> str:
        return str(self.table.__tablename__)

    def values(self, row: SQLModel) -> Values:
        """A row as it stands in its session."""
        return {name: getattr(row, name) for name in self.columns}

    def digest(self, values: Values, names: Names) -> str:
        """The SHA-256 of what a row says and of what. What says nothing is left out, so that a
        column which a later version adds, empty, changes no digest."""
        said = {name: value for name, value in values.items() if value}
        return hashed([self.kind, self.about(values, names), said])


def hashed(content: object) -> str:
    """The SHA-256 of a value's JSON, in one way of writing it: keys in order, no spaces, ASCII,
    moments in UTC to the microsecond."""
    return sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain).encode()
    ).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in a trail.")


def _said(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part not in ("", None))


def _action(row: Values) -> str:
    return str(row["action"])


def _always(step: str) -> Callable[[Values], str]:
    return lambda row: step


def _segment(row: Values, names: Names) -> str:
    return _said(names.text(row["translation_id"]), row["path"])


def _edition(row: Values, names: Names) -> str:
    return names.edition(row["edition_id"])


ALL = (
    DecisionTable(
        table=SourceRevision,
        words="English",
        step=_always("bring_in"),
        about=lambda row, names: _said(
            names.resource(row["resource_id"]), row["reading_version"], ENGLISH.tag, row["number"]
        ),
        who="created_by",
    ),
    DecisionTable(
        table=ProposalStep,
        words="step of a proposal",
        step=_action,
        about=lambda row, names: _said(names.proposal(row["proposal_id"]), row["part"]),
    ),
    DecisionTable(
        table=Proposal,
        words="proposal",
        step=lambda row: str(ProposalState(row["state"]).value),
        about=lambda row, names: _said(row["slug"], row["reading_version"]),
        who="ended_by",
        may_change=True,
        counts=lambda row: row["state"] != ProposalState.OPEN,
    ),
    DecisionTable(
        table=SegmentEvent,
        words="step of a text",
        step=_action,
        about=_segment,
        in_bulk=lambda row: row["action"] == "draft",
    ),
    DecisionTable(
        table=FindingDecision, words="decision on a finding", step=_action, about=_segment
    ),
    DecisionTable(
        table=BackTranslation,
        words="back-translation",
        step=lambda row: "back_translate_by_engine" if row["engine"] else "back_translate",
        about=_segment,
        in_bulk=lambda row: bool(row["engine"]),
    ),
    DecisionTable(
        table=Remark, words="remark", step=lambda row: str(row["kind"]), about=_segment
    ),
    DecisionTable(
        table=SignOff,
        words="signature",
        step=_always("sign"),
        about=lambda row, names: names.text(row["translation_id"]),
    ),
    DecisionTable(
        table=Edition,
        words="edition",
        step=_always("publish"),
        about=lambda row, names: _said(
            names.resource(row["resource_id"]), row["reading_version"], row["language"],
            row["number"],
        ),
        by=(EditionEvent, "edition_id", "id"),
    ),
    DecisionTable(
        table=EditionEvent,
        words="state of an edition",
        step=lambda row: str(row["state"]),
        about=_edition,
    ),
    DecisionTable(
        table=SourceChange,
        words="decision on changed English",
        step=lambda row: str(row["remedy"]),
        about=_edition,
    ),
    DecisionTable(
        table=SiblingDecision,
        words="decision on the other reading version",
        step=_always("says_the_same"),
        about=lambda row, names: _said(
            names.resource(row["resource_id"]), row["reading_version"], ENGLISH.tag
        ),
    ),
    DecisionTable(
        table=PublicationSet,
        words="languages that go out together",
        step=lambda row: str(SetState(row["state"]).value),
        about=lambda row, names: _said(
            names.resource(row["resource_id"]), row["reading_version"], *row["languages"]
        ),
        who="ended_by",
        otherwise="created_by",
        may_change=True,
    ),
    DecisionTable(
        table=ResourceEvent,
        words="archiving",
        step=lambda row: "archive" if row["archived"] else "bring_back",
        about=lambda row, names: names.resource(row["resource_id"]),
    ),
    DecisionTable(
        table=TextReport,
        words="report of a fault",
        step=_always("close"),
        about=lambda row, names: _said(_edition(row, names), row["place"]),
        who="closed_by",
        may_change=True,
        counts=lambda row: row["closed_at"] is not None,
    ),
    DecisionTable(
        table=TermEvent,
        words="change of the glossary",
        step=_action,
        about=lambda row, names: _said(row["term"], row["language"]),
    ),
    DecisionTable(
        table=Competence,
        words="competence",
        step=lambda row: "end" if row["ended"] else "record",
        about=lambda row, names: _said("account", row["user_id"], row["language"]),
    ),
    DecisionTable(
        table=AgencyEvidence,
        words="evidence of an agency",
        step=_always("record"),
        about=lambda row, names: _said(
            "accounts", row["translator_id"], row["reviser_id"], row["language"]
        ),
    ),
    DecisionTable(
        table=Grant,
        words="role",
        step=_always("grant"),
        about=lambda row, names: _said("account", row["user_id"], row["role"], row["language"]),
        who="granted_by",
        role="",
        by=(AccountEvent, "user_id", "user_id"),
        may_change=True,
    ),
    DecisionTable(
        table=AccountEvent,
        words="change of an account",
        step=_action,
        about=lambda row, names: _said("account", row["user_id"], row["role"], row["language"]),
        role="",
    ),
)  # fmt: skip

BY_TABLE: Mapping[type, DecisionTable] = {each.table: each for each in ALL}
BY_KIND: Mapping[str, DecisionTable] = {each.kind: each for each in ALL}
