"""Dates on the wire: how data cells, admin fields and request arguments are read and written.

Everything here is pure: no clock, no I/O, never the zone of the machine.
"""

from aiothoughtspot._calendar_cells import CalendarDate, Kind
from aiothoughtspot._date_columns import ColumnKind, column_kinds, decode_in_place, decode_rows
from aiothoughtspot._date_rules import Dates
from aiothoughtspot._instants import DateError, Epoch, Unit, epoch, epoch_seconds

__all__ = ["CalendarDate", "ColumnKind", "DateError", "Dates", "Epoch", "Kind", "Unit"]
__all__ += ["column_kinds", "decode_in_place", "decode_rows", "epoch", "epoch_seconds"]
