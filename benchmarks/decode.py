"""Decoding large answers into typed values, beside `orjson.loads` of the same bytes into bare dicts.

Measured is the path of `client.call`: `_codec.read(operation, body, dates)`.  No page is read twice, so that nothing
remembered from an earlier reading of the same page helps; each contestant starts on a clean heap.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator

import attrs
import orjson
from _common import BOUND, INK, OTHERS, OURS, Check, figure, median, save, table, verdict, versions

from aiothoughtspot._codec import read
from aiothoughtspot.dates import Dates
from aiothoughtspot.v2 import data, shared, users

USERS = 500
ROWS = 10_000
ROUNDS = 31
EPOCH_START = 1_640_995_200  # 2022-01-01
DAY = 86_400
DATES = Dates.typed({"Order Date": "date", "Order Time": "datetime"}, "UTC")


def _guid(kind: int, number: int) -> str:
    return f"{kind:08x}-5c0b-4d0e-9a34-{number:012x}"


def _named(kind: int, number: int, count: int, word: str) -> list[dict[str, object]]:
    return [{"id": _guid(kind, number + place), "name": f"{word} {number + place}"} for place in range(count)]


def user(number: int) -> dict[str, object]:
    """One user with every field that the server can send."""
    joined = 1_600_000_000_000 + number * 86_400_123
    return {
        "id": _guid(1, number),
        "name": f"user.{number}@acme.example",
        "display_name": f"User Number {number}",
        "visibility": "SHARABLE",
        "author_id": _guid(1, 0),
        "can_change_password": True,
        "complete_detail": True,
        "creation_time_in_millis": joined,
        "current_org": {"id": number % 7, "name": f"Org {number % 7}"},
        "deleted": False,
        "deprecated": False,
        "account_type": "LOCAL_USER",
        "account_status": "ACTIVE",
        "email": f"user.{number}@acme.example",
        "expiration_time_in_millis": joined + 31_536_000_000,
        "external": False,
        "favorite_metadata": [{"id": _guid(2, number), "name": f"Board {number}", "type": "LIVEBOARD"}],
        "first_login_time_in_millis": joined + 3_600_000,
        "group_mask": 13,
        "hidden": False,
        "home_liveboard": {"id": _guid(2, number), "name": f"Board {number}"},
        "incomplete_details": [],
        "is_first_login": False,
        "modification_time_in_millis": joined + 7_200_000,
        "modifier_id": _guid(1, 0),
        "notify_on_share": True,
        "onboarding_experience_completed": True,
        "orgs": [{"id": place, "name": f"Org {place}"} for place in range(2)],
        "owner_id": _guid(1, number),
        "parent_type": "USER",
        "privileges": ["DATADOWNLOADING", "USERDATAUPLOADING", "SHAREWITHALL"],
        "show_onboarding_experience": False,
        "super_user": False,
        "system_user": False,
        "tags": _named(3, number, 1, "Tag"),
        "tenant_id": _guid(4, 1),
        "user_groups": _named(5, number, 3, "Group"),
        "user_inherited_groups": _named(6, number, 2, "Inherited group"),
        "welcome_email_sent": True,
        "org_privileges": {"0": ["DATADOWNLOADING", "SHAREWITHALL"]},
        "preferred_locale": "en-CA",
        "use_browser_language": False,
        "extended_properties": {"department": "Sales", "site": f"Site {number % 30}"},
        "extended_preferences": {"theme": "light"},
        "user_parameters": {"region": "EMEA"},
        "access_control_properties": {"level": "standard"},
        "variable_values": {"0": [{"name": "region", "values": ["EMEA"]}]},
    }


def users_page(number: int) -> bytes:
    return orjson.dumps([user(number * USERS + place) for place in range(USERS)])


def _row(number: int) -> list[object]:
    # Steps of 89 days and of some hours walk through the whole span; no two moments are equal.
    day = EPOCH_START + number * 89 % 1500 * DAY
    moment = EPOCH_START + number * 7_919
    first = number % 9 or None
    return [
        number, day, moment, f"Region {number % 12}", f"Product {number * 31 % 400}", first,
        number % 97, number * 1.37, number * 0.0125, 1_700_000_000 + number, f"Customer {number * 17 % 5_000}", number % 3 == 0,
    ]  # fmt: skip


COLUMNS = [
    "Order ID", "Order Date", "Order Time", "Region", "Product", "Priority",
    "Quantity", "Revenue", "Discount", "Session Code", "Customer", "Returned",
]  # fmt: skip


def rows_page(number: int) -> bytes:
    rows = [_row(number * ROWS + place) for place in range(ROWS)]
    content = {
        "available_data_row_count": ROWS,
        "column_names": COLUMNS,
        "data_rows": rows,
        "record_offset": number * ROWS,
        "record_size": ROWS,
        "returned_data_row_count": ROWS,
        "sampling_ratio": 1,
    }
    return orjson.dumps({"contents": [content]})


@attrs.frozen
class Case:
    """A kind of page, the way we read it, and the most it may cost."""

    name: str
    page: Callable[[int], bytes]
    ours: Callable[[bytes], object]
    bound: float | None


CASES = (
    Case("500 users, 47 fields each", users_page, lambda body: read(users.SEARCH, body), 1.4),
    Case("10,000 rows, two date columns", rows_page, lambda body: read(data.SEARCH, body, DATES), 1.6),
    Case(
        "the same, its dates seen before",
        lambda _: rows_page(0),
        lambda body: read(data.SEARCH, body, DATES),
        None,
    ),
    Case("the same, dates left raw", rows_page, lambda body: read(data.SEARCH, body, Dates.raw()), None),
)


def loads(body: bytes) -> object:
    return orjson.loads(body)


def timed(function: Callable[[bytes], object], body: bytes) -> float:
    """CPU seconds of one reading; dropping the value is not part of it."""
    gc.collect()
    before = time.process_time()
    value = function(body)
    after = time.process_time()
    del value
    return after - before


def pages(case: Case) -> Iterator[bytes]:
    for number in range(ROUNDS + 2):
        yield case.page(number)


def measure(case: Case) -> tuple[float, float, int]:
    """Median CPU ms of ours and of `orjson.loads`, in turns on the same page, and the page's size in bytes."""
    mine: list[float] = []
    theirs: list[float] = []
    size = 0
    for number, body in enumerate(pages(case)):
        size = len(body)
        first, second = (loads, case.ours) if number % 2 else (case.ours, loads)
        taken = {first: timed(first, body), second: timed(second, body)}
        if number >= 2:
            # The first two warm up: decoders are built on first use.
            mine.append(taken[case.ours] * 1e3)
            theirs.append(taken[loads] * 1e3)
    return median(mine), median(theirs), size


def plot(found: dict[str, tuple[float, float, int]]) -> None:
    canvas, (axes,) = figure(9.0, 4.2)
    names = list(found)
    height = 0.36
    for shift, place, color, label in (
        (-0.19, 1, OTHERS, "orjson.loads (dicts)"),
        (0.19, 0, OURS, "aiothoughtspot (typed)"),
    ):
        values = [found[name][place] for name in names]
        bars = axes.barh([row + shift for row in range(len(names))], values, height, color=color, label=label)
        ink = INK if place else "white"
        axes.bar_label(bars, [f"{value:.1f}" for value in values], label_type="center", fontsize=9, color=ink)
    for row, case in enumerate(CASES):
        if case.bound is not None:
            at = found[case.name][1] * case.bound
            axes.plot(
                [at, at], [row - 0.42, row + 0.42], color=BOUND, linewidth=1.6, label=None if row else "bound"
            )
    axes.set_yticks(range(len(names)), names, color=INK)
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.set_xlabel("CPU per page, ms")
    axes.set_title("Bytes to values: one page")
    axes.legend(frameon=False, fontsize=9, loc="best")
    save(canvas, "benchmark-decode")


def main() -> int:
    fields = {field.name for field in attrs.fields(shared.User)}
    if set(user(1)) != fields:
        raise SystemExit(f"the benchmark's user is not full: {sorted(fields ^ set(user(1)))}")
    found = {case.name: measure(case) for case in CASES}
    print(f"{versions('msgspec', 'orjson', 'attrs')}\n")
    rows: list[list[str]] = []
    checks: list[Check] = []
    for case in CASES:
        mine, theirs, size = found[case.name]
        ratio = mine / theirs
        if case.bound is not None:
            checks.append(Check(case.name, ratio, case.bound))
        told = "-" if case.bound is None else f"{case.bound:.1f}"
        rows.append([case.name, f"{ratio:.2f}", told, f"{mine:.1f}", f"{theirs:.1f}", f"{size / 1e3:,.0f}"])
    table(["Page", "times orjson.loads", "at most", "ours, ms", "orjson.loads, ms", "kB"], rows)
    plot(found)
    return verdict(checks)


if __name__ == "__main__":
    sys.exit(main())
