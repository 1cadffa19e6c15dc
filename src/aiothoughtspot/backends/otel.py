"""OpenTelemetry: a span for each call with one inside for each attempt, and how long calls, attempts and waits took.

    options = otel.instrument(ts.Options())

Attributes are an allow-list: operation, method, path template, status, error class, and the server's name if you give it.
No argument, header, body or user is ever among them.
"""

import time
from collections.abc import Callable
from typing import Any

import attrs
from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from aiothoughtspot._version import __version__
from aiothoughtspot.errors import Attempt
from aiothoughtspot.options import CallInfo, Options, WaitInfo

__all__ = ["instrument"]

SCOPE = "aiothoughtspot"
FIRST_ERROR = 300
Attributes = dict[str, str | int]


def instrument(
    options: Options,
    *,
    server: str | None = None,
    tracer_provider: trace.TracerProvider | None = None,
    meter_provider: metrics.MeterProvider | None = None,
) -> Options:
    """Return the options with hooks that record; hooks that are there already are called too.

    A call's span is a child of the caller's, ends when the call does, and has attempts as children, named and described
    as HTTP's semantic conventions have it; `server` is their `server.address`.  Durations are in seconds.
    """
    tracer = trace.get_tracer(SCOPE, __version__, tracer_provider)
    meter = metrics.get_meter(SCOPE, __version__, meter_provider)
    calls = meter.create_histogram("thoughtspot.client.call.duration", "s", "Whole calls, with all waits.")
    requests = meter.create_histogram("http.client.request.duration", "s", "Attempts.")
    waits = meter.create_histogram("thoughtspot.client.wait.duration", "s", "Waits for token, rate or queue.")
    shared: Attributes = {} if server is None else {"server.address": server}

    def called(info: CallInfo) -> None:
        about = {**shared, "thoughtspot.operation": info.operation}
        ended = time.time_ns()
        started = ended - _ns(info.elapsed)
        span = tracer.start_span(
            info.operation, attributes={**about, **_outcome(info.outcome)}, start_time=started
        )
        _judge(span, info.outcome)
        context = trace.set_span_in_context(span)
        for number, attempt in enumerate(info.attempts):
            described = _described(info, attempt, number)
            one = tracer.start_span(
                f"{info.method} {info.path}",
                context,
                SpanKind.CLIENT,
                {**about, **described},
                start_time=started,
            )
            _judge(one, attempt.outcome)
            one.end(min(ended, started + _ns(attempt.seconds)))
            started = min(ended, started + _ns(attempt.seconds + attempt.waited))
            described.pop("http.request.resend_count", None)
            requests.record(attempt.seconds, {**about, **described}, context)
        span.end(ended)
        calls.record(info.elapsed, {**about, **_outcome(info.outcome)}, context)

    def waited(info: WaitInfo) -> None:
        waits.record(
            info.seconds,
            {**shared, "thoughtspot.operation": info.operation, "thoughtspot.wait.phase": info.phase},
        )

    return attrs.evolve(
        options, on_call=_both(options.on_call, called), on_wait=_both(options.on_wait, waited)
    )


def _ns(seconds: float) -> int:
    return int(seconds * 1e9)


def _outcome(outcome: str) -> Attributes:
    """A status as a number, an error as its class."""
    if not outcome.isdecimal():
        return {"error.type": outcome}
    status: Attributes = {"http.response.status_code": int(outcome)}
    return status if int(outcome) < FIRST_ERROR else {**status, "error.type": outcome}


def _described(info: CallInfo, attempt: Attempt, number: int) -> Attributes:
    about: Attributes = {"http.request.method": info.method, "url.template": info.path}
    if number:
        about["http.request.resend_count"] = number
    return {**about, **_outcome(attempt.outcome)}


def _judge(span: trace.Span, outcome: str) -> None:
    if "error.type" in _outcome(outcome):
        span.set_status(Status(StatusCode.ERROR))


def _both(first: Callable[[Any], object] | None, second: Callable[[Any], object]) -> Callable[[Any], object]:
    if first is None:
        return second

    def both(info: Any) -> None:
        # Whatever happens in the user's own hook, ours is told.
        try:
            first(info)
        finally:
            second(info)

    return both
