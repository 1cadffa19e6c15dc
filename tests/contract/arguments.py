"""Random arguments of any operation, drawn from its own parameters, models and enums, and the call that sends them."""

import inspect
import random
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from aiothoughtspot._operation import DayText, File, Operation, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot._request import Request, build
from aiothoughtspot.dates import Epoch
from aiothoughtspot.errors import RequestError
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.unset import Unset

DEEP = 9
FIRM = 3
# Later than all: knows no value that went for good.
LATEST = "9999.0.0.cl"
TEXTS = ("Sales", "a b", "ünï", "50% & more", "x=y", "'quoted'", "0")
FREE = (1, True, "text", ["a", {"b": 2}], {"key": "value"})
RUNTIME = {
    RuntimeFilter: RuntimeFilter("Region", "IN", ["east", "west"]),
    RuntimeSort: RuntimeSort("Revenue", False),
    RuntimeParameter: RuntimeParameter("Tax", 0.2),
}
# Texts that must look like something.
PATTERNS = {
    "[A-Za-z0-9-]+": "Acme-2",
    r"#[0-9a-fA-F]{6}": "#00aa00",
    r"#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}": "#0a0",
}


class Caller:
    """Takes calls as a client would, and keeps the request instead of sending it."""

    def __init__(self) -> None:
        self.request: Request | None = None

    async def call(self, operation: Operation[Any], **parts: Any) -> None:
        self.request = build(operation, **parts)

    def stream(self, operation: Operation[Any], **parts: Any) -> None:
        self.request = build(operation, **parts)


def function_of(operation: Operation[Any]) -> Any:
    """The generated endpoint function of an operation."""
    version, group, verb = operation.name.split(".")
    return getattr(import_module(f"aiothoughtspot.{version}.{group}"), verb)


def params_of(operation: Operation[Any]) -> list[Param]:
    """All that can be said to an operation, less what repeats another argument."""
    places = (operation.query, operation.body or (), operation.form or (), operation.parts or ())
    return [param for place in places for param in place if param.copy_of is None]


async def drawn(operation: Operation[Any], rng: random.Random, share: float) -> Request:
    """Call the endpoint function with random arguments, `share` of the optional ones, until its rules are kept."""
    function = function_of(operation)
    for turn in range(300):
        # All or none of the optional ones may be against a rule.
        share = share if turn < FIRM else rng.random()
        given = [draw(param.type, param, rng, share) for param in operation.path_params]
        named = {
            param.argument: draw(param.type, param, rng, share)
            for param in params_of(operation)
            if param.required or rng.random() < share
        }
        same_lengths(operation, named)
        if operation.raw is not None:
            named["content"] = "text" if operation.raw == "text" else b"bytes"
        caller = Caller()
        try:
            outcome = function(caller, *given, **named)
            if inspect.isawaitable(outcome):
                await outcome
        except RequestError as error:
            if not kept_by_rules(operation, error):
                raise
            continue
        assert caller.request is not None
        return caller.request
    raise AssertionError(f"{operation.name}: no arguments keep its rules")


def kept_by_rules(operation: Operation[Any], error: RequestError) -> bool:
    """Whether a refusal is one of a rule across parameters, which a next draw may keep."""
    named = {name for rule in operation.rules for name in rule.names}
    return {name.strip() for name in (error.parameter or "").split(",")} <= named


def same_lengths(operation: Operation[Any], named: dict[str, Any]) -> None:
    """Lists that belong together item by item are cut to one length."""
    for rule in operation.rules:
        if rule.kind == "same_length":
            lists = [
                named[name] for name in (argument(operation, one) for one in rule.names) if name in named
            ]
            for one in lists:
                del one[min(map(len, lists)) :]


def argument(operation: Operation[Any], name: str) -> str:
    """The Python name of a parameter by its wire name."""
    return next(param.argument for param in params_of(operation) if param.name == name)


def draw(tp: Any, param: Param, rng: random.Random, share: float, deep: int = 0) -> Any:  # noqa: C901, PLR0911 - a table of kinds
    """A random value of a type."""
    origin, args = get_origin(tp), get_args(tp)
    if origin is Annotated:
        if isinstance(args[1], Epoch):
            return rng.choice(
                [
                    datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC) + timedelta(days=rng.randrange(99)),
                    1_772_600_767_000,
                ]
            )
        if isinstance(args[1], DayText):
            return date(2026, 1, 1) + timedelta(days=rng.randrange(365))
        if isinstance(args[1], Known):
            return rng.choice(lasting(tp))
        return draw(args[0], param, rng, share, deep)
    if tp == Size or set(get_args(Size)) <= set(args):
        return rng.randrange(1, int(param.max or 500))
    if origin in {Union, UnionType}:
        members = [one for one in args if one is not Unset and lasting(one)]
        return draw(rng.choice(members), param, rng, share, deep)
    if origin is Literal:
        return rng.choice(args)
    if origin is list:
        if args[0] in RUNTIME:
            return [RUNTIME[args[0]]] * rng.randrange(1, 3)
        # An empty list may mean "all" or "none": those are refused where they matter.
        return [
            draw(args[0], param, rng, share, deep + 1)
            for _ in range(rng.randrange(1, min(4, param.max_items or 4)))
        ]
    if origin is dict:
        return {f"key {n}": draw(args[1], param, rng, share, deep + 1) for n in range(rng.randrange(1, 3))}
    if tp is File:
        return rng.choice([b"bytes", File(b"a,b\r\n", "data.csv", "text/csv")])
    if attrs.has(tp):
        return model(tp, rng, share, deep + 1)
    return scalar(tp, param, rng)


def lasting(tp: Any) -> list[Any]:
    """The values of an enum that have not gone for good; of any other type, the type."""
    known = get_args(tp)[1:] if get_origin(tp) is Annotated else ()
    steps = [one for one in known if isinstance(one, Known)]
    values = get_args(get_args(tp)[0]) if steps else (tp,)
    return [value for value in values if all(one.needs(value, LATEST) is None for one in steps)]


def model(tp: Any, rng: random.Random, share: float, deep: int) -> Any:
    """A random instance of a model of arguments: all that it needs, and a share of the rest."""
    given = {
        field.name: draw(field.type, param, rng, share, deep)
        for field in attrs.fields(tp)
        for param in [Param(type=field.type, **{"name": field.name, **field.metadata})]
        if param.required or (deep < DEEP and rng.random() < share)
    }
    return tp(**given)


def scalar(tp: Any, param: Param, rng: random.Random) -> Any:
    """A random scalar within a parameter's limits."""
    low = 0 if param.min is None else param.min
    high = low + 100 if param.max is None else param.max
    kinds: dict[Any, Any] = {
        bool: rng.choice([True, False]),
        int: rng.randint(int(low), int(high)),
        float: rng.uniform(low, high),
        bytes: b"bytes",
        Any: rng.choice(FREE),
        type(None): None,
        str: rng.choice(TEXTS)[: param.max_length] if param.pattern is None else PATTERNS[param.pattern],
    }
    return kinds[tp]
