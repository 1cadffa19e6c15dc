"""The generator's commands.

python -m codegen            render everything
python -m codegen --check    compare only; exit code 1 if anything differs
python -m codegen schema     write spec/schema.json for editors (also part of rendering)
python -m codegen drift FILE compare the catalog with an official OpenAPI document
"""

import argparse
import json
import sys
from pathlib import Path

try:
    from codegen.catalog import Catalog
    from codegen.check import check
    from codegen.drift import drift, report
    from codegen.load import load
    from codegen.plan import plan
    from codegen.problems import Problems
    from codegen.render import compare, render, write
    from codegen.schema import schema_text
except ModuleNotFoundError as missing:
    print(f"The generator needs {missing.name}: pip install 'aiothoughtspot[codegen]'", file=sys.stderr)
    sys.exit(2)

ROOT = Path(__file__).parent.parent
SCHEMA = "spec/schema.json"


def read(root: Path) -> tuple[Catalog, Problems]:
    """Load and check the catalog of a checkout."""
    problems = Problems()
    catalog = load(root / "spec", problems)
    check(catalog, problems)
    return catalog, problems


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run a command; 0 if all is well."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description="Render the catalog in spec/.")
    parser.add_argument("command", nargs="?", choices=["render", "schema", "drift"], default="render")
    parser.add_argument("file", nargs="?", help="for drift: the official OpenAPI document")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--json", action="store_true", help="for drift: print JSON instead of a table")
    options = parser.parse_intermixed_args(arguments)
    if options.command == "schema":
        write({SCHEMA: schema_text()}, root)
        return 0
    catalog, problems = read(root)
    if problems.found:
        print(problems, file=sys.stderr)
        print(f"{len(problems.found)} problem(s) in the catalog; nothing was written.", file=sys.stderr)
        return 1
    if options.command == "drift":
        if options.file is None:
            parser.error("drift needs the official OpenAPI document")
        found = drift(catalog.versions["v2"], json.loads(Path(options.file).read_text("utf-8")))
        print(report(found, as_json=options.json))
        return 1 if found else 0
    files = {SCHEMA: schema_text(), **render(plan(catalog))}
    if options.check:
        differences = compare(files, root)
        print("\n".join(differences) if differences else "The rendered files match the catalog.")
        return 1 if differences else 0
    write(files, root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
