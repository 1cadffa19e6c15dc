"""How long `import aiothoughtspot` takes, beside importing its four core dependencies.

Each import runs in a fresh interpreter, in turns; what is timed is the import statement alone, not the interpreter.
"""

import subprocess
import sys

from _common import INK, OTHERS, OURS, Check, figure, median, save, table, verdict, versions

ROUNDS = 15
BOUND = 1.15
DEPENDENCIES = "httpx, attrs, cattrs, msgspec"
OWN = "aiothoughtspot"
IMPORTS = {OWN: "aiothoughtspot", DEPENDENCIES: "httpx, attrs, cattrs, msgspec"}
PROGRAM = """
import time
wall, cpu = time.perf_counter(), time.process_time()
import {names}
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def once(names: str) -> tuple[float, float]:
    """Wall and CPU milliseconds of one import in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(names=names)], check=True, capture_output=True, text=True
    )
    wall, cpu = map(float, done.stdout.split())
    return wall * 1e3, cpu * 1e3


def plot(walls: dict[str, list[float]]) -> None:
    canvas, (axes,) = figure(8.0, 2.9)
    names = list(walls)
    colors = [OURS, OTHERS]
    for row, (name, color) in enumerate(zip(names, colors, strict=True)):
        middle = median(walls[name])
        axes.barh(row, middle, 0.55, color=color)
        axes.plot(walls[name], [row] * len(walls[name]), "|", color=INK, markersize=9, alpha=0.6)
        axes.annotate(
            f"{middle:.0f} ms",
            (0, row),
            (6, 0),
            textcoords="offset points",
            va="center",
            color="white" if row == 0 else INK,
        )
    axes.axvline(median(walls[DEPENDENCIES]) * BOUND, color="#c92a2a", linewidth=1.6)
    axes.annotate(
        f"bound: {BOUND} times",
        (median(walls[DEPENDENCIES]) * BOUND, -0.5),
        (5, -4),
        textcoords="offset points",
        color="#c92a2a",
        fontsize=9,
        va="top",
    )
    axes.set_yticks(range(len(names)), [f"import {OWN}", "import its four\ncore dependencies"])
    axes.set_ylim(len(names) - 0.5, -0.6)
    axes.set_xlim(0, max(max(values) for values in walls.values()) * 1.12)
    axes.set_xlabel(f"wall time, ms (bar: median of {ROUNDS}, marks: each run)")
    axes.set_title("Start: importing in a fresh interpreter")
    save(canvas, "benchmark-start")


def main() -> int:
    walls: dict[str, list[float]] = {name: [] for name in IMPORTS}
    cpus: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for names in IMPORTS.values():
        # Fills the disk cache, and writes the bytecode.
        once(names)
    for _ in range(ROUNDS):
        for name, names in IMPORTS.items():
            wall, cpu = once(names)
            walls[name].append(wall)
            cpus[name].append(cpu)
    print(f"{versions('httpx', 'attrs', 'cattrs', 'msgspec')}\n")
    ratio = median(walls[OWN]) / median(walls[DEPENDENCIES])
    rows = [
        [
            f"import {OWN}",
            f"{ratio:.2f}",
            f"{BOUND}",
            f"{median(walls[OWN]):.0f}",
            f"{median(cpus[OWN]):.0f}",
        ],
        [
            f"import {DEPENDENCIES}",
            "1",
            "-",
            f"{median(walls[DEPENDENCIES]):.0f}",
            f"{median(cpus[DEPENDENCIES]):.0f}",
        ],
    ]
    table(["Start", "ratio", "at most", "wall, ms", "CPU, ms"], rows)
    plot(walls)
    return verdict([Check("import", ratio, BOUND)])


if __name__ == "__main__":
    sys.exit(main())
