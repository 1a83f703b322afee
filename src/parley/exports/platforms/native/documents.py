"""The files of Parley's own bundle: the whole agent as data, its prompt and workflow in forms that people read."""

from parley.agents.schemas import AgentSpec
from parley.agents.schemas.mermaid import mermaid
from parley.exports import pages
from parley.exports.json_text import dumped
from parley.exports.markdown import bullets, code, document, plain
from parley.exports.schemas import BundleFile

USE = """\
- `agent.json` is the definition, whole, in the format `parley.agent/1`. Keep this file: every other form of the agent
  can be made from it again.
- `prompt.md` is the system prompt, ready to paste into any platform. `{{name}}` stands for a variable listed below.
- `workflow.mmd` is the course of a conversation; any Mermaid viewer draws it."""


def rendered(spec: AgentSpec) -> list[BundleFile]:
    """The bundle's files: the definition, and the pages that are made from it."""
    return [
        BundleFile(path="agent.json", content=canonical(spec)),
        BundleFile(path="prompt.md", content=spec.prompt.text),
        BundleFile(path="workflow.mmd", content=f"{mermaid(spec.workflow).rstrip()}\n"),
        BundleFile(path="README.md", content=_readme(spec)),
    ]


def canonical(spec: AgentSpec) -> str:
    """The spec as JSON in the order of its format's fields; parsing it gives an equal spec.

    An imported agent's documents keep their own order, which may mean something where they came from.
    """
    return dumped(spec.model_dump(mode="json", by_alias=True, exclude_none=True))


def _readme(spec: AgentSpec) -> str:
    sections = [
        ("What it does", _goals(spec)),
        ("How to use this", USE.splitlines()),
        ("To fill", bullets(map(plain, spec.to_fill)) or ["Nothing: the agent is complete."]),
        ("Secrets", _secrets(spec)),
        ("Tools", pages.tools(spec)),
        ("Variables", pages.variables(spec)),
        ("Tests", pages.coverage(spec)),
        ("Assumptions", bullets(map(plain, spec.assumptions))),
    ]
    return document(
        plain(spec.name) or spec.slug, sections, lead=plain(spec.description) or "An agent made with Parley."
    )


def _goals(spec: AgentSpec) -> list[str]:
    goals = spec.brief.goals.value if spec.brief.goals else []
    opening = [f"It opens with: “{plain(spec.first_message)}”"] if spec.first_message else []
    named = [f"**{plain(goal.name)}**" + (f": {plain(goal.description)}" if goal.description else "") for goal in goals]
    return [*opening, *([""] if opening and named else []), *bullets(named)]


def _secrets(spec: AgentSpec) -> list[str]:
    if not spec.secrets:
        return []
    named = [
        f"{code(name)}, for {', '.join(code(tool.name) for tool in spec.tools if name in tool.secrets)}"
        for name in spec.secrets
    ]
    return ["Set these where the tools run; their values are no part of this bundle.", "", *bullets(named)]
