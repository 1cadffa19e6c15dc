"""A Redis that may be gone, and what is written into it: sealed values under names that tell nothing."""

import asyncio
import base64
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from redis.asyncio import Redis
from redis.exceptions import RedisError

T = TypeVar("T")
log: logging.Logger = logging.getLogger("aiothoughtspot.backends.redis")
# A Redis nearby answers in less than a ms; one that is slower than this (s) is no help.
ANSWER_SECONDS = 0.5
# One that is gone is asked again after so long (s), so that calls do not wait for it in vain.
PAUSE_SECONDS = 5.0
NONCE_BYTES = 12
MIN_SECRET = 16


class Guard:
    """Asks Redis, or says at once that it is gone; one warning for each outage."""

    def __init__(self, redis: Redis, now: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._now = now
        self._gone = False
        self._again = float("-inf")

    async def ask(self, work: Callable[[Redis], Awaitable[T]]) -> T | None:
        """Do some work in Redis; None if it is gone.  Raises nothing."""
        if self._now() < self._again:
            return None
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await work(self._redis)
        # A RuntimeError is a connection whose event loop is closed.
        except (RedisError, OSError, RuntimeError) as error:
            self._again = self._now() + PAUSE_SECONDS
            if not self._gone:
                log.warning("Redis is gone (%s): this worker goes on by itself", type(error).__name__)
            self._gone = True
            return None
        if self._gone:
            log.info("Redis is back")
        self._gone = False
        return found


class Box:
    """Names and seals by one secret: who reads Redis learns neither users nor tokens, nor can put others in their place."""

    def __init__(self, secret: str | bytes, prefix: str) -> None:
        if not isinstance(cast("Any", secret), str | bytes):
            # By its type only: what was meant to be a secret is not shown.
            kind = type(secret).__name__
            raise TypeError(f"secret: a text or bytes are needed, not {kind}; is its setting there?")
        if not isinstance(cast("Any", prefix), str):
            raise TypeError(f"prefix: a text is needed, not {prefix!r}")
        key = secret.encode() if isinstance(secret, str) else secret
        if len(key) < MIN_SECRET:
            raise ValueError(f"the secret for Redis needs {MIN_SECRET} bytes or more, of real chance")
        self._names = hmac.digest(key, b"names", hashlib.sha256)
        self._cipher = AESGCM(hmac.digest(key, b"values", hashlib.sha256))
        self._prefix = prefix

    def name(self, kind: str, what: bytes) -> str:
        """The key in Redis for something."""
        return f"{self._prefix}:{kind}:{hmac.digest(self._names, kind.encode() + b':' + what, hashlib.sha256).hex()}"

    def seal(self, name: str, value: dict[str, Any]) -> bytes:
        """Encrypt a value; it opens under its own name only."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        # As text, because a Redis client may be told to decode what it reads.
        return base64.b64encode(
            nonce + self._cipher.encrypt(nonce, msgspec.json.encode(value), name.encode())
        )

    def open(self, name: str, sealed: str | bytes) -> dict[str, Any] | None:
        """Decrypt a value; None for one that was not sealed here."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            text = self._cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            return None
        return msgspec.json.decode(text, type=dict[str, Any])
