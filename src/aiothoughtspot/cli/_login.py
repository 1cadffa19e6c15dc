"""`login` and `logout`: a secret kept in the keyring, and where it belongs in a profile."""

import asyncio
import os

from aiothoughtspot.cli import _profiles
from aiothoughtspot.cli._access import NONE, Access
from aiothoughtspot.cli._failures import DONE, UsageError
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._settings import SECRETS, Settings, address, ask, of_environment, of_flags, settled
from aiothoughtspot.cli._work import client_of, guarded

KEPT = ("host", "username", "org")


def login(*, access: Access = NONE) -> int:
    """Log in once, and keep the secret in the keyring and the rest as a profile, so that later commands need no flags.

    For example: aiothoughtspot login --host acme.example --username ana --password -

    Without --secret-key, --password or --token it asks for the password. The profile is called "default" unless
    --profile names another; one that is there already stays as it is.
    """

    def run(screen: Screen) -> int:
        given = {**of_environment(os.environ), **of_flags(access, ask)}
        if not any(kind in given for kind in SECRETS):
            given["password"] = ask("password")
        found = settled({"flags": given}, _profiles.stored)
        kind = next(kind for kind in SECRETS if kind in found.origins)
        name = asyncio.run(_whoami(found))
        user = given.get("username", "")
        _profiles.store(found.url, user, f"{kind}:{given[kind]}")
        file, profile = _profiles.path(), access.profile or _profiles.DEFAULT
        given["host"] = found.url
        added = _profiles.write(file, profile, {key: given[key] for key in KEPT if key in given})
        screen.note(f"logged in as {name}; the secret is in the keyring")
        screen.facts({"profile": profile, "added": added, "file": str(file), "user": name})
        return DONE

    return guarded(access, run, stopped="nothing was kept")


async def _whoami(settings: Settings) -> str:
    async with client_of(settings, None) as client:
        return (await client.v2.authentication.current_user()).name


def logout(*, access: Access = NONE) -> int:
    """Take the secret of a user of a cluster out of the keyring; the profile stays."""

    def run(screen: Screen) -> int:
        layers = (
            of_flags(access, ask),
            of_environment(os.environ),
            _profiles.read(_profiles.path(), access.profile or os.environ.get("TS_PROFILE")),
        )
        host, user = (next((one[key] for one in layers if key in one), "") for key in ("host", "username"))
        if not host:
            raise UsageError("no cluster is named", "give --host and --username, or --profile")
        _profiles.store(address(host), user, None)
        screen.note(f"there is no secret for {user or 'anybody'} at {address(host)} in the keyring any more")
        if screen.json:
            screen.document({"host": address(host), "user": user})
        return DONE

    return guarded(access, run, stopped="nothing was changed")
