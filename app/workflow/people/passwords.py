"""What makes a password good enough: its length, and that it is not among the first that a guesser
tries. Its hash is made in `hashing`.
"""

from functools import cache

from app.workflow.people.hashing import LONGEST, Hashed, hashed, normal
from app.workflow.refusals import Refused

SHORTEST = 12
COMMONEST = 10_000
FEWEST_SIGNS = 4
ADVICE = "Three or four words that have nothing to do with each other make a good one."
_OURS = ("birthwords", "hospital", "leaflet", "leaflets", "maternity", "midwife", "midwives")
_AROUND = "0123456789 \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~£€"


def chosen(password: str, *about: str) -> Hashed:
    """The hash of a new password; `about` are words that are known of its owner, such as name and
    e-mail address. Raises Refused, and Busy. Takes long: call it with no session open."""
    refuse_weak(password, *about)
    return hashed(password)


def refuse_weak(password: str, *about: str) -> None:
    """Raises Refused with the reason and the mend."""
    word = normal(password)
    if len(word) < SHORTEST:
        raise Refused(f"The password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise Refused(f"The password has more than {LONGEST} characters. Choose a shorter one.")
    folded = word.casefold()
    if len(set(folded)) < FEWEST_SIGNS or folded in (folded + folded)[1:-1]:
        raise Refused(f"The password repeats the same characters. {ADVICE}")
    cores, known = _cores(folded), _known(about)
    if cores & known or ("" not in cores and not _beside(known, folded)):
        raise Refused(f"The password is your name or address, or a word of your work. {ADVICE}")
    if cores & commonest():
        raise Refused(f"The password is one of those that are guessed first. {ADVICE}")


@cache
def commonest() -> frozenset[str]:
    """The passwords that people use most, as zxcvbn ships them. What is only digits and signs
    counts as one of them: nothing is left of it without what stands around."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # some megabytes, for whoever needs them

    return frozenset(FREQUENCY_LISTS["passwords"][:COMMONEST]) | {""}


def _cores(word: str) -> set[str]:
    """The word, and what is left of it without digits and signs at its end, and at its beginning
    too: “sunshine2026!” is tried as soon as “sunshine” is."""
    kept = len(word.rstrip(_AROUND))
    return {word[:end] for end in range(kept, len(word) + 1)} | {word.strip(_AROUND)}


def _beside(known: set[str], word: str) -> str:
    """What a word holds beside known ones, digits and signs: “ana-hospital-2026” is soon tried."""
    for each in sorted(known, key=len, reverse=True):
        if len(each) > 2:
            word = word.replace(each, " ")
    return word.strip(_AROUND)


def _known(about: tuple[str, ...]) -> set[str]:
    words = set(_OURS)
    for each in about:
        folded = normal(each).casefold().strip()
        words |= {folded, folded.replace(" ", ""), *folded.split("@"), *folded.split()}
    return words
