# Rendered from spec/v1/ by `python -m codegen`: edit those files, not this one.
"""The v1 endpoints, one module a group, imported when first touched."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from aiothoughtspot._operation import Caller

if TYPE_CHECKING:
    from aiothoughtspot.v1.data import DataApi
    from aiothoughtspot.v1.metadata import MetadataApi
    from aiothoughtspot.v1.session import SessionApi
    from aiothoughtspot.v1.tml import TmlApi
    from aiothoughtspot.v1.users import UsersApi

GROUPS: Final = (
    "data",
    "metadata",
    "session",
    "tml",
    "users",
)


class V1:
    """The v1 groups of one client."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @cached_property
    def data(self) -> "DataApi":
        """Rows and PDFs of searches and liveboards."""
        from aiothoughtspot.v1.data import DataApi

        return DataApi(self._caller)

    @cached_property
    def metadata(self) -> "MetadataApi":
        """Answers, liveboards, tables, tags and other objects, by header or in full."""
        from aiothoughtspot.v1.metadata import MetadataApi

        return MetadataApi(self._caller)

    @cached_property
    def session(self) -> "SessionApi":
        """Cookie sessions, login tokens, and what the session of the caller knows."""
        from aiothoughtspot.v1.session import SessionApi

        return SessionApi(self._caller)

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
