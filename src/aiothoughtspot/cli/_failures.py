"""What went wrong, in two lines: what failed, and what to do."""

import errno
from typing import ClassVar

import attrs

from aiothoughtspot.cli._words import FOR_PROGRAMS, in_shell
from aiothoughtspot.errors import (
    ApiError,
    AuthError,
    ConflictError,
    ConnectError,
    DecodeError,
    ForbiddenError,
    NotFoundError,
    OrgAccessError,
    PartialFailureError,
    RateLimitedError,
    RejectedError,
    RequestError,
    ServerError,
    ThoughtSpotError,
    TimedOutError,
    TransportError,
)

DONE, FAILED, WRONG, PARTLY, STOPPED = 0, 1, 2, 3, 130

DOCTOR = "run `aiothoughtspot doctor`: it tries each step by itself"
# The first that fits counts.
ADVICE: tuple[tuple[type[ThoughtSpotError], str], ...] = (
    (
        RequestError,
        "nothing was sent; correct it: `aiothoughtspot routes OPERATION` shows what it takes, --help the rest",
    ),
    (RejectedError, "check user, password, secret key or token; bad logins in a row lock the account"),
    (OrgAccessError, "name an org that the user belongs to, with --org or TS_ORG"),
    (AuthError, DOCTOR),
    (ForbiddenError, "the user lacks a privilege: `aiothoughtspot routes OPERATION` names it"),
    (NotFoundError, "check the name or GUID, the org, and that this release has the call"),
    (ConflictError, "it exists already or is in use: look at it before you try again"),
    (RateLimitedError, "wait a minute, and let fewer programs ask at the same time"),
    (PartialFailureError, "correct the items named, and run it again for those"),
    (ServerError, "try again later; if it stays, give the incident to the vendor's support"),
    (ApiError, "the server did not accept these values: see `aiothoughtspot routes OPERATION`"),
    (ConnectError, f"check the address, the network and the proxy; {DOCTOR}"),
    (TimedOutError, "try again, with less at once"),
    (TransportError, "try again; a gateway or proxy on the way may have cut it"),
    (DecodeError, "see the answer as it came with `aiothoughtspot call --raw`"),
    # A pull that cannot go on.
    (ThoughtSpotError, "mend it and run it again: it goes on where it was"),
)
DISK = {
    errno.ENOSPC: "free some space and run it again: it goes on where it was",
    errno.EDQUOT: "free some space and run it again: it goes on where it was",
    errno.EACCES: "choose a place that you may write to, or read",
    errno.EADDRINUSE: "choose another port",
}


class UsageError(Exception):
    """The command was not given what it needs; `advice` says what to give it."""

    code: ClassVar[int] = WRONG

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


class UnknownTaskError(UsageError):
    """The server was asked about something that it does not know."""

    code = FAILED


# What is a failure; anything else is a bug.
KNOWN = (UsageError, ThoughtSpotError, OSError)


@attrs.frozen
class Shown:
    """An error as its reader gets it."""

    type: str
    message: str
    advice: str
    operation: str | None = None
    status: int | None = None
    code: int | str | None = None
    incident: str | None = None

    @classmethod
    def stopped(cls, advice: str) -> "Shown":
        """Make what Ctrl-C leaves behind."""
        return cls("Stopped", "stopped", advice)

    @classmethod
    def bug(cls, error: BaseException) -> "Shown":
        """Put an error into words that is nobody's failure but the program's."""
        return cls(type(error).__name__, str(error), "this is a mistake of the program: report the traceback")


def leaves(error: BaseException) -> list[BaseException]:
    """The errors inside nested groups, or the error itself."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def shown(error: BaseException) -> Shown:
    """Put one of `KNOWN` into words."""
    name = type(error).__name__
    if isinstance(error, UsageError):
        return Shown(name, str(error), error.advice)
    if isinstance(error, ThoughtSpotError):
        advice = next(advice for kind, advice in ADVICE if isinstance(error, kind))
        advice = advice.replace("OPERATION", error.operation) if error.operation else advice
        notes = [note for note in getattr(error, "__notes__", ()) if FOR_PROGRAMS not in note]
        message = " ".join(" ".join([str(error), *notes]).split())
        # What the server said stays as it said it.
        message = message if isinstance(error, ApiError) else in_shell(message)
        facts = [getattr(error, key, None) for key in ("status", "code", "incident_id")]
        return Shown(name, message, advice, error.operation, *facts)
    number = getattr(error, "errno", None)
    return Shown(name, str(error), DISK.get(number or 0, "check the path and the disk"))


def exit_code(error: BaseException) -> int:
    """The exit code of an error: 2 if it lies in how the command was used, else 1."""
    if isinstance(error, UsageError):
        return error.code
    return WRONG if isinstance(error, RequestError) else FAILED
