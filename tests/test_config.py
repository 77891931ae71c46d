"""Settings come from the environment, and one that cannot be used is named with its mend."""

from collections.abc import Iterator

import pytest

from app.config import Settings, SettingsError, processors, settings


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://me@here/words", "postgresql+psycopg://me@here/words"),
        ("postgresql://me@here/words", "postgresql+psycopg://me@here/words"),
        ("postgresql+psycopg://me@here/words", "postgresql+psycopg://me@here/words"),
        ("sqlite:////srv/words.sqlite3", "sqlite:////srv/words.sqlite3"),
    ],
)
def test_a_database_address_is_read_as_hosts_write_it(given: str, used: str) -> None:
    assert Settings(database_url=given).database() == used


@pytest.mark.parametrize("given", ["mysql://me:secret@here/words", "words.sqlite3"])
def test_a_database_of_another_kind_is_refused_without_repeating_its_password(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^BIRTHWORDS_DATABASE_URL.*write postgresql://") as no:
        Settings(database_url=given).database()
    assert "secret" not in str(no.value)


def test_without_an_address_the_database_lies_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BIRTHWORDS_DATABASE_URL", raising=False)
    monkeypatch.setenv("BIRTHWORDS_DATA", "/srv/words")
    assert settings().database() == "sqlite:////srv/words/birthwords.sqlite3"


@pytest.mark.parametrize(
    ("name", "value"),
    [("BIRTHWORDS_DEMO", "perhaps"), ("BIRTHWORDS_BASE_URL", "leaflets.example")],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name}='{value}': write "):
        settings()


@pytest.mark.parametrize("secret", ["too short", "a" * 31, f"{'a' * 32},short"])
def test_a_secret_that_could_be_guessed_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("BIRTHWORDS_SECRET", secret)
    with pytest.raises(SettingsError, match="at least 32 letters") as error:
        settings()
    assert secret not in str(error.value)


def test_no_more_processors_are_used_than_this_process_may_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {3}, raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert processors() == 1


def test_a_mail_password_that_no_server_can_be_told_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BIRTHWORDS_SMTP_PASSWORD", "a secret of £5")
    with pytest.raises(SettingsError, match=r"^BIRTHWORDS_SMTP_PASSWORD: .*another password") as no:
        settings()
    assert "£5" not in str(no.value)
