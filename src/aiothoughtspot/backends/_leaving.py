"""Work for a browser that has left is given up.  Knows ASGI only."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class CancelOnDisconnect:
    """ASGI middleware that cancels a request's work as soon as its browser leaves.

    The calls it waits for are given up, and their slots are free again, within milliseconds.  A request whose answer is
    whole goes on, so that background tasks run to their end.  At most one piece of the request's body is read ahead.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; other kinds of connection pass through."""
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            await self._app(scope, receive, send)
            return
        ahead: asyncio.Queue[Message] = asyncio.Queue(1)
        answered = left = False

        async def watch() -> None:
            nonlocal left
            while (message := await receive())["type"] != "http.disconnect":
                await ahead.put(message)
            if answered:
                await ahead.put(message)
            else:
                left = True
                task.cancel()

        async def answer(message: Message) -> None:
            nonlocal answered
            answered = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        watching = asyncio.create_task(watch(), name="aiothoughtspot-browser")
        try:
            await self._app(scope, ahead.get, answer)
        except asyncio.CancelledError:
            # Somebody else may have cancelled the request too, such as a server that stops.
            if not left or task.cancelling() > 1:
                raise
        finally:
            watching.cancel()
            if left:
                task.uncancel()
