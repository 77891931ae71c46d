"""Five sentences that a model must manage before it is put in: one that cannot is refused."""

from collections.abc import Callable
from dataclasses import dataclass

from app.engines.base import PackageRefused
from app.engines.batch import Model
from app.engines.round_trip import through

SENTENCES = (
    "Your rights",
    "Call your midwife straight away.",
    "Do not wait until tomorrow.",
    "Take 400 micrograms of folic acid every day.",
    "Call <1>your midwife</1> on <2/>.",
)
ENOUGH = 3

Judge = Callable[[str, str], str]
"""What is wrong with a draft (English, draft), empty where nothing is."""


@dataclass(frozen=True)
class Outcome:
    """One sentence, its draft, and what is wrong with it."""

    english: str
    draft: str
    problem: str


def smoke(model: Model, judge: Judge | None = None) -> tuple[Outcome, ...]:
    """What a model makes of the sentences; PackageRefused when fewer than 3 are clean."""
    try:
        drafts = through(model.drafts, model.made.engine, SENTENCES)
    except (RuntimeError, ValueError, OSError) as error:
        raise PackageRefused(f"The model cannot translate: {error}.") from None
    outcomes = []
    for english, draft in zip(SENTENCES, drafts, strict=True):
        text = draft.text or ""
        problem = draft.reason or (judge or _copied)(english, text)
        outcomes.append(Outcome(english, text, problem))
    if sum(not outcome.problem for outcome in outcomes) < ENOUGH:
        said = "; ".join(f"“{o.english}”: {o.problem or o.draft}" for o in outcomes)
        raise PackageRefused(
            f"The model was not put in: it manages fewer than {ENOUGH} of {len(SENTENCES)} plain "
            f"sentences. {said}"
        )
    return tuple(outcomes)


def _copied(english: str, text: str) -> str:
    return "The English was copied." if text == english else ""
