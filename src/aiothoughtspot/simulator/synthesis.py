"""Answers for routes that nobody registered, made from the catalog: of the right shape, the same for the same request.

They echo what the request named and remember nothing.
"""

from __future__ import annotations

import json
import random
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin

import attrs
import msgspec

from aiothoughtspot._lenient import wire_name
from aiothoughtspot.simulator import catalog, enums, families, releases, routes
from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.routing import TABLE, Call, Table, route
from aiothoughtspot.simulator.state import as_guid

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot._operation import Operation, Pages

REGISTERED: Final = (routes, families)
"""Imported for the routes they register."""
ITEMS: Final = 3
"""Items of a list, over all its pages."""
WIDE: Final = 2
DEEPEST: Final = 8
"""How deep lists have several items, and items at all: some models hold themselves."""
ECHOED: Final = 1
"""How deep in an answer the request's own values come back."""
DAY: Final = 86_400_000
"""Milliseconds."""
EVENTS: Final = b': heartbeat\n\ndata: [{"type":"ack"},{"type":"text","content":"Synthesised."}]\n\n'


@cache
def table() -> Table:
    """Routes for the operations of the catalog that no module registers."""
    registered = {catalog.shape(known.name) for known in TABLE.routes}
    made = Table()
    for shape, operation in catalog.operations().items():
        if shape not in registered:
            route(
                operation.method,
                operation.path,
                auth=operation.auth,
                privileges=operation.privileges,
                reads=operation.repeatable == "read",
                fields=tuple(releases.arguments(operation)),
                table=made,
            )(partial(answer, operation))
    return made


def answer(operation: Operation[Any], call: Call) -> Any:
    """Make the answer of an operation.

    Raises:
        Refused: 400 when a required parameter is missing.
    """
    sent: dict[str, Any] = {**call.query, **call.form, **call.body, **call.files}
    for place in (operation.query, operation.body, operation.form, operation.parts):
        for param in place or ():
            if param.required and param.name not in sent:
                raise Refused(400, BAD_REQUEST, f"{param.name} is required")
    sent.update(call.path)
    text = json.dumps(sent, sort_keys=True, default=str)
    chance = random.Random(f"{call.cluster.seed} {operation.name} {text}")  # noqa: S311 - the same request, the same answer
    maker = Maker(chance, call.state.now_ms(), sent)
    if operation.stream == "events":
        return Answer(content=EVENTS, media="text/event-stream")
    if operation.returns is None:
        return Answer(204)
    value = maker.value(operation.returns, "")
    if isinstance(value, bytes | str) and operation.accept != "application/json":
        content = value if isinstance(value, bytes) else value.encode()
        return Answer(content=content, media=operation.accept.partition(",")[0])
    return value if operation.pages is None else paged(operation.pages, value, sent)


@attrs.frozen(eq=False)
class Maker:
    """Makes values by type and name."""

    chance: random.Random
    now: int
    """Epoch milliseconds."""
    sent: dict[str, Any]
    """What the request named, by wire name."""

    def value(self, tp: Any, name: str, *, values: tuple[str, ...] = (), depth: int = 0) -> Any:
        """A value of a type, as JSON, for a field of this name; `values` are those of its enum."""
        kind = get_origin(tp) or tp
        if kind in {Union, UnionType}:
            first = next(member for member in get_args(tp) if member is not NoneType)
            return self.value(first, name, values=values, depth=depth)
        if attrs.has(kind):
            return self.model(kind, depth)
        if isinstance(kind, type) and issubclass(kind, list):
            return self.items(get_args(tp)[0], name, values, depth)
        if kind is dict:
            return self.map(get_args(tp)[1], name, depth)
        if kind is str and values:
            return self.chance.choice(values)
        make = _SCALARS.get(kind)
        # What the catalog does not know is an empty object.
        return {} if make is None else make(self, name)

    def model(self, model: type[Any], depth: int) -> dict[str, Any]:
        """An object with every field of a model; those the request named keep its values."""
        attrs.resolve_types(model)
        known = enums.of(model)
        made: dict[str, Any] = {}
        for field in attrs.fields(model):
            name = wire_name(field)
            values = known.get(field.name, ())
            echo = self.echo(name, field.type) if depth <= ECHOED else None
            made[name] = (
                self.value(field.type, name, values=values, depth=depth + 1) if echo is None else echo
            )
        return made

    def echo(self, name: str, tp: Any) -> Any:
        """What the request named so, if it is a plain value, or a list of such, of this type."""
        given = self.sent.get(name)
        if any(isinstance(item, dict) for item in (given if isinstance(given, list) else [given])):
            return None
        try:
            return msgspec.convert(given, tp, strict=False)
        except msgspec.ValidationError:
            return None

    def items(self, tp: Any, name: str, values: tuple[str, ...], depth: int) -> list[Any]:
        """A list of a few items, further in of one; of none where models would go on for ever."""
        count = ITEMS if depth <= WIDE else 1 if depth <= DEEPEST else 0
        return [self.value(tp, name, values=values, depth=depth) for _ in range(count)]

    def map(self, tp: Any, name: str, depth: int) -> dict[str, Any]:
        """An object with a key that nobody knows beforehand; of an untyped one nothing is known."""
        if tp is Any or depth > DEEPEST:
            return {}
        return {self.guid(): self.value(tp, name, depth=depth + 1)}

    def guid(self) -> str:
        """A random guid."""
        return as_guid(f"{self.chance.getrandbits(128):032x}", 4)

    def text(self, name: str) -> str:
        """A text by the name of its field."""
        lower = name.lower()
        if lower.endswith(("id", "identifier", "guid", "owner", "author")):
            return self.guid()
        if lower.endswith(("time", "_at", "millis")):
            return str(self.number("time"))
        return f"{name or 'text'} {self.chance.randrange(1000)}"

    def number(self, name: str) -> int:
        """A whole number: for times of the last year, in milliseconds; for others a small one."""
        lower = name.lower()
        if any(word in lower for word in ("time", "created", "modified", "millis", "_at")):
            return self.now - self.chance.randrange(365) * DAY
        return self.chance.randrange(1, 100)

    def truth(self, name: str) -> bool:
        """Either."""
        del name
        return self.chance.random() < 0.5  # noqa: PLR2004 - a half

    def file(self, name: str) -> bytes:
        """A few bytes, which are YAML too."""
        del name
        return f"synthesised: {self.chance.randrange(1000)}\n".encode()


_SCALARS: Final[dict[Any, Callable[[Maker, str], Any]]] = {
    str: Maker.text,
    int: Maker.number,
    float: Maker.number,
    bool: Maker.truth,
    bytes: Maker.file,
}


def paged(pages: Pages, value: Any, sent: dict[str, Any]) -> Any:
    """One page of an answer: the items asked for, and whether they are the last."""
    start = max(_whole(sent.get(pages.offset or ""), pages.start) - pages.start, 0)
    size = _whole(sent.get(pages.size or ""), -1)
    end = ITEMS if size < 0 else start + size
    if not pages.items:
        return value[start:end] if isinstance(value, list) else value
    _change(value, pages.items, lambda items: items[start:end])
    if pages.flag is not None:
        _change(value, pages.flag, lambda _: (end < ITEMS) is (pages.shape == "more"))
    return value


def _whole(value: Any, default: int) -> int:
    return int(value) if str(value).lstrip("-").isdecimal() else default


def _change(value: dict[str, Any], path: str, change: Callable[[Any], Any]) -> None:
    """Change what a dotted path leads to; `*` leads to every value."""
    step, _, rest = path.partition(".")
    for key in list(value) if step == "*" else [step]:
        if rest:
            _change(value[key], rest, change)
        else:
            value[key] = change(value[key])
