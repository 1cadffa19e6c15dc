"""The public types, as two type checkers read them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "typing" / "public_types.py"


def run(*command: str, path: Path = ROOT / "src") -> subprocess.CompletedProcess[str]:
    # With --verifytypes pyright does not look at --pythonpath: it takes the first Python of the path.
    found = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**os.environ, "PYTHONPATH": str(path), "MYPYPATH": str(path), "PATH": found}
    return subprocess.run(
        [sys.executable, "-m", *command], check=False, capture_output=True, text=True, cwd=ROOT, env=env
    )


def test_mypy_reads_the_types_as_meant(tmp_path: Path) -> None:
    # Imports are followed for their types; errors inside the package are the typing session's affair.
    done = run("mypy", "--strict", "--follow-imports=silent", f"--cache-dir={tmp_path}", str(FILE))
    assert done.returncode == 0, done.stdout


def test_pyright_reads_the_types_as_meant(tmp_path: Path) -> None:
    project = {
        "include": [str(FILE)],
        "extraPaths": [str(ROOT / "src")],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps(project))
    done = run("pyright", "--pythonpath", sys.executable, "--project", str(config))
    assert done.returncode == 0, done.stdout


def test_every_public_symbol_has_a_known_type() -> None:
    done = run(
        "pyright",
        "--verifytypes",
        "aiothoughtspot",
        "--ignoreexternal",
        "--outputjson",
    )
    report = json.loads(done.stdout)["typeCompleteness"]
    unknown = [
        symbol["name"] for symbol in report["symbols"] if symbol["isExported"] and not symbol["isTypeKnown"]
    ]
    assert unknown == []
    assert report["completenessScore"] == 1
