"""What the tests of an agent showed: a table, the talks that failed, what is covered; as JSON and as JUnit's XML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from parley.agents.rules import stated
from parley.agents.schemas import AgentSpec, Scenario
from parley.evals.scenarios.play import Outcome, Played
from parley.evals.scenarios.talk import lines
from parley.llm.schemas import Spent

_SIGNS = {Outcome.PASSED: "[green]✓[/]", Outcome.FAILED: "[red]✗[/]", Outcome.UNPLAYED: "[yellow]–[/]"}
_ORDER = (Outcome.FAILED, Outcome.UNPLAYED, Outcome.PASSED)
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Tested:
    """An agent's tests, each played once or more; `plays` has a scenario's plays together, in the agent's order."""

    spec: AgentSpec
    version: int
    model: str
    plays: list[list[Played]]
    spent: Spent

    @property
    def exit_code(self) -> int:
        """0: all passed; 1: some failed; 2: none failed, but some could not be played."""
        outcomes = {overall(plays) for plays in self.plays}
        return 1 if Outcome.FAILED in outcomes else 2 if Outcome.UNPLAYED in outcomes else 0


def overall(plays: Sequence[Played]) -> Outcome:
    """The worst of a scenario's plays."""
    return min((played.outcome for played in plays), key=_ORDER.index)


def summary(tested: Tested) -> Table:
    """Every scenario with its outcome and, where it did not pass, why."""
    title = f"{tested.spec.name}, version {tested.version}, {tested.model}"
    table = Table("", "test", "kind", "passed", "why", title=escape(title), title_justify="left", box=SIMPLE_HEAD)
    for plays in tested.plays:
        scenario, passed = plays[0].scenario, sum(played.outcome is Outcome.PASSED for played in plays)
        shares = (scenario.kind.value, f"{passed}/{len(plays)}")
        table.add_row(_SIGNS[overall(plays)], escape(_cut(scenario.name)), *shares, escape(_cut(why(plays))))
    return table


def why(plays: Sequence[Played]) -> str:
    """The first reason why a scenario did not pass; empty where it did."""
    for played in sorted(plays, key=lambda one: _ORDER.index(one.outcome)):
        if played.fault:
            return played.fault
        for verdict in played.verdicts:
            if not verdict.holds:
                return f"{verdict.condition} – {verdict.reason}".rstrip(" –")
    return ""


def transcripts(tested: Tested) -> Iterator[str]:
    """Rich markup: each play that did not pass, with its verdicts."""
    for played in (played for plays in tested.plays for played in plays if played.outcome is not Outcome.PASSED):
        yield f"[bold]{escape(played.scenario.name)}[/]  {escape(played.fault)}"
        yield from (f"  [dim]{escape(line)}[/]" for line in lines(played.talk))
        for verdict in played.verdicts:
            sign = "[green]✓[/]" if verdict.holds else "[red]✗[/]"
            yield f"  {sign} {escape(verdict.condition)}  [dim]“{escape(verdict.quote)}” {escape(verdict.reason)}[/]"
        yield ""


def coverage(tested: Tested) -> Iterator[str]:
    """Rich markup: how many of the stated rules the tests that were played cover, and which do not hold."""
    rules, found = stated(tested.spec.brief), _by_rule(tested)
    held = [pointer for pointer in rules if found.get(pointer) is Outcome.PASSED]
    yield f"Rules of the brief: {len(held)} of {len(rules)} hold in every test that covers them"
    for pointer, words in rules.items():
        outcome = found.get(pointer)
        if outcome is None:
            yield f"  [dim]· {escape(_cut(words))}: no test of it was played[/]"
        elif outcome is not Outcome.PASSED:
            yield f"  {_SIGNS[outcome]} {escape(_cut(words))} [dim]{pointer}[/]"


def _by_rule(tested: Tested) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for plays in tested.plays:
        for source in plays[0].scenario.sources:
            found[source] = min((overall(plays), found.get(source, Outcome.PASSED)), key=_ORDER.index)
    return found


def as_json(tested: Tested) -> dict[str, Any]:
    """All of it, in the agent's order of tests."""
    found = _by_rule(tested)
    return {
        "agent": tested.spec.slug,
        "version": tested.version,
        "model": tested.model,
        "exit_code": tested.exit_code,
        "model_calls": tested.spent.calls,
        "input_tokens": tested.spent.input_tokens,
        "output_tokens": tested.spent.output_tokens,
        "rules": [
            {"rule": pointer, "words": words, "outcome": found.get(pointer)}
            for pointer, words in stated(tested.spec.brief).items()
        ],
        "tests": [
            {**_about(plays[0].scenario), "outcome": overall(plays), "plays": [_play(played) for played in plays]}
            for plays in tested.plays
        ],
    }


def _about(scenario: Scenario) -> dict[str, Any]:
    return {"name": scenario.name, "kind": scenario.kind, "sources": scenario.sources}


def _play(played: Played) -> dict[str, Any]:
    verdicts = [
        {"condition": one.condition, "holds": one.holds, "quote": one.quote, "reason": one.reason}
        for one in played.verdicts
    ]
    return {
        "outcome": played.outcome,
        "fault": played.fault,
        "transcript": lines(played.talk),
        "verdicts": verdicts,
    }


def as_junit(tested: Tested) -> str:
    """A `testsuite` as CI servers read it: a failure is the agent's, an error says that it was not played."""
    outcomes = [overall(plays) for plays in tested.plays]
    suite = ElementTree.Element(
        "testsuite",
        name=_xml(f"{tested.spec.slug} version {tested.version}"),
        tests=str(len(outcomes)),
        failures=str(outcomes.count(Outcome.FAILED)),
        errors=str(outcomes.count(Outcome.UNPLAYED)),
    )
    for plays, outcome in zip(tested.plays, outcomes, strict=True):
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(tested.spec.slug), name=_xml(plays[0].scenario.name)
        )
        if outcome is not Outcome.PASSED:
            kind = "failure" if outcome is Outcome.FAILED else "error"
            found = ElementTree.SubElement(case, kind, message=_xml(why(plays)))
            found.text = _xml("\n".join(line for played in plays for line in lines(played.talk)))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _xml(text: str) -> str:
    """`text` without what XML has no form for: controls and surrogates."""
    return "".join(sign for sign in text if sign in "\n\t" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
