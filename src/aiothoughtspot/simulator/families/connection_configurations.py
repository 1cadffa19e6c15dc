"""The four v2 routes of connection configurations: further ways into a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    check_free,
    choice,
    flag,
    inner,
    named_in,
    need,
    ref,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._connections_records import (
    connection_of,
    extras,
    warehouse_type,
    without_secrets,
)
from aiothoughtspot.simulator.families._security_principals import kind_of, principal_of
from aiothoughtspot.simulator.families.connections import LOGINS, MANAGERS
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

PATH: Final = f"{V2}/connection-configurations"
POLICIES: Final = ("NO_POLICY", "PRINCIPALS", "PROCESSES")
PROCESSES: Final = ("SAGE_INDEXING", "ROW_COUNT_STATS")
_NEEDED: Final = {"PRINCIPALS": "policy_principals", "PROCESSES": "policy_processes"}
_SHARED: Final = (
    "connection_identifier", "name", "description", "same_as_parent", "policy_process_options", "authentication_type",
    "configuration", "policy_type", "policy_principals", "policy_processes",
)  # fmt: skip


def _connection(call: Call) -> Record:
    need(call.body, "connection_identifier")
    return connection_of(call, call.body["connection_identifier"])


def _configuration(state: State, connection: Record, identifier: object) -> Record:
    return named_in(extras(state, connection)["configurations"].values(), "Configuration", identifier)


@route(
    "POST",
    f"{PATH}/search",
    privileges=MANAGERS,
    fields=("connection_identifier", "configuration_identifier", "policy_type"),
)
def search(call: Call) -> list[Record]:
    """The configurations of one connection that pass every filter given; there is no paging."""
    state, connection = call.state, _connection(call)
    policy = choice(call.body, "policy_type", POLICIES, "")
    wanted = call.body.get("configuration_identifier")
    only = _configuration(state, connection, wanted) if wanted else None
    return [
        _view(connection, configuration)
        for configuration in extras(state, connection)["configurations"].values()
        if only in (None, configuration) and policy in {"", configuration["policy_type"]}
    ]


def _view(connection: Record, configuration: Record) -> Record:
    shown = {
        name: value for name, value in configuration.items() if name not in {"id", "authentication_type"}
    }
    return {
        **shown,
        "configuration_identifier": configuration["id"],
        "configuration": without_secrets(configuration["configuration"]),
        "data_warehouse_type": warehouse_type(connection),
    }


@route("POST", f"{PATH}/create", privileges=MANAGERS, reads=False, fields=_SHARED)
def create(call: Call) -> Record:
    """A new configuration; a name that is taken on the connection is refused with 400."""
    connection = _connection(call)
    need(call.body, "name", "configuration")
    configuration: Record = {
        "id": "",
        "name": "",
        "description": "",
        "authentication_type": "SERVICE_ACCOUNT",
        "configuration": {},
        "policy_principals": [],
        "policy_processes": [],
        "disabled": False,
        "policy_type": "NO_POLICY",
        "same_as_parent": False,
        "policy_process_options": {"impersonate_user": None},
    }
    _write(call, connection, configuration)
    configuration["id"] = call.state.new_guid()
    extras(call.state, connection)["configurations"][configuration["id"]] = configuration
    return _view(connection, configuration)


@route(
    "POST",
    f"{PATH}/{{configuration_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "disable"),
)
def update(call: Call) -> None:
    """Change a configuration, or switch it off and on."""
    connection = _connection(call)
    _write(call, connection, _configuration(call.state, connection, call.path["configuration_identifier"]))


@route(
    "POST",
    f"{PATH}/delete",
    privileges=MANAGERS,
    reads=False,
    fields=("configuration_identifier", "connection_identifier"),
)
def delete(call: Call) -> None:
    """Delete a configuration."""
    connection = _connection(call)
    need(call.body, "configuration_identifier")
    gone = _configuration(call.state, connection, call.body["configuration_identifier"])
    del extras(call.state, connection)["configurations"][gone["id"]]


def _write(call: Call, connection: Record, configuration: Record) -> None:
    """Write a request into a configuration; a refused request changes nothing."""
    body, state = call.body, call.state
    new: Record = {name: word(body, name) for name in ("name", "description") if word(body, name) is not None}
    check_free(extras(state, connection)["configurations"].values(), new.get("name"), configuration)
    new |= {
        "authentication_type": choice(
            body, "authentication_type", LOGINS, configuration["authentication_type"]
        ),
        "configuration": {**configuration["configuration"], **inner(body, "configuration")},
        "policy_type": choice(body, "policy_type", POLICIES, configuration["policy_type"]),
    }
    flags = {"same_as_parent": "same_as_parent", "disabled": "disable"}
    new |= {name: flag(body, key) for name, key in flags.items() if body.get(key) is not None}
    readers: dict[str, Any] = {"policy_principals": _principal, "policy_processes": _process}
    for name, read in readers.items():
        if body.get(name) is not None:
            new[name] = [read(state, item) for item in texts(body, name)]
    needed = _NEEDED.get(new["policy_type"])
    if needed is not None and not {**configuration, **new}[needed]:
        raise bad(f"{needed} is required with {new['policy_type']}")
    person = inner(body, "policy_process_options").get("impersonate_user")
    if person is not None:
        new["policy_process_options"] = {"impersonate_user": user_of(state, person)["name"]}
    configuration.update(new)


def _principal(state: State, name: str) -> Record:
    found = principal_of(state, {"identifier": name})
    return {**ref(found), "type": kind_of(state, found)[0]}


def _process(state: State, name: str) -> str:
    del state
    return choice({"policy_processes": name}, "policy_processes", PROCESSES, "")
