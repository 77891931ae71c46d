"""The containers of compose.yaml call commands and name settings that exist, and share what they
must."""

from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.core import TyperGroup
from typer.main import get_command

from app.cli import cli
from app.config import ROOT, Settings

OURS = ("service", "worker")


@cache
def compose() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")
    return found


def container(name: str) -> dict[str, Any]:
    found: dict[str, Any] = compose()["services"][name]
    return found


def command(name: str) -> list[str]:
    """What the container runs: its own command, or that of the image."""
    own = container(name).get("command")
    if own:
        return list(own)
    last = (ROOT / "Dockerfile").read_text("utf-8").strip().splitlines()[-1]
    words: list[str] = YAML(typ="safe").load(last.removeprefix("CMD "))
    return words


@pytest.mark.parametrize("name", OURS)
def test_a_container_runs_a_command_that_exists_with_options_that_it_has(name: str) -> None:
    program, verb, *options = command(name)
    group = get_command(cli)
    assert isinstance(group, TyperGroup)
    assert program == "birthwords"
    known = {option for each in group.commands[verb].params for option in each.opts}
    assert {option for option in options if option.startswith("-")} <= known


@pytest.mark.parametrize("name", OURS)
def test_a_container_names_settings_that_exist(name: str) -> None:
    settings = {f"BIRTHWORDS_{field.upper()}" for field in Settings.model_fields}
    assert set(container(name)["environment"]) <= settings


def test_service_and_worker_share_database_and_folder_and_only_the_worker_works() -> None:
    service, worker = (container(name) for name in OURS)
    for shared in ("BIRTHWORDS_DATABASE_URL", "BIRTHWORDS_BASE_URL", "BIRTHWORDS_DEMO"):
        assert service["environment"][shared] == worker["environment"][shared]
    assert service["volumes"] == worker["volumes"]
    assert service["environment"]["BIRTHWORDS_WORKER"] == "0"
    assert "BIRTHWORDS_WORKER" not in worker["environment"]
    assert "ports" not in worker


def test_no_password_is_written_down_and_the_database_is_not_reached_from_outside() -> None:
    database = container("database")
    assert database["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "ports" not in database
    assert {volume.partition(":")[0] for name in compose()["services"]
            for volume in container(name)["volumes"]} == set(compose()["volumes"])  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_a_container_waits_for_the_database(name: str) -> None:
    assert container(name)["depends_on"]["database"]["condition"] == "service_healthy"
    assert container("database")["healthcheck"]["test"][0] == "CMD-SHELL"
