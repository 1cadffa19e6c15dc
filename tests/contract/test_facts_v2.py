"""Since when the routes, fields and values of v2 exist, what became of them, and what may be repeated: as the reference has it."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from facts import Place, age, answers, instants, requests
from history import changes, first_seen, named, routes, since, steps, tags
from official import REFERENCE, answer_schema, document, needed, operations, request_schema

import aiothoughtspot as ts
from aiothoughtspot._request import build

pytestmark = needed
OFFICIAL = operations()
ROUTES = routes()
REQUESTS, TAGS = changes("request"), tags()
ALL = ts.operations("v2")
LIVE = [one for one in ALL if one.removed is None]
# Nothing says what the pulls took or gave; the other two are on no document and no client has them.
NOT_OURS = {
    "/api/rest/2.0/vcs/git/branches/{branch_name}/pull",
    "/api/rest/2.0/vcs/branches/{branch_name}/pull",
    "/api/rest/2.0/system/banner",
    "/api/rest/2.0/metadata/identity/update",
}
# The id was in the path before, and came into the body with the path that the route has since.
MOVED = {("updateDbtConnection", "dbt_connection_identifier")}
# Answer and liveboard named contexts that went with them.
WITHOUT_USE = {("createAgentConversation", "metadata_context.type"): {"answer", "liveboard"}}
SECONDS = {"ResponseSchedule", "ResponseScheduleRun"}
INSTANT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def places(operation: ts.Operation[Any]) -> dict[str, Place]:
    """The fields of requests, less the inside of what the document calls free text."""
    own = {"model_tables[]"} if operation.vendor == "dbtGenerateTml" else set[str]()
    return {
        at: place
        for at, place in requests(operation).items()
        if not any(at.startswith(one) for one in own) and "<>" not in at
    }


def test_every_route_of_the_history_is_ours() -> None:
    assert {(one.method, one.path) for one in ALL} == {at for at in ROUTES if at[1] not in NOT_OURS}


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_a_route_is_as_old_as_its_first_document(operation: ts.Operation[Any]) -> None:
    row = ROUTES[operation.method, operation.path]
    assert operation.vendor == row["operationId"]
    assert operation.since == first_seen(row)
    assert (operation.removed or "") == row["removed_in"]
    assert set(operation.privileges) == set(row["privileges"].split(",")) - {""}
    if operation.removed is None:
        assert (operation.deprecated.since if operation.deprecated else "") == row["deprecated_in"]
    elif operation.deprecated is not None:
        # While it lived there was nothing else to use.
        assert operation.deprecated.since == operation.removed
    successor = re.search(r"\buse (\w+)", row["notes"])
    if successor is not None:
        assert operation.deprecated is not None
        assert operation.deprecated.use in {one.name for one in LIVE if one.vendor == successor[1]}


@pytest.mark.parametrize("operation", LIVE, ids=lambda operation: operation.name)
def test_fields_and_values_come_and_go_with_their_releases(operation: ts.Operation[Any]) -> None:
    body = request_schema(OFFICIAL[operation.vendor][2])
    found: dict[str, tuple[str, str]] = {}
    if body is not None:
        named(body[1], "", found)
    tagged = {at: TAGS[place]["since"] for at, place in found.items() if place in TAGS}
    history = REQUESTS.get(operation.vendor, {})
    for at, place in places(operation).items():
        first = operation.since or ""
        field = at.removesuffix("[]")
        if field not in {name for vendor, name in MOVED if vendor == operation.vendor}:
            first = since(at, first, history, tagged)
        assert place.since == first, at
        expected = steps(history.get(at, []), first)
        for value in WITHOUT_USE.get((operation.vendor, at), ()):
            assert expected.pop(value)[-1].startswith("-")
        known = {
            value: [one for one in given if age(one) > age(first)] for value, given in place.steps.items()
        }
        assert {value: given for value, given in known.items() if given} == expected, at
        assert expected.keys() <= place.values


@pytest.mark.parametrize("operation", LIVE, ids=lambda operation: operation.name)
def test_fields_are_deprecated_when_their_words_say_so(operation: ts.Operation[Any]) -> None:
    body = request_schema(OFFICIAL[operation.vendor][2])
    found: dict[str, tuple[str, str]] = {}
    if body is not None:
        named(body[1], "", found)
    for at, place in places(operation).items():
        said = TAGS.get(found.get(at, ("", "")), {}).get("deprecated_in") or None
        seen = [
            row["release"]
            for row in REQUESTS.get(operation.vendor, {}).get(at, ())
            if row["change"] == "deprecated"
        ]
        # The table says a mere "yes" where the document has the flag only.
        assert place.deprecated == (seen[0] if said == "yes" else said), at


def test_what_may_be_repeated() -> None:
    classes = yaml.safe_load((REFERENCE / "v2-idempotency.yaml").read_text("utf-8"))
    listed = {
        "read": classes["read_only"],
        "same_end_state": classes["mutating"]["same_end_state"],
        "no": list(classes["mutating"]["not_repeatable"]),
    }
    known = {vendor: kind for kind, vendors in listed.items() for vendor in vendors}
    assert {one.vendor: one.repeatable for one in LIVE if one.vendor in known} == known
    # Undecided there: what a flag makes a read is one with that flag only, and what may act outside is never one.
    undecided = classes["ambiguous"]
    assert {one.vendor for one in LIVE} == {*known, *undecided}
    for one in LIVE:
        kind = undecided.get(one.vendor, {}).get("kind")
        words = undecided.get(one.vendor, {}).get("what", "")
        flag = re.match(r"read-only when (\w+) is (\w+)", words)
        if flag is not None:
            value = {"true": True, "false": False}.get(flag[2], flag[2])
            assert (one.repeatable, one.read_when) == ("depends", ((flag[1], (value,)),))
        elif kind in {"side_effect", "token"} or words.startswith("never"):
            assert one.repeatable != "read"


@pytest.mark.parametrize("operation", LIVE, ids=lambda operation: operation.name)
def test_times_are_read_in_their_unit(operation: ts.Operation[Any]) -> None:
    schema = answer_schema(OFFICIAL[operation.vendor][2])
    found: dict[str, tuple[str, str]] = {}
    if schema is not None and operation.stream is None:
        named(schema, "$", found)
    ours = answers(operation)
    for at, (owner, name) in found.items():
        if not name.endswith("_in_millis") or name.startswith("total_"):
            continue
        seconds = INSTANT.timestamp()
        for value in [seconds * 1000] if owner not in SECONDS else [seconds, seconds * 1000]:
            assert INSTANT in list(instants(ours[at].model, name, int(value))), at


def test_the_document_has_the_schemas_that_the_facts_name() -> None:
    """A fact whose schema got another name would be looked for in vain above."""
    inline = {name for name, _ in TAGS if "(" in name}
    assert {name for name, _ in TAGS} - inline <= set(document()["components"]["schemas"])


@pytest.mark.parametrize(
    ("name", "body", "had", "needs"),
    [
        ("v2.connections.search", {"data_warehouse_types": ["SQL_SERVER"]}, "9.8.0.cl", "9.10.0.cl"),
        ("v2.roles.search", {"privileges": ["BLOCK_NON_EMBED_FULL_APP_ACCESS"]}, "10.1.0.sw", "10.3.0.cl"),
        (
            "v2.security.share",
            {
                "metadata_type": "TAG",
                "metadata_identifiers": ["Finance"],
                "permissions": [],
                "message": "",
                "notify_on_share": False,
            },
            "9.0.0.cl",
            "9.3.0.cl",
        ),
    ],
)
def test_what_went_for_good_is_for_the_releases_that_had_it(
    name: str, body: dict[str, Any], had: str, needs: str
) -> None:
    operation = next(one for one in LIVE if one.name == name)
    assert json.loads(build(operation, body=body, release=had).content) == body
    with pytest.raises(ts.UnsupportedByReleaseError) as caught:
        build(operation, body=body, release="26.8.0.cl")
    assert caught.value.needs == f"one before {needs}"
