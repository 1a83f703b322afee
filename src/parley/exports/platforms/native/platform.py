"""Parley's own form as a platform: nothing is approximated or dropped on the way out, nothing lost on the way in."""

from parley.agents.schemas import AgentSpec
from parley.exports.platforms.native.documents import rendered
from parley.exports.platforms.native.lint import lint
from parley.exports.platforms.native.reading import read, recognises
from parley.exports.schemas import Bundle, FileNote, Importer, Platform, Report


def render(spec: AgentSpec) -> Bundle:
    """Everything the spec holds."""
    parts = ["Brief", "Tools", "Workflow", "System prompt", "Voice", "Variables", "Data collection", "Criteria"]
    report = Report(mapped=[*parts, "Guardrails", "Tests"], to_fill=spec.to_fill, secrets=spec.secrets)
    return Bundle(platform="native", folder=spec.slug, files=rendered(spec), report=report)


PLATFORM = Platform(
    name="native",
    title="Parley",
    carries=("everything",),
    files=(
        FileNote(path="agent.json", purpose="the whole agent, format parley.agent/1"),
        FileNote(path="prompt.md", purpose="the system prompt"),
        FileNote(path="workflow.mmd", purpose="the workflow as a Mermaid diagram"),
        FileNote(path="README.md", purpose="what the agent does, what is still to fill, which secrets to set"),
    ),
    render=render,
    lint=lint,
    importer=Importer(recognises, read),
)
