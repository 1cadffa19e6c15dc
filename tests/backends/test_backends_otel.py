"""Spans and metrics of real calls, and that nothing secret is among them."""

import asyncio
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from servers import Got, Peer, Server, Tokens, answer_bytes, ok, serving
from wire_support import READ, WRITE

import aiothoughtspot as ts
from aiothoughtspot.backends import otel
from aiothoughtspot.options import CallInfo

ANA = ts.TrustedAuth("HUSH-ana", "SECRET-key", org="HUSH-org")


class Seen:
    """Where the spans and figures of a test go."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.reader = InMemoryMetricReader()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.meters = MeterProvider([self.reader])

    def options(self, **settings: Any) -> ts.Options:
        options = ts.Options(rate=None, retry=ts.Retry(attempts=3, base=0.02, cap=0.02), **settings)
        return otel.instrument(
            options, server="a.example", tracer_provider=self.tracers, meter_provider=self.meters
        )

    def spans(self) -> list[ReadableSpan]:
        return list(self.exporter.get_finished_spans())

    def figures(self) -> dict[str, list[tuple[dict[str, Any], int, float]]]:
        """For each metric: attributes, count and sum of its points."""
        data: Any = self.reader.get_metrics_data()
        return {
            metric.name: [
                (dict(point.attributes), point.count, point.sum) for point in metric.data.data_points
            ]
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }


@pytest.fixture
def seen() -> Iterator[Seen]:
    made = Seen()
    yield made
    made.tracers.shutdown()
    made.meters.shutdown()


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def twice_busy() -> Any:
    answers = [503, 503]

    async def answer(got: Got, peer: Peer) -> None:
        if answers:
            await peer.send(answer_bytes({"error": "HUSH"}, answers.pop()))
        else:
            await ok(got, peer)

    return answer


async def called(seen: Seen, server: Server, operation: Any = READ, **settings: Any) -> BaseException | None:
    async with ts.Client(server.url, ANA, options=seen.options(**settings)) as client:
        try:
            await client.call(operation, headers={"X-Number": "HUSH-header"})
        except ts.ThoughtSpotError as error:
            return error
    return None


async def test_a_call_is_a_span_with_its_attempts_inside(seen: Seen) -> None:
    with seen.tracers.get_tracer("test").start_as_current_span("the caller"):
        async with serving(Tokens(behind=twice_busy())) as server:
            assert await called(seen, server) is None
    *attempts, call, caller = seen.spans()
    assert (call.name, call.kind, call.status.status_code) == (
        "test.read",
        SpanKind.INTERNAL,
        StatusCode.UNSET,
    )
    assert call.parent == caller.context
    assert attributes(call) == {
        "server.address": "a.example",
        "thoughtspot.operation": "test.read",
        "http.response.status_code": 200,
    }
    assert [one.name for one in attempts] == ["POST /read"] * 3
    assert {one.kind for one in attempts} == {SpanKind.CLIENT}
    assert all(one.parent == call.context for one in attempts)
    assert [attributes(one)["http.response.status_code"] for one in attempts] == [503, 503, 200]
    assert [attributes(one).get("http.request.resend_count") for one in attempts] == [None, 1, 2]
    assert [attributes(one).get("error.type") for one in attempts] == ["503", "503", None]
    codes = [one.status.status_code for one in attempts]
    assert codes == [StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET]
    edges = [edge or 0 for one in attempts for edge in (one.start_time, one.end_time)]
    assert edges == sorted(edges)
    assert edges[0] == call.start_time
    assert edges[-1] <= (call.end_time or 0)


async def test_durations_are_figures_in_seconds(seen: Seen) -> None:
    async with serving(Tokens(behind=twice_busy())) as server:
        await called(seen, server)
    figures = seen.figures()
    ((about, count, total),) = figures["thoughtspot.client.call.duration"]
    assert (about["thoughtspot.operation"], about["http.response.status_code"], count) == (
        "test.read",
        200,
        1,
    )
    requests = figures["http.client.request.duration"]
    assert {(point["http.response.status_code"], count) for point, count, _ in requests} == {
        (503, 2),
        (200, 1),
    }
    assert {tuple(sorted(point)) for point, _, _ in requests if "error.type" not in point} == {
        (
            "http.request.method",
            "http.response.status_code",
            "server.address",
            "thoughtspot.operation",
            "url.template",
        )
    }
    assert 0 < sum(spent for _, _, spent in requests) <= total < 1
    ((about, count, _),) = figures["thoughtspot.client.wait.duration"]
    assert (about["thoughtspot.wait.phase"], count) == ("token", 1)


async def test_a_failed_call_names_its_error(seen: Seen) -> None:
    async with serving(Tokens(behind=lambda got, peer: peer.reset())) as server:
        assert isinstance(await called(seen, server, WRITE), ts.ProtocolError)
    attempt, call = seen.spans()
    for span in (attempt, call):
        assert attributes(span)["error.type"] == "ProtocolError"
        assert span.status.status_code is StatusCode.ERROR
        assert "http.response.status_code" not in attributes(span)


async def test_a_cancelled_call_is_told_too_and_a_stream_when_it_opens() -> None:
    told: list[CallInfo] = []

    async def hang(got: Got, peer: Peer) -> None:
        await peer.hang()

    tokens, options = Tokens(behind=hang), ts.Options(on_call=told.append, rate=None)
    async with serving(tokens) as server, ts.Client(server.url, ANA, options=options) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await client.call(READ)
        tokens.behind = ok
        async with client.stream(READ) as stream:
            assert len(told) == 2
            await stream.read()
    assert [info.outcome for info in told] == ["CancelledError", "200"]
    assert 0.05 < told[0].elapsed < 1
    assert (told[1].operation, told[1].method, told[1].path) == ("test.read", "POST", "/read")


async def test_the_user_s_own_hooks_are_called_and_may_fail(seen: Seen) -> None:
    told: list[Any] = []

    def broken(info: CallInfo) -> None:
        told.append(info)
        raise ValueError("broken")

    async with serving(Tokens()) as server:
        assert await called(seen, server, on_call=broken, on_wait=told.append) is None
    assert [type(one).__name__ for one in told] == ["WaitInfo", "CallInfo"]
    assert len(seen.spans()) == 2


async def test_scenario_32_no_secret_is_recorded(seen: Seen) -> None:
    async with serving(Tokens(behind=twice_busy())) as server:
        await called(seen, server)
    async with serving(lambda got, peer: peer.send(answer_bytes({"error": "HUSH"}, 401))) as server:
        assert isinstance(await called(seen, server), ts.RejectedError)
    recorded = "".join(span.to_json() for span in seen.spans()) + str(seen.figures())
    assert "RejectedError" in recorded
    assert "SECRET" not in recorded
    assert "HUSH" not in recorded


def test_without_providers_the_global_ones_are_used_and_the_rest_stays() -> None:
    before = ts.Options(deadline=3)
    after = otel.instrument(before)
    changed = {"on_call", "on_wait"}
    for field in attrs.fields(ts.Options):
        same = getattr(after, field.name) is getattr(before, field.name)
        assert same == (field.name not in changed)
