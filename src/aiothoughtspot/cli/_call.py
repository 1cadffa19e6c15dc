"""`call` and `routes`: any operation by its wire names, and what there is to call."""

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import attrs
import msgspec

from aiothoughtspot._catalog import find, operations
from aiothoughtspot._operation import Operation, Param
from aiothoughtspot._values import HIDDEN, redacted
from aiothoughtspot.cli._access import NONE, Access, Flag, Here, OutputFlag, Source
from aiothoughtspot.cli._failures import DONE, FAILED, PARTLY, UsageError
from aiothoughtspot.cli._fields import in_words, parts_of, places_of
from aiothoughtspot.cli._files import text_of
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._work import guarded, work
from aiothoughtspot.client import Client
from aiothoughtspot.errors import RequestError
from aiothoughtspot.options import Options

# Words in the names of operations that are asked for a token.
MINTS = ("token", "login")
UNKNOWN_FATE = "it may have reached the server all the same: look before you call again"


def call(
    operation: str,
    /,
    *fields: str,
    body: Source = None,
    output: Here | None = None,
    raw: OutputFlag = False,
    private: Flag = False,
    access: Access = NONE,
) -> int:
    """Call any operation and print its answer as JSON.

    For example: aiothoughtspot call v2.tags.search color=#0a0

    Args:
        operation: The operation, such as v2.tags.search; `aiothoughtspot routes` lists them.
        fields: key=text by the wire's names, read as the operation's own types, or key:=JSON. Give a list's key once
            for each item. For an upload the text is a file's path.
        body: A file with more fields as a JSON object; - reads stdin.
        output: Write the answer to this file; reports, exports and other files need it on a terminal.
        raw: Print the answer as the server sent it.
        private: Allow routes that are not part of the public API.
    """

    async def job(client: Client, screen: Screen) -> int:
        found = named(operation)
        parts = parts_of(found, fields, _body(body))
        if found.stream == "events":
            return await _events(client, found, parts, screen)
        if found.stream == "bytes" or output is not None or raw:
            return await _bytes(client, found, parts, screen, output)
        answer = await client.call(found, **parts)
        # Who asks for a token gets it; elsewhere one only happens to stand in the answer.
        asked = any(word in found.name for word in MINTS)
        screen.document(msgspec.to_builtins(_plain(answer, secrets=asked), enc_hook=str))
        return _outcome(answer)

    return work(access, job, stopped=UNKNOWN_FATE, options=Options(private_routes=private))


def named(operation: str) -> Operation[Any]:
    """Find an operation; raises `UsageError` with those that may be meant."""
    try:
        return find(operation)
    except RequestError:
        every = {one.name: one.vendor for one in operations("v2") + operations("v1")}
        near = [name for name in every if name.endswith(f".{operation}")]
        near += [name for name, vendor in every.items() if vendor.casefold() == operation.casefold()]
        for guess in (operation, f"v2.{operation}"):
            near += get_close_matches(guess, every, 1, 0.8) if not near else []
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        advice = f"{hint}`aiothoughtspot routes` lists them all"
        raise UsageError(f"{operation}: there is no such operation", advice) from None


def _plain(value: Any, *, secrets: bool) -> Any:
    """An answer as plain values; without `secrets` those that a repr hides are hidden here too."""
    if isinstance(value, list):
        return [_plain(one, secrets=secrets) for one in value]  # pyright: ignore[reportUnknownVariableType] - JSON
    if isinstance(value, dict):
        return {name: _plain(one, secrets=secrets) for name, one in value.items()}  # pyright: ignore[reportUnknownVariableType] - JSON
    if not attrs.has(type(value)):
        return value
    return {
        field.name: HIDDEN
        if field.repr is redacted and not secrets and getattr(value, field.name) is not None
        else _plain(getattr(value, field.name), secrets=secrets)
        for field in attrs.fields(type(value))
    }


def _outcome(answer: Any) -> int:
    """Some answers are a success with failures inside."""
    failures = getattr(answer, "failures", None)
    if not failures:
        return DONE
    return PARTLY if isinstance(answer, list) and len(failures) < len(answer) else FAILED


def _body(path: str | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        return msgspec.json.decode(text_of(path), type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"--body: this is no JSON object: {error}", "give an object of fields") from None


async def _events(client: Client, found: Operation[Any], parts: Mapping[str, Any], screen: Screen) -> int:
    """Print events as they come, each a line of JSON; with --json all of them as one list."""
    events: list[Any] = []
    async with client.stream(found, **parts) as stream:
        async for event in stream.events():
            events.append(event)
            if not screen.json:
                screen.out.file.write(msgspec.json.encode(event).decode() + "\n")
                screen.out.file.flush()
    if screen.json:
        screen.document(events)
    return DONE


async def _bytes(
    client: Client, found: Operation[Any], parts: Mapping[str, Any], screen: Screen, output: Here | None
) -> int:
    """Pass an answer on as it comes, into a file or to stdout."""
    if output is None and found.stream == "bytes" and (screen.json or screen.out.is_terminal):
        raise UsageError(f"{found.name} answers with a file", "name one with --output FILE")
    if output is None and screen.json:
        raise UsageError("--raw prints what came, and --json one document", "leave one of them out")
    async with client.stream(found, **parts) as stream:
        if output is not None:
            screen.facts({"file": str(output), "bytes": await stream.save(output)})
            return DONE
        async for chunk in stream:
            sys.stdout.buffer.write(chunk)
    sys.stdout.flush()
    return DONE


def routes(
    text: str | None = None,
    /,
    *,
    version: str | None = None,
    group: str | None = None,
    json: OutputFlag = False,
) -> int:
    """List the operations, or show one with its parameters.

    For example: aiothoughtspot routes --group tags, or aiothoughtspot routes v2.tags.search

    Args:
        text: Part of a name, path or vendor's name; or the whole name of one operation, such as v2.tags.search.
        version: Only v1, or only v2.
        group: Only this group, such as tags.
        json: Print one JSON document and nothing else.
    """

    def run(screen: Screen) -> int:
        every = operations()
        found = [one for one in every if _fits(one, text, version, group)]
        exact = next((one for one in found if one.name == text), None)
        if not found:
            raise UsageError(
                "no operation is like that", "give less, or list all with `aiothoughtspot routes`"
            )
        if exact is not None:
            _show(exact, screen)
        elif json:
            screen.document([_facts(one) for one in found])
        else:
            names = ("operation", "verb", "path", "remarks")
            screen.table(names, [(one.name, one.method, one.path, _remarks(one)) for one in found])
            screen.note(f"{len(found)} of {len(every)} operations")
        return DONE

    return guarded(Access(json=json), run)


def _fits(one: Operation[Any], text: str | None, version: str | None, group: str | None) -> bool:
    words = f"{one.name} {one.path} {one.vendor}".casefold()
    return (
        (text is None or text.casefold() in words)
        and version in {None, one.version}
        and group in {None, one.name.split(".")[1]}
    )


def _remarks(one: Operation[Any]) -> str:
    marks = {
        "removed in": one.removed,
        "deprecated, use": one.deprecated and (one.deprecated.use or "another"),
        "since": one.since,
    }
    said = [f"{mark} {value}" for mark, value in marks.items() if value]
    return "; ".join([*said, *(["private"] if one.private else []), *(["pages"] if one.pages else [])])


def _facts(one: Operation[Any]) -> dict[str, Any]:
    names = ("name", "vendor", "method", "path", "repeatable", "since", "removed", "privileges")
    facts = {name: getattr(one, name) for name in names}
    deprecated = one.deprecated and (one.deprecated.use or one.deprecated.since or True)
    return {**facts, "deprecated": deprecated, "pages": one.pages is not None, "private": one.private}


def _show(one: Operation[Any], screen: Screen) -> None:
    facts = _facts(one)
    parameters = [_parameter(param, place) for place, param in places_of(one).values()]
    if screen.json:
        screen.document({**facts, "parameters": parameters})
        return
    screen.facts({name: value for name, value in facts.items() if value not in {None, False, ()}})
    screen.out.print()
    screen.table(
        ("parameter", "in", "needed", "type"),
        [(one["name"], one["in"], "yes" if one["required"] else "", one["type"]) for one in parameters],
    )


def _parameter(param: Param, place: str) -> dict[str, Any]:
    return {"name": param.name, "in": place, "required": param.required, "type": in_words(param.type)}
