"""What is wrong with an agent in Parley's own form: its shape, what its parts say of each other, and its prompt."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from parley.agents import formats
from parley.agents.schemas import AgentSpec, Finding, Severity
from parley.builder.schemas import BuildState
from parley.builder.workflow import lint as workflow_lint
from parley.builder.workflow.lint_brief import wanted
from parley.exports import checklist, shaped
from parley.exports.checklist import Told, ToolTold
from parley.exports.platforms.native import notation, references
from parley.exports.platforms.native.reading import NAMES, definitions, stale_pages
from parley.exports.schemas import Files
from parley.exports.shaped import Step, error, place, warning

_MOST_LEFT_OUT = 100


def lint(files: Files) -> list[Finding]:
    """All findings, definition by definition; where one does not have the shape, only what is wrong with that."""
    found = definitions(files) or [path for path in NAMES if path in files]
    if not found:
        message = "No file holds a definition in the format parley.agent/1."
        return [error("native.no-definition", place("agent.json"), message, "Add agent.json or agent.yaml.")]
    return [finding for path in found for finding in _definition(path, files)]


def _definition(path: str, files: Files) -> list[Finding]:
    try:
        given = notation.load(path, files[path])
        tree = formats.migrated(given) if isinstance(given, dict) else given
        spec = AgentSpec.model_validate(tree)
    except shaped.Unreadable as fault:
        return [error("native.unreadable", place(path), f"The file cannot be read: {fault}.", "Mend it.")]
    except formats.UnknownFormat as fault:
        return [error("native.unknown-format", place(path, ["schema"]), fault.detail, "Use a format that is read.")]
    except ValidationError:
        return shaped.findings("native", path, tree, AgentSpec)
    stale = [
        warning("native.stale-page", place(page), f"It says something else than {path}.", "Export the agent again.")
        for page in stale_pages(spec, files)
    ]
    is_whole = path.endswith(".json")
    return [
        *references.findings(path, spec),
        *_workflow(path, spec),
        *checklist.findings("native", _told(path, spec)),
        *(_left_out(path, tree, spec) if is_whole else []),
        *stale,
    ]


def _workflow(path: str, spec: AgentSpec) -> Iterator[Finding]:
    """What the linter of workflows says, under our name and at places of the file."""
    state = BuildState(brief=spec.brief, tools=spec.tools, workflow=spec.workflow)
    for found in workflow_lint.lint(spec.workflow, spec.tools, wanted(state)):
        rule = found.rule.replace("workflow.", "native.workflow-", 1)
        yield found.model_copy(update={"rule": rule, "where": place(path, _steps(spec, found.where))})


def _steps(spec: AgentSpec, where: str) -> tuple[Step, ...]:
    """Where a step or a way ("greet->ask") or a slot ("/brief/goals") stands in the definition."""
    if where.startswith("/"):
        return tuple(where.strip("/").split("/"))
    for index, node in enumerate(spec.workflow.nodes):
        if node.id == where:
            return ("workflow", "nodes", index)
    for index, edge in enumerate(spec.workflow.edges):
        if f"{edge.source}->{edge.target}" == where:
            return ("workflow", "edges", index)
    return ("workflow", "start") if where == spec.workflow.start else ("workflow",)


def _told(path: str, spec: AgentSpec) -> Told:
    tools = {
        tool.name: ToolTold(
            tool.description,
            place(path, ["tools", index]),
            tuple(one.name for one in tool.parameters if not one.description),
        )
        for index, tool in enumerate(spec.tools)
    }
    channel = spec.brief.channel
    return Told(
        prompt=spec.prompt.text if spec.prompt.sections else "",
        prompt_where=place(path, ["prompt"]),
        first_message=spec.first_message,
        first_message_where=place(path, ["first_message"]),
        tools=tools,
        variables=references.variables(spec),
        speaks=channel is None or channel.value != "chat",
    )


def _left_out(path: str, tree: dict[str, Any], spec: AgentSpec) -> list[Finding]:
    """What a whole definition has and this one leaves to the defaults."""
    whole = spec.model_dump(mode="json", by_alias=True, exclude_none=True)
    if whole == tree:
        return []
    return [
        Finding(
            rule="native.left-out",
            severity=Severity.NOTE,
            where=place(path, steps)[:300],
            message=f"This is left out, so it is as by default: {shaped.shown(str(value) or 'empty')}.",
        )
        for steps, value in references.missing(whole, tree)
    ][:_MOST_LEFT_OUT]
