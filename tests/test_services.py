"""The list of hospitals: what it may say, and what is said when it cannot be used."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import services
from app.services import AfterBirth, ServiceData, ServiceListError

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


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts another list in the place of ours."""

    def put(text: str) -> None:
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "services.yaml").write_text(text)
        monkeypatch.setattr("app.services.ROOT", tmp_path)
        services.services.cache_clear()

    yield put
    monkeypatch.undo()
    services.services.cache_clear()


def test_a_hospital_may_say_more_than_its_numbers(listed: Callable[[str], None]) -> None:
    listed(LIST)
    hospital = services.find("gwh")
    assert hospital.triage_from_week == 16
    assert hospital.triage_after_birth == AfterBirth(weeks=6)
    assert hospital.contacts["triage"].text == "07700 900101"
    assert hospital.contacts["early_pregnancy"].phone == "01632 960105"
    assert hospital.contacts["pals"].phone == "01632 960104"


def changed(old: str, new: str) -> str:
    assert old in LIST
    return LIST.replace(old, new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed("text: 07700 900101", "text: by SMS"),
         "content/services.yaml: gwh.contacts.triage.text: "),
        (changed("text: 07700 900101", "text: by SMS"), "such as 07700 900101."),
        (changed("phone: 01632 960105", "phone: ask"),
         "content/services.yaml: gwh.contacts.early_pregnancy.phone: "),
        (changed("{weeks: 6}", "{weeks: 6, days: 42}"),
         "gwh.triage_after_birth: write either `days` or `weeks`, such as {weeks: 6}."),
        (changed("    triage_from_week: 16\n", ""), "gwh: the contact `early_pregnancy` and"),
        (changed("triage_from_week: 16", "triage_from_week: 50"), "gwh.triage_from_week: "),
        (changed("pals:", "complaints:"),
         "gwh.contacts.complaints: no text asks for it. Write one of triage, early_pregnancy, "
         "community, interpreter, pals."),
        (LIST + LIST.partition("services:\n")[2], "the id 'gwh' stands 2 times."),
        ("services: [", "content/services.yaml cannot be read"),
    ],
)  # fmt: skip
def test_a_damaged_list_is_refused_with_the_place_and_the_mend(
    listed: Callable[[str], None], text: str, said: str
) -> None:
    listed(text)
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
