"""The house's structure: what an import loads, which way imports point, and where the generated code lives."""

import ast
import inspect
import subprocess
import sys
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import aiothoughtspot as ts

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "aiothoughtspot"

# The floors, from the ground up; every import points down, or stays in its folder.
# Private helpers stand on the floor of the module that they serve, which is named beside them.
FLOORS: list[set[str]] = [
    {"unset", "errors", "limits", "_version", "_values", "_releases"},
    {"_refuse", "_scrub"},
    {"_instants"},  # dates, floor by floor
    {"_calendar_cells"},
    {"_date_rules"},
    {"_date_columns"},
    {"dates"},
    {"retry", "_response", "_outcomes", "runtime"},
    {"_operation", "streaming", "_failure", "_rows"},
    {
        "_edges",
        "_lenient",
        "_encode",
        "_walk",
        "_endpoint",
    },  # _lenient serves _codec, _encode serves _request, _walk and _endpoint paging
    {"_safe", "_gate"},  # they serve _request
    {"_content"},  # serves _request
    {"_codec", "auth", "options", "paging", "v1", "v2", "_base_url", "_catalog"},
    {"simulator"},  # of the library it knows the catalog only
    {
        "_request",
        "_body",
        "_sources",
        "_credentials",
    },  # _body and _credentials serve _transport; _sources and _base_url serve client
    {"_call"},  # the values of _transport
    {"_attempt"},
    {"_transport"},
    {"_live"},  # what a client keeps while it is open
    {"client"},
    {""},  # the package itself: the public names
    {"pulls", "backends", "testing"},
    {"demo"},
    {"cli"},
    {"__main__"},
]
FLOOR_OF = {name: level for level, names in enumerate(FLOORS) for name in names}
PUBLIC = [
    "Client",
    "BearerAuth",
    "PasswordAuth",
    "TrustedAuth",
    "SessionAuth",
    "NoAuth",
    "Options",
    "Retry",
    "Rate",
    "Deadline",
    "Dates",
    "UNSET",
    "Operation",
    "operations",
    "paginate",
    "ThoughtSpotError",
    "RequestError",
    "TransportError",
    "ConnectError",
    "TimedOutError",
    "ProtocolError",
    "TooLargeError",
    "AuthError",
    "AuthUnavailableError",
    "RejectedError",
    "OrgAccessError",
    "ApiError",
    "RateLimitedError",
    "ServerError",
    "DecodeError",
    "UnsupportedByReleaseError",
    "CalendarDate",
]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(HOUSE.parent)},
    )
    return done.stdout


def test_importing_the_package_loads_no_endpoint_and_builds_no_decoder() -> None:
    code = """
import msgspec
built = []
decoder = msgspec.json.Decoder
msgspec.json.Decoder = lambda *types: built.append(types) or decoder(*types)
import sys, aiothoughtspot
print(sorted(name for name in sys.modules if name.startswith(("aiothoughtspot.v", "aiothoughtspot.simulator"))))
print(built)
from aiothoughtspot._codec import decode
from aiothoughtspot.v2.tags import SEARCH
decode(SEARCH, b"[{}]")
print(len(built))
print(sorted({"numpy", "pyarrow", "starlette", "rich", "redis", "aiohttp", "yaml", "jinja2"} & set(sys.modules)))
"""
    assert run(code).splitlines() == ["[]", "[]", "1", "[]"]


def test_touching_one_group_loads_that_group_only() -> None:
    code = """
import sys, aiothoughtspot as ts
client = ts.Client("https://acme.example", ts.NoAuth())
client.v2.tags
print(sorted(name for name in sys.modules if name.startswith("aiothoughtspot.v")))
"""
    assert run(code).split("'")[1::2] == [
        "aiothoughtspot.v2",
        "aiothoughtspot.v2.shared",
        "aiothoughtspot.v2.tags",
    ]


def module_of(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports_of(path: Path, *, types: bool = False) -> set[tuple[str, ...]]:
    """The modules of this package that a module imports, also inside functions; with `types` also for annotations alone."""
    found: set[tuple[str, ...]] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text())]
    while waiting:
        node = waiting.pop()
        if is_type_checking(node) and not types:
            continue
        waiting.extend(ast.iter_child_nodes(node))
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            names = [
                f"{base}.{alias.name}" if is_module(f"{base}.{alias.name}") else base for alias in node.names
            ]
        found |= {tuple(name.split(".")[1:]) for name in names if name.split(".")[0] == "aiothoughtspot"}
    return found


def is_module(name: str) -> bool:
    place = HOUSE.parent.joinpath(*name.split("."))
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


MODULES = {module_of(path): path for path in sorted(HOUSE.rglob("*.py"))}
# `client` names the generated groups in its lazy properties and `operations`; nothing else looks up or sideways.
LAZY_ALLOWED = {("client", "v1"), ("client", "v2")}


def top(module: tuple[str, ...]) -> str:
    return module[0] if module else ""


@pytest.mark.parametrize("module", list(MODULES), ids=lambda one: ".".join(one) or "aiothoughtspot")
def test_imports_point_down(module: tuple[str, ...]) -> None:
    own = top(module)
    assert own in FLOOR_OF, f"{own}: which floor does it stand on?"
    for found in imports_of(MODULES[module]):
        other = top(found)
        if other == own or (own, other) in LAZY_ALLOWED:
            continue
        assert FLOOR_OF[other] < FLOOR_OF[own], f"{'.'.join(module)} imports {'.'.join(found)}"


def test_nothing_goes_in_a_circle() -> None:
    """File by file: what two files need each other for belongs into a third, be it a type alone."""
    graph = {module: imports_of(path, types=True) - {module} for module, path in MODULES.items()}
    # Raises CycleError, which names the circle.
    TopologicalSorter(graph).prepare()


def test_the_core_does_not_know_what_stands_on_it() -> None:
    above = {"simulator", "pulls", "backends", "cli", "demo"}
    core = [module for module in MODULES if top(module) not in above | {"__main__"}]
    assert not {
        (module, found) for module in core for found in imports_of(MODULES[module]) if top(found) in above
    }


def test_the_generator_and_the_package_do_not_know_each_other() -> None:
    for path in HOUSE.rglob("*.py"):
        assert "import codegen" not in path.read_text()
        assert "from codegen" not in path.read_text()
    for path in (ROOT / "codegen").rglob("*.py"):
        assert not imports_of(path), path


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_generated_folder_holds_generated_files_only(version: str) -> None:
    files = [
        path for path in (HOUSE / version).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len(files) > 5
    for path in files:
        source = f"spec/{version}/" if path.name == "__init__.py" else f"spec/{version}/{path.stem}.yaml"
        assert path.read_text().startswith(f"# Rendered from {source} by `python -m codegen`"), path
        assert (ROOT / source).exists()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_importable(name: str) -> None:
    assert name in ts.__all__
    assert getattr(ts, name) is not None


def test_all_is_sorted_and_true() -> None:
    assert all(hasattr(ts, name) for name in ts.__all__)
    assert len(set(ts.__all__)) == len(ts.__all__)


def groups() -> list[tuple[str, str]]:
    return [
        (version, name)
        for version in ("v1", "v2")
        for name in import_module(f"aiothoughtspot.{version}").GROUPS
    ]


@pytest.mark.parametrize(("version", "name"), groups())
def test_an_endpoint_function_is_one_object_in_both_forms(version: str, name: str) -> None:
    module = import_module(f"aiothoughtspot.{version}.{name}")
    client = ts.Client("https://acme.example", ts.NoAuth())
    group: Any = getattr(getattr(client, version), name)
    assert getattr(getattr(client, version), name) is group, "a group is made once"
    assert module.OPERATIONS
    for operation in module.OPERATIONS:
        verb = operation.name.rpartition(".")[2]
        bound = getattr(group, verb)
        function = getattr(module, verb)
        assert bound.__func__ is function
        assert getattr(module, verb.upper()) is operation
        assert function.__doc__
        first, *rest = inspect.signature(function).parameters.values()
        assert first.name == "client"
        positional = [param.name for param in rest if param.kind is not inspect.Parameter.KEYWORD_ONLY]
        assert positional == [param.argument for param in operation.path_params]
