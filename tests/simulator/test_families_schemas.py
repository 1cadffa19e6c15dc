"""Every v2 route of the object families answers as the published document says, from an empty start to a round of changes."""

from __future__ import annotations

import json

import pytest
from families_support import SPEC, Api, schemas

GROUPS = ("Users", "Groups", "Orgs", "Tags", "Metadata")


@pytest.mark.skipif(not SPEC.exists(), reason="the published document is not beside the checkout (../shared)")
async def test_every_route_answers_as_published() -> None:
    async with Api() as api:
        await _round(api)
        published = {
            path
            for path, item in schemas()["paths"].items()
            if set(GROUPS) & set(item["post" if "post" in item else next(iter(item))].get("tags", ()))
        }
        assert published - api.validated == set()
        assert len(published) == 41


async def _round(api: Api) -> None:
    board = next(item["id"] for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    answer = next(item["id"] for item in api.state.metadata.values() if item["type"] == "ANSWER")
    table = next(item["id"] for item in api.state.metadata.values() if item["type"] == "LOGICAL_TABLE")
    tml = json.dumps({"answer": {"name": "Made", "tables": [{"name": "Retail Sales"}]}})
    field = {"metadata_identifier": table, "field_type": "ATTRIBUTE"}
    for path, body in (
        ("users/search", {"include_favorite_metadata": True, "record_size": -1}),
        (
            "users/create",
            {"name": "eve", "display_name": "Eve", "email": "e@example.com", "password": "secret"},
        ),
        ("users/eve/update", {"display_name": "E"}),
        ("users/import", {"users": [{"user_identifier": "x", "display_name": "X"}]}),
        (
            "users/change-password",
            {"user_identifier": "eve", "current_password": "secret", "new_password": "secret2"},
        ),
        ("users/reset-password", {"user_identifier": "eve", "new_password": "secret"}),
        ("users/force-logout", {"user_identifiers": ["eve"]}),
        ("groups/search", {"record_size": -1}),
        ("groups/create", {"name": "Crew", "display_name": "Crew", "user_identifiers": ["eve"]}),
        ("groups/Crew/update", {"display_name": "The crew"}),
        ("groups/import", {"groups": [{"group_identifier": "Y", "display_name": "Y"}]}),
        ("groups/Crew/delete", {}),
        ("orgs/search", {}),
        ("orgs/create", {"name": "Umbrella"}),
        ("orgs/Umbrella/update", {"description": "Rain"}),
        ("orgs/Umbrella/delete", {}),
        ("tags/search", {}),
        ("tags/create", {"name": "Fresh"}),
        ("tags/Fresh/update", {"color": "#fff"}),
        ("tags/assign", {"metadata": [{"identifier": board}], "tag_identifiers": ["Fresh"]}),
        ("tags/unassign", {"metadata": [{"identifier": board}], "tag_identifiers": ["Fresh"]}),
        ("tags/Fresh/delete", {}),
        (
            "metadata/search",
            {
                "include_details": True,
                "include_dependent_objects": True,
                "include_stats": True,
                "record_size": -1,
            },
        ),
        ("metadata/copyobject", {"identifier": board}),
        ("metadata/answer/sql", {"metadata_identifier": answer}),
        ("metadata/liveboard/sql", {"metadata_identifier": board}),
        ("metadata/tml/export", {"metadata": [{"identifier": board}]}),
        ("metadata/tml/export/batch", {"metadata_type": "USER"}),
        ("metadata/tml/import", {"metadata_tmls": [tml, "broken: ["]}),
        ("metadata/tml/async/import", {"metadata_tmls": [tml]}),
        ("metadata/tml/async/status", {"include_import_response": True}),
        (
            "metadata/headers/update",
            {"headers_update": [{"identifier": board, "attributes": [{"name": "name", "value": "N"}]}]},
        ),
        ("metadata/update-obj-id", {"metadata": [{"metadata_identifier": board, "new_obj_id": "n"}]}),
        ("metadata/parameterize", {**field, "field_name": "databaseName", "variable_identifier": "v"}),
        (
            "metadata/parameterize-fields",
            {**field, "field_names": ["schemaName"], "variable_identifier": "v"},
        ),
        ("metadata/unparameterize", {**field, "field_name": "schemaName", "value": "S"}),
        ("metadata/worksheets/convert", {"worksheet_ids": [table]}),
        ("metadata/delete", {"metadata": [{"identifier": board}]}),
    ):
        await api.v2(path, body)
    link = (await api.v2("users/deactivate", {"user_identifier": "eve", "base_url": "https://example.com"}))[
        "activation_link"
    ]
    code = link.rpartition("=")[2]
    await api.v2("users/activate", {"user_identifier": "eve", "auth_token": code, "password": "secret"})
    await api.v2("users/eve/delete")
