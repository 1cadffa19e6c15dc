"""The doctor's checks: each looks at one step between here and an answer, and says what it means."""

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import attrs

from aiothoughtspot import _sources
from aiothoughtspot._base_url import parse
from aiothoughtspot._catalog import find, operations
from aiothoughtspot._edges import Origin
from aiothoughtspot._edges.choose import proxy_for
from aiothoughtspot._edges.connect import connect_error, tls_context
from aiothoughtspot._releases import number, older
from aiothoughtspot._response import Response
from aiothoughtspot.auth import NoAuth
from aiothoughtspot.cli._failures import DOCTOR, leaves, shown
from aiothoughtspot.cli._settings import Settings
from aiothoughtspot.client import Client
from aiothoughtspot.errors import ApiError, AuthError, ThoughtSpotError

State = Literal["ok", "warning", "failed", "skipped"]
TIMEOUT = 10.0
# Seconds by which clocks may differ before logs and schedules are read wrongly, and days a certificate should have left.
SKEW, DAYS = 60.0, 14
# What people come to do, and the call it takes.
USES = {
    "search data": "v2.data.search",
    "export reports": "v2.reports.liveboard",
    "export TML": "v2.metadata.export_tml",
    "import TML": "v2.metadata.import_tml",
    "read users": "v2.users.search",
    "read the audit log": "v2.logs.fetch",
}
EVERYTHING = "ADMINISTRATION"
# On clusters without roles one privilege is what roles split into two.
WHOLE = {"DATADOWNLOADING": {"CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS"}}


@attrs.frozen
class Finding:
    """What a check found, and what to do about it."""

    check: str
    state: State
    found: str
    advice: str = ""


@attrs.define
class Exam:
    """One cluster being looked at: the client, the answers it has had, and the user once there is one."""

    settings: Settings
    origin: Origin
    client: Client
    seen: list[Response]
    now: Callable[[], float] = time.time
    user: Any = None


Check = Callable[[Exam], Awaitable[Finding]]


async def examine(settings: Settings, now: Callable[[], float] = time.time) -> AsyncGenerator[Finding, None]:
    """Make all checks in order; after one without which nothing works the others are skipped."""
    seen: list[Response] = []
    origin = parse(settings.url, insecure_http=False)
    said = ", ".join(f"{what.replace('_', ' ')} from {origin}" for what, origin in settings.origins.items())
    yield Finding("settings", "ok", f"{settings.url} ({said})")
    async with Client(settings.url, settings.auth) as client:
        watched = client.with_options(on_response=seen.append, deadline=60.0)
        exam = Exam(settings, origin, watched, seen, now)
        lost = ""
        for name, check, vital in CHECKS:
            if lost:
                yield Finding(name, "skipped", f"needs {lost}")
                continue
            try:
                finding = await check(exam)
            except (ThoughtSpotError, OSError) as error:
                told = shown(leaves(error)[0])
                # It needs no advice to ask the doctor.
                advice = told.advice.removesuffix(DOCTOR).rstrip("; ") or "mend this first, the rest needs it"
                finding = Finding(name, "failed", told.message, advice)
            lost = name if vital and finding.state == "failed" else ""
            yield finding


async def dns(exam: Exam) -> Finding:
    """Whether the host's name leads to an address."""
    if (proxy := proxy_for(exam.origin)) is not None:
        host = proxy.rpartition("@")[2]
        return Finding("DNS", "ok", f"calls go through the proxy {host}, which looks the host up itself")
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(TIMEOUT):
            found = await loop.getaddrinfo(exam.origin.host, exam.origin.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise connect_error(error, exam.origin) from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    return Finding("DNS", "ok", f"{exam.origin.host} is {', '.join(addresses)}")


async def tls(exam: Exam) -> Finding:
    """Whether a connection comes about, and whether the certificate is trusted and lasts."""
    origin = exam.origin
    if proxy_for(origin) is not None:
        return Finding("TLS", "skipped", "a proxy is in between; the next check goes through it")
    context = await tls_context("httpx") if origin.scheme == "https" else None
    try:
        async with asyncio.timeout(TIMEOUT):
            _, writer = await asyncio.open_connection(origin.host, origin.port, ssl=context)
    except OSError as error:
        raise connect_error(error, origin) from None
    peer: ssl.SSLObject | None = writer.get_extra_info("ssl_object")
    writer.transport.abort()
    if peer is None:
        return Finding("TLS", "ok", f"plain http to {origin.host}, which is this machine")
    return certificate(peer.version() or "TLS", peer.getpeercert() or {}, exam.now())


def certificate(version: str, found: Any, now: float) -> Finding:
    """How long a certificate lasts."""
    days = int((ssl.cert_time_to_seconds(str(found["notAfter"])) - now) // 86_400)
    line = f"{version}, the certificate is trusted and lasts {days} more days"
    if days < DAYS:
        return Finding("TLS", "warning", line, "have the certificate renewed before every call fails")
    return Finding("TLS", "ok", line)


async def clock(exam: Exam) -> Finding:
    """Whether this machine and the cluster agree on the time."""
    before = exam.now()
    # The answer's date is all that matters.
    with suppress(ApiError, AuthError):
        await exam.client.with_auth(NoAuth()).call("v2.system.info", decode=False)
    return skew(exam.seen[-1].header("date"), (before + exam.now()) / 2)


def skew(date: str | None, now: float) -> Finding:
    """How far the cluster's clock is from this one."""
    if date is None:
        return Finding("clock", "skipped", "the cluster does not say what time it is")
    ahead = now - parsedate_to_datetime(date).timestamp()
    if abs(ahead) <= SKEW:
        return Finding("clock", "ok", "this machine and the cluster agree on the time")
    way = "ahead of" if ahead > 0 else "behind"
    line = f"this machine is {abs(ahead):,.0f} s {way} the cluster"
    return Finding("clock", "warning", line, "set this machine's clock: logs and schedules are read by it")


async def auth(exam: Exam) -> Finding:
    """Whether the credential is good, and whose it is."""
    exam.user = await exam.client.v2.authentication.current_user()
    kind = next(kind for kind in exam.settings.origins if kind in {"token", "secret_key", "password"})
    state = exam.user.account_status
    line = f"logged in as {exam.user.name} with a {kind.replace('_', ' ')}"
    if state not in {None, "ACTIVE"}:
        return Finding("auth", "warning", f"{line}; the account is {state}", "have it activated")
    return Finding("auth", "ok", line)


async def org(exam: Exam) -> Finding:
    """In which org calls work."""
    here, others = exam.user.current_org, [one.name for one in exam.user.orgs or ()]
    if here is None:
        return Finding("org", "ok", "the cluster has no orgs")
    line = f"{here.name} ({here.id}), of {', '.join(others) or 'one'}"
    wanted = exam.settings.org
    if wanted not in {None, here.name, str(here.id)}:
        return Finding(
            "org", "warning", f"{line}; asked for: {wanted}", "a token keeps its own org: use another"
        )
    return Finding("org", "ok", line)


async def privileges(exam: Exam) -> Finding:
    """What the user may do."""
    held: set[str] = set(exam.user.privileges or ())
    held = held.union(*(WHOLE.get(one, set()) for one in held))
    if EVERYTHING in held or exam.user.super_user:
        return Finding("privileges", "ok", "an administrator: everything is allowed")
    needs = {use: set(find(name).privileges) for use, name in USES.items()}
    may = [use for use, any_of in needs.items() if not any_of or held & any_of]
    lacks = [f"{use} ({' or '.join(sorted(needs[use]))})" for use in USES if use not in may]
    line = f"may {', '.join(may) or 'do little'}; may not {', '.join(lacks)}"
    return Finding("privileges", "warning", line, "ask an administrator for the privileges you need")


async def release(exam: Exam) -> Finding:
    """Which release the cluster runs, and what of this library it does not have."""
    found = await _sources.release(exam.client)
    if found is None:
        return Finding("release", "warning", "the cluster does not say which release it is", "")
    return coverage(found)


def coverage(found: str) -> Finding:
    """How much of the catalog a release has."""
    every = operations()
    gone = [one for one in every if one.removed and number(one.removed) and not older(found, one.removed)]
    later = [one for one in every if one.since and older(found, one.since)]
    line = f"{found}: {len(every) - len(gone) - len(later)} of {len(every)} operations"
    if later:
        advice = 'with Options(release="auto") the others are refused here, with their release named'
        return Finding("release", "warning", f"{line}; {len(later)} need a later one", advice)
    return Finding("release", "ok", line)


async def limits(exam: Exam) -> Finding:
    """How fast the cluster answers, and how fast it may be asked."""
    started = time.monotonic()
    await exam.client.v2.authentication.current_user()
    took, stats, options = time.monotonic() - started, exam.client.stats(), exam.client.options
    rate = f"at most {options.rate.per_second:.0f} calls a second are sent" if options.rate else "no pacing"
    line = f"{took * 1000:.0f} ms a call; {rate}, {options.max_in_flight} at a time"
    if any(one.status == 429 for one in exam.seen) or stats.retries:  # noqa: PLR2004 - an HTTP status
        advice = "others ask from this address too, or the cluster is busy: use less at a time"
        return Finding("limits", "warning", f"{line}; {stats.retries} calls had to be repeated", advice)
    return Finding("limits", "ok", line)


CHECKS: tuple[tuple[str, Check, bool], ...] = (
    ("DNS", dns, True),
    ("TLS", tls, True),
    ("clock", clock, True),
    ("auth", auth, True),
    ("org", org, False),
    ("privileges", privileges, False),
    ("release", release, False),
    ("limits", limits, False),
)
