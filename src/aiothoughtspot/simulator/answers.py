"""What a handler gives back: an answer, or the refusal of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

BAD_REQUEST: Final = 10002
FORBIDDEN: Final = 10023
GENERIC: Final = 10000
"""For statuses whose own code nobody has shown."""
INTERNAL: Final = 10038
UNAUTHENTICATED: Final = 10097
NO_SUCH_ORG: Final = 13090


class _Missing:
    """The absence of a JSON value, since None is one."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


class Refused(Exception):  # noqa: N818 - a refusal is an ordinary answer of the server, not a fault of the handler
    """An error answer: HTTP status, vendor code, and the text of the debug field.

    `v1=True` asks for the v1 body on a v2 path; v1 paths get it anyway.
    """

    def __init__(self, status: int, code: int, message: str, *, v1: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.v1 = v1


@attrs.frozen(eq=False)
class Answer:
    """One answer. `stream` wins over `json`, and that over `content`; with none of them the body is empty."""

    status: int = 200
    json: Any = MISSING
    content: bytes | None = None
    media: str = "application/json"
    headers: Sequence[tuple[str, str]] = ()
    stream: AsyncGenerator[bytes] | None = None
    """Chunks that are sent as they come; closed when the client leaves."""
