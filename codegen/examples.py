"""A call of each endpoint as a reader would write it, with everything that it cannot do without; the names are of the embedded cluster."""

from codegen.catalog import Endpoint, Field, Fields, Group, Model
from codegen.types import Type

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
    "query_string": "[Region] [Revenue]",
    "query": "revenue by region",
    "message": "What was revenue last month?",
    "email": "new@example.com",
    "emailid": "new@example.com",
    "secret_key": "secret",
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
}
# Safe where there is a choice.
TRUE = {"dry_run", "no_url_redirection"}


# By the kind of a type, or its name; `{}` is an example of what it holds.
_VALUES = {
    "list": "[{}]",
    "map": '{"key": {}}',
    "union": "{}",
    "date": "date(2026, 1, 31)",
    "epoch": "datetime(2026, 1, 31, tzinfo=UTC)",
    "json": '"{}"',
    "float": "1.5",
    "number": "1",
    "file": 'b"..."',
    "size": "10",
}
_IMPORTS = {"date": "from datetime import date", "epoch": "from datetime import UTC, datetime"}


def example(group: Group, operation: Endpoint, arguments: list[Field]) -> str:
    """The call, under the imports that it needs."""
    imports: set[str] = set()
    given = [
        f"{'' if field.name in operation.path else f'{field.arg}='}{_value(field.type, field, group, imports)}"
        for field in _chosen(operation, arguments)
    ]
    call = f"client.{group.version.name}.{group.group}.{operation.name}({', '.join(given)})"
    if operation.stream == "events":
        call = f"async with {call} as events:\n    print([event async for event in events.events()])"
    else:
        call = f"await {call}"
    return "\n".join([*sorted(imports), *([""] if imports else []), call])


def _value(tp: Type, field: Field, group: Group, imports: set[str]) -> str:
    """An example of a type, as the value of a field; notes what must be imported to write it."""
    imports.update({_IMPORTS[tp.kind]} if tp.kind in _IMPORTS else ())
    plain = {
        **_VALUES,
        "int": str(int(field.min or 1)),
        "bool": str(field.name in TRUE),
        "str": f'"{_text(field)}"',
    }
    if (key := tp.name or tp.kind) in plain:
        inner = _value(tp.args[0], field, group, imports) if tp.args else ""
        return plain[key].replace("{}", inner) if tp.args else plain[key]
    found = group.find(tp.name)
    if isinstance(found, Model):
        fields, home = _needed(found.fields), found.home
        given = [f"{one.arg}={_value(one.type, one, home, imports)}" for one in fields]
        imports.add(f"from aiothoughtspot.{group.version.name} import {home.group}")
        return f"{home.group}.{found.name}({', '.join(given)})"
    values = found.values if found is not None else tp.words
    # The kind of object that the names above are of, where there is a choice.
    chosen = "LOGICAL_TABLE" if "LOGICAL_TABLE" in values else next(iter(values), None)
    return '{"key": "value"}' if chosen is None else f'"{chosen}"'


def _chosen(operation: Endpoint, arguments: list[Field]) -> list[Field]:
    """What must be given: what is required, the first of those of which a rule wants one, and what those need."""
    names = {field.name for field in arguments if field.needed("request") or field.name in operation.path}
    for rule in operation.rules:
        for kind in ("at_least_one", "exactly_one"):
            if kind in rule and names.isdisjoint(rule[kind]):
                names.add(rule[kind][0])
        if not names.isdisjoint(rule.get("when", ())):
            names.update(rule["need"])
    return [field for field in arguments if field.name in names]


def _needed(fields: Fields) -> list[Field]:
    """The required fields of a model, or its first if none is: an empty one says nothing.  A name needs its type."""
    typed = "identifier" in fields
    found = [
        field for field in fields.values() if field.needed("request") or (typed and field.name == "type")
    ]
    return found or list(fields.values())[:1]


def _text(field: Field) -> str:
    name = field.name.lower()
    return next((text for end, text in TEXTS.items() if name.endswith((end, f"{end}s"))), "Sales")
