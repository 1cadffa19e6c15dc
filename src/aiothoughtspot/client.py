"""The client: options and views, opening and closing, and a call in three steps: build, send, decode."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypedDict, TypeVar, Unpack, overload

import attrs

from aiothoughtspot import _sources
from aiothoughtspot._base_url import parse
from aiothoughtspot._call import Call, secrets_of_call
from aiothoughtspot._catalog import find
from aiothoughtspot._codec import read
from aiothoughtspot._live import Live
from aiothoughtspot._operation import Operation
from aiothoughtspot._request import NOTHING, Request, build
from aiothoughtspot._response import Response
from aiothoughtspot._safe import check_header
from aiothoughtspot._scrub import scrub
from aiothoughtspot._version import USER_AGENT
from aiothoughtspot.auth import Auth, check_auth
from aiothoughtspot.errors import DecodeError, RequestError, ThoughtSpotError
from aiothoughtspot.limits import Deadline
from aiothoughtspot.options import SHARED, Options, Stats
from aiothoughtspot.streaming import Stream

if TYPE_CHECKING:
    import httpx

    from aiothoughtspot.v1 import V1
    from aiothoughtspot.v2 import V2

T = TypeVar("T")


class Parts(TypedDict, total=False):
    """The arguments of a call by wire-level names, by their place in the request."""

    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any
    form: Mapping[str, Any]
    files: Mapping[str, Any]
    headers: Mapping[str, str]


STOP_SECONDS = 5.0
ASK_SECONDS = 30.0


class Client:
    """An asyncio client of one ThoughtSpot cluster.

    `base_url` is the cluster's address, `auth` a way to log in, `options` how to behave; `transport` any async
    transport of httpx or httpx2, used as it is.  Making a client does no I/O; the first call connects and logs in.
    Use it as an async context manager, or call `aclose()`.  Raises `RequestError` for a base URL or an auth that will
    not do.
    """

    def __init__(
        self,
        base_url: str,
        auth: Auth,
        *,
        options: Options | None = None,
        transport: "httpx.AsyncBaseTransport | Any | None" = None,
    ) -> None:
        self.options: Options = options or Options()
        self.auth: Auth = check_auth(auth)
        _check_locale(self.options)
        origin = parse(base_url, insecure_http=self.options.insecure_http)
        self.base_url: str = f"{origin}{origin.prefix}"
        self._live = Live(origin, self.options, transport, USER_AGENT)

    def __repr__(self) -> str:
        """Show where and as whom."""
        return f"<Client {self.base_url} as {self.auth!r}>"

    # Endpoints

    @cached_property
    def v1(self) -> "V1":
        """The endpoints of REST API v1, by group."""
        from aiothoughtspot.v1 import V1  # noqa: PLC0415 - no endpoint is imported before it is asked for

        return V1(self)

    @cached_property
    def v2(self) -> "V2":
        """The endpoints of REST API v2.0, by group."""
        from aiothoughtspot.v2 import V2  # noqa: PLC0415 - same

        return V2(self)

    # Views

    def with_options(self, **changes: Any) -> "Client":
        """Return a view on the same pool and credentials with some options changed.

        Raises `RequestError` for unknown options and for those of the pool itself.
        """
        known = {field.name for field in attrs.fields(Options)}
        for name in changes:
            if name not in known:
                raise RequestError(f"{name}: there is no such option", parameter=name)
            if name in SHARED:
                raise RequestError(
                    f"{name}: belongs to the pool; give it to Client(options=...)", parameter=name
                )
        return self._view(attrs.evolve(self.options, **changes), self.auth)

    def with_auth(self, auth: Auth) -> "Client":
        """Return a view on the same pool that acts as somebody else; nothing of one user reaches another."""
        return self._view(self.options, check_auth(auth))

    def _view(self, options: Options, auth: Auth) -> "Client":
        _check_locale(options)
        view = object.__new__(type(self))
        view.options, view.auth, view.base_url, view._live = options, auth, self.base_url, self._live
        return view

    # Calls

    @overload
    async def call(
        self,
        operation: Operation[T],
        *,
        check: bool = ...,
        decode: Literal[True] = ...,
        **parts: Unpack[Parts],
    ) -> T: ...

    @overload
    async def call(
        self,
        operation: Operation[Any] | str,
        *,
        check: bool = ...,
        decode: Literal[False],
        **parts: Unpack[Parts],
    ) -> Response: ...

    @overload
    async def call(
        self, operation: str, *, check: bool = ..., decode: bool = ..., **parts: Unpack[Parts]
    ) -> Any: ...

    async def call(
        self,
        operation: Operation[Any] | str,
        *,
        path: Mapping[str, Any] = NOTHING,
        query: Mapping[str, Any] = NOTHING,
        body: Any = None,
        form: Mapping[str, Any] = NOTHING,
        files: Mapping[str, Any] = NOTHING,
        headers: Mapping[str, str] = NOTHING,
        check: bool = True,
        decode: bool = True,
    ) -> Any:
        """Send any operation by wire-level names and return its decoded answer.

        `check=False` sends body and query as given; paths and headers are always made safe.  `decode=False` returns
        the raw `Response`.  Raises what `errors` lists.
        """
        found = operation if isinstance(operation, Operation) else find(operation)
        parts = {"path": path, "query": query, "body": body, "form": form, "files": files, "headers": headers}
        source = _sources.source_of(body, query) if found.data else None
        try:
            request = build(found, **parts, check=check, release=await self._release())
        except RequestError as error:
            raise error.with_traceback(None)  # noqa: B904 - it is the same error
        finally:
            # An argument may be a secret, and some print the locals of a traceback.
            del parts, path, query, body, form, files, headers
        call = self._call(request)
        response = await self._bound().transport.send(call)
        if not decode:
            return response
        try:
            dates = await _sources.resolve(self, self.options.dates, source) if found.data else None
            return read(found, response.body, dates)
        except DecodeError as error:
            error.operation, error.attempts, error.elapsed = found.name, response.attempts, response.elapsed
            error.body = error.body or response.body
            # A page that came instead of the answer may repeat a credential.
            error.args = (scrub(error.message.encode(), secrets_of_call(call)).decode(),)
            raise

    @asynccontextmanager
    async def stream(
        self,
        operation: Operation[Any] | str,
        *,
        path: Mapping[str, Any] = NOTHING,
        query: Mapping[str, Any] = NOTHING,
        body: Any = None,
        form: Mapping[str, Any] = NOTHING,
        files: Mapping[str, Any] = NOTHING,
        headers: Mapping[str, str] = NOTHING,
        check: bool = True,
    ) -> AsyncGenerator[Stream, None]:
        """Send an operation and open its answer: iterate it for bytes, `events()` for events, `save(path)` to a file.

        It holds one of the client's slots until the block is left; leaving early closes the connection.
        """
        found = operation if isinstance(operation, Operation) else find(operation)
        parts = {"path": path, "query": query, "body": body, "form": form, "files": files, "headers": headers}
        try:
            request = build(found, **parts, check=check, release=await self._release())
        except RequestError as error:
            raise error.with_traceback(None)  # noqa: B904 - it is the same error
        finally:
            del parts, query, body, form, files, headers
        response, live = await self._bound().transport.open(self._call(request, streaming=True))
        stream = Stream(response.status, response.headers, live.chunk)
        try:
            yield stream
        finally:
            await live.close()
            if found.stop is not None and not live.ended:
                await self._stop(found.stop, path)

    async def _stop(self, operation: str, path: Mapping[str, Any]) -> None:
        """Tell the server that nobody listens any more; a courtesy that may fail."""
        with suppress(ThoughtSpotError):
            await self.with_options(deadline=STOP_SECONDS).call(operation, path=path)

    async def _release(self) -> str | None:
        """The release that requests are made for; "auto" asks the cluster, once for all views."""
        if self.options.release != "auto":
            return self.options.release
        bound = self._bound()
        async with bound.asking:
            if bound.release == "auto":
                asking = self.with_options(release=None, deadline=ASK_SECONDS)
                with suppress(ThoughtSpotError):
                    bound.release = await _sources.release(asking)
        return None if bound.release == "auto" else bound.release

    def _call(self, request: Request, *, streaming: bool = False) -> Call:
        operation, options = request.operation, self.options
        self._live.warn(request.deprecated)
        if operation.private and not options.private_routes:
            raise RequestError(
                "this route is not part of the public API; allow it with Options(private_routes=True)",
                operation=operation.name,
            )
        now = self._bound().loop.time()
        deadline = Deadline.after(options.deadline, now)
        return Call(request, options, self._live.credentials(self.auth), deadline, now, streaming)

    def _bound(self) -> Any:
        return self._live.bound()

    @property
    def known(self) -> dict[Any, Any]:
        """What has been learned of this cluster once and for all; shared by all views of one way in."""
        return self._live.credentials(self.auth).known

    def stats(self) -> Stats:
        """Count what this client and its views have done so far, and what they are doing."""
        return self._live.stats()

    # Life

    async def aclose(self) -> None:
        """Wait for what is in flight (at most 5 s), then close all connections, of all views.  Safe to call twice."""
        await self._live.aclose()

    async def __aenter__(self) -> Self:
        self._live.entered += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, unless a block of another view of this client, or of the client itself, is still open."""
        self._live.entered -= 1
        if not self._live.entered:
            await self.aclose()


def _check_locale(options: Options) -> None:
    if options.locale is not None:
        check_header("Accept-Language", options.locale)
