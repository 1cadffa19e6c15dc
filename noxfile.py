"""The house's chores.

All sessions but `matrix` and `wheel` use the environment that nox itself runs in.

    .venv/bin/python -m nox                 what a change should pass before it is committed
    .venv/bin/python -m nox -s generate     render the catalog; `-- --check` only compares
    .venv/bin/python -m nox -l              list all
"""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PYTHON = sys.executable
CORE = ("src/aiothoughtspot/*.py", "src/aiothoughtspot/_edges/*.py")
# The command line stands on the core and is none of it.
NOT_CORE = {"__main__.py", "demo.py"}
CORE_LINES, FILE_LINES, TEMPLATE_LINES = 2500, 300, 80
OFFICIAL = ROOT.parent / "shared/reference/openapi-v2.json"
BENCHMARKS = ("calls", "decode", "download", "start", "pull")
# What a page would load from elsewhere when it is shown.
FETCH = re.compile(r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>")
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "typing", "tests", "coverage"]


def module(session: nox.Session, *command: str, **env: str) -> None:
    """Run a Python module in nox's own environment."""
    session.run(PYTHON, "-m", *command, external=True, env=env)


# Tests


@nox.session
def tests(session: nox.Session) -> None:
    """The suite.  Arguments go to pytest."""
    module(session, "pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """The suite once more, measured: hand-written code must be covered whole, branches too.  Arguments go to pytest.

    On a later Python than 3.11, in an environment of its own: 3.11 loses track of a coroutine that an exception is
    thrown into while somebody traces it (CPython issue 106749), so that cancelled code fails or is not counted.
    """
    newer = newer_python()
    if newer is None:
        session.skip("measuring needs Python 3.12 or newer, and there is none here")
    home = ROOT / ".venv-coverage"
    python = str(home / ("Scripts" if os.name == "nt" else "bin") / "python")
    session.run(newer, "-m", "venv", "--clear", str(home), external=True)
    session.run(python, "-m", "pip", "install", "--quiet", "-e", ".[all,dev]", external=True)
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    # These two make coverage start by itself in this process and its children, and write to one place.
    measured = {
        "COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml"),
        "COVERAGE_FILE": str(ROOT / ".coverage"),
    }
    session.run(python, "-m", "pytest", "--quiet", *session.posargs, external=True, env=measured)
    session.run(python, "-m", "coverage", "combine", "--quiet", external=True)
    session.run(python, "-m", "coverage", "report", external=True)


def newer_python() -> str | None:
    """A Python later than 3.11: this one, one on the path, or one that pyenv keeps."""
    if sys.version_info >= (3, 12):
        return PYTHON
    kept = sorted((Path.home() / ".pyenv/versions").glob("3.1[23].*/bin/python"), reverse=True)
    for command in ("python3.13", "python3.12", *map(str, kept)):
        found = shutil.which(command)
        # A shim may be there without what it stands for.
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603 - a Python
            return found
    return None


@nox.session(
    python=nox.project.python_versions(nox.project.load_toml("pyproject.toml")), venv_backend="virtualenv"
)
def matrix(session: nox.Session) -> None:
    """The suite on each Python that the classifiers name, in environments of their own."""
    session.install("-e", ".[all,dev]")
    session.run("python", "-m", "pytest", *session.posargs)


# What takes longer than a gate may


@nox.session
def reliability(session: nox.Session) -> None:
    """Run all scenarios in full size and write docs/reliability.md; with `-- --check` only compare the names."""
    session.run(PYTHON, "tests/reliability/page.py", *session.posargs, external=True)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Throw a million made-up inputs, or `-- N`, at everything that reads what a server sends."""
    session.run(PYTHON, "tests/reliability/fuzz.py", *(session.posargs or ["1000000"]), external=True)


@nox.session
def mutation(session: nox.Session) -> None:
    """Change the code in small ways and see that a test notices; writes docs/mutation.md.  Takes a quarter of an hour."""
    session.run(PYTHON, "tests/reliability/mutate.py", *(session.posargs or ["--write"]), external=True)


@nox.session
def soak(session: nox.Session) -> None:
    """Make a million calls, or `-- N`, with faults; writes docs/soak.md and its curve."""
    session.run(
        PYTHON, "tests/reliability/soak.py", *(session.posargs or ["1000000"]), "--write", external=True
    )


# Checks


@nox.session
def lint(session: nox.Session) -> None:
    """Rules, format, and the sizes of what is written by hand."""
    session.log("sizes\n%s", sizes())
    module(session, "ruff", "check", "--output-format", "concise", ".")
    module(session, "ruff", "format", "--check", ".")


def sizes() -> str:
    """A table of the core's lines: all of them, and those that are neither blank, comment nor docstring."""
    files = sorted(path for pattern in CORE for path in ROOT.glob(pattern) if path.name not in NOT_CORE)
    counted = {path: (len(path.read_text("utf-8").splitlines()), code_lines(path)) for path in files}
    total, code = (sum(column) for column in zip(*counted.values(), strict=True))
    rows = [(str(path.relative_to(ROOT)), lines, code, FILE_LINES) for path, (lines, code) in counted.items()]
    rows.append(("core, all files", total, code, CORE_LINES))
    for path in sorted(ROOT.glob("codegen/templates/*")):
        lines = len(path.read_text("utf-8").splitlines())
        rows.append((str(path.relative_to(ROOT)), lines, lines, TEMPLATE_LINES))
    head = f"{'file':<45} {'lines':>6} {'code':>6} {'about':>6}"
    return "\n".join(
        [head]
        + [
            f"{name:<45} {lines:>6} {code:>6} {limit:>6}{'  over' if lines > limit else ''}"
            for name, lines, code, limit in rows
        ]
    )


def code_lines(path: Path) -> int:
    """Count the lines of a file that hold code."""
    text = path.read_text("utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NOT_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines.difference(*docstrings(ast.parse(text))))


def docstrings(tree: ast.Module) -> Iterator[range]:
    """The lines of each docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body and ast.get_docstring(node, clean=False) is not None else None
            if first is not None and first.end_lineno is not None:
                yield range(first.lineno, first.end_lineno + 1)


@nox.session
def typing(session: nox.Session) -> None:
    """Mypy and pyright, both strict, and every public name with a whole type."""
    module(session, "mypy")
    # Folder by folder: they are no packages, and each has its own conftest.
    folders = {path.parent for pattern in ("tests/*.py", "tests/*/*.py") for path in ROOT.glob(pattern)}
    for folder in sorted(folders):
        module(session, "mypy", *map(str, sorted(folder.glob("*.py"))))
    module(session, "pyright", "--pythonpath", PYTHON)
    # With --verifytypes pyright does not look at --pythonpath: it takes the first Python of the path.
    path = os.pathsep.join((str(Path(PYTHON).parent), os.environ["PATH"]))
    module(session, "pyright", "--verifytypes", "aiothoughtspot", "--ignoreexternal", PATH=path)


@nox.session
def generate(session: nox.Session) -> None:
    """Render the catalog; with `-- --check` only compare."""
    module(session, "codegen", *session.posargs)


@nox.session
def drift(session: nox.Session) -> None:
    """Compare the catalog with an official OpenAPI document: `-- FILE`, or the one beside the checkout."""
    documents = session.posargs or [str(OFFICIAL)]
    if not Path(documents[0]).is_file():
        session.skip(f"there is no {documents[0]}")
    module(session, "codegen", "drift", *documents)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into site/; warnings are errors, and no page may load anything from elsewhere."""
    module(session, "mkdocs", "build", "--strict", "--quiet", NO_MKDOCS_2_WARNING="1")
    found = [
        f"{page.relative_to(ROOT)}: {match[0]}"
        for page in sorted((ROOT / "site").rglob("*.html"))
        for match in FETCH.finditer(page.read_text("utf-8"))
    ]
    if found:
        session.error("\n".join(["pages load something from elsewhere:", *found]))
    module(session, "towncrier", "build", "--draft")


@nox.session
def import_time(session: nox.Session) -> None:
    """How long `import aiothoughtspot` takes, beside its four dependencies; noisy on a busy machine."""
    session.run(PYTHON, "benchmarks/start.py", external=True)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """All benchmarks, or those named after `--`; each prints its table and fails if a bound is missed."""
    for name in session.posargs or BENCHMARKS:
        session.run(PYTHON, f"benchmarks/{name}.py", external=True)


# The wheel

SMOKE = """
import asyncio, sys
import aiothoughtspot as ts
from importlib.metadata import distributions, files

names = {str(file) for file in files("aiothoughtspot")}
assert {"aiothoughtspot/py.typed", "aiothoughtspot/v2/tags.py"} <= names
assert not any(name.startswith(("tests", "codegen", "spec", "benchmarks")) for name in names)

async def main():
    async with ts.Client(sys.argv[1], ts.TrustedAuth("tsadmin", "secret")) as client:
        (tag, *_) = await client.v2.tags.search()
        assert tag.creation_time is not None

asyncio.run(main())
print("installed:", *sorted(found.metadata["Name"].lower() for found in distributions()))
"""


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it with nothing but its four dependencies, and make a call with it."""
    from aiothoughtspot.simulator import start  # noqa: PLC0415 - the other sessions need no package

    made = Path(session.create_tmp()).absolute()
    shutil.rmtree(made / "dist", ignore_errors=True)
    module(session, "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(made / "dist"), ".")
    (built,) = (made / "dist").glob("*.whl")
    module(session, "venv", "--clear", str(made / "venv"))
    python = str(made / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
    session.run(python, "-m", "pip", "install", "--quiet", str(built), external=True)
    smoke = made / "smoke.py"
    smoke.write_text(SMOKE)
    with start(rows=1000, users=20, objects=20) as (url, _):
        # -I: neither the checkout nor PYTHONPATH may stand in for what was installed.
        session.run(python, "-I", "-W", "error", str(smoke), url, external=True)
