"""One request from arrival to answer: counting, limits, faults, caller, route, encoding."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from aiothoughtspot.simulator import (
    bodies,
    catalog,
    control,
    limits,
    releases,
    synthesis,
    wire,
)
from aiothoughtspot.simulator.answers import (
    BAD_REQUEST,
    FORBIDDEN,
    GENERIC,
    INTERNAL,
    MISSING,
    UNAUTHENTICATED,
    Answer,
    Refused,
)
from aiothoughtspot.simulator.callers import NOBODY, identify
from aiothoughtspot.simulator.families import _logs_events as audit
from aiothoughtspot.simulator.faults import Drift, Fault, drifted
from aiothoughtspot.simulator.routing import TABLE, Call, Route
from aiothoughtspot.simulator.seen import Seen

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from aiothoughtspot._operation import Operation
    from aiothoughtspot.simulator.wire import Receive, Send
    from aiothoughtspot.simulator.world import World

NOWHERE: Final = ("127.0.0.1", 0)
"""The client of a request that has no address."""
KEPT_BODY: Final = 65_536
"""Bytes of a request body that are remembered."""
LOG: Final = logging.getLogger(__name__)
SECRET_HEADERS: Final = frozenset({"authorization", "cookie", "proxy-authorization"})
CODES: Final = {400: BAD_REQUEST, 401: UNAUTHENTICATED, 403: FORBIDDEN, 500: INTERNAL}
PAGE: Final = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>System Maintenance</p></body></html>"


@attrs.frozen(eq=False)
class Request:
    """What arrived, read whole."""

    method: str
    path: str
    """As sent: still percent-encoded."""
    query: bytes
    headers: dict[str, str]
    content: bytes
    client: tuple[str, int]

    @property
    def v1(self) -> bool:
        """Whether errors take the v1 form."""
        return self.path.startswith("/callosum/")


async def serve(cluster: World, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """Serve one ASGI scope: HTTP requests, and the lifespan of servers that ask for it."""
    if scope["type"] == "lifespan":
        await wire.lifespan(receive, send)
        return
    content = await wire.read(receive)
    if content is None:
        return
    request = read_scope(scope, content)
    if request.path.startswith(control.PREFIX):
        answer = control.handle(cluster, request.method, request.path, content, request.client[0])
        await wire.send_plain(send, answer)
        return
    cluster.in_flight += 1
    try:
        await _request(cluster, request, receive, send)
    finally:
        cluster.in_flight -= 1


def read_scope(scope: MutableMapping[str, Any], content: bytes) -> Request:
    """The request of an HTTP scope and its body."""
    raw = scope.get("raw_path") or scope["path"].encode()
    host, port = scope.get("client") or NOWHERE
    return Request(
        method=scope["method"],
        path=raw.partition(b"?")[0].decode("latin-1"),
        query=scope["query_string"],
        headers=bodies.header_map(scope["headers"]),
        content=content,
        client=(host, port),
    )


async def _request(cluster: World, request: Request, receive: Receive, send: Send) -> None:
    cluster.requests.append(_seen(request))
    method, path = request.method, request.path
    struck = cluster.faults.strike(method, path, literal=TABLE.literal(method, path))
    if await wire.hold(cluster.connections, struck, request.client, receive):
        answer = await _answer(cluster, request, struck)
        cluster.answers[answer.status] += 1
        added = [pair for fault in struck for pair in (fault.headers or {}).items()]
        answer = attrs.evolve(answer, headers=(*answer.headers, *added))
        await wire.deliver(cluster.connections, struck, answer, request.client, receive=receive, send=send)


def _seen(request: Request) -> Seen:
    kept = {name: value for name, value in request.headers.items() if name not in SECRET_HEADERS}
    host, port = request.client
    return Seen(
        request.method,
        request.path,
        request.query.decode("latin-1"),
        kept,
        request.content[:KEPT_BODY],
        f"{host}:{port}",
    )


async def _answer(cluster: World, request: Request, struck: list[Fault]) -> Answer:
    """The answer with its content encoded: of the route, of a fault, or of whatever went wrong."""
    try:
        found = _find(cluster, request)
        cluster.counts["unknown" if found is None else found[0].name] += 1
        if cluster.limit is not None and not cluster.limit.admit(request.client[0]):
            return _error(cluster, Refused(429, GENERIC, "Too many requests"), v1=request.v1)
        for fault in struck:
            if fault.expire_tokens:
                cluster.revoke_tokens()
            if fault.answers:
                return _scripted(cluster, fault, v1=request.v1)
        if found is None:
            return _error(cluster, Refused(404, GENERIC, "No such route"), v1=request.v1)
        return await _run(
            cluster, request, *found, next((fault.drift for fault in struck if fault.drift), None)
        )
    except Refused as refused:
        return _error(cluster, refused, v1=request.v1 or refused.v1)
    except Exception as fault:
        LOG.exception("%s %s", request.method, request.path)
        cluster.bad.append(f"{request.method} {request.path}: the handler failed: {fault!r}")
        return _error(cluster, Refused(500, INTERNAL, type(fault).__name__), v1=request.v1)


def _find(cluster: World, request: Request) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and its path parameters, if the cluster's release has it: a registered one, or a synthesised one."""
    found = TABLE.find(request.method, request.path)
    ours = found is not None
    if not ours and request.path.startswith(catalog.ROOTS):
        found = synthesis.table().find(request.method, request.path)
    if found is None or (ours and not cluster.old):
        return found
    operation = catalog.operation(found[0].name)
    return found if operation is None or releases.serves(cluster.release, operation) else None


async def _run(
    cluster: World, request: Request, route: Route, path: dict[str, str], drift: Drift | None
) -> Answer:
    caller = identify(cluster.state, request.headers) if route.auth else NOBODY
    if route.auth and caller.user is None:
        raise Refused(401, UNAUTHENTICATED, caller.reason)
    if caller.user is not None and (route.admin or route.privileges):
        held = cluster.state.privileges(caller.user)
        if not held & {"ADMINISTRATION", *(() if route.admin else route.privileges)}:
            raise Refused(403, FORBIDDEN, "The user lacks the privilege for this operation")
    kind = limits.REFUSED.get(route.name)
    if kind is not None:
        key = request.client[0] if kind == "async_status" or caller.user is None else caller.user["id"]
        if not cluster.admits(kind, key):
            raise Refused(429, GENERIC, "Too many requests")
    parts = bodies.read_body(request.content, request.headers.get("content-type", ""))
    pairs = bodies.query_pairs(request.query)
    later: list[str] = []
    operation = catalog.operation(route.name) if cluster.old else None
    if operation is not None:
        fields = releases.arguments(operation)
        known = partial(releases.known, cluster.release, fields, dropped=later)
        kept = known(dict(pairs))
        pairs = [pair for pair in pairs if pair[0] in kept]
        parts = bodies.Parts(known(parts.body), known(parts.form), known(parts.files))
    _check_keys(cluster, request, route, [*dict(pairs), *parts.keys()], later)
    call = Call(
        cluster=cluster,
        state=cluster.state,
        user=caller.user,
        org=caller.org,
        path=path,
        query=dict(pairs),
        query_list=pairs,
        body=parts.body,
        form=parts.form,
        files=parts.files,
        headers=request.headers,
        session=caller.session,
        token=caller.token,
    )
    audit.note(call, route, request.client[0])
    result = route.handler(call)
    if callable(result):
        answer = await asyncio.to_thread(lambda: _answered(result(), cluster, drift, operation))
    else:
        answer = _answered(result, cluster, drift, operation)
    if not route.reads:
        cluster.writes[route.name] += 1
    return answer


def _check_keys(cluster: World, request: Request, route: Route, keys: list[str], later: list[str]) -> None:
    """Record what the server would silently ignore, `later` being of later releases; in strict mode refuse it."""
    unknown = [*route.unknown(keys), *later]
    cluster.unknown_keys.extend((route.name, key) for key in unknown)
    problems = [f"unknown key {key}" for key in unknown]
    if request.v1 and "x-requested-by" not in request.headers:
        problems.append("no X-Requested-By header")
        cluster.bad.append(f"{route.name}: no X-Requested-By header")
    if cluster.strict and problems:
        raise Refused(400, BAD_REQUEST, "; ".join(problems))


def _answered(result: Any, cluster: World, drift: Drift | None, operation: Operation[Any] | None) -> Answer:
    """What a handler returned, as an answer with its content encoded."""
    if result is None:
        return Answer(204)
    answer: Answer = result if isinstance(result, Answer) else Answer(json=result)
    if answer.json is MISSING:
        return answer
    value = answer.json
    if operation is not None and releases.changes(cluster.release, operation.returns):
        value = releases.known_value(cluster.release, operation.returns, msgspec.to_builtins(value), [])
    if drift is not None:
        value = drifted(msgspec.to_builtins(value), drift)
    return attrs.evolve(answer, json=MISSING, content=msgspec.json.encode(value))


def _scripted(cluster: World, fault: Fault, *, v1: bool) -> Answer:
    status = 200 if fault.status is None else fault.status
    if fault.html:
        text = fault.body if isinstance(fault.body, str) else PAGE.format(status)
        return Answer(status, content=text.encode(), media="text/html; charset=utf-8")
    if isinstance(fault.body, str):
        return Answer(status, content=fault.body.encode(), media="text/plain; charset=utf-8")
    if fault.body is not None:
        return Answer(status, content=msgspec.json.encode(fault.body))
    return _error(cluster, Refused(status, CODES.get(status, GENERIC), "A scripted fault"), v1=v1)


def _error(cluster: World, refused: Refused, *, v1: bool) -> Answer:
    guid = cluster.state.new_guid
    body = bodies.error_body(refused, incident=guid(), trace=guid(), v1=v1)
    return Answer(refused.status, content=msgspec.json.encode(body))
