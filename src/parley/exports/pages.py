"""What the README of every bundle has: what is still to fill, the tools, variables and tests, and what was lost."""

from collections.abc import Sequence

from parley.agents import rules
from parley.agents.schemas import AgentSpec, ToolSpec
from parley.exports.markdown import bullets, code, document, plain, table
from parley.exports.schemas import Report

Section = tuple[str, Sequence[str]]
_LONGEST = 200


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
    """Which tests cover which rule of the brief, in its owner's words, then what else they cover; empty without tests.

    A rule that no test covers says so.
    """
    if not spec.tests:
        return []
    covering: dict[str, list[str]] = {pointer: [] for pointer in rules.stated(spec.brief)}
    for test in spec.tests:
        for source in test.sources:
            covering.setdefault(source, []).append(plain(test.name))
    rows = [[_rule(spec, source), code(source), "; ".join(names) or "none"] for source, names in covering.items()]
    return table(["Rule", "Where", "Tests"], rows)


def _rule(spec: AgentSpec, source: str) -> str:
    """What a pointer leads to, in words; empty where it is a rule of ours."""
    words = rules.stated(spec.brief).get(source)
    if words is None:
        name = source.removeprefix("/tools/")
        words = next((tool.title for tool in spec.tools if tool.name == name), "")
    return plain(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")


def _request(tool: ToolSpec) -> str:
    if tool.builtin:
        return f"built in: {tool.builtin.value}"
    return code(f"{tool.method.value} {tool.url or '(to fill)'}") if tool.kind.value == "webhook" else tool.kind.value
