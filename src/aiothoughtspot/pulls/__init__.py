"""Pulls: whole results into files, in bounded memory, in concurrent windows, resumable.  Needs the extra `[pulls]`.

report = await pulls.search(client, "[Order ID] [Order Date] [Revenue]", "Retail Sales", to="sales.parquet", key="Order ID")
report = await pulls.export(client, liveboard_ids, "PDF", to="boards/")
"""

from aiothoughtspot.pulls import dask
from aiothoughtspot.pulls._batches import BulkReport, Failure, TooManyFailuresError
from aiothoughtspot.pulls._bulk import Item, Resolution, assign, resolve, share, tag
from aiothoughtspot.pulls._bulk_delete import DeletePreview, delete, preview_delete
from aiothoughtspot.pulls._bulk_permissions import Permissions, permissions
from aiothoughtspot.pulls._credential import Credential
from aiothoughtspot.pulls._data import answer, run, search
from aiothoughtspot.pulls._export import export
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._graph import Edge, Graph, graph
from aiothoughtspot.pulls._liveboard import liveboard
from aiothoughtspot.pulls._logs import LogReport, tail_logs
from aiothoughtspot.pulls._memory import Rows
from aiothoughtspot.pulls._plan import Plan, Unit, plan_answer, plan_search
from aiothoughtspot.pulls._poll import JobProgress, Polling
from aiothoughtspot.pulls._poll_runs import ConnectionDiff, wait_diff, wait_run
from aiothoughtspot.pulls._poll_tml import ImportResult, import_tml, start_import, wait_import
from aiothoughtspot.pulls._report import ExportFailure, Progress, PullError, PullReport
from aiothoughtspot.pulls._users import Change, PrincipalDiff, apply, diff_groups, diff_users
from aiothoughtspot.pulls._zip import unzip

__all__ = ["BulkReport", "Change", "ConnectionDiff", "Credential", "DeletePreview", "Edge"]
__all__ += ["ExportFailure", "Failure", "File", "Graph", "ImportResult", "Item", "JobProgress"]
__all__ += ["LogReport", "Permissions", "Plan", "Polling", "PrincipalDiff", "Progress", "PullError"]
__all__ += ["PullReport", "Resolution", "Rows", "TooManyFailuresError", "Unit", "answer", "apply"]
__all__ += ["assign", "dask", "delete", "diff_groups", "diff_users", "export", "graph", "import_tml"]
__all__ += ["liveboard", "permissions", "plan_answer", "plan_search", "preview_delete", "resolve"]
__all__ += ["run", "search", "share", "start_import", "tag", "tail_logs", "unzip", "wait_diff"]
__all__ += ["wait_import", "wait_run"]
