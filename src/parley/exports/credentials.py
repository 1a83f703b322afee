"""Which headers and members of somebody's requests are credentials, told by the names they go under.

Those that stand there in plain text are not taken in: neither into an agent, so that no other platform's bundle shows
them, nor into the documents that are kept of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from parley.exports import json_text, shaped, yaml_text
from parley.exports.schemas import Files

_NAMES = re.compile(r"authorization|api[-_]?key|token|secret|password|cookie", re.IGNORECASE)
_MEMBERS = re.compile(
    r"api_?key|auth_?token|access_?token|bearer_?token|client_?secret|password|private_?key", re.IGNORECASE
)
_HEADERS = frozenset({"headers", "request_headers", "requestHeaders"})
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)(\r?\n---\r?\n.*)\Z", re.DOTALL)
Steps = tuple[str | int, ...]


def is_plain(name: str, value: object) -> bool:
    """Whether it is a credential in plain text; one that a variable fills is none."""
    return isinstance(value, str) and value != "" and "{{" not in value and _NAMES.search(name) is not None


def withheld(files: Files) -> tuple[Files, list[str]]:
    """The files without plain credentials in JSON, YAML and the matter before a text, and where they stood.

    A file without any stays as it is, to the letter; so does one that cannot be read.
    """
    found, places = dict(files), list[str]()
    for path, text in files.items():
        matter = _FRONT_MATTER.match(text) if path.endswith(".md") else None
        if not _MEMBERS.search(text) and not _NAMES.search(text):
            continue
        if matter:
            body, stood = _without(f"{path}.yaml", matter[1], path)
            found[path] = body.removesuffix("\n") + matter[2] if stood else text
        elif path.endswith((".json", ".yaml", ".yml")):
            found[path], stood = _without(path, text, path)
        else:
            continue
        places += stood
    return found, places


def _without(form: str, text: str, path: str) -> tuple[str, list[str]]:
    try:
        tree = shaped.load(form, text)
    except shaped.Unreadable:
        return text, []
    stood = list(_strip(tree, ()))
    if not stood:
        return text, []
    dump = json_text.dumped if form.endswith(".json") else yaml_text.dumped
    return dump(tree), [shaped.place(path, at) for at in stood]


def _strip(tree: Any, at: Steps) -> Iterator[Steps]:
    """Take the credentials out of the tree, in place, and tell where each stood."""
    if isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from _strip(value, (*at, place))
    if not isinstance(tree, dict):
        return
    for name in [name for name, value in tree.items() if _MEMBERS.fullmatch(name) and is_plain(name, value)]:
        del tree[name]
        yield (*at, name)
    for name, value in tree.items():
        if name in _HEADERS and isinstance(value, dict):
            yield from _headers(value, (*at, name))
        yield from _strip(value, (*at, name))


def _headers(headers: dict[str, Any], at: Steps) -> Iterator[Steps]:
    """Headers by name, or as the JSON Schema of an object whose values are fixed."""
    properties = headers.get("properties")
    if isinstance(properties, dict):
        headers, at = properties, (*at, "properties")
    for name in [name for name, value in headers.items() if any(is_plain(name, one) for one in _fixed(value))]:
        del headers[name]
        yield (*at, name)


def _fixed(value: Any) -> list[Any]:
    if not isinstance(value, Mapping):
        return [value]
    choices = value.get("enum")
    return [*(value.get(key) for key in ("value", "default", "const")), *(choices if isinstance(choices, list) else [])]
