"""The checks hold what they promise on both halves of the labelled table."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import ROOT
from tests.checks.labelled import HALVES, TABLE, TURNS, Row, is_blocked, rows, score

TABLES = (TABLE, TURNS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_is_large_balanced_and_in_ten_languages(table: Path) -> None:
    every = rows(table=table)
    assert len(every) >= 300
    assert len({row.language for row in every}) >= 10
    assert len(set(every)) == len(every)
    for half in HALVES:
        wrong = sum(row.wrong for row in rows(half, table))
        assert 0.4 < wrong / len(rows(half, table)) < 0.6


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_no_sentence_of_a_language_stands_in_both_halves(table: Path) -> None:
    kept, frozen = ({(row.source, row.language) for row in rows(half, table)} for half in HALVES)
    assert not kept & frozen


@pytest.mark.parametrize("half", HALVES)
def test_h1_damage_is_blocked_and_right_translations_are_not(half: str) -> None:
    found = score(rows(half))
    assert found.recall >= 0.99, found.missed
    assert found.precision >= 0.97, found.alarms


@pytest.mark.parametrize("half", HALVES)
def test_h2_an_instruction_that_was_turned_round_is_blocked(half: str) -> None:
    found = score(rows(half, TURNS))
    assert found.recall >= 0.9, found.missed
    assert found.precision >= 0.97, found.alarms


@pytest.mark.parametrize("half", HALVES)
def test_five_more_languages_are_seen_by_lists_that_were_made_on_their_open_half(half: str) -> None:
    for name in ("facts_five", "turns_five"):
        found = score(rows(half, TABLE.with_name(f"{name}.tsv")))
        assert found.recall >= 0.9, found.missed
        assert found.precision >= 0.97, found.alarms


def test_h2_rows_of_later_hold_as_well() -> None:
    found = score(rows(table=TABLE.with_name("later.tsv")))
    assert found.recall >= 0.99, found.missed
    assert found.precision == 1.0, found.alarms


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Never leave your baby alone.", "Deje a su bebé solo.", "es"),
        ("Do not let anyone smoke near your baby.", "Deje que fumen cerca de su bebé.", "es"),
        ("Never leave your baby alone.", "Deixe o bebé sozinho.", "pt-PT"),
    ],
)
def test_h2_to_let_is_not_to_stop(source: str, target: str, language: str) -> None:
    assert is_blocked(Row("", True, "not", language, source, target))


UNDER_12 = "Do not give it to children under 12."
STITCHES = "Do not have a bath until the stitches are out."


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (UNDER_12, "Geben Sie es nicht Kindern über 12.", "de"),
        (UNDER_12, "Ne le donnez pas aux enfants de plus de 12 ans.", "fr"),
        (STITCHES, "Baden Sie, bis die Fäden gezogen sind.", "de"),
        (STITCHES, "Baden Sie nur, bis die Fäden gezogen sind.", "de"),
        ("Do not take more than 8 tablets.", "Nehmen Sie mindestens 8 Tabletten.", "de"),
        ("Do not take more than 8 tablets.", "Nehmen Sie 8 Tabletten.", "de"),
        ("Take two thirds of it.", "Nehmen Sie ein Drittel davon.", "de"),
        ("Take one quarter of it.", "Prenez les trois quarts.", "fr"),
        ("Stand 2 metres from the screen.", "Stańcie 3 m od ekranu.", "pl"),
    ],
)
def test_h2_what_a_not_or_a_part_stands_beside_is_not_turned_by_it(
    source: str, target: str, language: str
) -> None:
    assert is_blocked(Row("", True, "", language, source, target))


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (UNDER_12, "Nie podawaj dzieciom, które nie mają więcej niż 12 lat.", "pl"),
        ("Do not take more than 8 tablets.", "Nehmen Sie höchstens 8 Tabletten.", "de"),
        (STITCHES, "Baden Sie erst, wenn die Fäden gezogen sind.", "de"),
        (STITCHES, "Faccia il bagno solo dopo che avranno tolto i punti.", "it"),
        ("Take three quarters of it.", "Tome tres cuartas partes.", "es"),
        ("It takes a quarter of an hour.", "Dura un quarto d’ora.", "it"),
        ("Stand 6 feet from the screen.", "Stańcie 1,8 m od ekranu.", "pl"),
    ],
)
def test_another_way_to_say_the_same_passes(source: str, target: str, language: str) -> None:
    assert not is_blocked(Row("", False, "", language, source, target))


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Do not smoke.", "Deje de fumar.", "es"),
        ("You must not take it any more.", "Tiene que dejar de tomarlo.", "es"),
        ("Do not smoke.", "Deixe de fumar.", "pt-PT"),
    ],
)
def test_to_stop_may_still_stand_for_not(source: str, target: str, language: str) -> None:
    assert not is_blocked(Row("", False, "not", language, source, target))


def test_h2_a_lost_not_is_blocked_wherever_the_table_has_one() -> None:
    assert [row for row in score(rows()).missed if row.kind == "negation"] == []


def test_the_misses_are_published() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    found = score((*rows(), *rows(table=TURNS)))
    for row in (*found.missed, *found.alarms):
        assert row.target in page
