"""The tests that travel with an agent: every stated rule is covered, whatever the brief, and none says too much."""

from pathlib import Path
from typing import Any

import pytest

from parley.agents.rules import stated
from parley.agents.schemas import AgentSpec, CheckKind, Scenario, ScenarioKind, Speaker
from parley.builder import spec
from parley.builder.scenarios import generated
from parley.builder.schemas import BuildState
from parley.core.config import Settings
from parley.evals import cases as corpus
from parley.evals.play import open_house
from parley.exports import pages
from tests.builder import cases

SAMPLE = [path for folder in ("en", "de", "es", "zh") for path in sorted((corpus.corpus() / folder).iterdir())[::25]]


def uncovered(built: AgentSpec) -> set[str]:
    """The stated rules without a test."""
    return stated(built.brief).keys() - {source for test in built.tests for source in test.sources}


def built(**values: Any) -> AgentSpec:
    """The agent of a brief with these values."""
    return spec.build(BuildState(brief=cases.brief(**values)))


def named(tests: list[Scenario], part: str) -> Scenario:
    """The one test with these words in its name."""
    [found] = [test for test in tests if part in test.name]
    return found


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_rule_of_a_brief_has_a_test(name: str) -> None:
    made = spec.build(cases.state(name))
    assert uncovered(made) == set()
    assert 20 <= len(made.tests) <= 60


async def test_every_rule_of_built_agents_has_a_test(embedded: Settings) -> None:
    missed = {}
    async with open_house(embedded, None) as house:
        for path in SAMPLE:
            [case] = corpus.load([Path(path)])
            missed[case.id] = uncovered(spec.build((await house.play(case)).final))
    assert len(missed) >= 12
    assert {name: rules for name, rules in missed.items() if rules} == {}


def crowded() -> AgentSpec:
    """As many rules as a brief takes."""
    goals = [{"name": f"book tour {number}", "collect": ["name"]} for number in range(20)]
    return built(
        goals=goals,
        scope_do=[f"explain route {number}" for number in range(30)],
        scope_dont=[f"promise discount {number}" for number in range(30)],
        constraints=[f"always name price {number}" for number in range(30)],
        compliance=[f"rule {number} of the harbour" for number in range(30)],
        handover=[{"when": f"boat {number} sinks", "to": "the harbour"} for number in range(20)],
        facts=[{"topic": f"pier {number}", "text": "is open"} for number in range(50)],
        success=[f"tour {number} is booked" for number in range(30)],
        hours="always",
        languages=["en", "de", "es", "fr", "it", "nl", "pl", "tr", "ru", "ja"],
        tone=["calm"],
        greeting="Ahoy!",
        closing="Fair winds!",
    )


def test_rules_share_talks_where_there_are_too_many() -> None:
    made = crowded()
    assert len(made.tests) == 60
    assert uncovered(made) == set()
    shared = named(made.tests, "promise discount 0")
    assert shared.kind is ScenarioKind.CONVERSATION
    assert len(shared.sources) == len(shared.success) > 1
    assert all(f"promise discount {number}" in shared.caller for number in range(len(shared.sources)))
    assert "Out of scope" in {test.name for test in made.tests}


def test_conditions_name_the_rule_in_its_owners_words() -> None:
    made = spec.build(cases.state("lead-qualification"))
    words = stated(made.brief)
    for test in made.tests:
        for source in test.sources:
            if source.startswith(("/brief/scope_dont/", "/brief/constraints/", "/brief/hours")):
                assert words[source] in " ".join(test.success)


@pytest.mark.parametrize(
    ("tag", "asked"),
    [("en", "When are you open?"), ("de", "Wann haben"), ("es", "¿Cuándo"), ("zh", "营业"), ("tr", "When are")],
)
def test_callers_speak_the_agents_language(tag: str, asked: str) -> None:
    made = built(languages=[tag], hours="9–17", goals=[{"name": "buchen", "collect": ["name"]}])
    assert any(asked in test.history[-1].text for test in made.tests if test.history)


def test_a_tool_that_writes_waits_for_a_yes_and_then_is_due() -> None:
    tests = spec.build(cases.state("dental-clinic")).tests
    before = named(tests, "No `appointment_book` before a yes: book an appointment")
    after = named(tests, "Calls `appointment_book`: book an appointment")
    assert before.call is not None
    assert before.call.is_absent
    assert after.history[: len(before.history)] == before.history
    assert [message.role for message in after.history[len(before.history) :]] == [Speaker.AGENT, Speaker.USER]
    assert after.call is not None
    checks = {check.parameter: check.kind for check in after.call.arguments}
    assert checks["phone"] is CheckKind.PATTERN
    assert checks["slot_id"] is CheckKind.ANY


def test_each_tool_fails_in_a_test_of_its_own() -> None:
    made = spec.build(cases.state("order-support"))
    failing = [mock.tool for test in made.tests for mock in test.mocks if mock.fails]
    assert sorted(failing) == sorted(tool.name for tool in made.tools if tool.builtin is None)


def test_equal_briefs_have_equal_tests() -> None:
    assert spec.build(cases.state("it-helpdesk")).tests == spec.build(cases.state("it-helpdesk")).tests


def test_tests_are_made_again_only_when_what_they_rest_on_changes() -> None:
    state = cases.state("it-helpdesk")
    first = spec.build(state).tests
    assert all(map(lambda one, two: one is two, first, spec.build(state.model_copy(update={"turn": 9})).tests))


def test_agents_from_elsewhere_have_tests_made_for_them() -> None:
    made = spec.build(cases.state("dental-clinic"))
    assert generated(made.model_copy(update={"tests": []})) == made.tests


def test_coverage_page_has_each_rule_in_words() -> None:
    made = spec.build(cases.state("dental-clinic"))
    page = "\n".join(pages.coverage(made))
    assert "| give medical advice | `/brief/scope_dont/0` | Guardrail: give medical advice |" in page
    bare = made.model_copy(update={"tests": made.tests[:1]})
    assert "| quote prices for treatment | `/brief/scope_dont/1` | none |" in "\n".join(pages.coverage(bare))
