"""The Jinja environments, one for each language: loaders, escaping, words and filters. What a
template is handed is in `html` and in the presenters.
"""

from collections.abc import Mapping
from gettext import NullTranslations
from threading import BoundedSemaphore, Lock
from typing import Any

from cachetools import LRUCache, cached
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    Template,
    TemplateRuntimeError,
    UndefinedError,
)
from jinja2.runtime import Macro
from jinja2.utils import missing

from app.config import TEMPLATES, processors
from app.languages import ENGLISH, find
from app.render.interface import stamped
from app.resources import addresses

AT_ONCE = BoundedSemaphore(processors())
"""Taken by whoever draws a page or a document in one of many threads. More at once would only take
turns at the interpreter, and keep it from requests that are answered in a moment."""


class Undefined(ChainableUndefined):
    """Chainable, as the NHS macros need for their optional parameters, but a misspelt attribute of
    a presenter or a model fails at once instead of printing nothing."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if obj is not missing and not isinstance(
            obj, Mapping | str | list | tuple | ChainableUndefined | Macro
        ):
            self._fail_with_undefined_error()


def environment(tag: str = ENGLISH.tag, demo: bool = False) -> Environment:
    """The templates with the interface's words in this language (in English where it is not
    open)."""
    stamp, words = stamped(tag, demo)
    return _environment(tag, demo, stamp, words)


ENVIRONMENTS = 64
"""Two for each language, and room for the words that were released before."""


@cached(LRUCache(ENVIRONMENTS), key=lambda tag, demo, stamp, _: (tag, demo, stamp), lock=Lock())
def _environment(tag: str, demo: bool, _stamp: str, words: NullTranslations) -> Environment:
    env = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(TEMPLATES), PackageLoader("nhsuk_frontend_jinja", "templates")]
        ),
        autoescape=True,
        undefined=Undefined,
        auto_reload=False,  # a process has one state of its templates, as of its code
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install = env.install_gettext_translations  # type: ignore[attr-defined]
    install(words, newstyle=True)
    language = find(tag)
    env.globals.update(
        colon=language.colon, full_stop=language.full_stop, status_page=addresses.status
    )
    return env


def template(name: str, tag: str = ENGLISH.tag, demo: bool = False) -> Template:
    """A template by its path below `templates/`, in a language."""
    return environment(tag, demo).get_template(name)
