"""Where to work and as whom, from flags, environment, profile and keyring, in this order."""

import getpass
import sys
from collections.abc import Callable, Mapping

import attrs

from aiothoughtspot.auth import Auth, BearerAuth, PasswordAuth, TrustedAuth
from aiothoughtspot.cli._access import Access
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._files import written

VARIABLES = {
    "host": "TS_HOST",
    "username": "TS_USERNAME",
    "org": "TS_ORG",
    "token": "TS_TOKEN",
    "secret_key": "TS_SECRET_KEY",
    "password": "TS_PASSWORD",
}
SECRETS = ("token", "secret_key", "password")
PROFILE = "profile"
Given = Mapping[str, str]
Stored = Callable[[str, str], str | None]


@attrs.frozen
class Settings:
    """A cluster and a way in; `origins` says where each setting came from, and no secret."""

    url: str
    auth: Auth
    origins: Mapping[str, str]
    org: str | None = None


def of_flags(access: Access, ask: Callable[[str], str]) -> dict[str, str]:
    """The settings among the flags; for a secret that is "-" it is asked."""
    given = {name: getattr(access, name) for name in VARIABLES}
    return {
        name: ask(name) if value == "-" and name in SECRETS else value
        for name, value in given.items()
        if value
    }


def of_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings among the environment's variables."""
    return {name: environment[key] for name, key in VARIABLES.items() if environment.get(key)}


def ask(name: str) -> str:
    """Ask for a secret without showing it; where nobody sits at the keyboard it is the first line of stdin."""
    what = name.replace("_", " ")
    found = getpass.getpass(f"{what}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not found:
        raise UsageError(
            f"no {what} came from stdin",
            "pipe it in, as in `aiothoughtspot doctor --password - < file`, or set its TS_ variable",
        )
    return found


def asked(name: str, given: str | None) -> str | None:
    """A secret as given, or asked for if "-" is given."""
    return ask(name) if given == "-" else given


def address(host: str) -> str:
    """A host as a base URL."""
    return (host if "://" in host else f"https://{host}").rstrip("/")


def settled(layers: Mapping[str, Given], stored: Stored) -> Settings:
    """Put layers of settings together, the first goes before the others; `stored` looks into the keyring.

    A profile that names a host keeps its secret for that host.  Raises `UsageError` for what is missing.
    """
    found: dict[str, str] = {}
    origins: dict[str, str] = {}
    for origin, layer in layers.items():
        for name in ("host", "username", "org"):
            if name in layer and name not in found:
                found[name], origins[name] = written(f"{name} (from {origin})", layer[name]), origin
    if "host" not in found:
        raise UsageError(
            "no cluster is named",
            "give --host or set TS_HOST, or keep it in a profile with `aiothoughtspot login`; "
            "`aiothoughtspot simulate` starts a cluster to try",
        )
    url, user = address(found["host"]), found.get("username", "")
    for origin, layer in layers.items():
        for kind in SECRETS:
            if written(f"{kind} (from {origin})", layer.get(kind, "")) and (
                origin != PROFILE or address(layer.get("host", url)) == url
            ):
                return Settings(
                    url, _auth(kind, user, layer[kind], found.get("org")), {**origins, kind: origin}
                )
    kind, _, secret = (stored(url, user) or "").partition(":")
    if kind in SECRETS and secret:
        return Settings(url, _auth(kind, user, secret, found.get("org")), {**origins, kind: "keyring"})
    raise UsageError(
        f"there is no secret for {user or 'anybody'} at {url}",
        "set TS_SECRET_KEY, TS_PASSWORD or TS_TOKEN, give --password -, or keep one with `aiothoughtspot login`",
    )


def _auth(kind: str, user: str, secret: str, org: str | None) -> Auth:
    if kind == "token":
        return BearerAuth(secret)
    if not user:
        what = kind.replace("_", " ")
        raise UsageError(f"a {what} needs a user", "give --username or set TS_USERNAME")
    return TrustedAuth(user, secret, org=org) if kind == "secret_key" else PasswordAuth(user, secret, org=org)
