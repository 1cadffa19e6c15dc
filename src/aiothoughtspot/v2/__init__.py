# Rendered from spec/v2/ by `python -m codegen`: edit those files, not this one.
"""The v2 endpoints, one module a group, imported when first touched."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from aiothoughtspot._operation import Caller

if TYPE_CHECKING:
    from aiothoughtspot.v2.ai import AiApi
    from aiothoughtspot.v2.authentication import AuthenticationApi
    from aiothoughtspot.v2.calendars import CalendarsApi
    from aiothoughtspot.v2.collections import CollectionsApi
    from aiothoughtspot.v2.connection_configurations import ConnectionConfigurationsApi
    from aiothoughtspot.v2.connections import ConnectionsApi
    from aiothoughtspot.v2.custom_actions import CustomActionsApi
    from aiothoughtspot.v2.data import DataApi
    from aiothoughtspot.v2.dbt import DbtApi
    from aiothoughtspot.v2.email_customization import EmailCustomizationApi
    from aiothoughtspot.v2.groups import GroupsApi
    from aiothoughtspot.v2.jobs import JobsApi
    from aiothoughtspot.v2.logs import LogsApi
    from aiothoughtspot.v2.metadata import MetadataApi
    from aiothoughtspot.v2.orgs import OrgsApi
    from aiothoughtspot.v2.reports import ReportsApi
    from aiothoughtspot.v2.roles import RolesApi
    from aiothoughtspot.v2.schedules import SchedulesApi
    from aiothoughtspot.v2.security import SecurityApi
    from aiothoughtspot.v2.styles import StylesApi
    from aiothoughtspot.v2.system import SystemApi
    from aiothoughtspot.v2.tags import TagsApi
    from aiothoughtspot.v2.translations import TranslationsApi
    from aiothoughtspot.v2.users import UsersApi
    from aiothoughtspot.v2.variables import VariablesApi
    from aiothoughtspot.v2.version_control import VersionControlApi
    from aiothoughtspot.v2.webhooks import WebhooksApi

GROUPS: Final = (
    "ai",
    "authentication",
    "calendars",
    "collections",
    "connection_configurations",
    "connections",
    "custom_actions",
    "data",
    "dbt",
    "email_customization",
    "groups",
    "jobs",
    "logs",
    "metadata",
    "orgs",
    "reports",
    "roles",
    "schedules",
    "security",
    "styles",
    "system",
    "tags",
    "translations",
    "users",
    "variables",
    "version_control",
    "webhooks",
)


class V2:
    """The v2 groups of one client."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @cached_property
    def ai(self) -> "AiApi":
        """Spotter: conversations with the agent, questions to data, instructions and memory."""
        from aiothoughtspot.v2.ai import AiApi

        return AiApi(self._caller)

    @cached_property
    def authentication(self) -> "AuthenticationApi":
        """Sessions and tokens, and the settings of trusted authentication."""
        from aiothoughtspot.v2.authentication import AuthenticationApi

        return AuthenticationApi(self._caller)

    @cached_property
    def calendars(self) -> "CalendarsApi":
        """Custom calendars, such as fiscal years."""
        from aiothoughtspot.v2.calendars import CalendarsApi

        return CalendarsApi(self._caller)

    @cached_property
    def collections(self) -> "CollectionsApi":
        """Collections are folders for objects, and for other collections."""
        from aiothoughtspot.v2.collections import CollectionsApi

        return CollectionsApi(self._caller)

    @cached_property
    def connection_configurations(self) -> "ConnectionConfigurationsApi":
        """Further ways into a connection, for some users, groups or processes."""
        from aiothoughtspot.v2.connection_configurations import ConnectionConfigurationsApi

        return ConnectionConfigurationsApi(self._caller)

    @cached_property
    def connections(self) -> "ConnectionsApi":
        """Connections to data warehouses, with the databases behind them."""
        from aiothoughtspot.v2.connections import ConnectionsApi

        return ConnectionsApi(self._caller)

    @cached_property
    def custom_actions(self) -> "CustomActionsApi":
        """Entries that embedders add to the menus of visualizations, Answers and worksheets."""
        from aiothoughtspot.v2.custom_actions import CustomActionsApi

        return CustomActionsApi(self._caller)

    @cached_property
    def data(self) -> "DataApi":
        """Rows of searches, Answers and Liveboards."""
        from aiothoughtspot.v2.data import DataApi

        return DataApi(self._caller)

    @cached_property
    def dbt(self) -> "DbtApi":
        """Models and tests of dbt, brought over as TML."""
        from aiothoughtspot.v2.dbt import DbtApi

        return DbtApi(self._caller)

    @cached_property
    def email_customization(self) -> "EmailCustomizationApi":
        """The look and the words of the mails that the cluster sends."""
        from aiothoughtspot.v2.email_customization import EmailCustomizationApi

        return EmailCustomizationApi(self._caller)

    @cached_property
    def groups(self) -> "GroupsApi":
        """Groups of users, with their privileges, roles and nested groups."""
        from aiothoughtspot.v2.groups import GroupsApi

        return GroupsApi(self._caller)

    @cached_property
    def jobs(self) -> "JobsApi":
        """Jobs behind the scenes, such as deliveries to webhooks."""
        from aiothoughtspot.v2.jobs import JobsApi

        return JobsApi(self._caller)

    @cached_property
    def logs(self) -> "LogsApi":
        """What happened on the cluster, for the auditors."""
        from aiothoughtspot.v2.logs import LogsApi

        return LogsApi(self._caller)

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
    def roles(self) -> "RolesApi":
        """Roles bundle privileges and are given to groups."""
        from aiothoughtspot.v2.roles import RolesApi

        return RolesApi(self._caller)

    @cached_property
    def schedules(self) -> "SchedulesApi":
        """Liveboards that are mailed by the clock."""
        from aiothoughtspot.v2.schedules import SchedulesApi

        return SchedulesApi(self._caller)

    @cached_property
    def security(self) -> "SecurityApi":
        """Who may see and change what, and who owns it."""
        from aiothoughtspot.v2.security import SecurityApi

        return SecurityApi(self._caller)

    @cached_property
    def styles(self) -> "StylesApi":
        """The look of the cluster or an org, with colors, logos and fonts."""
        from aiothoughtspot.v2.styles import StylesApi

        return StylesApi(self._caller)

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
    def translations(self) -> "TranslationsApi":
        """Words of the cluster in other languages, as somebody translated them by hand."""
        from aiothoughtspot.v2.translations import TranslationsApi

        return TranslationsApi(self._caller)

    @cached_property
    def users(self) -> "UsersApi":
        """People who can log in, with their groups, orgs and preferences."""
        from aiothoughtspot.v2.users import UsersApi

        return UsersApi(self._caller)

    @cached_property
    def variables(self) -> "VariablesApi":
        """Variables in connections, tables and formulas, with values by org, user and model."""
        from aiothoughtspot.v2.variables import VariablesApi

        return VariablesApi(self._caller)

    @cached_property
    def version_control(self) -> "VersionControlApi":
        """Objects in Git, with commits, deployments and the repository behind them."""
        from aiothoughtspot.v2.version_control import VersionControlApi

        return VersionControlApi(self._caller)

    @cached_property
    def webhooks(self) -> "WebhooksApi":
        """Receivers that are told when a Liveboard schedule has run."""
        from aiothoughtspot.v2.webhooks import WebhooksApi

        return WebhooksApi(self._caller)
