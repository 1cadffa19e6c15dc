"""What the generator prints, where no call can show it: facts, sentences, and names."""

from contextlib import suppress
from pathlib import Path

import pytest
from codegen_support import rendered, spec
from hypothesis import given
from hypothesis import strategies as st

from codegen.names import field_hurts, pascal, snake, verb_hurts
from codegen.render import PACKAGE
from codegen.types import TypeProblem, official, parse, python
from codegen.uses import Use
from codegen.words import cell, sentence, shown


def module(root: Path, text: str) -> str:
    return rendered(spec(root, {"v2/things.yaml": text}))[f"{PACKAGE}/v2/things.py"]


@pytest.mark.parametrize(
    ("operations", "models", "expected"),
    [
        (["a.b"], [], "Answer of `a.b`."),
        (["a.b", "a.c"], [], "Answer of `a.b` and `a.c`."),
        (["a.b", "a.c", "a.d", "a.e"], [], "Answer of `a.b`, `a.c`, `a.d` and `a.e`."),
        (["a.b", "a.c", "a.d", "a.e", "a.f"], [], "Answer of `a.b`, `a.c`, `a.d` and 2 more."),
        ([], ["A"], "Part of `A`."),
        (["a.b"], ["A", "B"], "Answer of `a.b`, and part of `A` and `B`."),
    ],
)
def test_where_a_model_is_used(operations: list[str], models: list[str], expected: str) -> None:
    assert Use("answer", operations, models).sentence() == expected
    assert Use("request", operations, models).sentence() == expected.replace("Answer", "Argument")


def test_hostile_sentences_stay_inside_their_docstrings(tmp_path: Path) -> None:
    text = '''
group: things
doc: 'Ends in """'
operations:
  go:
    http: POST /go
    vendor: go
    doc: 'Says """ and \\N{x} here.'
    notes: 'A "quote"'
    returns: Thing
models:
  Thing: {doc: 'Is "quoted"', fields: {a: {type: str, doc: "C:\\\\new\\nline"}}}
'''
    code = module(tmp_path, text)
    space: dict[str, object] = {}
    exec(compile(code, "things.py", "exec"), space)
    thing, go = space["Thing"], space["go"]
    assert 'Is "quoted".' in str(thing.__doc__)
    assert "C:\\new" in str(thing.__doc__)
    assert 'Says """ and \\N{x} here.' in str(go.__doc__)
    assert str(space["__doc__"]).strip() == 'Ends in """'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("userGUID", "user_guid"),
        ("isLastBatch", "is_last_batch"),
        ("GUIDOf", "guid_of"),
        ("a-b", "a_b"),
        ("x1Y", "x1_y"),
    ],
)
def test_snake_case(name: str, expected: str) -> None:
    assert snake(name) == expected
    assert snake(expected) == expected


def test_pascal_case() -> None:
    assert [pascal(name) for name in ("tags", "custom_actions", "ai")] == ["Tags", "CustomActions", "Ai"]


@pytest.mark.parametrize(
    "name", ["list", "import", "call", "stream", "failed", "unset", "operations", "attrs", "client"]
)
def test_verbs_that_hurt(name: str) -> None:
    assert verb_hurts(name)


@pytest.mark.parametrize("name", ["search", "import_tml", "fetch", "stop"])
def test_verbs_that_do_not(name: str) -> None:
    assert not verb_hurts(name)


@pytest.mark.parametrize(
    ("name", "argument", "model"),
    [
        ("client", True, False),
        ("class", True, True),
        ("decode", False, True),
        ("property", False, True),
        ("datetime", False, True),
        ("_id", True, True),
        ("a.b", True, True),
        ("id", False, False),
        ("type", False, False),
    ],
)
def test_fields_that_hurt(name: str, argument: bool, model: bool) -> None:
    assert (field_hurts(name, model=False), field_hurts(name, model=True)) == (argument, model)


def test_texts_of_tables() -> None:
    assert cell("a | b\n  c") == "a \\| b c"
    assert [sentence(text) for text in ("a", "a.", "a?", "a!")] == ["a.", "a.", "a?", "a!"]
    assert (
        shown('list[Annotated[datetime, Epoch("ms")]] | Day | Size')
        == 'list[datetime] | date | int | Literal["all"]'
    )
    assert shown("Literal['A']") == 'Literal["A"]'


ATOMS = st.sampled_from(
    ["str", "int", "bool", "any", "object", "number", "Thing", "enum(A, B)", "epoch(ms)", "size"]
)
TYPES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map("({})[]".format),
        inner.map("map[{}]".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " | ".join(parts) + ")"),
    ),
    max_leaves=6,
)


@given(TYPES)
def test_types_that_are_written_by_the_grammar_are_read(text: str) -> None:
    tp = parse(text)
    assert set(tp.names()) <= {"Thing"}
    assert parse(f" {text.replace(' ', '  ')} ") == tp
    for direction in ("request", "answer"):
        compile(python(tp, direction, lambda name: name), "type", "eval")
    assert official(tp, lambda _: True)


@given(st.text(alphabet="strmap[]()|, AB-0", max_size=12))
def test_other_texts_are_refused_as_type_problems_or_read(text: str) -> None:
    # Nothing but a `TypeProblem` may come out of a text; whether a name is known is not the parser's affair.
    with suppress(TypeProblem):
        compile(python(parse(text), "answer", lambda _: "Known"), "type", "eval")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("str", "string"),
        ("Thing", "object"),
        ("Kind", "string"),
        ("map[int]", "object"),
        ("outcomes(Thing)", "object[]"),
        ("(str | int)[]", "integer|string[]"),
        ("str | null", "string"),
        ("file", "string(binary)"),
        ("none", "none"),
        ("enum(A)", "string"),
        ("date(mdy)", "string"),
        ("epoch(iso)", "string"),
        ("epoch(us)", "number"),
    ],
)
def test_official_names_of_types(text: str, expected: str) -> None:
    assert official(parse(text), lambda name: name != "Kind") == expected
