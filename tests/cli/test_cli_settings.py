"""Where to work and as whom: flags, environment, profile, keyring; and how little of it is shown."""

import io
import sys
from pathlib import Path

import keyring.backends.fail
import pytest
from cli_support import Drawer, Run

import aiothoughtspot as ts
from aiothoughtspot.cli import _profiles
from aiothoughtspot.cli._access import Access
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._settings import Settings, address, ask, asked, of_environment, of_flags, settled

HOST, OTHER = "https://acme.example", "https://other.example"
PROFILE = {"host": HOST, "username": "pat", "password": "p-profile"}


def found(
    flags: dict[str, str] | None = None,
    environment: dict[str, str] | None = None,
    profile: dict[str, str] | None = None,
    ring: dict[tuple[str, str], str] | None = None,
) -> Settings:
    layers = {"flags": flags or {}, "environment": environment or {}, "profile": profile or {}}
    return settled(layers, lambda url, user: (ring or {}).get((url, user)))


@pytest.mark.parametrize(
    ("settings", "auth"),
    [
        (found({"host": HOST, "token": "t"}), ts.BearerAuth("t")),
        (found({"host": HOST, "username": "ana", "secret_key": "k"}), ts.TrustedAuth("ana", "k")),
        (
            found({"host": HOST, "username": "ana", "password": "p", "org": "Acme"}),
            ts.PasswordAuth("ana", "p", org="Acme"),
        ),
        (found(profile=PROFILE), ts.PasswordAuth("pat", "p-profile")),
        (found({"username": "ana"}, profile=PROFILE), ts.PasswordAuth("ana", "p-profile")),
        (found({"password": "f"}, {"token": "e"}, PROFILE), ts.PasswordAuth("pat", "f")),
        (found({}, {"secret_key": "e"}, PROFILE), ts.TrustedAuth("pat", "e")),
        (
            found({}, {"host": HOST, "username": "ana"}, ring={(HOST, "ana"): "secret_key:a:b"}),
            ts.TrustedAuth("ana", "a:b"),
        ),
        (found({"token": "t", "password": "p"}, profile=PROFILE), ts.BearerAuth("t")),
    ],
)
def test_the_first_that_says_something_counts(settings: Settings, auth: object) -> None:
    assert (settings.url, settings.auth) == (HOST, auth)


def test_where_each_setting_came_from_is_known() -> None:
    settings = found({"username": "ana"}, {"host": HOST}, ring={(HOST, "ana"): "token:x"})
    assert settings.origins == {"username": "flags", "host": "environment", "token": "keyring"}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, "no cluster is named"),
        ({"host": HOST}, "there is no secret for anybody at https://acme.example"),
        ({"host": HOST, "username": "ana"}, "there is no secret for ana"),
        ({"host": HOST, "password": "p"}, "a password needs a user"),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong) as caught:
        found(given)
    assert caught.value.advice


def test_a_profiles_secret_goes_to_its_own_host_only() -> None:
    with pytest.raises(UsageError, match=r"there is no secret for pat at https://other\.example"):
        found({"host": OTHER}, profile=PROFILE)
    assert found({"host": "acme.example/"}, profile=PROFILE).url == HOST


@pytest.mark.parametrize("broken", ["", "nothing", "kind:x", "token:"])
def test_what_is_not_ours_in_the_keyring_is_nothing(broken: str) -> None:
    with pytest.raises(UsageError, match="there is no secret"):
        found({"host": HOST}, ring={(HOST, ""): broken})


def test_flags_and_environment_are_read() -> None:
    access = Access(host="a", password="-", username="")
    assert of_flags(access, lambda name: f"typed {name}") == {"host": "a", "password": "typed password"}
    assert of_environment({"TS_HOST": "a", "TS_ORG": "", "HOME": "/"}) == {"host": "a"}
    assert "p-flag" not in repr(Access(password="p-flag", secret_key="p-flag", token="p-flag"))


@pytest.mark.parametrize(
    ("host", "url"), [("acme.example", HOST), ("http://localhost:1/", "http://localhost:1")]
)
def test_a_host_is_an_address(host: str, url: str) -> None:
    assert address(host) == url


def test_a_secret_is_read_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("p w\nmore\n"))
    assert asked("password", "-") == "p w"
    assert asked("password", "given") == "given"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(UsageError, match="no secret key came from stdin"):
        ask("secret_key")


# Profiles


def kept(text: str, mode: int = 0o600) -> Path:
    file = _profiles.path()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return file


def test_a_profile_is_read_by_name_or_by_default() -> None:
    file = kept('[default]\nhost = "a"\n[work]\nhost = "b"\norg = 3\n')
    assert _profiles.read(file, None) == {"host": "a"}
    assert _profiles.read(file, "work") == {"host": "b", "org": "3"}


def test_no_file_and_no_default_are_no_profile() -> None:
    assert _profiles.read(_profiles.path(), None) == {}
    assert _profiles.read(kept("[work]\n"), None) == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[work]\n", r"there is no profile 'home' in .* \(there are: work\)"),
        ("home = 3\n", "there is no profile 'home'"),
        ("[home]\nhots = 'a'\n", "holds 'hots', which is no setting"),
        ("[home]\ncolour = 'a'\n", "holds 'colour', which is no setting"),
        ("[home\npassword = 'p-file'", "is no TOML"),
    ],
)
def test_a_wrong_profile_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong) as caught:
        _profiles.read(kept(text), "home")
    assert "p-file" not in f"{caught.value} {caught.value.advice}"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_secret_that_others_can_read_is_refused(mode: int) -> None:
    with pytest.raises(UsageError, match="others can read it") as caught:
        _profiles.read(kept("[home]\n[work]\npassword = 'p'\n", mode), "home")
    assert caught.value.advice.startswith("chmod 600")


def test_a_file_without_secrets_may_be_read_by_others() -> None:
    assert _profiles.read(kept("[home]\nhost = 'a'\n", 0o644), "home") == {"host": "a"}


def test_a_profile_is_added_once_and_readable_by_its_owner_only() -> None:
    file = _profiles.path()
    assert _profiles.write(file, "my work", {"host": 'a"b', "org": "ü"})
    assert not _profiles.write(file, "my work", {"host": "c"})
    assert _profiles.write(file, "other", {"host": "d"})
    assert _profiles.read(file, "my work") == {"host": 'a"b', "org": "ü"}
    assert _profiles.read(file, "other") == {"host": "d"}
    assert file.stat().st_mode & 0o777 == 0o600


# The keyring


def test_secrets_are_kept_and_taken_away(drawer: Drawer) -> None:
    assert _profiles.stored(HOST, "ana") is None
    _profiles.store(HOST, "ana", "token:t")
    assert drawer.kept == {("aiothoughtspot", "ana@https://acme.example"): "token:t"}
    assert _profiles.stored(HOST, "ana") == "token:t"
    _profiles.store(HOST, "ana", None)
    _profiles.store(HOST, "ana", None)
    assert drawer.kept == {}


def test_no_keyring_is_nothing_to_read_and_an_error_to_write() -> None:
    assert _profiles.stored(HOST, "ana", "no_such_module") is None
    with pytest.raises(UsageError, match="no keyring package"):
        _profiles.store(HOST, "ana", "token:t", "no_such_module")


def test_a_keyring_that_does_not_work_is_the_same() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # it has no types
    assert _profiles.stored(HOST, "ana") is None
    with pytest.raises(UsageError, match="the keyring does not take it: NoKeyringError"):
        _profiles.store(HOST, "ana", "token:t-secret")


def test_login_keeps_what_later_commands_need(url: str, shell: Run, drawer: Drawer) -> None:
    words = ("login", "--host", url, "--username", "ana", "--secret-key", "secret", "--json")
    done = shell(*words)
    assert (done.code, done.json["added"], done.json["user"]) == (0, True, "ana")
    assert list(drawer.kept.values()) == ["secret_key:secret"]
    assert "secret" not in _profiles.path().read_text("utf-8")
    answer = shell("call", "v2.authentication.current_user")
    assert (answer.code, answer.json["name"]) == (0, "ana")
    assert shell(*words).json["added"] is False
    assert shell("logout").code == 0
    assert drawer.kept == {}
    assert shell("doctor").code == 2


def test_login_asks_for_a_password(
    url: str, shell: Run, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
    assert shell("login", "--host", url, "--username", "ana", "--profile", "work").code == 0
    assert list(drawer.kept.values()) == ["password:secret"]
    assert shell("doctor", "--profile", "work", "--json").json[0]["found"].startswith(url)


def test_a_refused_login_keeps_nothing(url: str, shell: Run, drawer: Drawer) -> None:
    done = shell("login", "--host", url, "--username", "ana", "--password", "p-wrong", "--debug")
    assert (done.code, drawer.kept, _profiles.path().exists()) == (1, {}, False)
    assert "RejectedError" in done.err
    assert "p-wrong" not in done.err + done.out


def test_logout_needs_to_know_from_where(shell: Run) -> None:
    done = shell("logout")
    assert done.code == 2
    assert "no cluster is named" in done.err
