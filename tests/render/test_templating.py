"""The Jinja environments: misspelt names fail, words are escaped."""

from dataclasses import dataclass

import pytest
from jinja2 import UndefinedError

from app.render.templating import environment


@dataclass(frozen=True)
class Page:
    title: str


def draw(source: str, **values: object) -> str:
    return environment("en", False).from_string(source).render(**values)


def test_a_misspelt_attribute_of_a_presenter_fails_instead_of_printing_nothing() -> None:
    with pytest.raises(UndefinedError):
        draw("{{ page.titel }}", page=Page("A"))


def test_the_nhs_macros_may_leave_parameters_out() -> None:
    html = draw(
        '{% from "nhsuk/components/tag/macro.jinja" import tag %}{{ tag({"text": text}) }}',
        text="Draft <1>",
    )
    assert "Draft &lt;1&gt;" in html


def test_values_in_translated_sentences_are_escaped() -> None:
    assert draw('{{ _("Version %(v)s", v=found) }}', found="<b>") == "Version &lt;b&gt;"
