"""The session routes of API v1, and their twins outside the public path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.answers import (
    BAD_REQUEST,
    FORBIDDEN,
    INTERNAL,
    UNAUTHENTICATED,
    Answer,
    Refused,
)
from aiothoughtspot.simulator.bodies import flag, numbers
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

INNER: Final = "/callosum/v1"
TEXT: Final = "text/plain; charset=utf-8"
GRACE: Final = 300_000
"""Milliseconds a login token lives on after the next one is made with the same key."""
LOGIN_FIELDS: Final = ("username", "password", "rememberme", "orgid")
TOKEN_FIELDS: Final = ("username", "auth_token", "redirect_url", "no_url_redirection")
MINT_FIELDS: Final = (
    "secret_key", "username", "access_level", "id", "orgid", "email", "display_name", "groups", "autocreate", "jwt_user_options",
)  # fmt: skip


def _both(method: str, path: str, **options: Any) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Register a handler under the public path and under its inner twin."""

    def register(handler: Callable[[Call], Any]) -> Callable[[Call], Any]:
        route(method, INNER + path, **options)(handler)
        return route(method, V1 + path, **options)(handler)

    return register


def _org(call: Call, user: Record, text: str | None) -> int:
    return (
        callers.last_org(call.state, user)
        if not text
        else callers.member_org(call.state, user, numbers(text))
    )


@_both("POST", "/session/login", auth=False, reads=False, fields=LOGIN_FIELDS)
def login(call: Call) -> Answer:
    """Open a cookie session."""
    user = callers.check_password(call.state, call.form.get("username", ""), call.form.get("password", ""))
    org = _org(call, user, call.form.get("orgid"))
    return Answer(
        204, headers=callers.open_session(call.state, user, org, remember=flag(call.form.get("rememberme")))
    )


@_both("POST", "/session/logout", reads=False)
def logout(call: Call) -> None:
    """End the session."""
    if call.session is not None:
        del call.state.sessions[call.session["id"]]


@route("POST", f"{V1}/session/auth/token", auth=False, reads=False, fields=MINT_FIELDS)
def request_token(call: Call) -> Answer:
    """A login token, as plain text. A wrong user or key is a 500, as the server has it."""
    form = call.form
    if form.get("access_level") not in {"FULL", "REPORT_BOOK_VIEW"}:
        raise Refused(400, BAD_REQUEST, "access_level is required")
    if form["access_level"] == "REPORT_BOOK_VIEW" and not form.get("id"):
        raise Refused(400, BAD_REQUEST, "id is required with REPORT_BOOK_VIEW")
    username, wanted = form.get("username", ""), form.get("orgid")
    try:
        user = callers.check_secret(call.state, username, form.get("secret_key", ""), numbers(wanted or "0"))
    except Refused as refused:
        if refused.status == 401:  # noqa: PLR2004 - an HTTP status
            raise Refused(500, INTERNAL, refused.message) from None
        raise
    if user is None:
        if not flag(form.get("autocreate")):
            raise Refused(500, INTERNAL, "No such user")
        user = callers.provision(
            call.state,
            username,
            email=form.get("email"),
            display=form.get("display_name"),
            home=call.state.find_org(wanted or 0),
            groups=(),
        )
    org = _org(call, user, wanted)
    logins = call.state.bag("v1_logins", dict[str, Any])
    for older in logins.values():
        older["expires"] = older["expires"] or call.state.now_ms() + GRACE
    text = call.state.new_token()
    logins[text] = {"user_id": user["id"], "org_id": org, "expires": None}
    call.cluster.mints += 1
    return Answer(content=text.encode(), media=TEXT)


def _login_with(call: Call, fields: dict[str, str]) -> Answer:
    made = call.state.bag("v1_logins", dict[str, Any]).get(fields.get("auth_token", ""))
    user = None if made is None else call.state.users.get(made["user_id"])
    if (
        made is None
        or user is None
        or (made["expires"] is not None and made["expires"] <= call.state.now_ms())
    ):
        raise Refused(401, UNAUTHENTICATED, "The login token is not valid")
    named = fields.get("username")
    if named is not None and named.casefold() != user["name"].casefold():
        raise Refused(401, UNAUTHENTICATED, "The login token is another user's")
    cookies = callers.open_session(call.state, user, made["org_id"], remember=False)
    if flag(fields.get("no_url_redirection")):
        return Answer(204, headers=cookies)
    target = fields.get("redirect_url")
    page = b"<html><body>Signed in</body></html>"
    if target:
        return Answer(302, content=page, media="text/html", headers=[*cookies, ("location", target)])
    return Answer(content=page, media="text/html", headers=cookies)


@_both("POST", "/session/login/token", auth=False, reads=False, fields=TOKEN_FIELDS)
def login_with_token(call: Call) -> Answer:
    """Open a session with a login token: 204, or a redirect or page for browsers."""
    return _login_with(call, call.form)


@_both("GET", "/session/login/token", auth=False, reads=False, fields=TOKEN_FIELDS)
def login_with_token_get(call: Call) -> Answer:
    """The same with the token in the URL."""
    return _login_with(call, call.query)


@_both("GET", "/session/info")
def info(call: Call) -> Record:
    """Facts about the session; two times in milliseconds, one in seconds."""
    user, state = call.caller, call.state
    kept = call.session or call.token or {}
    return {
        "userName": user["name"],
        "userDisplayName": user["display_name"],
        "userEmail": user["email"],
        "userGUID": user["id"],
        "userCreatedTime": user["creation_time_in_millis"],
        "userExpirationTime": user["expiration_time_in_millis"] * 1000,
        "expirationTime": kept["expires"] // 1000,
        "apiVersion": "v1",
        "canChangePassword": user["can_change_password"],
        "isSystemUser": user["system_user"],
        "logicalModelVersion": 43,
        "userGroupMask": user["group_mask"],
        "privileges": sorted(state.privileges(user)),
        "authToken": state.new_token(),
        "locale": "en_US",
        "timezone": call.cluster.time_zone,
        "dateFormat": {"formatPattern": "MM/dd/yyyy"},
        "timeFormat": {"formatPattern": "HH:mm:ss"},
        "dateTimeFormat": {"formatPattern": "MM/dd/yyyy HH:mm:ss"},
        "integerFormat": {},
        "decimalFormat": {},
        "clientState": {},
        "releaseVersion": call.cluster.release,
        "currentOrgId": call.org,
        "configInfo": {"selfClusterId": "simulated", "selfClusterName": "simulated", "isSaas": True},
    }


@route("GET", f"{INNER}/session/isactive")
def is_active(call: Call) -> None:
    """204 while the session or token lives; using it keeps the session alive."""
    del call


def _orgs(call: Call, user: Record) -> Record:
    groups = {group["name"]: group["id"] for group in call.state.groups.values() if group["system_group"]}
    return {
        "orgs": [
            {
                "orgId": item["id"],
                "orgName": item["name"],
                "description": call.state.orgs[item["id"]]["description"],
                "allUserGroupId": groups.get("All"),
                "defaultAdminUserGroupId": groups.get("Administrator"),
                "isActive": call.state.orgs[item["id"]]["status"] == "ACTIVE",
            }
            for item in user["orgs"]
            if item["id"] in call.state.orgs
        ],
        "canAdministerAllOrgs": call.state.is_admin(user),
        "currentOrgId": call.org,
    }


@_both("GET", "/session/orgs", fields=("batchsize", "offset"))
def list_orgs(call: Call) -> Record:
    """The caller's orgs, for any user."""
    answer = _orgs(call, call.caller)
    start = max(numbers(call.query.get("offset", "-1")), 0)
    size = numbers(call.query.get("batchsize", "-1"))
    answer["orgs"] = answer["orgs"][start:] if size < 0 else answer["orgs"][start : start + size]
    return answer


@route("PUT", f"{V1}/session/orgs", reads=False, fields=("orgid",))
def switch_org(call: Call) -> None:
    """Move the whole session to another org; -1 is the view of all orgs, for administrators."""
    if call.session is None:
        raise Refused(400, BAD_REQUEST, "A token's org cannot be switched")
    wanted = numbers(call.form.get("orgid", ""))
    if wanted == -1 and call.state.is_admin(call.caller):
        wanted = 0
    call.session["org_id"] = callers.member_org(call.state, call.caller, wanted)
    call.state.bag("last_orgs", dict[str, int])[call.caller["id"]] = call.session["org_id"]


@route("GET", f"{V1}/session/orgs/users/{{userid}}", fields=("orgScope",))
def user_orgs(call: Call) -> Record:
    """A user's orgs, for the user and for administrators."""
    user = call.state.users.get(call.path["userid"])
    if user is not call.user and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators see the orgs of others")
    if user is None:
        raise Refused(400, BAD_REQUEST, "No such user")
    return _orgs(call, user)


@route("POST", f"{V1}/session/homepinboard", reads=False, fields=("id", "userid"))
def set_home(call: Call) -> None:
    """Set the home liveboard of the caller or, as an administrator, of another user."""
    user = call.state.users.get(call.form["userid"]) if call.form.get("userid") else call.caller
    if user is not call.user and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators set the home of others")
    board = call.state.find_metadata(call.form.get("id", ""), "LIVEBOARD")
    if user is None or board is None:
        raise Refused(404, BAD_REQUEST, "No such user or liveboard")
    user["home_liveboard"] = {"id": board["id"], "name": board["name"]}


@route("GET", f"{V1}/session/homepinboard")
def get_home(call: Call) -> Answer:
    """The guid of the caller's home liveboard as plain text; 204 when none is set."""
    home = call.caller["home_liveboard"]
    return Answer(204) if home is None else Answer(content=home["id"].encode(), media=TEXT)


@route("DELETE", f"{V1}/session/homepinboard", reads=False)
def remove_home(call: Call) -> Answer:
    """Clear the caller's home liveboard."""
    call.caller["home_liveboard"] = None
    return Answer(200)


@route("GET", f"{INNER}/saml/login", auth=False, fields=("targetURLPath",))
@route("GET", f"{INNER}/oidc/login", auth=False, fields=("targetURLPath",))
def browser_login(call: Call) -> Answer:
    """The start of a browser login: a redirect to where an identity provider would be."""
    return Answer(302, headers=[("location", f"/idp?target={call.query.get('targetURLPath', '')}")])


@route("GET", f"{INNER}/system/config")
def inner_config(call: Call) -> Record:
    """Settings of the user interface."""
    return {"releaseVersion": call.cluster.release, "timezone": call.cluster.time_zone}
