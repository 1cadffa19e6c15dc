"""Which status and which words a browser gets for each error of the library."""

from typing import Any

import msgspec
import pytest

import aiothoughtspot as ts
from aiothoughtspot.backends._problems import SENTENCES, again_after, problem_of, status_of

TEXT = "what the cluster said about SECRET things"
TABLE: list[tuple[ts.ThoughtSpotError, int, int | None]] = [
    (ts.RequestError(TEXT), 400, None),
    (ts.ClosedError(TEXT), 503, 5),
    (ts.UnsupportedByReleaseError(TEXT), 501, None),
    (ts.ConnectError(TEXT), 503, 5),
    (ts.TimedOutError(TEXT, phase="queue"), 503, 5),
    (ts.TimedOutError(TEXT, phase="rate"), 503, 5),
    (ts.TimedOutError(TEXT, phase="answer"), 504, None),
    (ts.TimedOutError(TEXT, phase="connect"), 504, None),
    (ts.ProtocolError(TEXT), 502, None),
    (ts.TooLargeError(TEXT), 502, None),
    (ts.RejectedError(TEXT), 502, None),
    (ts.AuthUnavailableError(TEXT), 503, 5),
    (ts.OrgAccessError(TEXT), 403, None),
    (ts.BadRequestError(TEXT, status=400), 400, None),
    (ts.UnauthorizedError(TEXT, status=401), 403, None),
    (ts.ForbiddenError(TEXT, status=403), 403, None),
    (ts.NotFoundError(TEXT, status=404), 404, None),
    (ts.ConflictError(TEXT, status=409), 409, None),
    (ts.RateLimitedError(TEXT, status=429), 429, 5),
    (ts.RateLimitedError(TEXT, status=429, retry_after=6.1), 429, 7),
    (ts.RateLimitedError(TEXT, status=429, retry_after=0.0), 429, 1),
    (ts.ServerError(TEXT, status=500), 502, None),
    (ts.ServerError(TEXT, status=503), 503, 5),
    (ts.ServerError(TEXT, status=504), 504, None),
    (ts.ApiError(TEXT, status=418), 502, None),
    (ts.PartialFailureError(TEXT), 502, None),
    (ts.DecodeError(TEXT), 502, None),
]


@pytest.mark.parametrize(
    ("error", "status", "again"), TABLE, ids=lambda one: getattr(type(one), "__name__", one)
)
def test_an_error_has_a_status_and_a_wish(error: ts.ThoughtSpotError, status: int, again: int | None) -> None:
    assert status_of(error) == status
    assert again_after(error, status) == again
    problem = problem_of(error)
    assert (problem["status"], problem.get("retry_after")) == (status, again)
    assert problem["title"] == type(error).__name__
    assert problem["type"] == f"urn:aiothoughtspot:{type(error).__name__}"
    assert problem["detail"] == f"the call: {SENTENCES[status]}"
    assert "SECRET" not in msgspec.json.encode(problem).decode()


def test_no_error_becomes_a_401() -> None:
    """The browser is logged in; a 401 would only send it to log in again."""
    assert 401 not in {status_of(error) for error, _, _ in TABLE}
    assert {status_of(error) for error, _, _ in TABLE} == set(SENTENCES)


def test_a_problem_names_the_operation_and_the_ids_to_look_for() -> None:
    facts: dict[str, Any] = {"status": 500, "code": 10000, "incident_id": "i-1", "trace_id": "t-1"}
    attempts = (ts.Attempt("503", 0.1, 0.2), ts.Attempt("500", 0.1))
    error = ts.ServerError(TEXT, operation="v2.tags.search", attempts=attempts, **facts)
    problem = problem_of(error)
    assert problem["operation"] == "v2.tags.search"
    assert problem["detail"].startswith("v2.tags.search: ")
    assert (problem["attempts"], problem["code"]) == (2, 10000)
    assert (problem["incident_id"], problem["trace_id"]) == ("i-1", "t-1")
    assert problem_of(error, explain=True)["detail"] == str(error)
