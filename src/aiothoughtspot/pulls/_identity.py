"""Whose rows they are: what a user's pull kept must never be taken up by another's, who may not see the same rows."""

from hashlib import sha256
from uuid import uuid4

from aiothoughtspot.auth import BearerAuth
from aiothoughtspot.client import Client


async def identify(client: Client) -> tuple[str, ...]:
    """Who a client is: user and org of its credential; of a token, those that the server names.

    Where the server does not say, a text is itself only, and a function is a stranger each time.
    """
    principal, auth = client.auth.principal, client.auth
    if not isinstance(auth, BearerAuth):
        return principal
    user, org = await _asked(client)
    if user and org:
        return (*principal, "user", user, org)
    if isinstance(auth.token, str):
        return (*principal, "token", sha256(auth.token.encode()).hexdigest())
    return (*principal, "call", uuid4().hex)


async def _asked(client: Client) -> tuple[str, str]:
    """The ids of a token's user and org, so that a new token of the same user goes on where the old one stopped."""
    try:
        user = await client.call("v2.authentication.current_user")
        return str(user.id or ""), str(user.current_org.id)
    except Exception:  # noqa: BLE001 - a question on the side: what is really wrong, the pull itself will run into
        return "", ""
