"""Five sentences that a model must manage before it is put in: one that cannot is refused."""

from collections.abc import Callable, Sequence
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
    """One sentence as the model was given it, its draft, and what is wrong with that."""

    said: str
    draft: str
    problem: str


def smoke(
    model: Model, judge: Judge | None = None, translated: Sequence[str] = ()
) -> tuple[Outcome, ...]:
    """What a model makes of the sentences; PackageRefused when fewer than 3 are clean. A model that
    goes into English gets them `translated`, and its drafts are judged against the English."""
    given = tuple(translated) or SENTENCES
    try:
        drafts = through(model.drafts, model.made.engine, given)
    except (RuntimeError, ValueError, OSError) as error:
        raise PackageRefused(f"The model cannot translate: {error}.") from None
    outcomes = []
    for said, english, draft in zip(given, SENTENCES, drafts, strict=True):
        text = draft.text or ""
        copied = "The sentence was copied." if text == said else ""
        problem = draft.reason or copied or (judge(english, text) if judge else "")
        outcomes.append(Outcome(said, text, problem))
    if sum(not outcome.problem for outcome in outcomes) < ENOUGH:
        listed = "; ".join(f"“{o.said}”: {o.problem or o.draft}" for o in outcomes)
        raise PackageRefused(
            f"The model was not put in: it manages fewer than {ENOUGH} of {len(SENTENCES)} plain "
            f"sentences. {listed}"
        )
    return tuple(outcomes)
