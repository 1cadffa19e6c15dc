"""The TQL routes: statements in, one JSON object on each line out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._common import bad, flag, inner, number, objects_in, word
from aiothoughtspot.simulator.families._v1_answers import name_in
from aiothoughtspot.simulator.families._v1_database_rows import Context, Output
from aiothoughtspot.simulator.families._v1_database_store import (
    DEFAULT_SCHEMA,
    DatabaseError,
    Formats,
    database,
    show_value,
)
from aiothoughtspot.simulator.families._v1_database_tql import KEYWORDS, Question, run
from aiothoughtspot.simulator.families._v1_database_words import statements
from aiothoughtspot.simulator.families.v1_dataservice import LOADERS, SERVICE
from aiothoughtspot.simulator.routing import Call, route

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aiothoughtspot.simulator.state import Record

TOP: Final = 50
"""Rows that a query gives unless asked for more."""
ALL_ROWS: Final = 5_000_000
BATCH: Final = 1_000
"""Rows in one object of the answer."""
DONE: Final = "Statement executed successfully. \n"


def _context(body: Mapping[str, Any]) -> Context:
    given = inner(body, "context")
    number(given, "server_schema_version", -1, least=-1)
    return Context(word(given, "database") or "", word(given, "schema") or DEFAULT_SCHEMA)


def _message(kind: str, *lines: str) -> list[Record]:
    return [{"type": kind, "value": line} for line in lines]


def _objects(
    call: Call, context: Context, statement: str, options: Mapping[str, Any], answers: dict[str, str] | None
) -> list[Record]:
    """What one statement says, as the results of some objects; the last one is complete, unless it asks something."""
    whole = database(call.state)
    try:
        output = run(whole, context, statement, answers)
    except DatabaseError as error:
        return [{"message": _message("ERROR", f"{error}\n"), "complete": True}]
    except Question as question:
        asked = {"question_id": question.key, "banner": "", "prompt": str(question), "options": ["yes", "no"]}
        return [{"interactive_question": [asked], "complete": False}]
    ended = {
        "final_context": {
            "schema": context.schema,
            "database": context.database,
            "server_schema_version": str(whole["version"]),
        },
        "message": _message("INFO", *(f"{line}\n" for line in output.lines), DONE),
        "complete": True,
    }
    return [*_tables(output, options), ended]


def _tables(output: Output, options: Mapping[str, Any]) -> Iterable[Record]:
    """The rows of a query, a batch in each object."""
    asked, looks = inner(options, "query_options"), inner(options, "formatting_options")
    dates = inner(looks, "date_format")
    page = inner(asked, "pagination")
    formats = Formats(
        date=word(dates, "date_format") or Formats().date,
        date_time=word(dates, "date_time_format") or Formats().date_time,
        time=word(dates, "time_format") or Formats().time,
        epoch=flag(dates, "format_date_as_epoch"),
    )
    null = word(looks, "null_string")
    start, size = number(page, "start", 0), number(page, "size", ALL_ROWS)
    top = number(asked, "query_results_apply_top_row_count", TOP, least=-1)
    if output.columns is None:
        return
    rows = output.rows[start : start + (size if top <= 0 else min(size, top))]
    if flag(asked, "query_row_count_only"):
        yield {"table": {"headers": [{"name": "count", "type": "BIGINT"}], "rows": [{"v": [str(len(rows))]}]}}
        return
    headers = [{"name": item["name"], "type": item["kind"]} for item in output.columns]
    for at in range(0, max(len(rows), 1), BATCH):
        cells = [
            {"v": [show_value(cell, formats, "(null)" if null is None else null) for cell in row]}
            for row in rows[at : at + BATCH]
        ]
        yield {"table": {"headers": headers, "rows": cells}}


def _lines(found: Iterable[Record]) -> Answer:
    return Answer(content="".join(f"{json.dumps(item)}\n" for item in found).encode())


def _check_options(body: Mapping[str, Any]) -> Record:
    options = inner(body, "options")
    flag(options, "format_output")
    inner(options, "scripting_options")
    # Wrong options are refused before anything is carried out.
    tuple(_tables(Output(columns=()), options))
    return options


@route(
    "POST",
    f"{SERVICE}/tql/query",
    privileges=LOADERS,
    reads=False,
    fields=("context", "options", "query"),
)
def query(call: Call) -> Answer:
    """Run one statement. Some ask first: they are sent again with the answer."""
    asked, options = inner(call.body, "query"), _check_options(call.body)
    given = {
        name_in(item, "question_id"): name_in(item, "answer")
        for item in objects_in(asked, "prompt_responses")
    }
    found = _objects(call, _context(call.body), name_in(asked, "statement"), options, given)
    return _lines({"result": result} for result in found)


@route(
    "POST",
    f"{SERVICE}/tql/script",
    privileges=LOADERS,
    reads=False,
    fields=("context", "options", "script_type", "script"),
)
def script(call: Call) -> Answer:
    """Run statements one after the other; those after a failed one too, unless the options say otherwise. Nothing is asked."""
    options, context = _check_options(call.body), _context(call.body)
    if number(call.body, "script_type", 1) != 1:
        raise bad("script_type is 1: no other language is understood")
    go_on = flag(inner(options, "adv_options"), "continue_execution_on_error", default=True)
    found: list[Record] = []
    for statement in statements(name_in(call.body, "script")):
        found += _objects(call, context, statement, options, None)
        if not go_on and found[-1]["message"][0]["type"] == "ERROR":
            break
    last = len(found) - 1
    return _lines({"result": item, "script_complete": at == last} for at, item in enumerate(found))


@route("GET", f"{SERVICE}/tql/tokens/static", privileges=LOADERS, fields=())
def static_tokens(call: Call) -> Record:
    """The keywords."""
    del call
    return {"tokens": list(KEYWORDS)}


@route("GET", f"{SERVICE}/tql/tokens/dynamic", privileges=LOADERS, fields=())
def dynamic_tokens(call: Call) -> Record:
    """The names of databases, tables and columns."""
    whole = database(call.state)
    names: dict[str, None] = {}
    for name, schemas in whole["databases"].items():
        names[name] = None
        for tables in schemas.values():
            for table in tables.values():
                names |= dict.fromkeys([table["name"], *(item["name"] for item in table["columns"])])
    return {"server_schema_version": str(whole["version"]), "tokens": list(names)}


@route("GET", "/ts_tqlservice/v1/public/schema_version", privileges=LOADERS, fields=())
def schema_version(call: Call) -> Record:
    """The version of the schema; every change of a definition is a new one."""
    return {"context": {"server_schema_version": str(database(call.state)["version"])}}
