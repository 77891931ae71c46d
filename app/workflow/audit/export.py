"""The trail as lines that are read without the database: who, in which role, when, what in words
and on which text, with all that the hashes are made of.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC

from sqlalchemy import Connection

from app.models import AuditEntry
from app.workflow.audit import stored
from app.workflow.audit.decisions import BY_KIND, Values
from app.workflow.audit.founding import FOUND
from app.workflow.audit.trail import REMOVED

WORDS: Mapping[tuple[str, str], str] = {
    ("source_revision", "bring_in"): "brought in English",
    ("proposal", "handed_in"): "handed in proposed English",
    ("proposal", "dropped"): "dropped proposed English",
    ("segment_event", "draft"): "brought in a machine's or a file's draft",
    ("segment_event", "edit"): "wrote a text",
    ("segment_event", "revise"): "approved a text",
    ("segment_event", "reopen"): "sent a text back",
    ("segment_event", "stand_by"): "stood by a text that was sent back",
    ("segment_event", "agency"): "took in a text that an agency translated and revised",
    ("segment_event", "confirm_unchanged"): "kept an approval, as the meaning is unchanged",
    ("segment_event", "back_translate"): "put a back-translation in a text's history",
    ("segment_event", "dismiss"): "put a dismissed finding in a text's history",
    ("segment_event", "overrule"): "put an overruled finding in a text's history",
    ("segment_event", "reconsider"): "put a finding that was taken up again in a text's history",
    ("back_translation", "back_translate"): "translated a text back",
    ("back_translation", "back_translate_by_engine"): "had an engine translate a text back",
    ("finding_decision", "dismiss"): "dismissed a finding",
    ("finding_decision", "overrule"): "overruled a blocking finding",
    ("finding_decision", "reconsider"): "took a finding up again",
    ("remark", "comment"): "commented",
    ("remark", "question"): "asked the author",
    ("remark", "answer"): "answered a question",
    ("sign_off", "sign"): "signed a text",
    ("edition", "publish"): "published an edition",
    ("edition_event", "current"): "made an edition the current one",
    ("edition_event", "superseded"): "put a newer edition in its place",
    ("edition_event", "withdrawn"): "withdrew an edition",
    ("source_change", "notice"): "chose a notice for an edition whose English changed",
    ("source_change", "withdrawal"): "chose to withdraw an edition whose English changed",
    ("resource_event", "archive"): "took a resource out of all lists",
    ("resource_event", "bring_back"): "brought a resource back",
    ("text_report", "close"): "dealt with a reported fault",
    ("competence", "record"): "put a competence on record",
    ("competence", "end"): "ended a competence",
    ("agency_evidence", "record"): "put an agency's evidence on record",
    ("role_grant", "grant"): "gave a role",
    ("role_grant", REMOVED): "took a role away",
}
"""What was done, where the name of the step alone would not say it."""


def lines(connection: Connection, accounts: Mapping[int, str]) -> Iterator[dict[str, object]]:
    """Every entry in order; `accounts` are names to write beside their numbers, or none. Raises
    ValueError for an entry that cannot be read."""
    for number, entry in stored.rows(connection, AuditEntry):
        if entry is None:
            raise ValueError(f"Entry {number} cannot be read.")
        yield _line(entry, accounts)


def _line(entry: Values, accounts: Mapping[int, str]) -> dict[str, object]:
    at = entry["at"].astimezone(UTC).isoformat(timespec="microseconds")
    name = accounts.get(entry["actor_id"])
    return {
        **entry,
        "at": at,
        "what": in_words(entry),
        **({"name": name} if name else {}),
    }


def in_words(entry: Values) -> str:
    """What an entry says was done."""
    kind, step = entry["kind"], entry["step"]
    if step == FOUND:
        return f"began the trail over what was there: {BY_KIND[kind].words}"
    return WORDS.get((kind, step)) or f"{BY_KIND[kind].words}: {step}"
