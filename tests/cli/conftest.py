"""A small served cluster, an environment without settings, and the command line run in this process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from cli_support import Drawer, Shell

from aiothoughtspot.simulator import Cluster, serve


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOST", "USERNAME", "ORG", "SECRET_KEY", "PASSWORD", "TOKEN", "PROFILE"):
        monkeypatch.delenv(f"TS_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def drawer() -> Iterator[Drawer]:
    """The keyring of the tests, so that the one of the machine is left alone."""
    made = Drawer()
    keyring.set_keyring(made)
    yield made
    # An empty one again: the machine's own is never looked for.
    keyring.set_keyring(Drawer())


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[Cluster, str]]:
    made = Cluster(rows=300, users=20, objects=40, rate_limit=False)
    with serve(made) as address:
        yield made, address


@pytest.fixture
def cluster(served: tuple[Cluster, str]) -> Iterator[Cluster]:
    """The cluster as it was made, whatever the tests before have done to it."""
    made, _ = served
    before = made.snapshot()
    yield made
    made.faults.clear()
    made.restore(before)


@pytest.fixture
def url(cluster: Cluster, served: tuple[Cluster, str]) -> str:
    return served[1]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Callable[..., Shell]:
    def run(*words: str) -> Shell:
        return Shell.of(words, capsys)

    return run


@pytest.fixture
def admin(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The environment of an administrator of the cluster."""
    monkeypatch.setenv("TS_HOST", url)
    monkeypatch.setenv("TS_USERNAME", "tsadmin")
    monkeypatch.setenv("TS_SECRET_KEY", "secret")
    return url
