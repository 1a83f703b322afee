"""An agent that came from elsewhere goes on in a build: what the session changes is written, all else stays."""

from typing import Any

import pytest

from parley.agents.schemas import (
    AgentSpec,
    EdgeKind,
    Node,
    NodeKind,
    Prompt,
    PromptLine,
    PromptSection,
    UpdateNode,
    Workflow,
)
from parley.builder import apply, edits, stages
from parley.builder.reopening import reopened
from parley.builder.schemas import BuildState, Op, Operation, Stage
from parley.builder.spec import build, digest
from parley.builder.workflow import revision
from parley.builder.workflow.lint import lint
from tests.builder import cases
from tests.exports.samples import full

HEADINGS = {
    "Personality": ["You are Lina.", "You work for a shop."],
    "Tools": ["Call order_lookup first.", "Be quick."],
}


def foreign() -> AgentSpec:
    """An agent with a graph and a prompt that no build would have made."""
    sections = [
        PromptSection(heading=heading, lines=[PromptLine(text=text) for text in lines])
        for heading, lines in HEADINGS.items()
    ]
    return full().model_copy(update={"prompt": Prompt(sections=sections)})


def opened(spec: AgentSpec) -> BuildState:
    return reopened(spec, "a", 1, BuildState())


def defaults_filled(state: BuildState) -> BuildState:
    return apply.apply(state.model_copy(update={"assumptions": []}), [Operation(op=Op.USE_DEFAULTS)])


def derived(state: BuildState) -> BuildState:
    graph, findings = revision.derive(state)
    return state.model_copy(update={"workflow": graph, "findings": findings})


def with_brief(state: BuildState, **values: Any) -> BuildState:
    return derived(edits.of_brief(values)(state))


def texts(spec: AgentSpec) -> dict[str, list[str]]:
    return {section.heading: [line.text for line in section.lines] for section in spec.prompt.sections}


def test_unchanged_it_is_what_it_was() -> None:
    state = opened(foreign())
    assert state.origin is not None
    assert build(derived(state)) == foreign()
    assert state.spec_hash == digest(build(derived(state)))


@pytest.mark.parametrize("name", cases.NAMES)
def test_what_was_built_here_is_built_again(name: str) -> None:
    spec = build(cases.state(name))
    state = opened(spec)
    assert state.origin is None
    assert build(derived(state)).workflow == spec.workflow


def test_what_was_assumed_stays_so_until_it_is_said() -> None:
    made = defaults_filled(cases.state("dental-clinic").model_copy(update={"brief": cases.brief(name="Mia")}))
    spec = build(made)
    assert spec.assumptions == [item.text for item in made.assumptions]
    state = opened(spec)
    assert state.assumptions == made.assumptions
    told = edits.of_brief({"tone": ["formal"]})(state)
    assert [item.path for item in state.assumptions if item not in told.assumptions] == ["/brief/tone"]


def test_nothing_is_asked_that_it_never_had() -> None:
    state = opened(foreign())
    assert stages.fall_back(state.model_copy(update={"turn": 1})).stage is Stage.COMPLETED
    assert stages.missing(state) == []


def test_a_new_tone_adds_its_lines_and_leaves_the_others() -> None:
    before, after = foreign(), build(with_brief(opened(foreign()), tone=["formal"]))
    assert [heading for heading in texts(after) if heading not in texts(before)] == ["Tone"]
    assert {heading: texts(after)[heading] for heading in HEADINGS} == HEADINGS
    assert any("formal" in line for line in texts(after)["Tone"])
    assert after.workflow == before.workflow
    assert [test for test in after.tests if test.sources != ["/brief/tone"]] == before.tests
    assert after.first_message == before.first_message


def test_a_new_greeting_is_its_first_message() -> None:
    after = build(with_brief(opened(foreign()), greeting="Good day, this is the digital assistant of the shop."))
    assert after.first_message.startswith("Good day")
    assert texts(after)["Personality"] == HEADINGS["Personality"]


def test_a_new_goal_gets_its_branch_where_requests_part() -> None:
    state = opened(foreign())
    goals = [goal.model_dump() for goal in state.brief.goals.value] if state.brief.goals else []
    changed = with_brief(state, goals=[*goals, {"name": "Cancel an order", "collect": ["order_number"]}])
    assert changed.workflow is not None
    old = {node.id: node for node in foreign().workflow.nodes}
    assert {node.id: node for node in changed.workflow.nodes if node.id in old} == old
    new = [node for node in changed.workflow.nodes if node.id not in old]
    assert new
    entry = [edge for edge in changed.workflow.edges if edge.target == new[0].id]
    assert [(edge.source, edge.kind) for edge in entry] == [("understand", EdgeKind.WHEN)]
    before = {(finding.rule, finding.where) for finding in lint(foreign().workflow, state.tools)}
    assert {(found.rule, found.where) for found in lint(changed.workflow, state.tools)} <= before
    assert any("Cancel an order" in test.name or "ancel an order" in str(test) for test in build(changed).tests)


def test_a_tool_that_goes_takes_its_step_and_its_lines() -> None:
    state = opened(foreign())
    after = build(derived(edits.tool_removal("order_lookup")(state)))
    assert "order_lookup" not in {tool.name for tool in after.tools}
    assert all(node.tool != "order_lookup" for node in after.workflow.nodes)
    assert texts(after)["Tools"] == ["Be quick."]
    assert texts(after)["Personality"] == HEADINGS["Personality"]


def test_the_graph_takes_edits_and_keeps_them() -> None:
    state = opened(foreign())
    edit = UpdateNode(op="update_node", id="greet", text="Say hello")
    changed = derived(state.model_copy(update={"workflow": revision.revise(state, [edit])}))
    assert changed.workflow is not None
    assert next(node for node in changed.workflow.nodes if node.id == "greet").text == "Say hello"
    again = with_brief(changed, tone=["brief"])
    assert again.workflow == changed.workflow
    assert [node.kind for node in again.workflow.nodes if node.id == "greet"] == [NodeKind.SAY]


def test_taken_back_nothing_is_left_of_a_change() -> None:
    state = with_brief(opened(foreign()), tone=["formal"])
    assert build(with_brief(state, tone=None)) == foreign()


def test_a_new_goal_goes_into_the_prompt_where_there_is_no_course() -> None:
    bare = Workflow(start="talk", nodes=[Node(id="talk", kind=NodeKind.ASK, label="Talk")], edges=[])
    state = opened(foreign().model_copy(update={"workflow": bare}))
    changed = with_brief(state, goals=[{"name": "Cancel an order", "collect": ["order_number"]}])
    assert changed.workflow == bare
    assert changed.findings == []
    assert "Cancel an order" in build(changed).prompt.text
