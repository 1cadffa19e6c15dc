# Rendered from spec/v1/ by `python -m codegen`: edit those files, not this one.
"""The v1 endpoints, one module a group, imported when first touched."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from aiothoughtspot._operation import Caller

if TYPE_CHECKING:
    from aiothoughtspot.v1.admin import AdminApi
    from aiothoughtspot.v1.connections import ConnectionsApi
    from aiothoughtspot.v1.data import DataApi
    from aiothoughtspot.v1.database import DatabaseApi
    from aiothoughtspot.v1.dataservice import DataserviceApi
    from aiothoughtspot.v1.dependency import DependencyApi
    from aiothoughtspot.v1.groups import GroupsApi
    from aiothoughtspot.v1.logs import LogsApi
    from aiothoughtspot.v1.materialization import MaterializationApi
    from aiothoughtspot.v1.metadata import MetadataApi
    from aiothoughtspot.v1.orgs import OrgsApi
    from aiothoughtspot.v1.roles import RolesApi
    from aiothoughtspot.v1.security import SecurityApi
    from aiothoughtspot.v1.session import SessionApi
    from aiothoughtspot.v1.session_internal import SessionInternalApi
    from aiothoughtspot.v1.tml import TmlApi
    from aiothoughtspot.v1.users import UsersApi

GROUPS: Final = (
    "admin",
    "connections",
    "data",
    "database",
    "dataservice",
    "dependency",
    "groups",
    "logs",
    "materialization",
    "metadata",
    "orgs",
    "roles",
    "security",
    "session",
    "session_internal",
    "tml",
    "users",
)


class V1:
    """The v1 groups of one client."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @cached_property
    def admin(self) -> "AdminApi":
        """Settings of the cluster, custom actions of embedders, and the maintenance banner."""
        from aiothoughtspot.v1.admin import AdminApi

        return AdminApi(self._caller)

    @cached_property
    def connections(self) -> "ConnectionsApi":
        """Connections to data warehouses, with the databases behind them."""
        from aiothoughtspot.v1.connections import ConnectionsApi

        return ConnectionsApi(self._caller)

    @cached_property
    def data(self) -> "DataApi":
        """Rows and PDFs of searches and liveboards."""
        from aiothoughtspot.v1.data import DataApi

        return DataApi(self._caller)

    @cached_property
    def database(self) -> "DatabaseApi":
        """Databases, schemas and tables of the in-memory database."""
        from aiothoughtspot.v1.database import DatabaseApi

        return DatabaseApi(self._caller)

    @cached_property
    def dataservice(self) -> "DataserviceApi":
        """Loads into the in-memory database, and TQL."""
        from aiothoughtspot.v1.dataservice import DataserviceApi

        return DataserviceApi(self._caller)

    @cached_property
    def dependency(self) -> "DependencyApi":
        """What stands on what, and what is broken."""
        from aiothoughtspot.v1.dependency import DependencyApi

        return DependencyApi(self._caller)

    @cached_property
    def groups(self) -> "GroupsApi":
        """Groups of users, with their members, privileges and roles."""
        from aiothoughtspot.v1.groups import GroupsApi

        return GroupsApi(self._caller)

    @cached_property
    def logs(self) -> "LogsApi":
        """What happened on the cluster, for the auditors."""
        from aiothoughtspot.v1.logs import LogsApi

        return LogsApi(self._caller)

    @cached_property
    def materialization(self) -> "MaterializationApi":
        """Materialized views of clusters with the in-memory database."""
        from aiothoughtspot.v1.materialization import MaterializationApi

        return MaterializationApi(self._caller)

    @cached_property
    def metadata(self) -> "MetadataApi":
        """Answers, liveboards, tables, tags and other objects, by header or in full."""
        from aiothoughtspot.v1.metadata import MetadataApi

        return MetadataApi(self._caller)

    @cached_property
    def orgs(self) -> "OrgsApi":
        """Orgs, the tenants of a cluster."""
        from aiothoughtspot.v1.orgs import OrgsApi

        return OrgsApi(self._caller)

    @cached_property
    def roles(self) -> "RolesApi":
        """Roles, the bundles of privileges of role-based access control."""
        from aiothoughtspot.v1.roles import RolesApi

        return RolesApi(self._caller)

    @cached_property
    def security(self) -> "SecurityApi":
        """Who may see and change what."""
        from aiothoughtspot.v1.security import SecurityApi

        return SecurityApi(self._caller)

    @cached_property
    def session(self) -> "SessionApi":
        """Cookie sessions, login tokens, and what the session of the caller knows."""
        from aiothoughtspot.v1.session import SessionApi

        return SessionApi(self._caller)

    @cached_property
    def session_internal(self) -> "SessionInternalApi":
        """Undocumented session routes, most of them twins of public ones."""
        from aiothoughtspot.v1.session_internal import SessionInternalApi

        return SessionInternalApi(self._caller)

    @cached_property
    def tml(self) -> "TmlApi":
        """Objects as TML documents, to read and to import."""
        from aiothoughtspot.v1.tml import TmlApi

        return TmlApi(self._caller)

    @cached_property
    def users(self) -> "UsersApi":
        """Users, their groups, orgs, passwords and preferences."""
        from aiothoughtspot.v1.users import UsersApi

        return UsersApi(self._caller)
