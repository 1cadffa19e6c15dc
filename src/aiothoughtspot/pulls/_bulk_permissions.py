"""Who may do what with which objects, as a table."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs
import pyarrow as pa

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check, check_list
from aiothoughtspot.pulls._batches import Failure, Rules, halving, in_batches
from aiothoughtspot.pulls._bulk import SEARCHED, named
from aiothoughtspot.pulls._report import Meter, Tell

COLUMNS = (
    "object_id",
    "object_name",
    "object_type",
    "author_name",
    "principal_id",
    "principal_name",
    "principal_type",
    "permission",
    "shared_permission",
)
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])


@attrs.frozen
class Permissions:
    """One row for each object and each principal with access to it; `failures` are objects that could not be read.

    `permission` is what counts in the end, `shared_permission` what was shared with the principal itself.
    """

    table: Any
    failures: tuple[Failure, ...] = ()

    def matrix(self) -> Any:
        """Objects as rows, principals as columns, permissions in the cells; no access is null."""
        rows = self.table.to_pylist()
        objects = {row["object_id"]: row for row in rows}
        names = {row["principal_id"]: row["principal_name"] for row in rows}
        times = Counter(names.values())
        cells = {(row["object_id"], row["principal_id"]): row["permission"] for row in rows}
        columns = {name: [row[name] for row in objects.values()] for name in COLUMNS[:3]}
        for principal, name in names.items():
            # A user and a group may have one name.
            label = f"{name} ({principal})" if times[name] > 1 or name in columns else name
            columns[label] = [cells.get((one, principal)) for one in objects]
        return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})


async def permissions(
    client: Client,
    ids: Iterable[str],
    principals: Iterable[str] | None = None,
    *,
    effective: bool = True,
    window: int = 4,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> Permissions:
    """Read who may do what with the objects of these GUIDs, 25 to a call and `window` calls at a time.

    `principals` are users and groups by GUID or name, all unless given.  With `effective` what comes by groups and
    privileges counts too, else only what was shared: the two differ widely.  Raises `TooManyFailuresError`, and
    `RequestError` for a wrong argument before anything is sent.
    """
    wanted = list(dict.fromkeys(check_list("pulls.permissions", "ids", ids)))
    check("pulls.permissions", effective=effective, window=window)
    check("pulls.permissions", max_failures=max_failures, progress=progress)
    meter = Meter(client, progress)
    meter.total = len(wanted)
    found: dict[str, pa.RecordBatch] = {}
    failures: list[Failure] = []
    body: dict[str, Any] = {"permission_type": "EFFECTIVE" if effective else "DEFINED", "record_size": "all"}
    if principals is not None:
        body["principals"] = named(check_list("pulls.permissions", "principals", principals), None)

    async def read(batch: list[str]) -> dict[str, pa.RecordBatch]:
        answer = await halving(client, batch).call(
            "v2.security.fetch_metadata_permissions", body={"metadata": named(batch, None), **body}
        )
        return {one.metadata_id: _rows(one) for one in answer.metadata_permission_details or ()}

    def keep(one: str, outcome: Any) -> None:
        meter.done += 1
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            found[one] = outcome
            meter.rows += outcome.num_rows
        meter.tell()

    await in_batches(wanted, read, keep, Rules(SEARCHED, window, max_failures))
    table = pa.Table.from_batches([found[one] for one in wanted if one in found], SCHEMA)
    return Permissions(table, tuple(failures))


def _rows(one: Any) -> pa.RecordBatch:
    author = one.metadata_author and one.metadata_author.name
    rows = [
        (
            one.metadata_id,
            one.metadata_name,
            one.metadata_type,
            author,
            permission.principal_id,
            permission.principal_name,
            info.principal_type,
            permission.permission,
            permission.shared_permission,
        )
        for info in one.principal_permission_info or ()
        for permission in info.principal_permissions or ()
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pa.record_batch([pa.array(column, pa.string()) for column in columns], schema=SCHEMA)
