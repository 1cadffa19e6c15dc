"""The files of the reference that tell since when the routes, fields and values of v2 exist."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from facts import Steps, age, newest
from official import COMPONENTS, REFERENCE, document

Row = dict[str, str]
# The oldest whole document carries the name of 9.3 and holds things of 9.5: up to there the tag is the better witness.
AHEAD = "9.5.0.cl"


def rows(name: str) -> list[Row]:
    """The rows of a table; none where the reference is missing."""
    file = REFERENCE / name
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def routes() -> dict[tuple[str, str], Row]:
    """The history of each route, by method and path."""
    return {(row["method"], row["path"]): row for row in rows("v2-history.tsv")}


def first_seen(row: Row) -> str | None:
    """The release that first had a route: the version tags of some were raised later, and branches can be earlier."""
    found = re.search(r"first_seen=([\d.]+cl)", row["notes"]) or re.search(
        r"in branches ([\d.]+) to", row["notes"]
    )
    if found is None:
        return row["since"] or None
    return found[1] if found[1].endswith("cl") else f"{found[1]}.0.cl"


def changes(side: str) -> dict[str, dict[str, list[Row]]]:
    """What changed in requests or answers, oldest first: by operation, then by field."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows("v2-field-history.tsv"), key=lambda row: age(row["release"])):
        if row["side"] == side:
            found[row["operationId"]][row["field"]].append(row)
    return found


def tags() -> dict[tuple[str, str], Row]:
    """What words say of single fields, by schema and field."""
    return {(row["schema"], row["field"]): row for row in rows("v2-field-facts.tsv")}


def named(schema: Any, at: str, found: dict[str, tuple[str, str]], inside: tuple[str, ...] = ()) -> None:
    """Note for every field that a schema describes in which schema it stands: by path, schema and field."""
    while "$ref" in schema or "allOf" in schema or schema.get("anyOf", [{}])[-1] == {"type": "null"}:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(COMPONENTS)
            if name in inside:
                return
            inside = (*inside, name)
            schema = document()["components"]["schemas"][name]
        else:
            schema = schema["allOf" if "allOf" in schema else "anyOf"][0]
    if "items" in schema:
        named(schema["items"], f"{at}[]", found, inside)
    for name, inner in schema.get("properties", {}).items():
        path = f"{at}.{name}" if at else name
        found[path] = (inside[-1] if inside else "", name)
        named(inner, path, found, inside)


def above(path: str) -> Iterator[str]:
    """A field and all that it lies in, the outermost first, as the history writes them."""
    steps = path.split(".")
    for n in range(1, len(steps) + 1):
        yield ".".join(steps[:n]).removesuffix("[]")


def since(path: str, first: str, history: dict[str, list[Row]], tagged: dict[str, str]) -> str:
    """The release that a field needs: the newest of those of the call, of the field and of all that it lies in."""
    needed = seen = first
    for place in above(path):
        added = [row["release"] for row in history.get(place, ()) if row["change"] == "field_added"]
        seen = newest(seen, *added)
        tag = tagged.get(place)
        if tag and age(tag) <= age(AHEAD):
            needed = newest(needed, tag)
        elif tag:
            # A tag may have been raised later, as those of routes were: what was seen before stands.
            needed = newest(needed, min(tag, seen, key=age))
        else:
            needed = newest(needed, *added)
    return needed


def steps(history: list[Row], first: str) -> Steps:
    """When values of an enum came and went, less what was before the field."""
    found: Steps = defaultdict(list)
    for row in history:
        if row["change"] in {"enum_added", "enum_removed"} and age(row["release"]) > age(first):
            sign, side = ("", "after") if row["change"] == "enum_added" else ("-", "before")
            for value in row[side].split(","):
                found[value].append(f"{sign}{row['release']}")
    return dict(found)
