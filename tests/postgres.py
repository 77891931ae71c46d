"""A PostgreSQL server that lives as long as the tests: its own cluster and its own socket in a
temporary folder, so that test processes never meet. Which tests use it is theirs to say.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

MISSING = (
    "PostgreSQL is missing. `make test` installs it for root; by hand: "
    "apt-get install --no-install-recommends postgresql"
)


KEEPS = "-c fsync=off"
"""Nothing that a test writes has to outlive the machine."""
LOSES = f"{KEEPS} -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
"""Nor the server."""


@dataclass
class Postgres:
    """A running server that makes databases, empty ones or copies of another."""

    folder: Path
    control: tuple[object, ...] = ()
    user: str | None = None
    made: int = 0

    def url(self, name: str) -> str:
        """The address of a database, for SQLAlchemy with psycopg."""
        return f"postgresql+psycopg://test@/{name}?host={self.folder}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a new database, which is gone after the block."""
        name = self.copy(template)
        yield self.url(name)
        self.drop(name)

    def copy(self, template: str) -> str:
        """The name of a new database, which lasts until it is dropped."""
        self.made += 1
        name = f"test_{self.made}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        """Whoever is connected is cut off."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def restart(self) -> None:
        """End it as a loss of power does, and start it again."""
        _run([*self.control, "-m", "immediate", "restart"], self.user)

    def stop(self) -> None:
        """End it as a loss of power does."""
        _run([*self.control, "-m", "immediate", "stop"], self.user)

    def start(self) -> None:
        _run([*self.control, "start"], self.user)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Within the block all its processes stand still, as on a machine that has no more to
        give: connections are taken by the system, and nobody answers on them."""
        main = (self.folder / "cluster" / "postmaster.pid").read_text().split()[0]
        every = [int(main), *map(int, _children(main))]
        for process in every:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in every:
                os.kill(process, signal.SIGCONT)

    def run(self, command: str) -> None:
        address = f"host={self.folder} user=test dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(command.encode())


@contextmanager
def server(settings: str = KEEPS) -> Iterator[Postgres]:
    """A server that ends with the block, and keeps what was written when it is stopped."""
    binaries = _binaries()
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="birthwords-postgres-") as name:
        folder = Path(name)
        if user:
            owner = pwd.getpwnam(user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        cluster = folder / "cluster"
        _run([binaries / "initdb", "-D", cluster, "-U", "test", "-A", "trust", "-E", "UTF8"], user)
        own = f"-c listen_addresses= -k {folder} {settings}"
        control = (binaries / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", own)
        _run([*control, "start"], user)
        try:
            yield Postgres(folder, control, user)
        finally:
            _run([*control, "-m", "fast", "stop"], user)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of all tests; one that stops or hangs has its own, by `server`."""
    with server(LOSES) as running:
        yield running


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database."""
    with postgres.database() as url:
        yield url


def _binaries() -> Path:
    """The folder of the newest server's programs: Debian keeps them off the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if found is None:
        pytest.fail(MISSING)
    return Path(found).parent


def _children(process: str) -> list[str]:
    """The processes that one has begun."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def _run(command: list[object], user: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"PostgreSQL: {command[0]} ended with {done.returncode}.")
