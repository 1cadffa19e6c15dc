"""A reference to a credential: what a plan carries to other machines, in place of the secret itself."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, cast

import attrs

from aiothoughtspot.auth import Auth, BearerAuth, PasswordAuth, TrustedAuth
from aiothoughtspot.errors import RequestError

Way = Literal["trusted", "password", "bearer"]
_SCHEMES = ("env:", "file:", "keyring:", "call:")


@attrs.frozen(init=False)
class Credential:
    """How a worker logs in: `way`, user and org as they are, the secret by reference only.

    `secret` is `env:NAME` (an environment variable of the worker), `file:PATH` (its first line), `keyring:SERVICE` (the
    user's entry there), or `call:MODULE:FUNCTION` (called without arguments).  Raises `RequestError` for anything else.
    """

    way: Way = attrs.field(validator=attrs.validators.in_(("trusted", "password", "bearer")))
    secret: str
    username: str
    org: int | str | None

    def __init__(self, way: Way, secret: str, username: str = "", org: int | str | None = None) -> None:
        if not secret.startswith(_SCHEMES) or secret.endswith(":"):
            # It may be the secret itself, which must not be seen in a traceback's locals either.
            del secret
            raise RequestError(f"secret: a reference is needed, beginning with {', '.join(_SCHEMES)}")
        cast("Any", self).__attrs_init__(way, secret, username, org)

    @property
    def principal(self) -> tuple[str, ...]:
        """Who it is, as the way to log in has it."""
        return ("bearer",) if self.way == "bearer" else (self.way, self.username, str(self.org))

    def auth(self) -> Auth:
        """Fetch the secret and make the credential; raises `RequestError` if it is not there."""
        if self.way == "bearer":
            return BearerAuth(self._fetched)
        make = TrustedAuth if self.way == "trusted" else PasswordAuth
        return make(self.username, self._fetched(), org=self.org)

    def _fetched(self) -> str:
        scheme, _, rest = self.secret.partition(":")
        ways = {"env": _from_env, "file": _from_file, "keyring": self._from_keyring, "call": _from_call}
        found = ways[scheme](rest)
        if not found:
            raise RequestError(f"secret: there is nothing at {self.secret}")
        return found

    def _from_keyring(self, service: str) -> str:
        try:
            keyring = import_module("keyring")
        except ImportError:
            raise RequestError(f"secret: {self.secret} needs the package keyring") from None
        return keyring.get_password(service, self.username) or ""


def _from_env(name: str) -> str:
    return os.environ.get(name, "")


def _from_file(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").partition("\n")[0]
    except OSError as error:
        raise RequestError(f"secret: {path}: {error.strerror}") from None


def _from_call(path: str) -> str:
    module, _, name = path.partition(":")
    return str(getattr(import_module(module), name)())
