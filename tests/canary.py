"""A pytest plugin that looks for planted secrets in everything a test lets out.

The credentials of the test clients are canaries.  After each test their text must be in no log line (DEBUG is on), no
captured output and no warning; and in no exception that the test expects, neither in its texts, its pickle and its
notes nor in the locals of the frames outside the tests.  What the embedded cluster hands out is recognised by its form.
"""

import io
import logging
import pickle
import re
import reprlib
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import pytest
from _pytest.raises import RaisesExc

from aiothoughtspot import ThoughtSpotError

TOKEN = "SECRET-token"
KEY = "SECRET-key"
PASSWORD = "SECRET-password"
# The canaries; the embedded cluster's tokens; and the password of its accounts where it stands as a value.
SHAPES = re.compile(r"SECRET-\w*|(?<![0-9a-f])[0-9a-f]{96}(?![0-9a-f])|[:=,(\[] ?['\"]secret['\"](?! *:)")
TESTS = str(Path(__file__).parent)
LIBRARY = logging.getLogger("aiothoughtspot")
SKIPPED = (
    "/_pytest/",
    "/pluggy/",
    "/hypothesis/",
    "/unittest/",
    "/concurrent/",
    "/threading.py",
    "/pytest-of-",
    TESTS,
)


class _Short(reprlib.Repr):
    """Short reprs, also of a number that Python refuses to print."""

    def repr_int(self, x: int, level: int) -> str:
        return "<a huge number>" if x.bit_length() > HUGE else super().repr_int(x, level)


# Bits; Python prints numbers of up to 4,300 digits.
HUGE = 10_000
_short = _Short()
_short.maxstring = _short.maxother = 4000
_short.maxlist = _short.maxtuple = _short.maxdict = _short.maxset = 50
_lines = io.StringIO()


class LeakError(AssertionError):
    """A secret got out."""


def check(text: str) -> None:
    """Raise `LeakError` if a text shows a secret."""
    if (found := SHAPES.search(text)) is not None:
        around = text[max(0, found.start() - 80) : found.end() + 20]
        raise LeakError(f"a secret got out: ...{around}...")


def check_error(error: BaseException, trace: TracebackType | None = None) -> None:
    """Raise `LeakError` if an exception, or one that it came from, shows a secret where a report would."""
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop()
        if one is None or id(one) in seen or isinstance(one, LeakError):
            continue
        seen.add(id(one))
        check("\n".join([str(one), repr(one), *getattr(one, "__notes__", ())]))
        if isinstance(one, ThoughtSpotError):
            check(pickle.dumps(one).decode("latin-1"))
        for frame in frames(trace if one is error and trace is not None else one.__traceback__):
            for name, value in frame.f_locals.items():
                check(f"{frame.f_code.co_filename} {name} = {_short.repr(value)}")
        # A context that is suppressed is not shown, but pickled by some, and there for everybody.
        left += [one.__cause__, one.__context__]


def frames(trace: TracebackType | None) -> Iterator[FrameType]:
    """The frames of a traceback that are not the tests' own."""
    for frame, _ in traceback.walk_tb(trace):
        if not any(part in frame.f_code.co_filename for part in SKIPPED):
            yield frame


_exit = RaisesExc.__exit__


def _checked_exit(
    self: Any, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
) -> bool:
    expected = _exit(self, kind, error, trace)
    if expected and error is not None:
        check_error(error, trace)
    return expected


def pytest_configure() -> None:
    # What a test expects is seen nowhere else.
    RaisesExc.__exit__ = _checked_exit  # type: ignore[method-assign]  # see above
    handler = logging.StreamHandler(_lines)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    LIBRARY.addHandler(handler)
    LIBRARY.setLevel(logging.DEBUG)


def pytest_unconfigure() -> None:
    RaisesExc.__exit__ = _exit  # type: ignore[method-assign]  # as it was


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Look at what a test that passed has logged and printed."""
    _lines.seek(0)
    _lines.truncate()
    result = yield
    LIBRARY.setLevel(logging.DEBUG)
    check(_lines.getvalue())
    for when, kind, text in item._report_sections:
        # The log that pytest keeps has the lines of other libraries too.
        if when == "call" and kind != "log":
            check(text)
    return result


def pytest_warning_recorded(warning_message: Any) -> None:
    """Look at a warning."""
    check(str(warning_message.message))
