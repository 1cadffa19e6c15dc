"""The profile file and the keyring: what is remembered between commands."""

import os
import stat
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import msgspec
import platformdirs

from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._files import text_of
from aiothoughtspot.cli._settings import SECRETS, VARIABLES

SERVICE = "aiothoughtspot"
DEFAULT = "default"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def path() -> Path:
    """The profile file's path."""
    return platformdirs.user_config_path(SERVICE, appauthor=False) / "profiles.toml"


def read(file: Path, name: str | None) -> dict[str, str]:
    """Read a profile, by default the one called "default" if there is one.

    Raises `UsageError` for an unknown profile or name in it, and for a file with a secret that others can read.
    """
    profiles = _profiles(file)
    if name is None and DEFAULT not in profiles:
        return {}
    profile = profiles.get(name or DEFAULT)
    if not isinstance(profile, dict):
        listed = ", ".join(sorted(profiles)) or "none"
        raise UsageError(f"there is no profile {name!r} in {file} (there are: {listed})", "see --profile")
    for key in cast("dict[str, Any]", profile):
        if key not in VARIABLES:
            near = get_close_matches(key, VARIABLES, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"it can hold {', '.join(VARIABLES)}"
            raise UsageError(f"the profile {name or DEFAULT!r} holds {key!r}, which is no setting", hint)
    return {key: str(value) for key, value in cast("dict[str, Any]", profile).items()}


def _profiles(file: Path) -> dict[str, Any]:
    try:
        content = text_of(file)
    except FileNotFoundError:
        return {}
    try:
        profiles = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        # The parser's message may quote the line, and the line may be a secret.
        raise UsageError(
            f"{file} is no TOML", f"correct it {str(error).rpartition('(')[2].rstrip(')')}"
        ) from None
    secret = any(set(SECRETS) & profile.keys() for profile in profiles.values() if isinstance(profile, dict))
    if secret and os.name == "posix" and file.stat().st_mode & OTHERS:
        raise UsageError(f"{file} holds a secret and others can read it", f"chmod 600 {file}")
    return profiles


def write(file: Path, name: str, profile: Mapping[str, str]) -> bool:
    """Add a profile without secrets; one of this name that is there stays.  Says whether it was added."""
    if name in _profiles(file):
        return False
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    quoted = {key: msgspec.json.encode(value).decode() for key, value in profile.items()}
    lines = "".join(f"{key} = {value}\n" for key, value in quoted.items())
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8"
    ) as out:
        out.write(f"\n[{msgspec.json.encode(name).decode()}]\n{lines}")
    return True


def _keyring(module: str) -> Any:
    return import_module(module) if find_spec(module) is not None else None


def stored(url: str, user: str, module: str = "keyring") -> str | None:
    """What the keyring holds for a user of a cluster, as `kind:secret`; None if nothing, or if there is no keyring."""
    keyring = _keyring(module)
    if keyring is None:
        return None
    try:
        found: str | None = keyring.get_password(SERVICE, f"{user}@{url}")
    except keyring.errors.KeyringError:
        return None
    return found


def store(url: str, user: str, secret: str | None, module: str = "keyring") -> None:
    """Keep `kind:secret` in the keyring; None takes it away.  Raises `UsageError` where there is no keyring."""
    keyring = _keyring(module)
    advice = "pip install keyring, or set TS_SECRET_KEY, TS_PASSWORD or TS_TOKEN instead"
    if keyring is None:
        raise UsageError("there is no keyring package", advice)
    try:
        if secret is None:
            keyring.delete_password(SERVICE, f"{user}@{url}")
        else:
            keyring.set_password(SERVICE, f"{user}@{url}", secret)
    except keyring.errors.PasswordDeleteError:
        return
    except keyring.errors.KeyringError as error:
        raise UsageError(f"the keyring does not take it: {type(error).__name__}", advice) from None
