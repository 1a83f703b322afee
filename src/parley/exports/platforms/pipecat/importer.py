"""A Pipecat project becomes an agent: its flow, handlers, tools, settings and evals; the documents are kept whole."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parley.agents import sections
from parley.agents.schemas import AgentSpec, Brief, Provenance, Slot, Variable, Voice
from parley.exports.faults import ImportFault, fault
from parley.exports.platforms.pipecat import files, lint_flow, reading_evals, reading_flow, reading_tools, signatures
from parley.exports.platforms.pipecat.project import Project, gather, is_flow
from parley.exports.platforms.pipecat.shapes import Flow, Settings, Tool
from parley.exports.platforms.pipecat.wording import node_ids, words
from parley.exports.schemas import Files, Imported, Importer, Report
from parley.exports.shaped import findings, load, shown

OWN_PAGES = frozenset({"README.md", "LOSS.md", ".env.example"})
"""What every export writes anew."""

_TOOLS: TypeAdapter[dict[str, Tool]] = TypeAdapter(dict[str, Tool])
_MOST_FILES, _MOST_CHARACTERS = 100, 1_000_000


def recognises(texts: Files) -> bool:
    """Whether there is a flow among the files: a mapping with initial_node and nodes. Never raises."""
    candidates = [path for path in texts if path.endswith((".yaml", ".yml", ".json"))][:20]
    for path in candidates:
        if "initial_node" in texts[path]:
            try:
                value = load(path, texts[path])
            except ValueError:
                continue
            if is_flow(value) and {"initial_node", "nodes"} <= value.keys() and isinstance(value["nodes"], dict):
                return True
    return False


def read(texts: Files) -> Imported:
    """The agent; ImportFault with file and place for what is no flow."""
    found = gather(texts)
    if not found.flow_path:
        raise fault(files.FLOW, "", "there is no flow; a flow has initial_node and nodes")
    documents = _documents(found)
    spec = spec_of(documents)
    spec = spec.model_copy(update={"provenance": Provenance(platform="pipecat", documents=documents)})
    return Imported(spec, _report(found, spec))


def _documents(found: Project) -> dict[str, Any]:
    """What provenance keeps: documents by role, where they stood, and every other file as it is."""
    documents: dict[str, Any] = {"flow": found.flow, "paths": {"flow": found.flow_path}}
    for role, value in (("tools", found.tools), ("settings", found.settings)):
        if value is not None:
            documents[role] = value
    path = next(iter(found.evals), "")
    if path:
        documents["evals"] = found.evals[path]
        documents["paths"]["evals"] = path
    if found.has_handlers:
        documents["handlers"] = found.texts[files.HANDLERS]
    taken = {found.flow_path, path, files.TOOLS, files.SETTINGS, files.HANDLERS, *OWN_PAGES}
    others = {name: text for name, text in found.texts.items() if name not in taken}
    if len(others) > _MOST_FILES or sum(map(len, others.values())) > _MOST_CHARACTERS:
        raise fault(found.flow_path, "", "there are too many other files beside the flow, or too large ones")
    return documents | ({"files": others} if others else {})


def spec_of(documents: Mapping[str, Any]) -> AgentSpec:
    """The agent that the documents describe, without where it came from."""
    paths = documents.get("paths", {})
    flow = _flow(paths.get("flow", files.FLOW), documents["flow"])
    handlers = signatures.read(documents.get("handlers", "")) or {}
    entries = _entries(documents.get("tools"))
    settings = _settings(documents.get("settings"))
    tools = reading_tools.tools(flow, entries, handlers)
    evals = documents.get("evals")
    greeting = reading_flow.greeting(flow)
    name = evals.get("name", "") if isinstance(evals, dict) else ""
    name = shown(name, 200) if isinstance(name, str) else ""
    try:
        return AgentSpec(
            name=name,
            slug=_slug(name),
            brief=_brief(greeting, settings),
            tools=tools,
            workflow=reading_flow.workflow(flow, node_ids(documents["flow"]), handlers),
            prompt=sections.prompt(flow.nodes[flow.initial_node].role_message or ""),
            first_message=greeting,
            voice=_voice(settings),
            variables=_variables(settings),
            tests=reading_evals.tests(paths.get("evals", files.EVALS), evals, {tool.name: tool for tool in tools}),
        )
    except ValidationError as error:
        where = "/".join(str(step) for step in error.errors()[0]["loc"])
        raise fault(paths.get("flow", files.FLOW), "", f"it goes beyond what an agent holds, at {where}") from error


def _flow(path: str, document: Any) -> Flow:
    for one in findings("pipecat", path, document, Flow):
        raise _refused(one.where, one.message)
    flow = Flow.model_validate(document)
    if flow.initial_node not in flow.nodes:
        raise fault(path, "/initial_node", "there is no such node")
    for at, function in lint_flow.functions(flow):
        if any(target not in flow.nodes for target in function.targets().values()):
            raise fault(path, "/".join(("", *map(str, at), "transition_to")), "there is no such node")
    if len(flow.nodes) > reading_flow.MOST_NODES:
        raise fault(path, "/nodes", f"there are more than {reading_flow.MOST_NODES} nodes")
    return flow


def _refused(where: str, message: str) -> ImportFault:
    path, _, pointer = where.partition("#")
    return fault(path, pointer, message)


def _entries(document: Any) -> dict[str, Tool]:
    """The tools' entries; one that is wrong is left to the lint, and its tool is code then."""
    found: dict[str, Tool] = {}
    for name, value in document.items() if isinstance(document, dict) else ():
        try:
            found |= _TOOLS.validate_python({name: value})
        except ValidationError:
            continue
    return found


def _settings(document: Any) -> Settings | None:
    try:
        return Settings.model_validate(document)
    except ValidationError:
        return None


def _slug(name: str) -> str:
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in name.lower())
    return "-".join(letters.split())[:60].strip("-") or "pipecat-flow"


def _brief(greeting: str, settings: Settings | None) -> Brief:
    return Brief(
        greeting=Slot(value=greeting) if greeting else None,
        languages=Slot(value=[settings.language]) if settings else None,
    )


def _voice(settings: Settings | None) -> Voice:
    if settings is None:
        return Voice()
    return Voice(
        description=words(settings.voice_description, 300),
        language=settings.language,
        speed=min(max(settings.speed, 0.7), 1.2),
        turn_timeout_s=min(max(round(settings.turn_timeout_s), 1), 30),
        max_duration_s=min(max(round(settings.max_duration_s), 60), 7_200),
    )


def _variables(settings: Settings | None) -> list[Variable]:
    named = settings.variables.items() if settings else ()
    fit = [(name, value) for name, value in named if name.isidentifier() and name.isascii() and len(name) <= 64]
    return [Variable(name=name, default=words(value, 300)) for name, value in fit[:50]]


def _report(found: Project, spec: AgentSpec) -> Report:
    mapped = [f"Workflow: {len(spec.workflow.nodes)} nodes"]
    mapped += [f"Tool {tool.name}: {tool.kind.value}" for tool in spec.tools]
    mapped += [f"Tests: {len(spec.tests)}"] if spec.tests else []
    approximated = []
    if not found.has_handlers:
        approximated.append("Tools: without handlers.py only their names are known")
    kept = "What has no place in the agent is kept and goes back to Pipecat as it came"
    return Report(mapped=mapped, approximated=[*approximated, kept], to_fill=spec.to_fill, secrets=spec.secrets)


IMPORTER = Importer(recognises=recognises, read=read)
