"""What synthesised workflows promise, for the five briefs and for arbitrary ones."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.agents.schemas import Brief, EdgeKind, NodeKind, ToolSpec, Workflow
from parley.builder.schemas import BuildState
from parley.builder.workflow import lint, lint_brief, synthesis
from parley.tools.service import catalogue
from tests.builder import cases

_ALL_TOOLS = [tool for entry in catalogue().values() for tool in entry.tools]
_WORDS = st.text(max_size=40) | st.sampled_from(
    ["book an appointment", "Bestellstatus abfragen", "{{secret}} <script>", "cancel", "預約", "track my order", "end"]
)


@st.composite
def states(draw: st.DrawFn) -> BuildState:
    """Any brief a user could come to, with any tools of the catalogue."""
    line = _WORDS.map(lambda text: "".join(sign for sign in text if sign.isprintable())[:200])
    goal = st.fixed_dictionaries({"name": line, "description": line, "collect": st.lists(line, max_size=5)})
    values: dict[str, Any] = {
        "kind": draw(st.sampled_from(["support", "sales", "booking", "helpdesk", "other"])),
        "purpose": draw(line),
        "goals": draw(st.lists(goal, max_size=20)),
        "handover": draw(st.lists(st.fixed_dictionaries({"when": line, "to": line}), max_size=6)),
        "channel": draw(st.sampled_from(["voice", "chat", "both"])),
        "hours": draw(line),
    }
    kept = {slot: value for slot, value in values.items() if draw(st.booleans())}
    tools = draw(st.lists(st.sampled_from(_ALL_TOOLS), max_size=40, unique_by=lambda tool: tool.name))
    return BuildState(brief=cases.brief(**kept), tools=tools)


@given(states())
@settings(max_examples=60, deadline=None)
def test_every_synthesised_workflow_is_free_of_findings(state: BuildState) -> None:
    graph = synthesis.synthesise(state)
    assert lint.lint(graph, state.tools, lint_brief.wanted(state)) == []
    assert len(graph.nodes) <= 200


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_workflow_is_the_same_each_time(name: str) -> None:
    state = cases.state(name)
    assert synthesis.synthesise(state) == synthesis.synthesise(state) == state.workflow


@pytest.mark.parametrize("name", cases.NAMES)
def test_each_goal_has_a_branch_from_the_route(name: str) -> None:
    state = cases.state(name)
    graph = _graph(state)
    by_id = {node.id: node for node in graph.nodes}
    entries = {by_id[edge.target].goal for edge in graph.edges if edge.source == "route"}
    assert state.brief.goals is not None
    assert {goal.name for goal in state.brief.goals.value} <= entries


def test_an_empty_state_has_a_sound_workflow() -> None:
    graph = synthesis.synthesise(BuildState())
    assert lint.lint(graph, []) == []
    assert graph.nodes[-1].kind is NodeKind.END


def test_times_are_looked_up_before_one_is_confirmed_and_booked() -> None:
    order = _calls("dental-clinic", "book an appointment")
    assert order == ["appointment_find_slots", "confirm", "appointment_book"]


def test_moving_books_the_new_time_before_cancelling_the_old() -> None:
    order = _calls("dental-clinic", "move an appointment")
    assert order == ["appointment_find_slots", "confirm", "appointment_book", "appointment_cancel"]


def test_cancelling_looks_for_no_free_times() -> None:
    assert _calls("dental-clinic", "cancel an appointment") == ["confirm", "appointment_cancel"]


def test_a_return_reads_the_order_first() -> None:
    assert _calls("order-support", "start a return") == ["order_lookup", "confirm", "return_register"]


def test_reporting_a_problem_does_not_look_for_old_tickets() -> None:
    assert _calls("it-helpdesk", "report an IT problem") == ["confirm", "servicenow_create_incident"]


def test_german_goals_find_their_tools() -> None:
    assert _calls("restaurant-booking", "Tisch reservieren")[-1] == "reservation_book_table"
    assert _calls("restaurant-booking", "Reservierung stornieren") == ["confirm", "reservation_cancel_table"]


def test_each_call_is_tried_again_once_and_then_left_to_a_person() -> None:
    graph = _graph(cases.state("dental-clinic"))
    first = "appointment_book_book_an_appointment"
    failed = {edge.source: edge.target for edge in graph.edges if edge.kind is EdgeKind.FAILED}
    assert failed[first] == f"retry_{first}"
    assert failed[failed[first]] == "hand_over"


def test_a_special_recipient_does_not_get_what_merely_failed() -> None:
    graph = _graph(cases.state("it-helpdesk"))
    ends = {edge.target for edge in graph.edges if edge.kind is EdgeKind.FAILED and edge.source.startswith("retry_")}
    assert ends == {"call_back"}


def test_without_a_transfer_tool_a_message_is_taken() -> None:
    graph = _graph(cases.state("order-support"))
    assert not [node for node in graph.nodes if node.kind is NodeKind.TRANSFER]
    assert next(node for node in graph.nodes if node.id == "take_message").collects == ["name", "email"]


def test_goals_of_one_name_share_a_branch() -> None:
    goals = [{"name": "Track an order", "collect": ["a"]}, {"name": "track an order", "collect": ["b"]}]
    graph = synthesis.synthesise(BuildState(brief=cases.brief(goals=goals)))
    assert [node.collects for node in graph.nodes if node.goal and node.collects] == [["a", "b"]]


def test_braces_in_a_brief_do_not_reach_the_graph() -> None:
    brief = cases.brief(greeting="Hi {{system__secret}}", goals=[{"name": "see {{x}}", "collect": ["{{y}}"]}])
    graph = synthesis.synthesise(BuildState(brief=brief))
    assert "{{" not in "".join(node.text for node in graph.nodes) + "".join(edge.condition for edge in graph.edges)


def _graph(state: BuildState) -> Workflow:
    assert state.workflow is not None
    return state.workflow


def _calls(name: str, goal: str) -> list[str]:
    nodes = [node for node in _graph(cases.state(name)).nodes if node.goal == goal and not node.id.startswith("retry_")]
    return [node.tool or "confirm" for node in nodes if node.tool or node.kind is NodeKind.ASK]


def test_unknown_tools_of_the_user_join_the_only_goal() -> None:
    tool = ToolSpec.model_validate(
        {"name": "stock", "kind": "webhook", "title": "Stock level", "description": "Reads it."}
    )
    state = BuildState(brief=Brief(), tools=[tool])
    graph = synthesis.synthesise(state.model_copy(update={"brief": cases.brief(goals=[{"name": "say what is left"}])}))
    assert "stock" in {node.tool for node in graph.nodes}


def test_of_two_systems_with_one_purpose_the_first_is_called() -> None:
    tools = [tool for entry in ("servicenow", "ticket_system") for tool in catalogue()[entry].tools]
    goals = [{"name": "report a problem"}, {"name": "check the status of a ticket"}]
    graph = synthesis.synthesise(BuildState(brief=cases.brief(kind="helpdesk", goals=goals), tools=tools))
    called = {node.tool for node in graph.nodes if node.tool}
    assert called == {"servicenow_create_incident", "servicenow_find_incident"}


def test_a_datum_of_two_names_is_asked_for_once() -> None:
    goals = [{"name": "reset a password", "collect": ["username", "name", "full_name"]}]
    state = BuildState(brief=cases.brief(goals=goals), tools=list(catalogue()["password_reset"].tools))
    assert next(node for node in synthesis.synthesise(state).nodes if node.goal).collects == ["username", "name"]


def test_a_calendar_is_looked_at_before_a_time_is_booked() -> None:
    goals = [{"name": "book an appointment", "collect": ["name", "preferred_date"]}]
    state = BuildState(brief=cases.brief(goals=goals), tools=list(catalogue()["google_calendar"].tools))
    called = [node.tool for node in synthesis.synthesise(state).nodes if node.tool and "retry" not in node.id]
    assert called == ["google_calendar_find_events", "google_calendar_book"]


def test_how_somebody_does_something_today_is_asked_for_in_words() -> None:
    goals = [{"name": "qualify leads", "collect": ["company", "plan_shipments_today"]}]
    graph = synthesis.synthesise(BuildState(brief=cases.brief(goals=goals)))
    assert "company and way they plan shipments today." in next(node for node in graph.nodes if node.goal).text
