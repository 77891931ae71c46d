"""The list of hospitals: what is wrong with it is refused at the start, with the line and the
mend."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import services
from app.config import ROOT
from app.services import LIST_NAME, AfterBirth, ServiceData, ServiceListError, find

WEEKDAYS = '{days: monday_to_friday, opens: "09:00", closes: "17:00"}'
LIST = f"""version: "1"
approved_by: Head of midwifery
services:
  - id: gwh
    name: Great Western Hospital
    town: Swindon
    triage_from_week: 16
    triage_after_birth: {{weeks: 6}}
    contacts:
      triage: {{phone: 01632 960101, text: 07700 900101, hours: {WEEKDAYS}}}
      early_pregnancy: {{phone: 01632 960105, hours: {WEEKDAYS}}}
      pals: {{phone: 01632 960104, hours: {WEEKDAYS}}}
"""
GIVEN = (ROOT / LIST_NAME).read_text("utf-8")
TRIAGE = """\
      triage:
        phone: 01632 960101
        text: 07700 900101
        hours: {days: every_day, opens: "00:00", closes: "24:00"}
"""


def line_of(words: str) -> int:
    return GIVEN[: GIVEN.index(words)].count("\n") + 1


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """From now on the list of hospitals says this."""

    def say(text: str) -> None:
        (tmp_path / "content").mkdir()
        (tmp_path / LIST_NAME).write_text(text, "utf-8")
        monkeypatch.setattr(services, "ROOT", tmp_path)
        services.services.cache_clear()

    yield say
    services.services.cache_clear()


def test_h22_a_hospital_without_a_number_for_danger_is_refused_with_its_line_and_the_mend(
    listed: Callable[[str], None],
) -> None:
    listed(GIVEN.replace(TRIAGE, "", 1))
    with pytest.raises(ServiceListError) as refused:
        services.services()
    place = f"{LIST_NAME}:{line_of('    contacts:')}: hospital gwh: "
    assert str(refused.value) == (
        f"{place}`triage` is missing: pages and prints say it to whoever may be in danger. Add "
        "`triage:` with its `phone` and `hours`, like the entries beside it."
    )


@pytest.mark.parametrize(
    ("given", "written", "said"),
    [
        ("phone: 01632 960101", "phone: 01632960101", "must be a text. Put it in quotes."),
        ("phone: 01632 960101", "phone: ring us", "must be 3 to 16 digits and spaces, such as"),
        ('opens: "00:00"', 'opens: "9am"', 'must be a time in quotes, such as "09:00".'),
        ("    town: Swindon", "    twn: Swindon", "is not known here. Check the spelling"),
        ("days: every_day", "days: daily", "must be every_day or monday_to_friday."),
        ("  - id: ruh", "  - id: gwh", "stands twice. Give one hospital another id."),
        ("hubs:\n", "hubs: [\n", "this is not readable YAML"),
        ("      triage:\n", "      triage: 1\n", "this is not readable YAML"),
    ],
)
def test_any_other_fault_of_the_list_names_its_line_and_the_mend(
    listed: Callable[[str], None], given: str, written: str, said: str
) -> None:
    listed(GIVEN.replace(given, written, 1))
    with pytest.raises(ServiceListError) as refused:
        services.services()
    (fault,) = (line for line in str(refused.value).splitlines() if said in line)
    line = int(fault.split(":")[1])
    # What is no YAML any more is noticed where it cannot go on.
    assert 0 <= line - line_of(given) <= (3 if "YAML" in said else 0)


def test_a_list_without_any_hospital_is_refused(listed: Callable[[str], None]) -> None:
    listed(GIVEN[: GIVEN.index("services:")] + "services: []\n")
    with pytest.raises(ServiceListError, match="no hospital is listed"):
        services.services()


def test_h16_an_edition_from_before_may_lack_the_number_and_is_read_all_the_same() -> None:
    """Only the list in force is asked for it."""
    old = {"id": "x", "name": "X", "town": "Y", "contacts": {}}
    data = ServiceData.model_validate({"version": "1", "approved_by": "A", "services": [old]})
    assert data.services[0].contacts == {}


def test_the_list_of_this_repository_is_good() -> None:
    assert find("gwh").contacts["triage"].phone == "01632 960101"


def test_a_hospital_may_say_more_than_its_numbers(listed: Callable[[str], None]) -> None:
    listed(LIST)
    hospital = services.find("gwh")
    assert hospital.triage_from_week == 16
    assert hospital.triage_after_birth == AfterBirth(weeks=6)
    assert hospital.contacts["triage"].text == "07700 900101"
    assert hospital.contacts["early_pregnancy"].phone == "01632 960105"
    assert hospital.contacts["pals"].phone == "01632 960104"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("text: 07700 900101", "text: by SMS", ":10: hospital gwh: `text` must be a number"),
        ("text: 07700 900101", "text: by SMS", "such as 07700 900101."),
        ("{weeks: 6}", "{weeks: 6, days: 42}",
         ":8: hospital gwh: write either `days` or `weeks`, such as {weeks: 6}"),
        ("    triage_from_week: 16\n", "", "hospital gwh: the contact `early_pregnancy` and"),
        ("triage_from_week: 16", "triage_from_week: 50",
         ":7: hospital gwh: `triage_from_week` must be a week of pregnancy, such as 16."),
        ("pals:", "complaints:",
         ":12: hospital gwh: `complaints`: no text asks for it. Write one of triage, "
         "early_pregnancy, community, interpreter, pals."),
    ],
)  # fmt: skip
def test_what_a_hospital_says_beside_its_numbers_is_refused_with_the_place_and_the_mend(
    listed: Callable[[str], None], old: str, new: str, said: str
) -> None:
    assert old in LIST
    listed(LIST.replace(old, new))
    with pytest.raises(ServiceListError, match=re.escape(said)):
        services.services()


def test_an_edition_keeps_what_a_hospital_says_and_nothing_of_what_it_does_not(
    listed: Callable[[str], None],
) -> None:
    listed(LIST)
    kept = services.services().frozen()
    assert ServiceData.model_validate(kept) == services.services()
    assert set(kept["services"][0]["contacts"]["pals"]) == {"phone", "hours"}
    assert kept["services"][0]["triage_after_birth"] == {"weeks": 6}


def test_h22_an_edition_of_before_opens_with_what_it_kept() -> None:
    before = {
        "version": "1",
        "approved_by": "Head of midwifery",
        "demo": False,
        "services": [
            {
                "id": "gwh",
                "name": "Great Western Hospital",
                "town": "Swindon",
                "hubs": [],
                "contacts": {
                    "triage": {
                        "phone": "01632 960101",
                        "hours": {"days": "every_day", "opens": "00:00", "closes": "24:00"},
                    }
                },
            }
        ],
    }
    kept = ServiceData.model_validate(before)
    assert kept.services[0].triage_from_week is None
    assert kept.services[0].contacts["triage"].text is None
    assert kept.frozen() == before
