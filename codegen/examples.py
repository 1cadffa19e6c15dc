"""A call of each endpoint as a reader would write it, with everything that it cannot do without; the names are of the embedded cluster."""

from collections.abc import Callable, Sequence

from codegen.catalog import Endpoint, Field, Fields, Group
from codegen.lookup import find
from codegen.types import Type, parse
from codegen.wording import Wording, needed

GUID = "0f0dd0f7-7411-4195-a4aa-0dc6b58413c9"
# What stands for a text, by the end of its wire name; the first that fits.  All of it is seeded in the embedded cluster.
TEXTS = {
    "user_identifier": "ana",
    "username": "ana",
    "group_identifier": "Analyst",
    "groupnames": "Analyst",
    "role_identifier": "Scheduler",
    "org_identifier": "Acme",
    "tag_identifier": "Draft",
    "connection_identifier": "Warehouse",
    "table_identifier": "Retail Sales",
    "metadata_identifier": "Retail Sales",
    "data_source_identifier": "Retail Sales",
    "query_string": "[Region] [Revenue]",
    "query": "revenue by region",
    "message": "What was revenue last month?",
    "email": "new@example.com",
    "emailid": "new@example.com",
    "secret_key": "secret",
    "current_password": "secret",
    "currentpassword": "secret",
    "new_password": "a-long-Passw0rd",
    "password": "secret",
    "base_url": "https://acme.example",
    "repository_url": "https://git.example/acme.git",
    "url": "https://acme.example/hook",
    "targeturlpath": "https://acme.example",
    "branch_name": "main",
    "tml": "answer: {name: Revenue by region}",
    "import_object": "answer: {name: Revenue by region}",
    "statement": "SELECT 1;",
    "script": "SELECT 1;",
    "locale": "en-US",
    "time_zone": "Europe/Paris",
    "data_type": "VARCHAR",
    "type": "RDBMS_SNOWFLAKE",
    "identifier": "Retail Sales",
    "name": "Finance",
    "id": GUID,
    "ids": GUID,
}
# Safe where there is a choice.
TRUE = {"dry_run", "no_url_redirection"}


class Examples:
    """Prints example calls of one group."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._imports: set[str] = set()

    def call(self, operation: Endpoint, path: list[Field], keyword: list[Field]) -> str:
        """The call, under the imports that it needs."""
        self._imports = set()
        version, group = self._wording.version.name, self._wording.group.group
        chosen = _chosen(operation, keyword)
        given = [self._value(field, self._wording.group) for field in path]
        given += [f"{self._wording.py(field)}={self._value(field, self._wording.group)}" for field in chosen]
        call = f"client.{version}.{group}.{operation.name}({', '.join(given)})"
        text = (
            f"async with {call} as events:\n    print([event async for event in events.events()])"
            if operation.stream == "events"
            else f"await {call}"
        )
        return "\n".join([*sorted(self._imports), *([""] if self._imports else []), text])

    def _value(self, field: Field, group: Group) -> str:
        return self._of(parse(field.type), field, group)

    def _of(self, tp: Type, field: Field, group: Group) -> str:
        inner = [self._of(arg, field, group) for arg in tp.args[:1]]
        known: dict[str, Callable[[], str]] = {
            "list": lambda: f"[{inner[0]}]",
            "map": lambda: f'{{"key": {inner[0]}}}',
            "union": lambda: inner[0],
            "enum": lambda: _preferred(tp.words),
            "date": lambda: self._imported("from datetime import date", "date(2026, 1, 31)"),
            "epoch": lambda: self._imported(
                "from datetime import UTC, datetime", "datetime(2026, 1, 31, tzinfo=UTC)"
            ),
            "json": lambda: '"{}"',
        }
        return known[tp.kind]() if tp.kind in known else self._named(tp.name, field, group)

    def _imported(self, line: str, text: str) -> str:
        self._imports.add(line)
        return text

    def _named(self, name: str, field: Field, group: Group) -> str:
        plain = {
            "int": str(int(field.min or 1)),
            "float": "1.5",
            "number": "1",
            "bool": str(field.name in TRUE),
            "str": f'"{_text(field)}"',
            "file": 'b"..."',
            "size": "10",
        }
        if name in plain:
            return plain[name]
        owner = find(self._wording.version, group, name)
        if owner is None:
            return '{"key": "value"}'
        if name in owner.enums:
            return _preferred(owner.enums[name])
        fields = _needed(owner.models[name].fields)
        given = [f"{self._wording.py(one)}={self._value(one, owner)}" for one in fields]
        version = self._wording.version.name
        return self._imported(
            f"from aiothoughtspot.{version} import {owner.group}", f"{owner.group}.{name}({', '.join(given)})"
        )


def _chosen(operation: Endpoint, keyword: list[Field]) -> list[Field]:
    """What must be given: what is required, the first of those of which a rule wants one, and what those need."""
    names = {field.name for field in keyword if needed(field, "request")}
    for rule in operation.rules:
        for kind in ("at_least_one", "exactly_one"):
            if kind in rule and names.isdisjoint(rule[kind]):
                names.add(rule[kind][0])
        if not names.isdisjoint(rule.get("when", ())):
            names.update(rule["need"])
    return [field for field in keyword if field.name in names]


def _needed(fields: Fields) -> list[Field]:
    """The required fields of a model, or its first if none is: an empty one says nothing.  A name needs its type."""
    typed = "identifier" in fields
    found = [
        field for field in fields.values() if needed(field, "request") or (typed and field.name == "type")
    ]
    return found or list(fields.values())[:1]


def _preferred(values: Sequence[str]) -> str:
    """The kind of object that the names above are of, or the first value there is."""
    return '"LOGICAL_TABLE"' if "LOGICAL_TABLE" in values else f'"{values[0]}"'


def _text(field: Field) -> str:
    name = field.name.lower()
    return next((text for end, text in TEXTS.items() if name.endswith((end, f"{end}s"))), "Sales")
