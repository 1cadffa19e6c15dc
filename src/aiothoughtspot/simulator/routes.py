"""Imports every module of this floor that registers routes; the object families have their own list in `families`."""

from aiothoughtspot.simulator import auth_v1, auth_v2, data_v1, data_v2, reports, system

__all__ = ["auth_v1", "auth_v2", "data_v1", "data_v2", "reports", "system"]
