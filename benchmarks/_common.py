"""What the benchmarks share: a fast server in a second process, medians, Markdown tables and the look of the plots."""

import asyncio
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ASSETS = Path(__file__).parent.parent / "docs" / "assets"
SECRET = "secret"
REPORT_BYTES = 20_000_000

_TOKEN = (
    b'{"token":"benchmark","creation_time_in_millis":1700000000000,"expiration_time_in_millis":1700086400000}'
)
TAGS = (
    b'[{"name":"Finance","id":"8d0f6a52-5c0b-4d0e-9a34-1f0f7f2a9c11","color":"#0a0","deleted":false,"hidden":false,'
    b'"external":false,"deprecated":false,"creation_time_in_millis":1700000000000,'
    b'"modification_time_in_millis":1700000360000,"author_id":"59481331-ee53-42be-a548-bd87be6ddd4a",'
    b'"modifier_id":"59481331-ee53-42be-a548-bd87be6ddd4a","owner_id":"8d0f6a52-5c0b-4d0e-9a34-1f0f7f2a9c11"}]'
)


# The server


def _answer(body: bytes, media: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (media, len(body))
    return head + body


_SMALL = {
    b"/api/rest/2.0/auth/token/full": _answer(_TOKEN, b"application/json"),
    b"/api/rest/2.0/tags/search": _answer(TAGS, b"application/json"),
    # A small report, so that a client can warm up before the large one.
    b"/api/rest/2.0/report/answer": _answer(bytes(65_536), b"application/octet-stream"),
}
_LARGE = b"/api/rest/2.0/report/liveboard"


class _Server(asyncio.Protocol):
    """HTTP/1.1 with as little work as possible, so that the client's cost is what is seen."""

    def __init__(self, report: bytes) -> None:
        self._report = report
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            _, _, length = head.partition(b"\r\ncontent-length:")
            size = end + 4 + int(length.partition(b"\r\n")[0] or 0)
            if len(self._buffer) < size:
                return
            self._buffer = self._buffer[size:]
            path = head.split(b" ", 2)[1]
            assert self._transport is not None
            self._transport.write(self._report if path == _LARGE else _SMALL[path])


async def _serve(ready: Connection) -> None:
    report = _answer(bytes(REPORT_BYTES), b"application/octet-stream")
    server = await asyncio.get_running_loop().create_server(
        lambda: _Server(report), "127.0.0.1", 0, backlog=1024
    )
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _main(ready: Connection) -> None:
    asyncio.run(_serve(ready))


@contextmanager
def server() -> Iterator[str]:
    """Run the server in a process of its own and give its base URL."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


# Results


@attrs.frozen
class Check:
    """One claim: a measured value and the most it may be."""

    name: str
    value: float
    bound: float

    @property
    def holds(self) -> bool:
        return self.value <= self.bound


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table; all columns but the first are aligned to the right."""
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            f"{cell:<{widths[0]}}" if not place else f"{cell:>{widths[place]}}"
            for place, cell in enumerate(cells)
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    print("\n".join([line(heads), line(rule), *map(line, rows)]))


def verdict(checks: Sequence[Check]) -> int:
    """Say which bounds are missed; returns the exit code."""
    missed = [check for check in checks if not check.holds]
    print()
    for check in missed:
        print(f"MISSED: {check.name}: {check.value:.3f}, bound {check.bound:.3f}")
    if not missed:
        print("The bound holds." if len(checks) == 1 else f"All {len(checks)} bounds hold.")
    return 1 if missed else 0


def versions(*names: str) -> str:
    """Name the interpreter and the libraries that were measured."""
    found = [f"Python {sys.version.partition(' ')[0]}"]
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


# Plots

INK = "#1f2933"
MUTED = "#7b8794"
OURS = "#0b7285"
OURS_LIGHT = "#66b7c4"
OTHERS = "#adb5bd"
BOUND = "#c92a2a"


def figure(width: float = 8.0, height: float = 4.2, columns: int = 1) -> "tuple[Figure, list[Axes]]":
    """Open an empty figure in the house's look."""
    # Imported late: it takes half a second, and nothing is measured with it loaded.
    import matplotlib as mpl  # noqa: PLC0415 - see above

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - see above

    plt.rcParams.update(
        {
            "font.size": 10.5,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": MUTED,
            "axes.labelcolor": INK,
            "text.color": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "axes.titlesize": 11.5,
            "axes.titleweight": "bold",
            "axes.titlelocation": "left",
        }
    )
    canvas, axes = plt.subplots(1, columns, figsize=(width, height), squeeze=False, layout="constrained")
    return canvas, list(axes[0])


def save(canvas: "Figure", name: str) -> None:
    """Write a plot to docs/assets and say where."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    path = ASSETS / f"{name}.png"
    canvas.savefig(path, dpi=150, metadata={"Software": None})
    print(f"\nPlot: {path.relative_to(ASSETS.parent.parent)}")
