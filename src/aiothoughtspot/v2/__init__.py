# Rendered from spec/v2/ by `python -m codegen`: edit those files, not this one.
"""The v2 endpoints, one module a group, imported when first touched."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from aiothoughtspot._operation import Caller

if TYPE_CHECKING:
    from aiothoughtspot.v2.authentication import AuthenticationApi
    from aiothoughtspot.v2.data import DataApi
    from aiothoughtspot.v2.groups import GroupsApi
    from aiothoughtspot.v2.metadata import MetadataApi
    from aiothoughtspot.v2.orgs import OrgsApi
    from aiothoughtspot.v2.reports import ReportsApi
    from aiothoughtspot.v2.system import SystemApi
    from aiothoughtspot.v2.tags import TagsApi
    from aiothoughtspot.v2.users import UsersApi

GROUPS: Final = (
    "authentication",
    "data",
    "groups",
    "metadata",
    "orgs",
    "reports",
    "system",
    "tags",
    "users",
)


class V2:
    """The v2 groups of one client."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @cached_property
    def authentication(self) -> "AuthenticationApi":
        """Sessions and tokens, and the settings of trusted authentication."""
        from aiothoughtspot.v2.authentication import AuthenticationApi

        return AuthenticationApi(self._caller)

    @cached_property
    def data(self) -> "DataApi":
        """Rows of searches, Answers and Liveboards."""
        from aiothoughtspot.v2.data import DataApi

        return DataApi(self._caller)

    @cached_property
    def groups(self) -> "GroupsApi":
        """Groups of users, with their privileges, roles and nested groups."""
        from aiothoughtspot.v2.groups import GroupsApi

        return GroupsApi(self._caller)

    @cached_property
    def metadata(self) -> "MetadataApi":
        """Liveboards, Answers, tables, models, columns and connections as objects, and their TML."""
        from aiothoughtspot.v2.metadata import MetadataApi

        return MetadataApi(self._caller)

    @cached_property
    def orgs(self) -> "OrgsApi":
        """Tenants of one cluster, each with its own users and objects."""
        from aiothoughtspot.v2.orgs import OrgsApi

        return OrgsApi(self._caller)

    @cached_property
    def reports(self) -> "ReportsApi":
        """Answers and Liveboards as files."""
        from aiothoughtspot.v2.reports import ReportsApi

        return ReportsApi(self._caller)

    @cached_property
    def system(self) -> "SystemApi":
        """The cluster itself, with its version, settings and channels."""
        from aiothoughtspot.v2.system import SystemApi

        return SystemApi(self._caller)

    @cached_property
    def tags(self) -> "TagsApi":
        """Tags label metadata objects."""
        from aiothoughtspot.v2.tags import TagsApi

        return TagsApi(self._caller)

    @cached_property
    def users(self) -> "UsersApi":
        """People who can log in, with their groups, orgs and preferences."""
        from aiothoughtspot.v2.users import UsersApi

        return UsersApi(self._caller)
