"""A multipart body taken apart by a parser that is not ours."""

from email.parser import BytesParser
from email.policy import HTTP

from aiothoughtspot._request import Request


def parts_of(request: Request) -> dict[str, bytes]:
    """The parts of a multipart body by name."""
    head = f"Content-Type: {dict(request.headers)['Content-Type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.content)
    parts: dict[str, bytes] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts[part["Content-Disposition"].params["name"]] = content
    return parts
