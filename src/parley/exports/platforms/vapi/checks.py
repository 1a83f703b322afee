"""Rules that look across resources, each a function from the folder to its findings."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import orjson

from parley.agents.schemas import Finding
from parley.exports.platforms.vapi.export import TO_FILL
from parley.exports.platforms.vapi.folder import NAME, Folder, Resource
from parley.exports.platforms.vapi.origins import mapping
from parley.exports.shaped import error, shown, warning

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
WHOLE = re.compile(r"\{\{\s*[A-Za-z0-9_.-]+\s*\}\}")
MAX_NODES = 50_000
PRIMITIVE = frozenset({"string", "number", "integer", "boolean"})
ORDERED = frozenset({"number", "integer"})
ENGLISH_VOICES = frozenset({"eleven_flash_v2", "eleven_turbo_v2", "eleven_monolingual_v1"})
DEFAULTS = re.compile(r"(now|date|time|month|day|year)\b.*|(customer|call|phoneNumber|transport|assistant)\..+|['\"].*")

_TELLING = frozenset({("credentials",), ("credentialId",), ("number",)})
"""The last steps to values that are looked at whatever they are; of others, texts that have this:"""
_SUSPECT = re.compile(rf"{re.escape(TO_FILL)}|{{{{")
_LOOKED_AT = re.compile(rf'{re.escape(TO_FILL)}|{{{{|"(?:credentials|credentialId|number|required)"'.encode())
"""What a body has as JSON if any value of it is looked at; most have none of it."""

Node = tuple[tuple[str | int, ...], Any]
Where = Callable[[], str]


def tools(found: Folder, agent: Resource) -> Iterator[tuple[dict[str, Any], str]]:
    """The bodies of an assistant's tools that are here, and where each is."""
    known = {one.name: one for one in found.of("tools")}
    model = mapping(agent.body.get("model"))
    for at, body in enumerate(_list(model.get("tools"))):
        if isinstance(body, dict):
            yield body, agent.where("model", "tools", at)
    for name in _list(model.get("toolIds")):
        if isinstance(name, str) and name in known:
            yield known[name].body, known[name].where()


def tool_name(body: Mapping[str, Any]) -> str:
    """What the model calls a tool."""
    names = (mapping(body.get("function")).get("name"), body.get("name"), body.get("type"))
    return next((name for name in names if isinstance(name, str)), "")


def prompt(body: Mapping[str, Any]) -> str:
    """The system messages of an assistant."""
    told = [one for one in _list(mapping(body.get("model")).get("messages")) if mapping(one).get("role") == "system"]
    return "\n\n".join(one["content"] for one in told if isinstance(one.get("content"), str))


def extracted(body: Mapping[str, Any]) -> list[str]:
    """The variables that a tool's answer sets."""
    plan = mapping(body.get("variableExtractionPlan"))
    keys = [mapping(one).get("key") for one in _list(plan.get("aliases"))]
    return [key for key in keys if isinstance(key, str)] + list(mapping(mapping(plan.get("schema")).get("properties")))


def is_supplied(expression: str) -> bool:
    """Whether the platform gives the value of an expression by itself."""
    return DEFAULTS.fullmatch(expression) is not None


def _references(found: Folder) -> Iterator[Finding]:
    ids = {role: {one.name for one in found.of(role)} for role in {one.role for one in found.resources}}
    for one in found.resources:
        for steps, role, name in _named(one.body):
            if not isinstance(name, str) or UUID.fullmatch(name):
                continue
            if role in ids and name.split("##")[0].strip() in ids[role]:
                continue
            if role not in ids and not one.path.startswith("resources/"):
                continue
            message = f"There is no “{shown(name)}” among the {role}."
            yield error(f"{NAME}.dangling-reference", one.where(*steps), message, "Name a file of this folder.")


def _named(body: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Every reference in a body: where it is, to which role, and the name."""
    lists: list[tuple[tuple[str | int, ...], str]] = [
        (("model", "toolIds"), "tools"),
        (("artifactPlan", "structuredOutputIds"), "structuredOutputs"),
        (("assistant_ids",), "assistants"),
        (("simulationIds",), "simulations"),
    ]
    for steps, role in lists:
        yield from (((*steps, at), role, name) for at, name in enumerate(_list(_at(body, steps))))
    singles: list[tuple[tuple[str | int, ...], str]] = [
        (("personalityId",), "personalities"),
        (("scenarioId",), "scenarios"),
    ]
    yield from ((steps, role, _at(body, steps)) for steps, role in singles)
    inner = [
        ("members", "assistantId", "assistants"),
        ("destinations", "assistantId", "assistants"),
        ("evaluations", "structuredOutputId", "structuredOutputs"),
    ]
    for key, member, role in inner:
        for at, item in enumerate(_list(body.get(key))):
            yield (key, at, member), role, mapping(item).get(member)


def _uniqueness(found: Folder) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for one in found.resources:
        if seen.setdefault((one.role, one.name), one.path) != one.path:
            message = f"Two files stand for “{shown(one.name)}”."
            yield error(f"{NAME}.duplicate-name", one.where(), message, "Keep one.")
    for agent in found.of("assistants"):
        names: set[str] = set()
        for body, where in tools(found, agent):
            name = tool_name(body)
            if name in names and body.get("type") != "mcp":
                message = f"The model would see two tools called “{shown(name)}”."
                yield error(f"{NAME}.duplicate-name", where, message, "Rename one.")
            names.add(name)


def _tests(found: Folder) -> Iterator[Finding]:
    names = {tool_name(one.body) for one in found.of("tools")}
    for agent in found.of("assistants"):
        names |= {tool_name(body) for body, _ in tools(found, agent)}
    for one in found.of("evals"):
        yield from _eval(one, names)
    for one in found.of("scenarios"):
        for at, mock in enumerate(_list(one.body.get("toolMocks"))):
            yield from _known(mapping(mock).get("toolName"), names, one.where("toolMocks", at, "toolName"))
        for at, item in enumerate(_list(one.body.get("evaluations"))):
            yield from _evaluation(mapping(item), one.where("evaluations", at))


def _eval(one: Resource, names: set[str]) -> Iterator[Finding]:
    messages = [mapping(message) for message in _list(one.body.get("messages"))]
    if not any("judgePlan" in message for message in messages):
        yield error(f"{NAME}.no-judge", one.where("messages"), "No message is judged.", "Give the last a judgePlan.")
    for at, message in enumerate(messages):
        for call, item in enumerate(_list(mapping(message.get("judgePlan")).get("toolCalls"))):
            where = one.where("messages", at, "judgePlan", "toolCalls", call, "name")
            yield from _known(mapping(item).get("name"), names, where)


def _known(name: Any, names: set[str], where: str) -> Iterator[Finding]:
    """An error where every tool is known; those of an MCP server, whose type stands among the names, are not."""
    if isinstance(name, str) and names and name not in names:
        told = warning if "mcp" in names else error
        message = f"The assistant has no tool called “{shown(name)}”."
        yield told(f"{NAME}.unknown-tool", where, message, "Use the name that the model knows.")


def _evaluation(item: Mapping[str, Any], where: str) -> Iterator[Finding]:
    rule = f"{NAME}.evaluation"
    if ("structuredOutputId" in item) == ("structuredOutput" in item):
        yield error(rule, where, "An evaluation has either an output or the id of one.", "Give one of them.")
    kind = mapping(mapping(item.get("structuredOutput")).get("schema")).get("type")
    if isinstance(kind, str) and kind not in PRIMITIVE:
        yield error(rule, where, "Only a text, a number or a truth value can be compared.", "Change the schema's type.")
    elif isinstance(kind, str) and kind not in ORDERED and item.get("comparator") not in ("=", "!=", None):
        yield error(rule, where, "Only numbers have an order.", "Compare with = or !=.")


def _outputs(found: Folder) -> Iterator[Finding]:
    """Outputs and assistants name each other, or the GitOps tool warns."""
    outputs = {one.name: one for one in found.of("structuredOutputs") if one.path.startswith("resources/")}
    for agent in found.of("assistants"):
        listed = _list(_at(agent.body, ("artifactPlan", "structuredOutputIds")))
        for name, one in outputs.items():
            mutual = agent.name in _list(one.body.get("assistant_ids"))
            if mutual != (name in listed):
                message = f"“{shown(name)}” and “{shown(agent.name)}” do not name each other."
                yield warning(
                    f"{NAME}.one-sided-output", one.where("assistant_ids"), message, "Name both on both sides."
                )


def _voices(found: Folder) -> Iterator[Finding]:
    for agent in found.of("assistants"):
        voice, ears = mapping(agent.body.get("voice")), mapping(agent.body.get("transcriber"))
        language = ears.get("language")
        speaks_english = voice.get("provider") == "11labs" and str(voice.get("model")) in ENGLISH_VOICES
        if speaks_english and isinstance(language, str) and not language.lower().startswith("en"):
            message = f"{voice['model']} speaks English only, and the callers speak {shown(language)}."
            yield warning(f"{NAME}.voice-language", agent.where("voice", "model"), message, "Use eleven_flash_v2_5.")


def _tokens(found: Folder) -> Iterator[Finding]:
    for agent in found.of("assistants"):
        limit = mapping(agent.body.get("model")).get("maxTokens")
        size = sum(len(str(mapping(body.get("function")).get("parameters", ""))) for body, _ in tools(found, agent))
        if isinstance(limit, int | float) and size and limit < 25 + size:
            message = f"{limit} tokens may cut the arguments of its tools short."
            yield warning(f"{NAME}.tokens", agent.where("model", "maxTokens"), message, f"Allow {25 + size}.")


def _values(found: Folder) -> Iterator[Finding]:
    """What single values say, wherever they stand."""
    bodies = (Resource("", "", path, body) for path, body in found.bodies.items())
    for one in (*found.resources, *bodies):
        if not _is_looked_at(one.body):
            continue
        is_file = one.path.startswith("resources/")
        for steps, value in nodes(one.body):
            if isinstance(value, dict):
                yield from _required(partial(one.where, *steps), value)
            elif steps[-1:] in _TELLING or (isinstance(value, str) and _SUSPECT.search(value)):
                yield from _value(partial(one.where, *steps), steps, value, is_file=is_file)


def _is_looked_at(body: Any) -> bool:
    try:
        return _LOOKED_AT.search(orjson.dumps(body)) is not None
    except orjson.JSONEncodeError:
        return True


def _value(where: Where, steps: tuple[str | int, ...], value: Any, *, is_file: bool) -> Iterator[Finding]:
    last = steps[-1] if steps else ""
    if last == "credentials" and value:
        yield error(f"{NAME}.inline-secret", where(), "Secrets stand in this file.", "Use credentialIds instead.")
    if not isinstance(value, str):
        return
    if TO_FILL in value:
        yield warning(f"{NAME}.to-fill", where(), "Nobody gave this address yet.", "Put the real one in its place.")
    if last == "credentialId" and not UUID.fullmatch(value):
        message = f"“{shown(value)}” is the name of a credential, not its id."
        yield warning(f"{NAME}.credential-name", where(), message, "The GitOps tool finds it; the API needs the id.")
    if last == "number" and "destinations" in steps[-3:] and not (E164.fullmatch(value) or "{{" in value):
        yield error(f"{NAME}.phone-number", where(), f"“{shown(value)}” is no number in E.164.", "Write +441134960123.")
    if is_file and WHOLE.fullmatch(value.strip()):
        message = "A value that is nothing but a placeholder is taken for a variable of the GitOps tool."
        yield warning(f"{NAME}.whole-placeholder", where(), message, 'Add a filter, such as | default: "".')


def _required(where: Where, value: Mapping[str, Any]) -> Iterator[Finding]:
    """What a schema requires is among its properties."""
    properties, required = value.get("properties"), value.get("required")
    if value.get("type") != "object" or not isinstance(properties, dict) or not isinstance(required, list):
        return
    for name in required:
        if isinstance(name, str) and name not in properties:
            message = f"“{shown(name)}” is required and not described."
            yield error(f"{NAME}.unknown-required", where(), message, "Describe it, or do not require it.")


def _arguments(found: Folder) -> Iterator[Finding]:
    """What the URL of a request takes is given by the model, by the call, or by an earlier answer."""
    known = {name for one in found.of("tools") for name in extracted(one.body)}
    values = mapping(mapping(found.bodies.get("bodies/overrides.json")).get("variableValues"))
    for one in found.of("tools"):
        url = one.body.get("url")
        given = known | values.keys() | mapping(mapping(one.body.get("body")).get("properties")).keys()
        for told in re.findall(r"\{\{([^{}|]{1,100})(?:\||\}\})", url if isinstance(url, str) else ""):
            expression = told.strip()
            if expression and expression not in given and not is_supplied(expression):
                message = f"Nothing gives “{shown(expression)}” its value."
                yield warning(f"{NAME}.unset-variable", one.where("url"), message, "Describe it in the body.")


def nodes(tree: Any) -> Iterator[Node]:
    """Every value in a tree with the steps to it, in order, as far as is looked at."""
    left: list[Node] = [((), tree)]
    for _ in range(MAX_NODES):
        if not left:
            return
        steps, value = left.pop()
        yield steps, value
        if isinstance(value, dict):
            left += [((*steps, key), child) for key, child in reversed(value.items())]
        elif isinstance(value, list):
            left += [((*steps, at), value[at]) for at in reversed(range(len(value)))]


def _at(tree: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        tree = mapping(tree).get(str(step))
    return tree


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


ALL: tuple[Callable[[Folder], Iterator[Finding]], ...] = (
    _references,
    _uniqueness,
    _tests,
    _outputs,
    _voices,
    _tokens,
    _arguments,
    _values,
)
