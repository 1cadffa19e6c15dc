"""Pulls: whole results into files, in bounded memory, in concurrent windows, resumable.  Needs the extra `[pulls]`.

report = await pulls.search(client, "[Order ID] [Order Date] [Revenue]", "Retail Sales", to="sales.parquet", key="Order ID")
report = await pulls.export(client, liveboard_ids, "PDF", to="boards/")
"""

from aiothoughtspot.pulls._data import answer, search
from aiothoughtspot.pulls._export import export
from aiothoughtspot.pulls._report import ExportFailure, Progress, PullError, PullReport

__all__ = ["ExportFailure", "Progress", "PullError", "PullReport", "answer", "export", "search"]
