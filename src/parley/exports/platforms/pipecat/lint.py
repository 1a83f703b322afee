"""Findings on anybody's Pipecat project: its shapes, what it refers to, and what the prompt tells the agent."""

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from parley.agents.schemas import Finding
from parley.exports import checklist, shaped
from parley.exports.platforms.pipecat import files, lint_evals, lint_flow, lint_tools, project
from parley.exports.platforms.pipecat.project import Project
from parley.exports.platforms.pipecat.shapes import Flow, Say, Settings, Tool
from parley.exports.schemas import Files

_TOOLS: TypeAdapter[dict[str, Tool]] = TypeAdapter(dict[str, Tool])
MOST = 500
"""As many findings as anybody reads."""


def lint(texts: Files) -> list[Finding]:
    """All findings, in a stable order. Never raises, whatever the files hold."""
    found = project.gather(texts)
    return [*found.unreadable, *_findings(found)][:MOST]


def _findings(found: Project) -> Iterator[Finding]:
    if not found.flow_path:
        yield shaped.error("pipecat.no-flow", shaped.place(files.FLOW), "There is no flow.", "Add flow.yaml.")
        return
    if found.flow is not None:
        yield from shaped.findings("pipecat", found.flow_path, found.flow, Flow)
    if found.tools is not None:
        yield from shaped.findings("pipecat", files.TOOLS, found.tools, _TOOLS)
    if found.settings is not None:
        yield from shaped.findings("pipecat", files.SETTINGS, found.settings, Settings)
    yield from lint_evals.shapes(found)
    flow = _whole(Flow, found.flow)
    if flow is None:
        return
    yield from lint_flow.findings(found, flow)
    yield from lint_evals.references(found, flow)
    tools = _tools(found)
    if tools is not None:
        yield from lint_tools.findings(found, flow, tools)
    yield from _checklist(found, flow)


def _whole(kind: type[Flow], value: object) -> Flow | None:
    """The flow, None where its shape is wrong: then there is nothing to follow references in."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        return None


def _tools(found: Project) -> dict[str, Tool] | None:
    try:
        return _TOOLS.validate_python(found.tools)
    except ValidationError:
        return None


def _checklist(found: Project, flow: Flow) -> Iterator[Finding]:
    """The prompt's checklist; the role of the first node is the prompt, what is said before it the first message."""
    first = flow.nodes.get(flow.initial_node)
    if first is None:
        return
    at = ("nodes", flow.initial_node)
    greeting = next(((n, one) for n, one in enumerate(first.pre_actions) if isinstance(one, Say)), None)
    told = checklist.Told(
        prompt=first.role_message or "\n\n".join(one.content for one in first.task_messages),
        prompt_where=shaped.place(found.flow_path, (*at, "role_message" if first.role_message else "task_messages")),
        first_message=greeting[1].text if greeting else None,
        first_message_where=shaped.place(found.flow_path, (*at, "pre_actions", greeting[0] if greeting else 0)),
        tools={name: _told(found, name) for name in lint_flow.code_functions(flow) if name in found.signatures},
        variables=found.declared,
    )
    yield from checklist.findings("pipecat", told)


def _told(found: Project, name: str) -> checklist.ToolTold:
    handler = found.signatures[name]
    undescribed = tuple(one.name for one in handler.arguments if not one.told)
    return checklist.ToolTold(handler.told, shaped.place(files.HANDLERS, (name,)), undescribed)
