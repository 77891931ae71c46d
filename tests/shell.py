"""The command line as a person at a shell uses it."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from app.cli import main
from app.config import settings


@dataclass(frozen=True)
class Done:
    """What a command said, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


class Shell:
    """Runs the command with a data folder of its own, in this process: a new one takes longer to
    start than most commands to run."""

    def __init__(self, data: Path) -> None:
        self.environment = {**os.environ, "BIRTHWORDS_DATA": str(data)}
        self.environment.pop("BIRTHWORDS_DATABASE_URL", None)

    def __call__(self, *arguments: str, stdin: str = "", **environment: str) -> Done:
        out, err, code = io.StringIO(), io.StringIO(), 0
        with (
            patch.dict(os.environ, self.environment | environment, clear=True),
            patch.object(sys, "argv", ["birthwords", *arguments]),
            patch.object(sys, "stdin", io.StringIO(stdin)),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            settings.cache_clear()
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
            finally:
                settings.cache_clear()
        return Done(code, out.getvalue(), err.getvalue())
