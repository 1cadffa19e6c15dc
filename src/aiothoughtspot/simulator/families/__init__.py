"""Object families of both API versions. Importing this package registers their routes."""

from aiothoughtspot.simulator.families import (
    groups,
    metadata,
    metadata_changes,
    orgs,
    sql,
    tags,
    tml,
    users,
    v1_metadata,
    v1_tml,
    v1_user_groups,
    v1_users,
)

__all__ = [
    "groups",
    "metadata",
    "metadata_changes",
    "orgs",
    "sql",
    "tags",
    "tml",
    "users",
    "v1_metadata",
    "v1_tml",
    "v1_user_groups",
    "v1_users",
]
