"""The doctor: every step by itself, and what each finding means."""

import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cli_support import Run
from servers import hang, serving

import aiothoughtspot as ts
from aiothoughtspot._base_url import parse
from aiothoughtspot.cli import _checks
from aiothoughtspot.cli._checks import Exam, certificate, coverage, examine, skew
from aiothoughtspot.cli._settings import Settings
from aiothoughtspot.simulator import Cluster

NOW = 1_785_542_400.0


def exam_of(url: str, user: object = None, org: str | None = None) -> Exam:
    settings = Settings(url, ts.NoAuth(), {"host": "flags", "token": "flags"}, org)
    return Exam(settings, parse(url, insecure_http=True), ts.Client(url, ts.NoAuth()), [], time.time, user)


def test_a_healthy_cluster_is_all_ok(admin: str, shell: Run) -> None:
    done = shell("doctor")
    assert done.code == 0
    assert [line.split()[:2] for line in done.out.splitlines()] == [
        ["ok", check]
        for check in ("settings", "DNS", "TLS", "clock", "auth", "org", "privileges", "release", "limits")
    ]
    assert "secret'" not in done.out


def test_as_one_document(admin: str, shell: Run) -> None:
    found = shell("doctor", "--json").json
    assert [one["state"] for one in found] == ["ok"] * 9


def test_missing_privileges_are_named(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TS_USERNAME", "ana")
    done = shell("doctor")
    assert done.code == 0
    assert "may search data, export reports, export TML; may not import TML" in done.out


@pytest.mark.parametrize(
    ("words", "check", "said"),
    [
        (("--password", "p-wrong"), "auth", "the login was refused"),
        (("--org", "77"), "auth", "not in this org"),
        (("--host", "http://127.0.0.1:1"), "TLS", "refused the connection"),
        (("--host", "https://no-such-host.invalid"), "DNS", "is not known"),
    ],
)
def test_what_fails_is_named_and_the_rest_left_out(
    admin: str, shell: Run, words: tuple[str, ...], check: str, said: str
) -> None:
    done = shell("doctor", *words, "--json")
    states = {one["check"]: one for one in done.json}
    assert done.code == 1
    assert states[check]["state"] == "failed"
    assert said in states[check]["found"]
    assert states[check]["advice"]
    assert "doctor" not in states[check]["advice"]
    after = [one["state"] for one in done.json[list(states).index(check) + 1 :]]
    assert after == ["skipped"] * len(after)


def test_a_wrong_address_is_wrong_usage(admin: str, shell: Run) -> None:
    done = shell("doctor", "--host", "http://acme.example")
    assert (done.code, done.out) == (2, "")
    assert "which came from: flags" in done.err


async def test_a_failed_check_that_is_not_vital_leaves_the_rest(cluster: Cluster, url: str) -> None:
    cluster.faults.add(path="*/system", status=500, times=2)
    settings = Settings(url, ts.TrustedAuth("ana", "secret"), {"secret_key": "flags"})
    found = {one.check: one.state async for one in examine(settings)}
    assert (found["release"], found["limits"]) == ("warning", "ok")


# TLS


@pytest.fixture
def ca() -> trustme.CA:
    return trustme.CA()


def context_of(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1", not_after=datetime.now(UTC) + timedelta(days=3)).configure_cert(context)
    return context


async def test_the_certificate_is_looked_at(
    ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ca.pem"
    ca.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    async with serving(hang, tls=context_of(ca)) as server:
        found = await _checks.tls(exam_of(f"https://127.0.0.1:{server.port}"))
    assert found.state == "warning"
    assert "the certificate is trusted and lasts 2 more days" in found.found


async def test_a_certificate_that_is_not_trusted_is_a_failure(
    ca: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with serving(hang, tls=context_of(ca)) as server:
        with pytest.raises(ts.ConnectError, match="is not trusted"):
            await _checks.tls(exam_of(f"https://127.0.0.1:{server.port}"))


def test_how_long_a_certificate_lasts() -> None:
    found = certificate("TLSv1.3", {"notAfter": "Aug 31 00:00:00 2026 GMT"}, NOW)
    assert (found.state, found.found) == ("ok", "TLSv1.3, the certificate is trusted and lasts 30 more days")


async def test_a_proxy_looks_up_and_connects_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:p-proxy@proxy.example:3128")
    exam = exam_of("https://acme.example")
    found = [await _checks.dns(exam), await _checks.tls(exam)]
    assert [one.state for one in found] == ["ok", "skipped"]
    assert "the proxy proxy.example:3128" in found[0].found
    assert "p-proxy" not in str(found)


# Clock, org, account, release


@pytest.mark.parametrize(
    ("date", "state", "said"),
    [
        (None, "skipped", "does not say what time"),
        ("Sat, 01 Aug 2026 00:00:30 GMT", "ok", "agree"),
        ("Sat, 01 Aug 2026 00:10:00 GMT", "warning", "600 s behind the cluster"),
        ("Fri, 31 Jul 2026 23:50:00 GMT", "warning", "600 s ahead of the cluster"),
    ],
)
def test_clocks_are_compared(date: str | None, state: str, said: str) -> None:
    found = skew(date, NOW)
    assert found.state == state
    assert said in found.found


class User:
    """What the checks read of a user."""

    name, account_status, super_user = "ana", "ACTIVE", False
    current_org: object = None
    orgs: object = None
    privileges: object = None

    def __init__(self, **facts: object) -> None:
        self.__dict__.update(facts)


class Org:
    id, name = 0, "Primary"


@pytest.mark.parametrize(
    ("user", "org", "state", "said"),
    [
        (User(), None, "ok", "no orgs"),
        (User(current_org=Org()), None, "ok", "Primary (0), of one"),
        (User(current_org=Org(), orgs=[Org()]), "Primary", "ok", "of Primary"),
        (User(current_org=Org()), "0", "ok", "Primary (0)"),
        (User(current_org=Org()), "Acme", "warning", "asked for: Acme"),
    ],
)
async def test_the_org_is_the_one_asked_for(user: User, org: str | None, state: str, said: str) -> None:
    found = await _checks.org(exam_of("https://acme.example", user, org))
    assert found.state == state
    assert said in found.found


@pytest.mark.parametrize(
    ("user", "state", "said"),
    [
        (User(privileges=["ADMINISTRATION"]), "ok", "an administrator"),
        (User(super_user=True), "ok", "an administrator"),
        (User(), "warning", "may do little; may not search data"),
    ],
)
async def test_privileges_are_what_may_be_done(user: User, state: str, said: str) -> None:
    found = await _checks.privileges(exam_of("https://acme.example", user))
    assert found.state == state
    assert said in found.found


async def test_an_account_that_is_not_active_is_a_warning(url: str) -> None:
    cluster_user = User(account_status="LOCKED")

    class Authentication:
        async def current_user(self) -> User:
            return cluster_user

    exam = exam_of(url)
    exam.client.__dict__["v2"] = type("V2", (), {"authentication": Authentication()})
    found = await _checks.auth(exam)
    assert (found.state, found.found) == ("warning", "logged in as ana with a token; the account is LOCKED")


@pytest.mark.parametrize(
    ("release", "state", "said"),
    [("26.8.0.cl", "ok", "operations"), ("9.0.0.cl", "warning", "need a later one")],
)
def test_a_release_has_so_many_operations(release: str, state: str, said: str) -> None:
    found = coverage(release)
    assert found.state == state
    assert said in found.found


async def test_a_busy_cluster_is_a_warning(cluster: Cluster, url: str) -> None:
    cluster.faults.add(path="*/auth/session/user", status=429, times=1)
    options = ts.Options(retry=ts.Retry(base=0.01, cap=0.01), rate=None)
    async with ts.Client(url, ts.TrustedAuth("ana", "secret"), options=options) as client:
        exam = exam_of(url)
        exam.client = client.with_options(on_response=exam.seen.append)
        found = await _checks.limits(exam)
    assert found.state == "warning"
    assert "no pacing" in found.found
    assert "1 calls had to be repeated" in found.found
