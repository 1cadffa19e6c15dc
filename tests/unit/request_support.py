"""Operations made by hand, with one of each kind of parameter, for the request tests."""

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from aiothoughtspot._operation import Operation, Param
from aiothoughtspot._request import Request, build


def operation(method: str = "POST", path: str = "/api", **facts: Any) -> Operation[Any]:
    return Operation("v2.test.one", method, path, None, **facts)


def of_body(*params: Param, **facts: Any) -> Operation[Any]:
    return operation(body=params, **facts)


def json_of(request: Request) -> Any:
    assert dict(request.headers)["Content-Type"] == "application/json"
    return msgspec.json.decode(request.content)


def sent_json(one: Operation[Any], **body: Any) -> Any:
    return json_of(build(one, body=body))


def query_of(request: Request) -> list[tuple[str, str]]:
    return (
        parse_qsl(urlsplit(request.target).query, keep_blank_values=True, strict_parsing=True)
        if "?" in request.target
        else []
    )


def form_of(request: Request) -> list[tuple[str, str]]:
    assert dict(request.headers)["Content-Type"] == "application/x-www-form-urlencoded"
    return parse_qsl(request.content.decode(), keep_blank_values=True, strict_parsing=bool(request.content))


def parts_of(request: Request) -> list[tuple[str, str | None, str | None, bytes]]:
    """Read a multipart body by an independent parser: name, file name, content type, content."""
    media = dict(request.headers)["Content-Type"]
    assert media.startswith("multipart/form-data; boundary=")
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {media}\r\n\r\n".encode() + request.content)
    found: list[tuple[str, str | None, str | None, bytes]] = []
    for part in message.iter_parts():
        disposition = part["Content-Disposition"].params
        media_type = part["Content-Type"]
        content: Any = part.get_payload(decode=True)
        found.append(
            (disposition["name"], disposition.get("filename"), media_type and str(media_type), content)
        )
    return found
