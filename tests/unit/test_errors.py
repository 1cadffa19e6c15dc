"""Errors: every class keeps its facts through pickle and deepcopy, and shows no secret."""

import copy
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from aiothoughtspot import errors
from aiothoughtspot.errors import ApiError, Attempt, RequestError, ThoughtSpotError

CLASSES = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ThoughtSpotError)),
    key=lambda kind: kind.__name__,
)
FACTS: dict[str, Any] = {
    "operation": "v2.tags.search",
    "attempts": (Attempt("503", 0.2, 1.5), Attempt("timeout", 3.0)),
    "elapsed": 4.7,
    "cursor": {"next": 3},
    "parameter": "color",
    "needs": "10.1.0.cl",
    "sent": True,
    "permanent": True,
    "phase": "body",
    "received": 7,
    "limit": 9,
    "status": 429,
    "code": 10023,
    "incident_id": "i-1",
    "trace_id": "t-1",
    "retryable": True,
    "retry_after": 7.5,
    "failures": ("a", "b"),
    "path": "$.a[0]",
    "body": b"canary-secret",
}


def pickled(protocol: int, error: Any) -> Any:
    return pickle.loads(pickle.dumps(error, protocol))


COPIES: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy]
COPIES += [partial(pickled, protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]


def test_the_list_of_classes_is_whole() -> None:
    assert len(CLASSES) >= 20
    assert all(kind.__doc__ for kind in CLASSES)


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("kind", CLASSES)
def test_scenario_33_a_copy_has_every_fact_and_note(
    kind: type[ThoughtSpotError], copied: Callable[[Any], Any]
) -> None:
    known = {name: value for name, value in FACTS.items() if hasattr(kind, name)}
    error = kind("it went wrong", **known)
    error.add_note("attempt 1: 503")
    twin = copied(error)
    assert type(twin) is kind
    assert twin is not error
    assert str(twin) == str(error)
    assert twin.args == error.args
    assert twin.__notes__ == ["attempt 1: 503"]
    assert {name: getattr(twin, name) for name in known} == known


@pytest.mark.parametrize("kind", CLASSES)
def test_an_error_without_facts_has_its_classes_defaults(kind: type[ThoughtSpotError]) -> None:
    error = kind()
    assert (error.message, str(error), error.operation, error.attempts, error.elapsed) == (
        "",
        "",
        None,
        (),
        0.0,
    )
    assert error.cursor is None


@pytest.mark.parametrize("kind", CLASSES)
def test_scenario_32_no_body_appears_in_a_text(kind: type[ThoughtSpotError]) -> None:
    error = kind("no", body=b"canary-secret")
    assert "canary" not in repr(error) + str(error)


def test_an_error_without_any_argument_has_an_empty_message() -> None:
    error = ThoughtSpotError("x")
    error.args = ()
    assert error.message == ""


def test_the_text_names_operation_and_attempts() -> None:
    error = ApiError("HTTP 503")
    assert str(error) == "HTTP 503"
    error.attempts = (Attempt("503", 0.1),)
    assert str(error) == "HTTP 503"
    error.attempts, error.elapsed = (Attempt("503", 0.1), Attempt("503", 0.2)), 2.345
    assert str(error) == "HTTP 503 (after 2 attempts, 2.3 s)"
    error.operation = "v2.tags.search"
    assert str(error) == "v2.tags.search: HTTP 503 (after 2 attempts, 2.3 s)"


@pytest.mark.parametrize(
    ("kind", "also"),
    [
        (RequestError, ValueError),
        (errors.UnsupportedByReleaseError, RequestError),
        (errors.TimedOutError, TimeoutError),
        (errors.ConnectError, errors.TransportError),
        (errors.ProtocolError, errors.TransportError),
        (errors.TooLargeError, errors.TransportError),
        (errors.RejectedError, errors.AuthError),
        (errors.AuthUnavailableError, errors.AuthError),
        (errors.OrgAccessError, errors.AuthError),
        (errors.UnauthorizedError, errors.AuthError),
        (errors.UnauthorizedError, ApiError),
        (errors.PartialFailureError, ApiError),
    ],
)
def test_the_tree(kind: type[Exception], also: type[Exception]) -> None:
    assert issubclass(kind, also)


def test_a_status_finds_its_class() -> None:
    assert {status: kind.__name__ for status, kind in ApiError.by_status.items()} == {
        400: "BadRequestError",
        401: "UnauthorizedError",
        403: "ForbiddenError",
        404: "NotFoundError",
        409: "ConflictError",
        429: "RateLimitedError",
        500: "ServerError",
    }
