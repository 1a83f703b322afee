"""Takes what the platform's CLI and API give out: a project folder, an agent's config, the answer that shows an agent.

Tools inside the agent go back inside. Of a project with several agents the first is taken; the report names the others.
"""

from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import credentials
from parley.exports.faults import fault
from parley.exports.platforms.elevenlabs.configs import Configs, member, objects, prompt_of, sorted_out, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.reading import read_documents
from parley.exports.schemas import Files, Imported, Importer, Report
from parley.exports.shaped import Unreadable, load, shown

BODY = ("name", "conversation_config", "platform_settings", "workflow", "tags")
"""What creates an agent; an answer has more around it (ids, access, numbers), which stays in the documents apart."""

MAX_FILES = 500
_OBJECTS = (
    ("conversation_config",),
    ("conversation_config", "agent"),
    ("conversation_config", "agent", "prompt"),
    ("platform_settings",),
    ("workflow",),
    ("workflow", "nodes"),
    ("workflow", "edges"),
)
_TEXTS = (
    ("name",),
    ("conversation_config", "agent", "first_message"),
    ("conversation_config", "agent", "language"),
    ("conversation_config", "agent", "prompt", "prompt"),
)


def recognises(files: Files) -> bool:
    """Whether an agent of this platform is among the files, by the keys that only its agents have."""
    for path in _json_paths(files):
        try:
            tree = load(path, files[path])
        except Unreadable:
            continue
        if isinstance(tree, dict) and isinstance(tree.get("conversation_config"), dict):
            return True
    return False


def read(files: Files) -> Imported:
    """The agent and what became of it; ImportFault where the files hold no agent, or one that cannot be read."""
    trees: dict[str, Any] = {}
    for path in _json_paths(files):
        try:
            trees[path] = load(path, files[path])
        except Unreadable as error:
            raise fault(shown(path), "", f"{error}") from error
    configs = sorted_out(trees)
    path = _chosen(configs)
    _check(path, configs.agents[path])
    for file, tool in configs.tools.items():
        if not text(tool, "name") or text(tool, "type") not in {"webhook", "client"}:
            raise fault(shown(file), "/name", "a tool has a name, and the type webhook or client")
    spec = read_documents(_documents(configs, path))
    return Imported(spec=spec, report=_report(configs, path, spec))


def _json_paths(files: Files) -> list[str]:
    return sorted(path for path in files if path.endswith(".json"))[:MAX_FILES]


def _chosen(configs: Configs) -> str:
    listed = [text(entry, "config") for entry in configs.entries("agents")]
    found = next((path for path in (*listed, *configs.agents) if path in configs.agents), None)
    if found is None:
        where = next((shown(path) for path in listed), "agents.json")
        raise fault(where, "", "there is no agent: a JSON object with conversation_config")
    return found


def _check(path: str, body: Json) -> None:
    for kind, told, places in ((dict, "an object", _OBJECTS), (str, "a text", _TEXTS)):
        for keys in places:
            held = member(body, *keys[:-1]).get(keys[-1])
            if held is not None and not isinstance(held, kind):
                raise fault(shown(path), f"/{'/'.join(keys)}", f"this is not {told}")
    if not isinstance(body.get("conversation_config"), dict):
        raise fault(shown(path), "/conversation_config", "this is missing, so this is no agent")


def _documents(configs: Configs, path: str) -> dict[str, Any]:
    body = configs.agents[path]
    inline = prompt_of(body).get("tools")
    files = _in_order(configs, "tools", configs.tools)
    tests = _in_order(configs, "tests", configs.tests)
    tools = [*files.values(), *(inline if isinstance(inline, list) else [])]
    project: Json = {
        "agent": path,
        "tools": _paths(files),
        "tests": _paths(tests),
        "registries": configs.registries,
        "around": {key: value for key, value in body.items() if key not in BODY},
    }
    if isinstance(inline, list):
        project["inline"] = [text(tool, "name") for tool in inline if isinstance(tool, dict)]
    project |= {key: configs.own[f"{key}.json"] for key in ("secrets", "fill") if f"{key}.json" in configs.own}
    agent = {key: value for key, value in body.items() if key in BODY}
    return {
        "agent": _without_tools(agent) if isinstance(inline, list) else agent,
        "tools": tools,
        "tests": list(tests.values()),
        "project": project,
    }


def _in_order(configs: Configs, kind: str, held: dict[str, Json]) -> dict[str, Json]:
    """The configs as their registry lists them, then those that it does not."""
    listed = [text(entry, "config") for entry in configs.entries(kind)]
    return {path: held[path] for path in (*listed, *held) if path in held}


def _paths(held: dict[str, Json]) -> dict[str, str]:
    """The paths of configs by name; of two of one name the first."""
    return {text(config, "name"): path for path, config in reversed(held.items())}


def _without_tools(agent: Json) -> Json:
    """A copy of the agent without the tools inside it."""
    config = agent["conversation_config"]
    prompt = {key: value for key, value in prompt_of(agent).items() if key != "tools"}
    return agent | {"conversation_config": config | {"agent": config["agent"] | {"prompt": prompt}}}


def with_inline(agent: Json, tools: list[Json], names: Any) -> Json:
    """The agent with the tools that stood inside it put back; `names` are theirs, None where none did."""
    if not isinstance(names, list):
        return agent
    config = agent["conversation_config"]
    prompt = prompt_of(agent) | {"tools": tools}
    return agent | {"conversation_config": config | {"agent": member(config, "agent") | {"prompt": prompt}}}


def _report(configs: Configs, path: str, spec: AgentSpec) -> Report:
    body = configs.agents[path]
    others = [shown(one) for one in configs.agents if one != path]
    dropped = [f"Agent {one}: one agent is taken at a time" for one in others]
    unread = len(configs.tests) - len(spec.tests)
    approximated = [f"{unread} tests: kept as they came, not shown here"] if unread else []
    tools = [*configs.tools.values(), *configs.inline[path].values()]
    literal = [
        f"Tool {shown(text(tool, 'name'))}: its header {shown(name)} holds a credential in plain text; make it a secret"
        for tool in tools
        for name, value in member(tool, "api_schema", "request_headers").items()
        if credentials.is_plain(name, value)
    ]
    if len(objects(prompt_of(body), "knowledge_base")):
        approximated.append("Knowledge base: kept as it came; its documents stay in the workspace")
    parts = ["System prompt, by its headings", "First message", "Voice, languages and turns", "Variables"]
    return Report(
        mapped=parts,
        approximated=approximated,
        dropped=dropped,
        to_fill=[*spec.to_fill, *literal],
        secrets=spec.secrets,
    )


IMPORTER = Importer(recognises=recognises, read=read)
