"""Error answers: every documented body and the hand-made oddities give class, code, ids and a readable message."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot._failure import error_for
from aiothoughtspot._response import Response
from aiothoughtspot.errors import (
    ApiError,
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    OrgAccessError,
    RateLimitedError,
    ServerError,
    UnauthorizedError,
)

EXAMPLES = Path(__file__).parents[3] / "shared" / "payloads" / "errors" / "openapi-error-examples.json"
CLASSES = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    429: RateLimitedError,
    500: ServerError,
    502: ServerError,
    503: ServerError,
    300: ApiError,
    302: ApiError,
    399: ApiError,
    504: ServerError,
    414: ApiError,
    422: ApiError,
}


def answer(status: int, body: Any, **headers: str) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(
        status, tuple((name.replace("_", "-"), value) for name, value in headers.items()), content
    )


def nested(debug: Any) -> Any:
    inner = {"code": 10000, "incident_id_guid": "inc", "trace_id_guid": "tra", "debug": debug}
    return {"error": {"message": {"debug": inner}}}


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the folder of documented samples is not here")
def test_every_documented_error_body_is_read() -> None:
    examples = json.loads(EXAMPLES.read_text())
    assert len(examples) == 136
    for example in examples:
        error = error_for(answer(example["status"], example["body"]))
        message = example["body"]["error"]["message"]
        inner = (
            message if "code" in message or not isinstance(message.get("debug"), dict) else message["debug"]
        )
        assert type(error) is CLASSES[example["status"]], example
        assert error.status == example["status"]
        assert error.code == inner.get("code"), example
        assert error.incident_id == inner.get("incident_id_guid"), example
        assert error.trace_id == inner.get("trace_id_guid"), example
        if isinstance(inner.get("debug"), str):
            assert " ".join(inner["debug"].split()) in error.message, example


@pytest.mark.parametrize(
    ("status", "body", "code", "text"),
    [
        (400, nested('["no such column",""]'), 10000, "no such column"),
        (400, nested('["a","b"]'), 10000, "a; b"),
        (500, nested("[null]"), 10000, "HTTP 500"),
        (500, nested("[broken"), 10000, "[broken"),
        (500, nested("[" * 100_000), 10000, "[[["),
        (400, {"code": 13090, "incident_id_guid": "inc", "debug": "org"}, 13090, "org"),
        (400, {"error_code": "AGENT_X", "message": "stop"}, "AGENT_X", "stop"),
        (
            429,
            {"type": "error", "code": "RATE_LIMIT_EXCEEDED", "display_message": "slow"},
            "RATE_LIMIT_EXCEEDED",
            "slow",
        ),
        (400, {"code": "10023", "message": ["a", None, "b"]}, 10023, "a; b"),
        (400, {"code": "1" * 12, "message": "m"}, "1" * 12, "m"),
        (400, {"code": True, "message": "m"}, None, "m"),
        (400, {"code": None, "error": "e"}, None, "e"),
        (400, {"message": {"code": 1, "debug": ""}, "error": "fallback"}, 1, "fallback"),
        (400, {"error": {"message": 7}}, None, "HTTP 400"),
        (
            400,
            {"error": {"error": {"error": {"error": {"error": {"message": "too deep"}}}}}},
            None,
            "HTTP 400",
        ),
        (400, "only text", None, "only text"),
        (400, ["a", "", "b"], None, "a; b"),
        (400, b"plain text", None, "plain text"),
        (400, b'{"message": "cut', None, '{"message": "cut'),
        (502, b"<html><style>p{}</style><body><h1>Bad\n gateway</h1></body></html>", None, "Bad gateway"),
        (503, b"", None, "not available"),
        (500, b"\xff\xfe\x00\x80binary", None, "binary"),
        (400, b'{"message": "\\u0000\\u0007 bell"}', None, "bell"),
        (300, b"", None, "redirects elsewhere"),
        (302, b"", None, "redirects elsewhere"),
        (399, b"", None, "redirects elsewhere"),
        (401, b"", None, "or a privilege is missing"),
        (403, b"", None, "(a privilege is missing)"),
        (429, b"", None, "100 per second"),
        (502, b"", None, "got no answer"),
        (504, b"", None, "gave up waiting"),
        (500, b"<script>p()</b></script><b>after</b>", None, "HTTP 500 after"),
        (400, {"code": "1" * 9, "message": "m"}, int("1" * 9), "m"),
        (400, {"code": "1" * 10, "message": "m"}, "1" * 10, "m"),
        (414, b"", None, "fewer ids"),
        (404, b"", None, "no such object"),
        (422, b"", None, "HTTP 422"),
    ],
)
def test_an_odd_body_is_read_as_far_as_it_goes(
    status: int, body: Any, code: int | str | None, text: str
) -> None:
    response = answer(status, body)
    error = error_for(response)
    assert type(error) is (OrgAccessError if code == 13090 else CLASSES[status])
    assert error.code == code
    assert text in error.message
    assert error.message.startswith(f"HTTP {status}")
    assert "\n" not in error.message
    assert "\x00" not in error.message
    assert "<" not in error.message
    assert error.body == response.body[: 64 * 1024]


def test_a_body_is_looked_through_as_deep_as_servers_go_and_no_deeper() -> None:
    body: dict[str, Any] = {"error": {"error": {"error": {"message": "here"}}}}
    assert error_for(answer(400, body)).message == "HTTP 400 here"
    assert error_for(answer(400, {"error": body})).message == "HTTP 400"


def test_ids_come_from_the_headers_if_the_body_has_none() -> None:
    headers = {"x_callosum_incident_id": "inc-h", "x_callosum_trace_id": "tra-h"}
    error = error_for(answer(500, b"", **headers))
    assert (error.incident_id, error.trace_id) == ("inc-h", "tra-h")
    error = error_for(answer(500, nested("x"), **headers))
    assert (error.incident_id, error.trace_id) == ("inc", "tra")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 501, 502, 503, 504])
def test_what_may_help_to_try_again(status: int) -> None:
    assert error_for(answer(status, b"")).retryable == (status in {429, 502, 503, 504})


def test_only_429_has_a_wait() -> None:
    limited = error_for(answer(429, b""), wait=7.0)
    assert isinstance(limited, RateLimitedError)
    assert limited.retry_after == 7.0
    assert "retry_after" not in vars(error_for(answer(503, b""), wait=7.0))


def test_long_texts_and_bodies_are_cut() -> None:
    error = error_for(answer(400, {"message": "x" * 10_000}))
    assert error.message == f"HTTP 400 {'x' * 400}..."
    assert error_for(answer(400, {"message": "x" * 400})).message == f"HTTP 400 {'x' * 400}"
    assert len(error_for(answer(500, b"y" * 200_000)).body) == 64 * 1024


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "message", "debug", "code", "error_code", "incident_id_guid", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(body=st.binary() | JSON, status=st.integers(300, 599))
def test_no_body_makes_it_fail(body: Any, status: int) -> None:
    error = error_for(answer(status, body))
    assert error.status == status
    assert len(error.message) < 700
    assert error.code is None or isinstance(error.code, int | str)
    assert error.incident_id is None or isinstance(error.incident_id, str)
