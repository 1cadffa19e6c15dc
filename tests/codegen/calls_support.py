"""A caller without a network, and the shortest catalog with one operation."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from textwrap import indent
from types import ModuleType
from typing import Any

import attrs

from aiothoughtspot._codec import read
from aiothoughtspot._operation import Operation
from aiothoughtspot._request import Request, build
from aiothoughtspot.dates import Dates

Load = Callable[[str], ModuleType]
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@attrs.define
class Fake:
    """A caller that builds requests as a client would, keeps them, and decodes one prepared answer."""

    answer: Any = None
    sent: list[Request] = attrs.field(factory=list)
    streams: int = 0

    async def call(self, operation: Operation[Any], **parts: Any) -> Any:
        self.sent.append(build(operation, **parts))
        return read(operation, json.dumps(self.answer).encode(), Dates.auto())

    def stream(self, operation: Operation[Any], **parts: Any) -> AbstractAsyncContextManager[Any]:
        self.sent.append(build(operation, **parts))
        self.streams += 1
        return nullcontext("a stream")

    @property
    def request(self) -> Request:
        (one,) = self.sent
        return one

    @property
    def json(self) -> Any:
        return json.loads(self.request.content)


def one(text: str, models: str = "") -> str:
    """A group with one operation, `go`."""
    head = "group: things\noperations:\n  go:\n    vendor: go\n    doc: Go.\n"
    return head + indent(text.strip(), "    ") + "\n" + models
