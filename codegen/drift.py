"""The catalog against an official OpenAPI document: every route, field, enum value, default and type that differs.

One walk compares the two trees of `shapes`.  What is wrong high up hides what is below it, so that one change
in the document is one finding.  The rules of what counts as equal are in spec/README.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from codegen.catalog import MISSING, Difference, Version
from codegen.problems import Mark
from codegen.shapes import (
    ABSENT,
    ITEMS,
    PARAMETERS,
    VALUES,
    At,
    Route,
    Shape,
    catalog_routes,
    document_routes,
    shapes_of,
)
from codegen.types import parse

# Where no model is known.
NOTHING = Version("", "").shared


@attrs.frozen
class Finding:
    """One difference: where in the API, what about it, what either side says, and the catalog line to edit."""

    at: str
    what: str
    catalog: str
    document: str
    where: Mark


def drift(version: Version, document: Mapping[str, Any]) -> list[Finding]:
    """List what differs, less what the catalog says differs on purpose, and what it says so in vain."""
    ours, theirs = catalog_routes(version), document_routes(document, version.root)
    files = {route.topic: ours[at].mark.file for at, route in theirs.items() if at in ours}
    said = version.differences
    used: set[str] = set()
    found: list[Finding] = []
    for at in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(at), theirs.get(at)
        if mine is not None and other is not None:
            found += _compare_known(at, mine, other, said.differences, used)
        elif mine is not None and not mine.removed:
            found.append(Finding(at, "route", "present", ABSENT, mine.mark))
        elif other is not None and other.topic in said.absent_topics:
            used.add(other.topic)
        elif other is not None:
            place = Mark(files[other.topic], 1) if other.topic in files else said.mark
            found.append(Finding(at, "route", ABSENT, "present", place))
    claims = [(one.at, one.official, one.mark) for one in said.differences]
    claims += [(topic, "absent topic", said.mark) for topic in said.absent_topics]
    # What is wrong above a place hides whether its difference is still needed.
    places = tuple(one.at for one in found)
    vain = [
        claim for claim in claims if claim[0] not in used and not any(_within(claim[0], at) for at in places)
    ]
    return found + [Finding(at, "difference", what, "no such difference", mark) for at, what, mark in vain]


def _within(place: str, above: str) -> bool:
    """Whether a place is another one, or somewhere below it."""
    return place == above or place.startswith((f"{above} ", f"{above}.", f"{above}["))


def _compare_known(
    at: str, mine: Route, other: Route, known: list[Difference], used: set[str]
) -> Iterator[Finding]:
    """Compare with what the document is known to say in place of what we say; notes in `used` what was needed."""
    plain = [finding.at for finding in _compare(at, mine, other)]
    for one in known:
        # A difference covers its place and all below it.
        if any(_within(place, one.at) for place in plain):
            used.add(one.at)
            mine = _put(mine, one.at.removeprefix(f"{at} "), one.official)
    return _compare(at, mine, other)


def _put(route: Route, place: str, text: str) -> Route:
    """Say something else of a flag, or of a place and all below it."""
    if place in route.flags:
        return attrs.evolve(route, flags={**route.flags, place: text})
    steps = tuple(re.findall(r"\[\]|\.?[^.\[\]]+", place))
    old = route.shapes.get(steps)
    if old is None:
        return route
    said = dict(shapes_of(steps, parse(text), NOTHING, old.mark))
    said[steps] = attrs.evolve(old, type=said[steps].type, enum=said[steps].enum, schema="")
    kept = {at: shape for at, shape in route.shapes.items() if at[: len(steps)] != steps}
    return attrs.evolve(route, shapes=kept | said)


def _compare(at: str, mine: Route, other: Route) -> Iterator[Finding]:
    for name in mine.flags:
        if mine.flags[name] != other.flags[name]:
            # A place, too, for `security`: this is how a difference names it.
            yield Finding(f"{at} {name}", name, mine.flags[name], other.flags[name], mine.mark)
    kinds = {*PARAMETERS, "response"}
    if mine.flags["request"] == other.flags["request"]:
        kinds |= {steps[0] for steps in other.shapes}
    nothing = Shape(type="object", mark=mine.mark, inside=mine.mark)
    hidden: At = ("",)
    # In this order, what is inside a place follows it.
    for steps in sorted(mine.shapes.keys() | other.shapes.keys()):
        if steps[0] not in kinds or steps[: len(hidden)] == hidden:
            continue
        place = f"{at} {''.join(steps)}"
        top = nothing if len(steps) == 1 else None
        one, two = mine.shapes.get(steps, top), other.shapes.get(steps, top)
        if one is not None and two is not None and one.type == two.type:
            for what, catalog, document, where in _differences(one, two, answer=steps[0] == "response"):
                yield Finding(place, what, _text(catalog), _text(document), where)
            continue
        hidden = steps
        sides = one.type if one else ABSENT, two.type if two else ABSENT
        what = "field" if ABSENT in sides else "type"
        # A map may say more than a plain object does, and a list need not say what is in it.
        lenient = steps[-1] == ITEMS or (steps[-1] == VALUES and two is None)
        if what == "type" or (sides != (ABSENT, ABSENT) and not lenient):
            yield Finding(place, what, *sides, one.mark if one else mine.shapes[steps[:-1]].inside)


def _differences(mine: Shape, other: Shape, *, answer: bool) -> Iterator[tuple[str, object, object, Mark]]:
    """What differs between two places of one type, less what is inside them."""
    if mine.enum and other.enum:
        for word in sorted(set(mine.enum) ^ set(other.enum)):
            ours = word in mine.enum
            yield "enum value", word if ours else ABSENT, ABSENT if ours else word, mine.inside
    elif mine.enum or other.enum:
        yield "enum", mine.enum or ABSENT, other.enum or ABSENT, mine.mark
    if mine.schema and other.schema and mine.schema != other.schema:
        yield "schema", mine.schema, other.schema, mine.inside
    # As JSON: to Python, True is 1.
    if mine.default is not other.default and _json(mine.default) != _json(other.default):
        yield "default", mine.default, other.default, mine.mark
    # An answer may be read more leniently than promised, never more strictly.
    if mine.required != other.required and (mine.required or not answer):
        yield "required", mine.required, other.required, mine.mark
    # Deprecation is mostly said in prose there, so only its flag without ours is news.
    if other.deprecated and not mine.deprecated:
        yield "deprecated", mine.deprecated, other.deprecated, mine.mark


def _text(value: object) -> str:
    if value is MISSING:
        return ABSENT
    # A text that could be another JSON value is quoted.
    plain = isinstance(value, str) and re.fullmatch(r'|true|false|null|[-\d.]+|[\["{].*', value) is None
    return str(value) if plain else _json(value)


def _json(value: object) -> str:
    return json.dumps(value, default=repr)


def report(found: list[Finding], *, as_json: bool = False) -> str:
    """Print the findings as a table, or as JSON for programs."""
    if as_json:
        rows = [{**attrs.asdict(one, recurse=False), "where": str(one.where)} for one in found]
        return json.dumps(rows, indent=1)
    if not found:
        return "The catalog agrees with the document."
    table = [("where to edit", "at", "what", "catalog", "document")]
    table += [(str(one.where), one.at, one.what, one.catalog, one.document) for one in found]
    widths = [min(70, max(len(row[n]) for row in table)) for n in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip()
        for row in table
    )
