"""Sentences: docstrings of endpoints and models, and what the reference says beside them."""

import re

from codegen.catalog import MISSING, Endpoint, Field

SAFETY = {
    "read": "a read",
    "same_end_state": "repeating it ends in the same state",
    "no": "never repeated blindly",
    "depends": "a read or not, by its arguments",
}


def sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def safety(operation: Endpoint) -> str:
    """The class of retry safety, in one word."""
    return operation.repeatable if isinstance(operation.repeatable, str) else "depends"


def route(operation: Endpoint) -> tuple[str, str]:
    """Method, and path after the version's root (or from the host's, after one slash)."""
    method, _, path = operation.http.partition(" ")
    return method, path[1:] if path.startswith("//") else path


def remarks(operation: Endpoint) -> list[str]:
    """What a caller should know beside the arguments: one sentence or more each."""
    lines: list[str] = []
    if old := operation.deprecated:
        since = f" since {old.since}" if old.since else ""
        use = f": use `{old.use}`" if old.use else ""
        lines.append(sentence(f"Deprecated{since}{use}") + (f" {sentence(old.note)}" if old.note else ""))
    if operation.private:
        lines.append("Needs `Options(private_routes=True)`.")
    if operation.privileges:
        lines.append(f"Privileges, any of: {', '.join(operation.privileges)}.")
    return [*lines, *([sentence(operation.notes)] if operation.notes else [])]


def operation_doc(operation: Endpoint, arguments: list[Field]) -> str:
    """The docstring of an endpoint: what it does, one line of facts, and its arguments."""
    facts = [" ".join(route(operation)), f"vendor name `{operation.vendor}`"]
    facts += [f"since {operation.since}"] if operation.since else []
    facts += [f"removed in {operation.removed}"] if operation.removed else []
    line = f"{'; '.join([*facts, SAFETY[safety(operation)]])}."
    return noted([operation.doc, "", line, *remarks(operation)], "Args", arguments)


def noted(lines: list[str], head: str, fields: list[Field]) -> str:
    """A docstring of some lines, and a section of the fields whose name does not say it all."""
    section = [f"    {field.arg}: {text}" for field in fields if (text := field_doc(field))]
    return "\n".join([*lines, *(["", f"{head}:", *section] if section else [])])


def field_doc(field: Field) -> str:
    """What a reader should know of a field: meaning, limits, default, releases."""
    parts = [sentence(field.doc)] if field.doc else []
    low, high = (None if bound is None else f"{bound:g}" for bound in (field.min, field.max))
    if low is not None and high is not None:
        parts.append(f"From {low} to {high}.")
    elif low is not None or high is not None:
        parts.append(f"At least {low}." if high is None else f"At most {high}.")
    parts += [f"At most {field.max_items} items."] if field.max_items is not None else []
    parts += [f"At most {field.max_length} characters."] if field.max_length is not None else []
    if field.default is not MISSING and field.default != "":
        shown = field.default if isinstance(field.default, str) else repr(field.default)
        parts.append(f"The server assumes `{shown}`.")
    parts += [f"Since {field.since}."] if field.since else []
    parts += [f"Deprecated since {field.deprecated}."] if field.deprecated else []
    return " ".join(parts)


def successor(operation: Endpoint) -> str:
    """Link what to use instead of a deprecated operation, from a page of the reference's own folder."""
    if operation.deprecated is None or operation.deprecated.use is None:
        return ""
    version, group, verb = operation.deprecated.use.split(".")
    return f"[`{operation.deprecated.use}`]({version}/{group}.md#{verb})"


def came(release: str) -> str:
    """Say when values of an enum came, or went."""
    return f"until {release[1:]}" if release.startswith("-") else f"since {release}"


def cell(text: str) -> str:
    """Make a text safe in a cell of a Markdown table."""
    return re.sub(r"\s*\n\s*", " ", text).replace("|", "\\|")


def shown(annotation: str) -> str:
    """Print an annotation for readers: without markers, and what our aliases stand for."""
    annotation = re.sub(r"Annotated\[(\w+), [^\]]*\]", r"\1", annotation).replace("'", '"')
    return re.sub(r"\bSize\b", 'int | Literal["all"]', re.sub(r"\bDay\b", "date", annotation))
