"""Real answers: every documented sample of a route we have decodes without error, and keeps every value we know.

The samples are not part of the repository; without them these tests are skipped.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiothoughtspot as ts
from aiothoughtspot._codec import decode, read
from aiothoughtspot._lenient import wire_name
from aiothoughtspot.streaming import SseDecoder

SAMPLES = Path(__file__).parents[2] / "shared" / "payloads"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason=f"there are no samples at {SAMPLES}")

# What answers no call of ours, and why.  The first pattern that fits names the reason.
NO_ANSWER = {
    r"^\((callback|host event|chart SDK|webhook delivery|many)\)": "not the answer of a route",
    r"^\(cell\)": "a single cell, read with the date cells",
    r"^\(agent\)": "one event of a stream, read with the streams",
    r"/send/stream$": "a stream of events",
    r"/ts_dataservice/.*/loads/": "plain text",
    r"^POST /callosum/v1/v2/data/spotql/generate-sql": "an error answer",
    r"^PUT /api/rest/2.0/ai/agent/instructions/set": "an error answer",
}
DATE_CELLS = ("date-cells/docs-date-format-3.json", "date-cells/docs-date-format-8.json")
ZONES = ("UTC", "Asia/Kolkata", "America/New_York")


def index() -> list[tuple[str, str]]:
    if not SAMPLES.exists():
        return []
    lines = (SAMPLES / "index.tsv").read_text().splitlines()[1:]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def shape(route: str) -> str:
    """A route without the names of its parameters and a slash at its end."""
    return re.sub(r"\{\w+\}", "{}", route).rstrip("/")


ROUTES = {shape(f"{one.method} {one.path}"): one for one in ts.operations()}
INDEX = index()


def reason(file: str, route: str) -> str | None:
    """Why a sample is not decoded as an answer, or None."""
    if file in DATE_CELLS:
        return "one column of cells, read with the date cells"
    for pattern, why in NO_ANSWER.items():
        if re.search(pattern, route):
            return why
    return None if shape(route) in ROUTES else "the catalog does not have this route"


ANSWERS = [(file, route) for file, route in INDEX if reason(file, route) is None]


def lost(sent: Any, found: Any, at: str = "$") -> Iterator[str]:
    """The places where a value of the sample is not in the decoded answer."""
    if attrs.has(type(found)):
        yield from lost_in_model(sent[0] if isinstance(sent, list) and len(sent) == 1 else sent, found, at)
    elif isinstance(found, list):
        sent = sent if isinstance(sent, list) else [sent]
        if len(found) != len(sent):
            yield f"{at}: {len(sent)} items became {len(found)}"
        for n, (one, two) in enumerate(zip(sent, found, strict=False)):
            yield from lost(one, two, f"{at}[{n}]")
    elif isinstance(found, dict) and isinstance(sent, dict):
        for key in sent.keys() | found.keys():
            yield from lost(sent.get(key), found.get(key), f"{at}.{key}")
    elif found != sent and str(found) != str(sent):
        yield f"{at}: {sent!r} became {found!r}"


def lost_in_model(sent: Any, found: Any, at: str) -> Iterator[str]:
    if not isinstance(sent, dict):
        yield f"{at}: {type(sent).__name__} for a model"
        return
    for field in attrs.fields(type(found)):
        name = wire_name(field)
        if name in sent:
            yield from lost(sent[name], getattr(found, field.name), f"{at}.{name}")


def moments(value: Any, at: str = "$") -> Iterator[tuple[str, str, Any]]:
    """Every decoded time in an answer: its place, the class's property, the value."""
    if attrs.has(type(value)):
        for name, kind in vars(type(value)).items():
            if isinstance(kind, property) and isinstance(found := getattr(value, name), datetime):
                yield at, name, found
        for field in attrs.fields(type(value)):
            yield from moments(getattr(value, field.name), f"{at}.{field.name}")
    elif isinstance(value, list | dict):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from moments(entry, f"{at}[{key}]")


def everything() -> Iterator[tuple[str, Any]]:
    for file, route in ANSWERS:
        yield file, decode(ROUTES[shape(route)], (SAMPLES / file).read_bytes())
    for file in DATE_CELLS:
        yield file, cells(file, ts.Dates.auto("America/Los_Angeles"))
        yield f"{file} typed", cells(file, ts.Dates.typed({"Quarter": "date"}, "America/Los_Angeles"))


def cells(file: str, dates: ts.Dates) -> list[Any]:
    """Read a file of cells as the only column of a search's answer."""
    rows = [[cell] for cell in json.loads((SAMPLES / file).read_bytes())]
    body = json.dumps({"contents": [{"column_names": ["Quarter"], "data_rows": rows}]}).encode()
    answer: Any = read(ROUTES["POST /api/rest/2.0/searchdata"], body, dates)
    return [row[0] for row in answer.contents[0].data_rows]


@pytest.mark.parametrize(("file", "route"), ANSWERS, ids=[file for file, _ in ANSWERS])
def test_a_sample_decodes_and_keeps_its_values(file: str, route: str) -> None:
    body = (SAMPLES / file).read_bytes()
    operation = ROUTES[shape(route)]
    answer = decode(operation, body)
    if operation.returns not in {None, str, bytes}:
        assert list(lost(json.loads(body), answer)) == []


def test_every_time_is_read_by_its_own_unit() -> None:
    # Milliseconds read as seconds would lie in 1970, seconds as milliseconds beyond the calendar.
    years: dict[int, int] = {}
    for file, answer in everything():
        for at, name, moment in moments(answer):
            assert 2009 <= moment.year <= 2035, (file, at, name, moment)
            assert moment.utcoffset() is not None
            years[moment.year] = years.get(moment.year, 0) + 1
    assert sum(years.values()) > 40


def test_most_samples_of_the_routes_we_have_are_tried() -> None:
    assert len(ANSWERS) >= 60
    assert sum(isinstance(answer, list) and not answer for _, answer in everything()) <= 3


def test_what_is_not_tried_is_named_with_its_reason() -> None:
    left = {file: why for file, route in INDEX if (why := reason(file, route))}
    assert len(left) + len(ANSWERS) == len(INDEX)
    print("\n".join(f"{file}: {why}" for file, why in sorted(left.items())))  # noqa: T201 - shown by pytest -s


@pytest.mark.parametrize("file", DATE_CELLS)
def test_the_date_cells_are_quarters(file: str) -> None:
    days = cells(file, ts.Dates.typed({"Quarter": "date"}, "America/Los_Angeles", strict=True))
    assert len(days) == 28
    assert {(day.month, day.day) for day in days} == {(1, 1), (4, 1), (7, 1), (10, 1)}
    assert (days[0].isoformat(), days[-1].isoformat()) == ("1992-01-01", "1998-10-01")
    untouched = cells(file, ts.Dates.auto())
    kind = ts.CalendarDate if file.endswith("-8.json") else int
    assert {type(cell) for cell in untouched} == {kind}


def test_the_labelled_cell_is_a_day() -> None:
    body = (SAMPLES / "date-cells/chart-sdk-day-with-label.json").read_bytes()
    page = {"contents": [{"column_names": ["Day"], "data_rows": [[json.loads(body)]]}]}
    answer: Any = read(ROUTES["POST /api/rest/2.0/searchdata"], json.dumps(page).encode(), ts.Dates.auto())
    (cell,) = answer.contents[0].data_rows[0]
    assert (cell.end - cell.start).total_seconds() == 86400
    assert cell.label == "01-07-2021"


def test_a_streams_events_are_read() -> None:
    streams = [SAMPLES / file for file, _ in INDEX if file.endswith(".sse.txt")]
    assert streams
    for path in streams:
        decoder = SseDecoder()
        events = [*decoder.feed(path.read_bytes()), *decoder.finish()]
        assert len(events) > 1
        assert all("type" in event for event in events)
        assert not any(event["type"] == "unknown" for event in events)


def test_the_machines_zone_changes_nothing() -> None:
    shown = {zone: in_zone(zone) for zone in ZONES}
    assert len(shown["UTC"].splitlines()) > 60
    assert shown["UTC"].count("datetime.datetime(") > 40
    assert len(set(shown.values())) == 1


def in_zone(zone: str) -> str:
    here = Path(__file__)
    code = f"import sys; sys.path.insert(0, {str(here.parent)!r}); import {here.stem} as t; t.show()"
    env = {**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "1"}
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env
    ).stdout


def show() -> None:
    """Print everything that is decoded, for comparison between processes."""
    for file, answer in everything():
        print(file, repr(answer), list(moments(answer)))  # noqa: T201 - its output is what is compared
