"""The routes of loads into the in-memory database: sessions of the load service, and loads from start to end."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.families._common import bad, flag, inner, number, remember, word
from aiothoughtspot.simulator.families._v1_answers import name_in
from aiothoughtspot.simulator.families._v1_database_store import (
    DEFAULT_SCHEMA,
    DatabaseError,
    database,
    put_rows,
    table_of,
)
from aiothoughtspot.simulator.families._v1_dataservice_files import part, read_format, rows
from aiothoughtspot.simulator.routing import Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record, State

SERVICE: Final = "/ts_dataservice/v1/public"
LOAD: Final = f"{SERVICE}/loads/{{cycle_id}}"
LOADERS: Final = ("DATAMANAGEMENT",)
TEXT: Final = "text/plain; charset=utf-8"
PORT: Final = 8442
REMEMBERED: Final = 1_000
"""Loads that are kept: the last ones."""
COMMIT: Final = 500
"""Milliseconds from a commit to the end of its load."""
NO_TABLE: Final = "Unable to find table in Falcon. Cannot load data."


def _text(text: str, status: int = 200) -> Answer:
    return Answer(status, content=text.encode(), media=TEXT)


def _loads(state: State) -> dict[str, Record]:
    """The last loads by id: {id, params, made, ended, changed, stage, code, message, chunks, bytes, rows, bad}; times in ms."""
    return state.bag("v1_loads", dict[str, "Record"])


def _load(call: Call) -> Record:
    """The load of the path, as far as it is by now; 400 for none."""
    load = _loads(call.state).get(call.path["cycle_id"])
    if load is None:
        raise bad("There is no such load")
    if load["stage"] == "COMMITTING" and call.state.now_ms() >= load["changed"] + COMMIT:
        _finish(call.state, load)
    return load


@route("GET", f"{SERVICE}/ping", auth=False, fields=())
def ping(call: Call) -> Answer:
    """That the service is there."""
    del call
    return _text("Success")


@route("POST", f"{SERVICE}/session", auth=False, reads=False, fields=("username", "password"))
def login(call: Call) -> Answer:
    """Open a session with JSON or, as older clients do, a form; the cookies are the session."""
    given: Mapping[str, Any] = call.body or call.form
    user = callers.check_password(call.state, word(given, "username") or "", word(given, "password") or "")
    cookies = callers.open_session(call.state, user, callers.last_org(call.state, user), remember=False)
    return Answer(200, content=b"", media=TEXT, headers=cookies)


@route("GET", f"{SERVICE}/sessions", privileges=LOADERS, fields=())
def list_sessions(call: Call) -> list[Record]:
    """The open sessions; what they look like was never shown."""
    now, users = call.state.now_ms(), call.state.users
    return [
        {"user": users[session["user_id"]]["name"], "expires": session["expires"]}
        for session in call.state.sessions.values()
        if session["expires"] > now and session["user_id"] in users
    ]


@route(
    "POST",
    f"{SERVICE}/loads",
    privileges=LOADERS,
    reads=False,
    fields=("target", "format", "load_options", "advanced_options"),
)
def start_load(call: Call) -> Answer:
    """Open a load into a table that is there; 202 with its id, and the node that takes it."""
    body, state = call.body, call.state
    target, options, advanced = (inner(body, name) for name in ("target", "load_options", "advanced_options"))
    name_in(target, "database")
    name_in(target, "table")
    word(target, "schema")
    read_format(inner(body, "format"))
    number(options, "max_ignored_rows", 0)
    flag(options, "empty_target")
    flag(advanced, "validate_only")
    load: Record = {
        "id": state.new_guid(),
        "params": body,
        "made": state.now_ms(),
        "ended": None,
        "changed": state.now_ms(),
        "stage": "UPLOADING",
        "code": "OK",
        "message": "",
        "chunks": [],
        "bytes": 0,
        "rows": 0,
        "bad": [],
    }
    try:
        _table(state, load)
    except DatabaseError:
        return _text(NO_TABLE, 400)
    remember(_loads(state), load["id"], load, REMEMBERED)
    host, _, port = call.headers.get("host", "localhost").partition(":")
    node = {"host": host, "port": int(port) if port.isdecimal() else PORT}
    return Answer(202, json={"cycle_id": load["id"], "node_address": node})


def _table(state: State, load: Record) -> Record:
    target = load["params"]["target"]
    schema = target.get("schema") or DEFAULT_SCHEMA
    return table_of(database(state), target["database"], schema, target["table"])


@route("POST", LOAD, privileges=LOADERS, reads=False)
def upload(call: Call) -> Answer:
    """Take rows into an open load, in a part of any name; they are read later."""
    load = _load(call)
    if load["stage"] != "UPLOADING":
        raise bad("The load takes no more rows")
    try:
        _table(call.state, load)
    except DatabaseError:
        return _text(NO_TABLE, 400)
    chunks = [*call.files.values(), *(text.encode() for text in call.form.values())]
    load["chunks"] += chunks
    load |= {"bytes": load["bytes"] + sum(map(len, chunks)), "changed": call.state.now_ms()}
    return _text("Upload Complete.", 202)


@route("POST", f"{LOAD}/commit", privileges=LOADERS, reads=False, fields=())
def commit(call: Call) -> Answer:
    """Have the rows read and kept; the load ends a little later."""
    load = _load(call)
    if load["stage"] != "UPLOADING":
        raise bad("The load is committed already, or over")
    load |= {"stage": "COMMITTING", "changed": call.state.now_ms()}
    return _text("Commit load cycle request made.", 202)


@route("POST", f"{LOAD}/cancel", privileges=LOADERS, reads=False, fields=())
def cancel(call: Call) -> Answer:
    """Give up a load; one that is over stays as it is."""
    load = _load(call)
    if load["stage"] != "DONE":
        _end(call.state, load, "LOAD_FAILED", "The load was cancelled.")
    return _text("Cancel load cycle request made.")


def _end(state: State, load: Record, code: str, message: str = "") -> None:
    now = state.now_ms()
    load["chunks"].clear()
    load |= {"stage": "DONE", "code": code, "message": message, "ended": now, "changed": now}


def _finish(state: State, load: Record) -> None:
    """Read the rows of a committed load and keep the good ones, or none when too many are bad."""
    options, params = inner(load["params"], "load_options"), load["params"]
    try:
        table = _table(state, load)
    except DatabaseError:
        _end(state, load, "LOAD_FAILED", NO_TABLE)
        return
    written = read_format(inner(params, "format"))
    texts = [chunk.decode("utf-8", "replace") for chunk in load["chunks"]]
    try:
        read = [row for text in texts for row in rows(table, written, text)]
    except csv.Error as error:
        _end(state, load, "LOAD_FAILED", str(error))
        return
    good = [row for row in read if isinstance(row, list)]
    load["bad"] = [row for row in read if isinstance(row, str)]
    if len(load["bad"]) > number(options, "max_ignored_rows", 0):
        _end(state, load, "LOAD_FAILED", "More rows were bad than may be.")
        return
    if not flag(inner(params, "advanced_options"), "validate_only"):
        table["rows"] = [] if flag(options, "empty_target") else table["rows"]
        put_rows(table, good)
        load["rows"] = len(good)
    _end(state, load, "OK")


def _status(load: Record) -> Record:
    """How far a load is; numbers are texts, times in microseconds."""
    texts: Record = {
        "rows_written": load["rows"],
        "ignored_row_count": len(load["bad"]),
        "start_time": load["made"] * 1000,
        "create_timestamp": load["made"] * 1000,
        "last_update_timestamp": load["changed"] * 1000,
        "bytes_written": load["bytes"] if load["rows"] else 0,
        "buffered_bytes_size": sum(map(len, load["chunks"])),
        "ingested_network_bw": load["bytes"],
        **({} if load["ended"] is None else {"end_time": load["ended"] * 1000}),
    }
    shown = number(inner(load["params"], "advanced_options"), "max_reported_parsing_errors", 100)
    return {
        "cycle_id": load["id"],
        "internal_stage": load["stage"],
        "status": {"code": load["code"], "message": load["message"]},
        **{name: str(value) for name, value in texts.items()},
        "parsing_errors": "".join(load["bad"][:shown]),
    }


@route("GET", LOAD, privileges=LOADERS, fields=())
def load_status(call: Call) -> Answer:
    """How far a load is: JSON that calls itself text."""
    return _text(json.dumps(_status(_load(call))))


@route("GET", f"{LOAD}/bad_records_file", privileges=LOADERS, fields=())
def bad_records(call: Call) -> Answer:
    """The rows that were refused, as they came; 500 without any."""
    load = _load(call)
    if not load["bad"]:
        raise Refused(500, BAD_REQUEST, "The load has no file of bad records")
    content = "".join(load["bad"]).encode()
    return Answer(content=part(content, call.headers.get("content-range")), media=TEXT)


@route("GET", f"{LOAD}/input_summary", privileges=LOADERS, fields=())
def load_params(call: Call) -> Record:
    """What the load was started with."""
    return {"load_params": _load(call)["params"]}


@route("GET", f"{SERVICE}/loads", privileges=LOADERS, fields=())
def list_loads(call: Call) -> Answer:
    """All loads: JSON that calls itself text."""
    return _text(
        json.dumps(
            [
                {
                    "Cycle_id": key,
                    "Status": {"code": load["code"], "message": load["message"]},
                    "BadRecordsUrl": f"{SERVICE}/loads/{key}/bad_records_file",
                }
                for key, load in _loads(call.state).items()
            ]
        )
    )
