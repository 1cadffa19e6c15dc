"""What is secret in a request is found in what its server repeats, however it is written there."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot import BearerAuth, NoAuth, PasswordAuth, TrustedAuth
from aiothoughtspot._scrub import header_secrets, scrub, secrets_in, secrets_of


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (PasswordAuth("ana", "pass word"), ["pass word"]),
        (TrustedAuth("ana", "key", org="Acme"), ["key"]),
        (BearerAuth("token"), ["token"]),
        (BearerAuth(lambda: "token"), []),
        (NoAuth(), []),
        (None, []),
    ],
)
def test_what_a_repr_hides_is_secret(value: object, found: list[str]) -> None:
    assert list(secrets_of(value)) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Bearer abc", ["abc"]),
        ("JSESSIONID=abc; clientId=def", ["abc", "clientId", "def"]),
        ("plain", []),
    ],
)
def test_a_header_holds_secrets_too(value: str, found: list[str]) -> None:
    assert header_secrets(value) == [value, *found]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            b'{"username": "ana", "password": "p1", "inner": [{"secret_key": "p2", "apiKey": "p3", "n": 1}]}',
            ["p1", "p2", "p3"],
        ),
        (b'{"password": {"new_token": "p1"}, "token": 5}', ["p1"]),
        (b"name=ana&currentpassword=p%201&auth_token=p2", ["p 1", "p2"]),
        (b'--x\r\nContent-Disposition: form-data; name="password"\r\n\r\np1\r\n', []),
        (b"", []),
        (b"\xff\xfe", []),
        (b"[" * 100_000, []),
    ],
)
def test_fields_with_secret_names_are_secret(content: bytes, found: list[str]) -> None:
    assert list(secrets_in(content)) == found


@pytest.mark.parametrize(
    "echoed",
    [
        'say "hi" & <go>/ü',
        'say \\"hi\\" & <go>/ü',
        "say &quot;hi&quot; &amp; &lt;go&gt;/ü",
        "say%20%22hi%22%20%26%20%3Cgo%3E%2F%C3%BC",
    ],
)
def test_a_secret_is_found_as_json_html_and_urls_write_it(echoed: str) -> None:
    body = f"before {echoed} after".encode()
    assert scrub(body, ['say "hi" & <go>/ü']) == b"before *** after"


@given(st.binary(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_nothing_else_changes(body: bytes, secrets: list[str]) -> None:
    scrubbed = scrub(body, secrets)
    long = [one for one in secrets if len(one) >= 4]
    assert (
        (scrubbed == body)
        or any(one.encode("utf-8", "surrogatepass") in body for one in long)
        or b"***" in scrubbed
    )
    assert scrub(body, [one for one in secrets if len(one) < 4]) == body


def test_the_longest_goes_first() -> None:
    assert scrub(b"abcdefgh abcd", ["abcd", "abcdefgh"]) == b"*** ***"


@pytest.mark.parametrize(
    ("secret", "echoed"),
    [
        ("abcd\\", '{"key": "abcd\\\\"}'),
        ("abcd&", '{"key": "abcd&amp;"}'),
        ("abcd%", '{"key": "abcd%25"}'),
    ],
)
def test_a_secret_that_opens_its_own_written_form_leaves_nothing_of_it(secret: str, echoed: str) -> None:
    assert scrub(echoed.encode(), [secret]) == b'{"key": "***"}'


@attrs.frozen
class Own:
    """A user's own way to log in."""

    key: str = attrs.field(repr=False)
    number: int = attrs.field(default=1, repr=False)


def test_a_users_own_way_in_is_hidden_too() -> None:
    assert list(secrets_of(Own("my key"))) == ["my key"]
