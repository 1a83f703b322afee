"""What a model may say of tools: which ones to take or leave, and the addresses and numbers that the message gives."""

import difflib
import re

from parley.agents.schemas import ToolKind
from parley.builder.schemas import BuildState, Op, Operation
from parley.builder.understand.evidence import invented
from parley.builder.understand.found import Found, Refused
from parley.tools import service as tools

_E164 = re.compile(r"^\+[1-9]\d{6,14}$")


def on_tools(found: Found, accepted: list[Operation]) -> list[Operation]:
    """Tools of the catalogue to take or to leave; `accepted`, here as below, is for the table of checks."""
    if not found.item.values:
        raise Refused("values is empty; name the tool ids")
    op = Op.REMOVE if found.op is Op.REMOVE else Op.ADD
    return [found.to(f"/tools/{_tool_id(value, found.state, op)}", None, op) for value in found.item.values]


def _tool_id(value: str, state: BuildState, op: Op) -> str:
    """The catalogue's id, whether the model gave id or title; for a removal also a configured tool's name."""
    wanted = value.strip().removeprefix("/tools/").casefold()
    known = {entry.id: entry.id for entry in tools.catalogue().values()}
    known |= {entry.title.casefold(): entry.id for entry in tools.catalogue().values()}
    if op is Op.REMOVE:
        known |= {tool.name: tool.name for tool in state.tools}
    found = known.get(wanted) or known.get(wanted.replace(" ", "_").replace("-", "_"))
    if found is None:
        near = difflib.get_close_matches(wanted, known, 3, 0.6)
        hint = f"; near it: {', '.join(dict.fromkeys(known[name] for name in near))}" if near else ""
        raise Refused(f"“{value[:60]}” is no tool id{hint}")
    return found


def on_url(found: Found, accepted: list[Operation]) -> list[Operation]:
    """Addresses of webhooks, each of them standing in the message."""
    names = [tool.name for tool in found.state.tools if tool.kind is ToolKind.WEBHOOK and tool.url is None]
    made = []
    for value in found.item.values:
        name, url = _assigned(value, names, found.state, "url")
        if not url.startswith(("https://", "http://")) or url.casefold() not in found.message.casefold():
            raise Refused("the address is not in the message")
        made.append(found.to(f"/tools/{name}/url", url, Op.SET))
    return made


def on_number(found: Found, accepted: list[Operation]) -> list[Operation]:
    """Numbers to pass on to, in E.164, the digits of each standing in the message."""
    names = [tool.name for tool in found.state.tools if tool.transfers]
    made = []
    for value in found.item.values:
        name, text = _assigned(value, names, found.state, "number")
        number = "+" + "".join(char for char in text if char.isascii() and char.isdigit())
        if not text.lstrip().startswith("+") or not _E164.match(number) or invented(number, found.message):
            raise Refused("a number is written with its country code, as in +49 30 1234567, and is in the message")
        made.append(found.to(f"/tools/{name}/number", number, Op.SET))
    return made


def _assigned(value: str, names: list[str], state: BuildState, part: str) -> tuple[str, str]:
    """Tool and text of "tool = text"; without a tool it is the one asked for, or the only one there is."""
    head, _, rest = value.partition("=")
    known = {tool.name for tool in state.tools}
    if head.strip() in known and rest.strip():
        return head.strip(), rest.strip()
    asked = state.question.path.split("/") if state.question else []
    if len(asked) == 4 and asked[1] == "tools" and asked[3] == part:
        return asked[2], value.strip()
    if len(names) == 1:
        return names[0], value.strip()
    raise Refused(f"say for which tool, as in “{(names or ['tool_name'])[0]} = …”")
