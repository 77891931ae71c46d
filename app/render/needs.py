"""What a language needs before anything is shown in it: fonts that draw its script, months and
plural forms. Looked at once at the start, so that whoever runs the service learns of a gap with its
mend, and no reader finds it.
"""

import logging
from collections.abc import Callable

from app.languages import LIST_NAME, Language, LanguageListError, gaps, languages
from app.render.fonts import FILES

log = logging.getLogger("birthwords.languages")


def faults(language: Language) -> tuple[str, ...]:
    """What is lacking, in a sentence or two each that name the entry and the mend."""
    entry = f"{LIST_NAME}: {language.tag} ({language.english_name})"
    found = []
    if language.script not in FILES:
        found.append(
            f"{entry} is written in {language.script}, for which print has no font. Add one to "
            "FAMILIES in app/assets/fonts.py and to FILES in app/render/fonts.py, and "
            f"`.script-{language.script.lower()}` to templates/print/print.css; then `make setup`."
        )
    if lacking := gaps(language):
        found.append(
            f"{entry}: Babel has no {' and no '.join(lacking)} for the locale "
            f"“{language.locale}”. Mend `locale`, or add {' and '.join(f'`{x}`' for x in lacking)} "
            "to the entry, as fj has them."
        )
    return tuple(found)


def insist(is_open: Callable[[str], bool]) -> None:
    """Raise LanguageListError if a language lacks something and is open to readers, by its tag; log
    a warning if nobody but staff sees it yet."""
    refused = []
    for language in languages():
        for fault in faults(language):
            if is_open(language.tag):
                refused.append(fault)
            else:
                log.warning("%s Until then, do not open it to readers.", fault)
    if refused:
        raise LanguageListError("\n".join(refused))
