"""Which passwords are taken, and how their hashes are made: in few threads, in one spelling."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from app.workflow.people import hashing, passwords
from app.workflow.people.hashing import Busy, Threads
from app.workflow.refusals import Refused
from app.workflow.seeding import DEMO_PASSWORD


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kettle-moth", "at least 12 characters"),
        ("", "at least 12 characters"),
        ("aaaaaaaaaaaaaaa", "repeats the same"),
        ("kettlekettle", "repeats the same"),
        ("abababababababab", "repeats the same"),
        ("123qweasdzxc", "guessed first"),
        ("123QweAsdZxc", "guessed first"),
        ("Sunshine2026!", "guessed first"),
        ("...password...", "guessed first"),
        ("731 904 625 118", "guessed first"),
        ("birthwords-2026", "a word of your work"),
        ("Midwife2026!", "a word of your work"),
        ("ana.kowalska@hospital.example", "your name or address"),
        ("Ana Kowalska", "your name or address"),
        ("anakowalska99", "your name or address"),
        ("ana.kowalska2026", "your name or address"),
        ("Kowalska, Ana Kowalska", "your name or address"),
        ("ana.kowalska@hospital.example Ana", "your name or address"),
        ("ana-hospital-2026", "a word of your work"),
        ("x" + "kettle moth " * 90, "more than 1000"),
    ],
)
def test_what_a_guesser_tries_first_is_refused_with_the_mend(password: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        passwords.refuse_weak(password, "Ana Kowalska", "ana.kowalska@hospital.example")


@pytest.mark.parametrize(
    "password",
    [
        "kettle-moth-sand",
        DEMO_PASSWORD,
        "a-long-password",
        "banana kowalski",
        "sześć żółtych łódek",
        "مداد کاغذ باران",
    ],
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    passwords.refuse_weak(password, "Ana Kowalska", "ana.kowalska@hospital.example")


def test_the_ten_thousand_commonest_are_known() -> None:
    assert len(passwords.commonest() - {""}) == 10_000


@given(st.sampled_from(sorted(passwords.commonest())), st.text("0123456789!-. ", max_size=20))
def test_none_of_the_commonest_is_taken_whatever_digits_stand_behind_it(
    common: str, behind: str
) -> None:
    with pytest.raises(Refused):
        passwords.refuse_weak((common + behind).upper())


def test_a_password_typed_on_another_keyboard_is_the_same_password() -> None:
    composed, decomposed = "café-kettle-moth", "cafe\u0301-kettle-moth"
    assert hashing.matches(hashing.hashed(decomposed).value, composed)
    assert hashing.matches(hashing.hashed(composed).value, decomposed)


@pytest.mark.usefixtures("costly_hashes")
def test_a_guess_costs_what_rfc_9106_asks_where_memory_is_short() -> None:
    kept = hashing.hashed("kettle-moth-sand").value
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hashing.matches(kept, "kettle-moth-sand")
    assert not hashing.is_outdated(kept)
    assert hashing.is_outdated(PasswordHasher(time_cost=2).hash("kettle-moth-sand"))


def test_a_hash_from_before_spellings_were_made_one_still_opens() -> None:
    typed = "cafe\u0301-kettle-moth"
    assert hashing.matches(PasswordHasher().hash(typed), typed)


@pytest.mark.parametrize("kept", [None, "!", "", "$argon2id$broken"])
def test_no_password_opens_what_is_no_hash(kept: str | None) -> None:
    assert not hashing.matches(kept, "!")


def test_a_password_of_a_million_letters_is_not_looked_at() -> None:
    kept = hashing.hashed("k" * hashing.LONGEST).value
    assert hashing.matches(kept, "k" * hashing.LONGEST)
    assert not hashing.matches(kept, "k" * 1_000_000)


def test_no_more_passwords_are_worked_on_at_a_time_than_there_are_threads() -> None:
    threads, lock, gate = Threads(count=2), threading.Lock(), threading.Barrier(3)
    at_once, most = 0, 0

    def work() -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        gate.wait(30)
        with lock:
            at_once -= 1

    with ThreadPoolExecutor(8) as callers:
        waiting = [callers.submit(threads.run, work) for _ in range(8)]
        for _ in range(4):  # each time the two that work, and this test, meet
            gate.wait(30)
        assert [each.result(30) for each in waiting] == [None] * 8
    assert most == 2


def test_whoever_finds_no_place_is_told_at_once_and_others_keep_some() -> None:
    threads = Threads(count=1, places=3, share=2)
    with threads.place("one network"), threads.place("one network"):
        with pytest.raises(Busy), threads.place("one network"):
            pass
        with threads.place("another"), pytest.raises(Busy), threads.place("a third"):
            pass
    with threads.place("one network"), threads.place("one network"), threads.place("a third"):
        pass


def test_whoever_waits_too_long_is_told_and_their_password_is_never_looked_at() -> None:
    threads, end, looked_at = Threads(count=1, patience=0.01), threading.Event(), []
    with ThreadPoolExecutor(1) as other:
        held = other.submit(Threads(count=1).run, lambda: None)
        held.result(30)
        threads._pool.submit(end.wait, 30)
        with pytest.raises(Busy):
            threads.run(lambda: looked_at.append(1))
    end.set()
    assert Threads(count=1).run(lambda: "next") == "next"
    threads._pool.shutdown()
    assert looked_at == []
