"""The client of `families_support`, its schemas mended where the published document errs about the routes of these tests."""

from __future__ import annotations

from families_support import ACME, V2, Api, schemas

__all__ = ["ACME", "V2", "Api", "schemas"]

SLIPS = {
    ("RoleResponse", "creation_time_in_millis"): "number",
    ("RoleResponse", "modification_time_in_millis"): "number",
    ("SearchRoleResponse", "creation_time_in_millis"): "number",
    ("SearchRoleResponse", "modification_time_in_millis"): "number",
    ("ResponseSchedule", "creation_time_in_millis"): "number",
    ("PermissionOfMetadataResponse", "metadata_permission_details"): "array",
    ("PermissionOfPrincipalsResponse", "principal_permission_details"): "array",
    ("ObjectPrivilegesOfMetadataResponse", "metadata_object_privileges"): "array",
}
"""Fields published as objects, with what every sample shows."""

if schemas():
    for (schema, field), shown in SLIPS.items():
        schemas()["components"]["schemas"][schema]["properties"][field] = {"type": shown}
