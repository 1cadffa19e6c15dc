"""Every fact that the reference has of a v1 route stands in the catalog, or the reason why not stands here.

How arguments are written is held by `test_requests_v1.py`; this is about what they are, and since when.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from facts import answers, instants, requests
from test_requests_v1 import FACTS, NOT_OURS, ROUTES, TEXT

import aiothoughtspot as ts
from aiothoughtspot._operation import Param
from aiothoughtspot._releases import older

pytestmark = pytest.mark.skipif(not FACTS.is_file(), reason=f"there is no {FACTS}")
ALL = ts.operations("v1")
PLACES = {"path": "path_params", "query": "query", "form": "form", "multipart": "parts", "json": "body"}
SPEC = Path(__file__).parents[2] / "spec/v1"
# Asked for, though the server has a default: it deletes, does nothing, mails, or leads elsewhere.
ASKED = {
    ("sync_principals", "applyChanges"),
    ("sync_principals", "removeDeleted"),
    ("share_objects", "notify"),
    ("share_visualization", "notify"),
    ("login_with_token", "no_url_redirection"),
    ("login_with_token_get", "no_url_redirection"),
}
# Clients ask for connections too.
MORE_VALUES = {
    ("get_permissions", "type"): {"DATA_SOURCE"},
    ("get_object_permissions", "type"): {"DATA_SOURCE"},
}
# A size can be said in a word; -1 is sent.
WORDS = {"all"}
# Rules of ours, or out of the words about single fields, beside those that the reference lists.
OWN_RULES = {
    "update_user_preferences": {("at_least_one", ("preferences", "preferencesProto"))},
    "request_auth_token": {("needs", ("access_level", "id")), ("needs", ("groups", "autocreate"))},
    "assign_tags": {("same_length", ("id", "type"))},
    "unassign_tags": {("same_length", ("id", "type"))},
    "export_tml": {("needs", ("export_connection_as_dependent", "export_associated"))},
    "export_liveboard_pdf": {("needs", ("visualization_ids", "layout_type"))},
}
# Called actions there, but a redirect to a login page changes nothing.
READS = {"saml_login", "oidc_login"}
# Said in the words of its note.
OWN_DEFAULTS = {("fetch_connection", "includeColumns"): "true"}
# Numbered keys: arguments of ours, and no parameters there.
FAMILIES = {"filters": "runtime_filters", "parameters": "runtime_parameters", "sort": "runtime_sorts"}
INSTANT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
UNITS = {
    "epoch_ms": int(INSTANT.timestamp() * 1000),
    "epoch_s": int(INSTANT.timestamp()),
    "epoch_us": str(int(INSTANT.timestamp() * 1_000_000)),
    "iso8601": "2026-03-04T05:06:07Z",
}
# Cells are decoded by `Options.dates`; what is inside of a log line is JSON text.
NOT_FIELDS = {"cell_epoch_s"}


def first_seen(since: Mapping[str, str]) -> str | None:
    """The earlier of what the page of a route and the changelog name; for Software alone the line's first release."""
    cloud = re.fullmatch(r"ts\d+\.\w+\.cl|\d+\.\d+\.\d+\.cl", since["cloud"])
    if cloud is None:
        # That a port is open by default in 6.1 does not say that there was nothing behind it before.
        line = re.fullmatch(r"(\d+)\.(\d+|x)(?:\.(\d+|x))?", since["software"])
        return (
            None
            if line is None
            else ".".join((part or "x").replace("x", "0") for part in line.groups()) + ".sw"
        )
    named = re.search(r"changelog first names it in (\S+)", since.get("note", ""))
    return named[1] if named is not None and older(named[1], cloud[0]) else cloud[0]


@cache
def catalog() -> dict[str, Any]:
    """The operations as the catalog's files have them, by vendor name: every scalar is text."""
    files = [yaml.load(file.read_text("utf-8"), yaml.CBaseLoader) for file in sorted(SPEC.glob("*.yaml"))]
    return {one["vendor"]: one for file in files for one in file.get("operations", {}).values()}


def params(operation: ts.Operation[Any]) -> dict[tuple[str, str], Param]:
    """What can be said to an operation, by the reference's place and name."""
    return {
        (place, param.name): param
        for place, ours in PLACES.items()
        for param in getattr(operation, ours) or ()
    }


def known_values(vendor: str, param: Any) -> set[str]:
    """The values of an enum, those that are on other pages, and those that clients are known to send."""
    items = re.fullmatch(r"\[(.*)\]", param.get("inner", ""))
    names = re.findall(r"\w+", f"{param.get('enum_ref', '')} {items[1] if items else ''}")
    enums = TEXT["enums"]
    values = {str(one) for one in param.get("enum", ())}
    for name in names:
        if isinstance(enums.get(name), list) and f"{name}_note" not in enums:
            other = {"SQL_VIEW"} if name == "table_subtype" else set(enums.get(f"{name}_other", ()))
            values |= {*enums[name], *other}
    return values | (MORE_VALUES.get((vendor, param["name"]), set()) if values else set())


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_a_route_is_as_the_reference_has_it(operation: ts.Operation[Any]) -> None:
    route = ROUTES[operation.vendor]
    assert operation.name.split(".")[1] == route["group"]
    assert (operation.method, operation.path) == (route["method"], route["base"] + route["path"])
    assert operation.since == first_seen(route["since"])
    assert operation.removed is None
    # All of v1 is deprecated, and served.
    assert operation.deprecated is not None
    # The secret key speaks for the caller.
    assert operation.auth == (route.get("auth") not in {"none", "secret_key"})
    assert (operation.repeatable == "read") == (route["effect"] == "read" or operation.vendor in READS)
    assert (operation.pages is None) == (route["pagination"] == "none")
    rules = {(one.kind, one.names) for one in operation.rules}
    listed = {("at_least_one", tuple(rule["at_least_one_of"])) for rule in route.get("param_rules", ())}
    assert rules == listed | OWN_RULES.get(operation.vendor, set())


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_what_replaces_it_is_what_the_reference_pairs_it_with(operation: ts.Operation[Any]) -> None:
    route = (ROUTES[operation.vendor]["replaced_by"] or {}).get("route")
    routes = re.findall(r"(GET|POST|PUT|DELETE) (/\S+)", route or "")
    twins = {
        one.name for one in ts.operations("v2") if one.removed is None and (one.method, one.path) in routes
    }
    assert operation.deprecated is not None
    if twins:
        assert operation.deprecated.use in twins
    else:
        # What fixed the org of a session is said when a token is made.
        assert operation.deprecated.use in {
            None,
            *(["v2.authentication.full_token"] if operation.vendor == "switch_org" else []),
        }


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_a_parameter_is_as_the_reference_has_it(operation: ts.Operation[Any]) -> None:
    ours, seen = params(operation), requests(operation)
    written = catalog()[operation.vendor]
    for one in ROUTES[operation.vendor]["params"]:
        key = (operation.vendor, one["name"])
        if one["in"] in {"header", "body"} or key in NOT_OURS:
            continue
        param = ours.pop((one["in"], one["name"]))
        assert param.required == (one["required"] is True or key in ASKED), key
        assert param.since == (one["since"].partition(" ")[0] if "since" in one else None), key
        assert param.deprecated is None
        bounds = {"max": param.max, "max_length": param.max_length}
        assert {name: bound for name, bound in bounds.items() if name in one} == {
            name: one[name] for name in bounds if name in one
        }
        if param.copy_of is None and one["in"] != "path":
            at = f"{one['name']}[]" if one.get("inner", "").startswith("[") else one["name"]
            assert seen[at if at in seen else one["name"]].values - WORDS == known_values(
                operation.vendor, one
            ), key
            fields = written[PLACES[one["in"]]]
            field = fields.get(f"{one['name']}?") or fields[one["name"]]
            default = field.get("default") if isinstance(field, dict) else None
            expected = (
                str(one["default"]).lower() if isinstance(one.get("default"), bool) else one.get("default")
            )
            assert default == OWN_DEFAULTS.get(key, None if expected is None else str(expected)), key
    assert {name for _, name in ours} == {
        FAMILIES[one] for one in ROUTES[operation.vendor].get("runtime_families", ())
    }


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_times_are_read_in_their_unit(operation: ts.Operation[Any]) -> None:
    ours = answers(operation)
    for at, unit in ROUTES[operation.vendor].get("time_fields", {}).items():
        if unit in NOT_FIELDS or "->" in at:
            continue
        # A key of a map is a star there. A bare object stands for a list of one, and the reverse.
        path = re.sub(r"(<\w+>|\*)", "<>", at)
        known = [
            place
            for name, place in ours.items()
            if name.removeprefix("$").removeprefix("[]").lstrip(".") == path.removeprefix("[]").lstrip(".")
        ]
        assert known, at
        assert INSTANT in list(instants(known[0].model, at.rpartition(".")[2], UNITS[unit])), at
