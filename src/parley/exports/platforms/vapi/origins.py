"""Under which resource ids an imported agent's parts came, so that they go back under the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import AgentSpec

Json = dict[str, Any]
PLATFORM_NAME = "vapi"


@dataclass(frozen=True)
class Origins:
    """Resource ids by our names for the parts; `inline` are tools and outputs that stood in the assistant itself."""

    assistant: str | None = None
    tools: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    single_outputs: frozenset[str] = frozenset()
    tests: Mapping[str, str] = field(default_factory=dict)
    inline: frozenset[str] = frozenset()


def of(spec: AgentSpec) -> Origins:
    """The ids of the documents that the agent came from; none where it did not come from here."""
    if spec.provenance is None or spec.provenance.platform != PLATFORM_NAME:
        return Origins()
    return within(spec.provenance.documents)


def within(documents: Mapping[str, Any]) -> Origins:
    """The ids in documents by role, each role a list of {"name", "body"}."""
    tools = {tool_name(one): one["name"] for one in items(documents, "tools")}
    outputs: dict[str, str] = {}
    single = set()
    for one in items(documents, "structuredOutputs"):
        schema = mapping(one["body"].get("schema"))
        if schema.get("type") == "object":
            outputs |= {variable(name): one["name"] for name in mapping(schema.get("properties"))}
        else:
            outputs[variable(one["name"])] = one["name"]
            single.add(one["name"])
    tests = {
        str(one["body"].get("name") or one["name"]): one["name"]
        for role in ("evals", "scenarios")
        for one in items(documents, role)
    }
    assistants = items(documents, "assistants")
    return Origins(
        assistant=assistants[0]["name"] if assistants else None,
        tools=tools,
        outputs=outputs,
        single_outputs=frozenset(single),
        tests=tests,
        inline=frozenset(
            one["name"]
            for role in ("tools", "structuredOutputs")
            for one in items(documents, role)
            if one.get("inline") is True
        ),
    )


def items(documents: Mapping[str, Any], role: str) -> list[Json]:
    """The well-formed items of a role."""
    found = documents.get(role)
    return [one for one in _list(found) if isinstance(one, dict) and isinstance(one.get("body"), dict)]


def mapping(value: object) -> Json:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def tool_name(item: Json) -> str:
    """Our name for a tool: what the model calls it, or its resource id."""
    body = item["body"]
    names: Iterable[object] = (mapping(body.get("function")).get("name"), body.get("name"), item["name"])
    given = next((name for name in names if isinstance(name, str) and name), "tool")
    return identifier(given)


def identifier(text: str) -> str:
    """The text as a tool's name: letters, digits, underscores and dashes, beginning with no digit."""
    cleaned = "".join(char if char.isascii() and (char.isalnum() or char in "_-") else "_" for char in text)[:60]
    return cleaned if cleaned and not (cleaned[0].isdigit() or cleaned[0] == "-") else f"t_{cleaned}"


def variable(text: str) -> str:
    """The text as the name of a variable."""
    return identifier(text).replace("-", "_")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
