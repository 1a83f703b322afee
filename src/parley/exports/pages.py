"""What the README of every bundle has: what is still to fill, the tools, variables and tests, and what was lost."""

from collections.abc import Sequence

from parley.agents.schemas import AgentSpec, ToolSpec
from parley.exports.markdown import bullets, code, document, plain, table
from parley.exports.schemas import Report

Section = tuple[str, Sequence[str]]


def readme(spec: AgentSpec, report: Report, title: str, steps: str, own: Sequence[Section] = ()) -> str:
    """The page of a platform's bundle: what the agent is, `steps` to deploy it, sections of the platform's own."""
    sections = [
        ("How to use this", steps.splitlines()),
        ("To fill", bullets(map(plain, report.to_fill)) or ["Nothing: the bundle is complete."]),
        *own,
        ("Tools", tools(spec)),
        ("Variables", variables(spec)),
        ("Tests", coverage(spec)),
        ("Assumptions", bullets(map(plain, spec.assumptions))),
    ]
    lead = plain(spec.description) or "An agent made with Parley."
    return document(f"{plain(spec.name) or spec.slug}: {title}", sections, lead=lead)


def loss(report: Report, lead: str) -> str:
    """What came across wholly, nearly and not at all."""
    sections = [
        ("Dropped", bullets(map(plain, report.dropped)) or ["Nothing."]),
        ("Approximated", bullets(map(plain, report.approximated)) or ["Nothing."]),
        ("Carried over", bullets(map(plain, report.mapped))),
    ]
    return document("What came across", sections, lead=lead)


def tools(spec: AgentSpec) -> list[str]:
    """A table of the tools; empty where there is none."""
    rows = [[code(tool.name), plain(tool.title), _request(tool), plain(tool.description)] for tool in spec.tools]
    return table(["Name", "What it is", "Call", "When"], rows) if rows else []


def variables(spec: AgentSpec) -> list[str]:
    """A table of the variables; empty where there is none."""
    rows = [[code(one.name), plain(one.description), code(one.default or "(empty)")] for one in spec.variables]
    return table(["Name", "What it holds", "Default"], rows) if rows else []


def coverage(spec: AgentSpec) -> list[str]:
    """Which tests cover which rule of the brief; empty where there are no tests."""
    covering: dict[str, list[str]] = {}
    for test in spec.tests:
        for source in test.sources:
            covering.setdefault(source, []).append(plain(test.name))
    rows = [[code(source), "; ".join(names)] for source, names in covering.items()]
    return table(["Rule", "Tests"], rows) if rows else []


def _request(tool: ToolSpec) -> str:
    if tool.builtin:
        return f"built in: {tool.builtin.value}"
    return code(f"{tool.method.value} {tool.url or '(to fill)'}") if tool.kind.value == "webhook" else tool.kind.value
