"""What a built agent is: complete, deterministic, and true to its brief."""

import json

import pytest

from parley.agents import dumps
from parley.agents.schemas import (
    AddNode,
    AgentSpec,
    DataType,
    NodeKind,
    RemoveNode,
    ScenarioKind,
    Speaker,
    UpdateNode,
    WorkflowEdit,
)
from parley.builder import spec
from parley.builder.schemas import BuildState
from parley.builder.workflow import revision
from tests.builder import cases


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_spec_survives_json(name: str) -> None:
    built = spec.build(cases.state(name))
    again = AgentSpec.model_validate_json(built.model_dump_json(by_alias=True))
    assert again == built
    assert spec.digest(again) == spec.digest(spec.build(cases.state(name)))


@pytest.mark.parametrize("name", cases.NAMES)
def test_the_canonical_json_holds_what_the_spec_does(name: str) -> None:
    built = spec.build(cases.state(name))
    plain = built.model_dump(mode="json", by_alias=True)
    assert dumps.canonical(built).decode() == json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def test_any_change_changes_the_digest() -> None:
    built = spec.build(cases.state("dental-clinic"))
    assert spec.digest(built) != spec.digest(built.model_copy(update={"first_message": "Hello!"}))
    assert len(spec.digest(built)) == 64


def test_an_empty_state_still_makes_an_agent() -> None:
    built = spec.build(BuildState())
    assert (built.name, built.slug) == ("Assistant", "assistant")
    assert "virtual assistant" in built.first_message


def test_the_name_joins_agent_and_business() -> None:
    built = spec.build(cases.state("dental-clinic"))
    assert (built.name, built.slug) == ("Mia – Bright Smile Dental", "mia-bright-smile-dental")


def test_a_name_without_latin_letters_has_a_slug() -> None:
    assert spec.slug("予約") == "agent"


def test_data_is_typed_so_that_codes_keep_their_zeros() -> None:
    types = {point.name: point.type for point in spec.build(cases.state("lead-qualification")).data_collection}
    assert types["number_of_employees"] is DataType.INTEGER
    assert types["phone"] is DataType.STRING


def test_variables_of_tools_are_declared_with_defaults() -> None:
    built = spec.build(cases.state("lead-qualification"))
    assert {"calendly_event_type_uri", "current_time"} <= {item.name for item in built.variables}
    assert all(item.default for item in built.variables)


@pytest.mark.parametrize("name", cases.NAMES)
def test_names_and_ids_are_unique(name: str) -> None:
    built = spec.build(cases.state(name))
    for names in (
        [item.id for item in built.criteria],
        [item.name for item in built.tests],
        [item.name for item in built.data_collection],
        [item.name for item in built.variables],
    ):
        assert len(names) == len(set(names))


_NOTICE = AddNode(
    op="add_node", id="notice", kind=NodeKind.SAY, label="Notice", text="We record calls.", before="greeting"
)


@pytest.mark.parametrize(
    ("edit", "begun"),
    [
        (None, None),
        (UpdateNode(op="update_node", id="greeting", text="Hey, this is our bot."), "Hey, this is our bot."),
        (RemoveNode(op="remove_node", id="greeting"), ""),
        (_NOTICE, "We record calls."),
    ],
)
def test_tests_begin_as_the_agent_does(edit: WorkflowEdit | None, begun: str | None) -> None:
    state = cases.state("order-support")
    if edit is not None:
        state = state.model_copy(update={"workflow": revision.revise(state, [edit])})
    built = spec.build(state)
    assert built.first_message == (str(state.brief.value("greeting")) if begun is None else begun)
    for scenario in (scenario for scenario in built.tests if scenario.kind is not ScenarioKind.CONVERSATION):
        assert scenario.history[0].role is (Speaker.AGENT if begun != "" else Speaker.USER)
        first = [message.text for message in scenario.history if message.role is Speaker.AGENT]
        assert first[:1] == ([built.first_message] if built.first_message else first[:1])
        assert scenario.history[-1].role is Speaker.USER


def test_guardrails_are_those_of_the_prompt() -> None:
    built = spec.build(cases.state("it-helpdesk"))
    assert "Never change access rights." in [item.rule for item in built.guardrails]


def test_assumptions_travel_with_the_agent() -> None:
    assert spec.build(cases.state("order-support")).assumptions == ["The closing is a short thank-you."]


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_brief_is_a_natural_paragraph(name: str) -> None:
    assert 70 <= len(cases.text(name).split()) <= 130
    assert "\n" not in cases.text(name)
