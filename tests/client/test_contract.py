"""The client against the API's own document: every endpoint has its method, and the page about it tells no tales."""

import re
from pathlib import Path
from typing import Any

from parley.app import create_app
from parley.client import AsyncClient, Client
from parley.client.attempts import Stream
from parley.client.call import Call
from parley.client.methods import Group, call, pages, stream
from parley.core.config import Settings

_OURS = re.compile(r"/api/v1/(sessions|messages|runs|agents|secrets|platforms|stats)|/(agents|health|ready)$")
_ARGUMENTS: dict[str, Any] = {
    "source": {"openapi_url": "x"},
    "edits": [],
    "tool": {},
    "values": {},
    "config": {},
    "content": {},
}
_PAGE = Path(__file__).parents[2].joinpath("docs", "client.md").read_text()


def described(method: call[..., Any] | stream[..., Any] | pages[..., Any]) -> Call[Any]:
    """The call that a method describes, with an argument for everything it asks for."""
    code = method._describe.__code__
    names = code.co_varnames[1 : code.co_argcount]
    optional = len(getattr(method._describe, "__defaults__", None) or ())
    is_whole = "agents.py" in code.co_filename
    values = {
        name: "1" if name == "content" and not is_whole else _ARGUMENTS.get(name, "1")
        for name in names[: len(names) - optional]
    }
    found = method._describe(None, **values)
    if isinstance(found, Stream):
        return found.call
    return found(None) if callable(found) else found


def groups() -> dict[str, Group[Any]]:
    """The client and its groups, by the names they have in a program."""
    client = Client("http://localhost")
    found = {f"client.{name}": one for name, one in vars(client).items() if isinstance(one, Group)}
    return {"client": client, **found}


def methods(group: Group[Any]) -> dict[str, Any]:
    """A group's methods by name."""
    members = {name: value for kind in reversed(type(group).__mro__) for name, value in vars(kind).items()}
    return {name: value for name, value in members.items() if isinstance(value, call | stream | pages)}


def test_every_endpoint_has_a_method(embedded: Settings) -> None:
    document = create_app(embedded).openapi()
    calls = [described(method) for group in groups().values() for method in methods(group).values()]
    lacking = {
        f"{verb.upper()} {path}"
        for path, operations in document["paths"].items()
        for verb in operations
        if _OURS.match(path)
        and not any(
            one.method == verb.upper() and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), one.path) for one in calls
        )
    }
    assert not lacking


def test_the_page_names_every_method_and_no_other() -> None:
    rows = re.findall(r"^\| `(client[.a-z]*)` \| (.*) \|$", _PAGE, re.MULTILINE)
    named = {group: set(re.findall(r"`([a-z_]+)`", text)) for group, text in rows}
    for name, group in groups().items():
        told = named[name] - {"close"}
        assert told <= methods(group).keys(), name
    assert named.keys() == groups().keys()


async def test_both_clients_have_the_same_methods() -> None:
    async with AsyncClient("http://localhost") as client:
        for name, group in groups().items():
            other = client if name == "client" else vars(client)[name.removeprefix("client.")]
            for method in methods(group):
                assert getattr(other, method).__doc__ == getattr(group, method).__doc__ != None, method  # noqa: E711
