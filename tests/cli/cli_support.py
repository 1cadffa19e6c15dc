"""What a command said and how it ended; and a keyring that forgets."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from aiothoughtspot.cli import main

COMMAND = (sys.executable, "-m", "aiothoughtspot")


@attrs.frozen
class Shell:
    """How a command ended."""

    code: int
    out: str
    err: str

    @classmethod
    def of(cls, words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> "Shell":
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return cls(code, said.out, said.err)

    @property
    def json(self) -> Any:
        """All of stdout as one document."""
        return json.loads(self.out)


Run = Callable[..., Shell]


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the keyring's own class has no types here
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


def on_a_terminal(words: Sequence[str], columns: int, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command on a terminal of so many columns; gives its exit code and all it wrote there."""
    leader, follower = pty.openpty()
    settings = {**os.environ, **environment, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    with subprocess.Popen(
        [*COMMAND, *words], stdin=follower, stdout=follower, stderr=follower, env=settings
    ) as process:
        os.close(follower)
        written = b""
        while True:
            try:
                piece = os.read(leader, 65_536)
            except OSError:
                # Nobody holds the other end any more.
                break
            if not piece:
                break
            written += piece
    os.close(leader)
    return process.returncode, written.decode()
