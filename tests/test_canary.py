"""The canary plugin finds what it is there to find: else its silence means nothing."""

import subprocess
import sys
import time
from pathlib import Path

import canary
import pytest

from aiothoughtspot import ApiError, Client, TrustedAuth

TOKEN_OF_THE_CLUSTER = "0123456789abcdef" * 6


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {canary.TOKEN}",
        repr({"password": "secret"}),
        '{"username":"ana","password":"secret"}',
        f"token={TOKEN_OF_THE_CLUSTER} ",
        "SECRET-anything",
    ],
)
def test_a_secret_is_found(text: str) -> None:
    with pytest.raises(canary.LeakError):
        canary.check(f"before {text} after")


@pytest.mark.parametrize(
    "text", ["no secret at all", "a secret key", "{'secret': 3}", "secret_key=***", "f" * 95, "f" * 97, ""]
)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    canary.check(text)


def test_a_client_and_its_auth_are_clean() -> None:
    canary.check(repr(Client("https://acme.example", TrustedAuth("ana", canary.KEY))))


@pytest.mark.parametrize("where", ["text", "note", "cause", "fact", "traceback"])
def test_an_error_that_shows_a_secret_anywhere_is_found(where: str) -> None:
    error = ApiError(canary.KEY if where == "text" else "no")
    if where == "note":
        error.add_note(canary.KEY)
    if where == "cause":
        error.__cause__ = ValueError(canary.KEY)
    if where == "fact":
        error.body = canary.KEY.encode()
    if where == "traceback":
        # A frame of nobody's, as of a library under ours, with the secret in a local.
        code = compile(f"held = {canary.KEY!r}\nraise error", "/elsewhere/library.py", "exec")
        try:
            exec(code, {"error": error})
        except ApiError as caught:
            error = caught
    with pytest.raises(canary.LeakError):
        canary.check_error(error)


def refuse() -> None:
    raise ApiError("no", status=403)


def test_an_error_without_a_secret_is_left_alone_and_looking_costs_little() -> None:
    with pytest.raises(ApiError) as caught:
        refuse()
    assert min(timed(caught.value) for _ in range(20)) < 0.001


LEAKS = {
    "log": "logging.getLogger('aiothoughtspot.x').debug('token %s', canary.TOKEN)",
    "output": "print(canary.TOKEN)",
    "errors": "print(canary.TOKEN, file=sys.stderr)",
    "expected": "with pytest.raises(ValueError): raise ValueError(canary.TOKEN)",
    "nothing": "logging.getLogger('aiothoughtspot.x').debug('no token')",
}


def test_a_test_that_lets_a_secret_out_fails(tmp_path: Path) -> None:
    head = "import logging, sys\nimport canary, pytest\n"
    tests = "".join(f"def test_{name}():\n    {line}\n" for name, line in LEAKS.items())
    (tmp_path / "test_leaks.py").write_text(head + tests)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rA",
        "-p",
        "canary",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    ends = {
        name: f"{word} "
        for name in LEAKS
        for word in ("PASSED", "FAILED")
        if f"{word} test_leaks.py::test_{name}" in done.stdout
    }
    assert ends == {name: "PASSED " if name == "nothing" else "FAILED " for name in LEAKS}, done.stdout


def timed(error: BaseException) -> float:
    before = time.perf_counter()
    canary.check_error(error)
    return time.perf_counter() - before
