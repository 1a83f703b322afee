"""Edits of the graph by hand: what each does, what is refused, and that they hold through whatever is derived later."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from parley.agents.schemas import (
    AddNode,
    Edge,
    EdgeKind,
    Node,
    NodeKind,
    RemoveNode,
    Severity,
    UpdateNode,
    Workflow,
    WorkflowEdit,
)
from parley.builder import changes, report
from parley.builder import edits as by_hand
from parley.builder.phrases import ENGLISH
from parley.builder.schemas import BuildState, ChangeOp
from parley.builder.workflow import lint, renaming, repair, replay, revision, synthesis
from parley.builder.workflow.edits import Unfit
from tests.builder import cases

_EDITS: TypeAdapter[list[WorkflowEdit]] = TypeAdapter(list[WorkflowEdit])
_BOOK = "book_an_appointment"
_COLLECT, _CONFIRM, _CALL = f"collect_{_BOOK}", f"confirm_{_BOOK}", f"appointment_book_{_BOOK}"
_FIND = f"appointment_find_slots_{_BOOK}"
_NEW = {"op": "add_node", "id": "insurance", "kind": "collect", "label": "Ask for the insurance"}
_NEW |= {"text": "Ask who insures them.", "collects": ["insurer"]}


def _edited(*edits: dict[str, Any], name: str = "dental-clinic") -> BuildState:
    """The state of a brief after edits by hand, with the workflow derived anew."""
    state = cases.state(name)
    revised = revision.revise(state, _EDITS.validate_python(list(edits)))
    return _derived(state.model_copy(update={"workflow": revised}))


def _derived(state: BuildState) -> BuildState:
    graph, findings = revision.derive(state)
    return state.model_copy(update={"workflow": graph, "findings": findings})


def _graph(state: BuildState) -> Workflow:
    assert state.workflow is not None
    return state.workflow


def _node(state: BuildState, node_id: str) -> Node:
    return next(node for node in _graph(state).nodes if node.id == node_id)


def _to(state: BuildState, source: str) -> set[tuple[str, EdgeKind]]:
    return {(edge.target, edge.kind) for edge in _graph(state).edges if edge.source == source}


def test_a_step_put_after_another_takes_its_way_and_its_goal() -> None:
    state = _edited({**_NEW, "after": _COLLECT})
    assert _to(state, _COLLECT) == {("insurance", EdgeKind.ALWAYS)}
    assert _to(state, "insurance") == {(_FIND, EdgeKind.ALWAYS)}
    assert _node(state, "insurance").goal == "book an appointment"
    ids = [node.id for node in _graph(state).nodes]
    assert ids.index("insurance") == ids.index(_COLLECT) + 1
    assert state.findings == []


def test_a_step_put_after_a_call_follows_its_second_try_as_well() -> None:
    state = _edited({**_NEW, "after": _FIND})
    assert ("insurance", EdgeKind.OK) in _to(state, _FIND) & _to(state, f"retry_{_FIND}")


def test_a_step_put_before_the_first_becomes_the_start() -> None:
    state = _edited({"op": "add_node", "id": "note", "kind": "say", "label": "A", "text": "B.", "before": "greeting"})
    assert _graph(state).start == "note"
    assert _to(state, "note") == {("greeting", EdgeKind.ALWAYS)}


def test_a_tool_put_in_line_gets_both_ways_out() -> None:
    call = {"op": "add_node", "id": "look", "kind": "tool", "label": "Look", "tool": "appointment_find_slots"}
    state = _edited({**call, "after": f"collect_{'cancel_an_appointment'}"})
    assert {kind for _, kind in _to(state, "look")} == {EdgeKind.OK, EdgeKind.FAILED}


def test_a_step_taken_out_joins_its_neighbours() -> None:
    state = _edited({"op": "remove_node", "id": f"finish_{_BOOK}"})
    assert ("anything_else", EdgeKind.OK) in _to(state, _CALL)
    assert f"finish_{_BOOK}" not in {node.id for node in _graph(state).nodes}


def test_the_first_step_taken_out_leaves_the_next_as_start() -> None:
    assert _graph(_edited({"op": "remove_node", "id": "greeting"})).start == "understand"


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([{"op": "remove_node", "id": "nobody"}], "not there"),
        ([{**_NEW, "after": "route"}], "several steps"),
        ([{**_NEW, "after": "closing"}], "nothing follows"),
        ([{**_NEW, "id": "greeting"}], "is there already"),
        ([{**_NEW, "after": _COLLECT, "before": "closing"}], "no way leads"),
        ([{"op": "remove_node", "id": "closing"}], "`join`"),
        ([{"op": "add_edge", "source": "greeting", "target": "understand"}], "is there already"),
        ([{"op": "update_edge", "source": "greeting", "target": "route", "new_target": "closing"}], "no such way"),
        ([{"op": "update_node", "id": "greeting"}], "nothing to change"),
        ([{"op": "update_node", "id": "greeting", "text": "Hi"}, {"op": "remove_node", "id": "x"}], "Edit 2"),
    ],
)
def test_an_edit_without_a_place_says_why(edits: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(Unfit, match=said):
        _edited(*edits)


@pytest.mark.parametrize(
    ("edits", "rule"),
    [
        ([{"op": "remove_edge", "source": _CALL, "target": f"retry_{_CALL}"}], "tool-outcomes"),
        ([{"op": "remove_node", "id": _CONFIRM}], "unconfirmed-write"),
        ([{"op": "update_node", "id": _CALL, "tool": "nothing_of_ours"}], "tool-not-configured"),
        ([{"op": "add_edge", "source": "greeting", "target": "closing"}], "overlapping-conditions"),
        ([{"op": "remove_edge", "source": "route", "target": "out_of_scope"}], "no-otherwise"),
        ([{**_NEW, "after": _CONFIRM}], "unconfirmed-write"),
    ],
)
def test_edits_that_would_break_the_graph_are_refused_with_the_finding(edits: list[dict[str, Any]], rule: str) -> None:
    with pytest.raises(revision.Broken) as refused:
        _edited(*edits)
    assert f"workflow.{rule}" in {finding.rule for finding in refused.value.findings}


def test_what_was_edited_holds_while_the_rest_follows_the_brief() -> None:
    state = _edited({"op": "update_node", "id": _COLLECT, "text": "Ask for the name first, then the rest."})
    assert state.brief.goals is not None
    goal = state.brief.goals.value[0].model_copy(update={"collect": ["full_name", "phone", "insurer"]})
    later = _derived(by_hand.of_brief({"goals": [goal, *state.brief.goals.value[1:]]})(state))
    assert _node(later, _COLLECT).text == "Ask for the name first, then the rest."
    assert "insurer" in _node(later, _COLLECT).collects


def test_an_edit_whose_step_went_with_its_goal_is_told_and_not_kept() -> None:
    state = _edited({"op": "update_node", "id": _COLLECT, "text": "Ask."}, {**_NEW, "after": _COLLECT})
    assert state.brief.goals is not None
    later = _derived(by_hand.of_brief({"goals": state.brief.goals.value[1:]})(state))
    assert _graph(later).edits == []
    assert later.findings == []
    made = changes.difference(state, later, [])
    gone = {change.path for change in made if change.op is ChangeOp.REMOVE}
    assert {"/workflow/nodes/insurance", f"/workflow/nodes/{_COLLECT}"} <= gone
    assert "Ask for the insurance" in report.changes(made, ENGLISH).partition("Steps removed: ")[2]


def test_edits_follow_a_request_to_its_new_name() -> None:
    state = _edited({"op": "update_node", "id": _COLLECT, "text": "Ask."}, {**_NEW, "after": _COLLECT})
    assert state.brief.goals is not None
    first, *others = state.brief.goals.value
    renamed = first.model_copy(update={"name": "book a visit"})
    later = _derived(by_hand.of_brief({"goals": [renamed, *others]})(state))
    assert _node(later, "collect_book_a_visit").text == "Ask."
    assert _to(later, "collect_book_a_visit") == {("insurance", EdgeKind.ALWAYS)}
    assert _node(later, "insurance").goal == "book a visit"
    unlike = first.model_copy(update={"name": "parking", "collect": ["plate"]})
    assert _graph(_derived(by_hand.of_brief({"goals": [unlike, *others]})(state))).edits == []


def test_a_step_added_without_a_place_must_be_led_to() -> None:
    state = _edited({**_NEW}, {"op": "add_edge", "source": "insurance", "target": "closing"})
    assert [finding.rule for finding in state.findings] == ["workflow.unreachable-node"]


def test_what_an_edit_leaves_without_a_way_to_it_is_taken_out_and_told() -> None:
    before = cases.state("dental-clinic")
    after = _edited({"op": "remove_edge", "source": "route", "target": _COLLECT})
    assert not [node for node in _graph(after).nodes if node.goal == "book an appointment"]
    assert {finding.severity for finding in after.findings} == {Severity.NOTE}
    assert "Collect the details" in report.changes(changes.difference(before, after, []), ENGLISH)


def test_changes_to_one_step_are_kept_as_one() -> None:
    state = _edited(
        {"op": "update_node", "id": "greeting", "text": "Hello."},
        {"op": "update_node", "id": "greeting", "label": "Hello"},
        {**_NEW, "after": _COLLECT},
        {"op": "remove_node", "id": "insurance"},
    )
    assert _graph(state).edits == [UpdateNode(op="update_node", id="greeting", text="Hello.", label="Hello")]


def test_what_an_edit_changed_is_told_step_by_step() -> None:
    before = cases.state("dental-clinic")
    after = _edited({**_NEW, "after": _COLLECT}, {"op": "update_node", "id": "closing", "text": "Bye!"})
    told = report.changes(changes.difference(before, after, []), ENGLISH)
    assert told == "Step added: Ask for the insurance.\nStep “closing”, instructions: Bye!"
    back = report.changes(changes.difference(after, before, []), ENGLISH)
    assert back.startswith("Step removed: Ask for the insurance.")


@st.composite
def _hand(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Edits of any kind at any step of the dental clinic's graph."""
    ids = [node.id for node in _graph(cases.state("dental-clinic")).nodes]
    one, two = st.sampled_from(ids), st.sampled_from([*ids, "new_1", "new_2"])
    text = st.sampled_from(["Say it.", "Frag nach der Nummer.", "读一遍。"])
    kind = st.sampled_from(["say", "ask", "collect"])
    new = st.fixed_dictionaries(
        {"op": st.just("add_node"), "id": st.sampled_from(["new_1", "new_2"]), "kind": kind, "label": text},
        optional={"after": two, "before": two, "text": text, "collects": st.just(["insurer"])},
    )
    changed = st.fixed_dictionaries(
        {"op": st.just("update_node"), "id": two}, optional={"text": text, "label": text, "collects": st.just(["x"])}
    )
    gone = st.fixed_dictionaries({"op": st.just("remove_node"), "id": two}, optional={"join": one})
    way = st.fixed_dictionaries({"op": st.just("update_edge"), "source": two, "target": two, "new_target": two})
    added = st.fixed_dictionaries({"op": st.just("add_edge"), "source": two, "target": two})
    return draw(st.lists(new | changed | gone | way | added, min_size=1, max_size=6))


@given(_hand(), st.lists(st.integers(0, 2), max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_edits_hold_through_any_change_of_the_brief(hand: list[dict[str, Any]], keep: list[int], new: bool) -> None:
    state = cases.state("dental-clinic")
    for edit in _EDITS.validate_python(hand):
        try:
            held = revision.revise(state, [edit])
        except (Unfit, revision.Broken):
            continue
        state = _derived(state.model_copy(update={"workflow": held}))
        assert repair.repair(held)[0].nodes == _graph(state).nodes
    assert state.brief.goals is not None
    goals: list[Any] = [state.brief.goals.value[index] for index in dict.fromkeys(keep)]
    goals += [{"name": "ask about parking", "collect": ["plate"]}] if new else []
    later = _derived(by_hand.of_brief({"goals": goals or None})(state))
    _assert_kept(_graph(state), _graph(later), later)
    told = {change.path for change in changes.difference(state, later, [])}
    edits = _graph(state).edits
    carried = renaming.followed(edits, _graph(state), synthesis.synthesise(later))
    for edit, now in zip(edits, carried, strict=True):
        is_told = any(replay.subject(edit).partition("->")[0] in path for path in told)
        assert now in _graph(later).edits or is_told


def _assert_kept(before: Workflow, after: Workflow, state: BuildState) -> None:
    nodes = {node.id: node for node in after.nodes}
    was = {node.id: node for node in before.nodes}
    fresh = {node.id for node in synthesis.synthesise(state).nodes}
    for edit in after.edits:
        if isinstance(edit, UpdateNode) and edit.id in was:
            mine = {name for name, value in edit if value is not None} - {"op"}
            assert nodes[edit.id].model_dump(include=mine) == was[edit.id].model_dump(include=mine)
        if isinstance(edit, AddNode) and edit.id in was:
            mine = {"id", "kind", "label", "text", "collects"}
            assert nodes[edit.id].model_dump(include=mine) == was[edit.id].model_dump(include=mine)
        if isinstance(edit, RemoveNode):
            assert edit.id not in nodes
    lost = [edit for edit in before.edits if edit not in after.edits]
    for edit in lost:
        if isinstance(edit, UpdateNode):
            assert edit.id not in fresh


def test_a_state_keeps_its_edits_when_it_is_stored() -> None:
    state = _edited({**_NEW, "after": _COLLECT}, {"op": "update_node", "id": "closing", "tool": ""})
    stored = BuildState.model_validate_json(state.model_dump_json(exclude_defaults=True))
    assert stored == state
    assert _node(stored, "closing").tool is None


def test_a_graph_never_grows_past_its_bounds() -> None:
    graph = cases.state("dental-clinic").workflow
    assert graph is not None
    many = [{**_NEW, "id": f"n_{number}"} for number in range(200)]
    with pytest.raises(Unfit, match="at most 200"):
        replay.apply(graph, _EDITS.validate_python(many))


def test_a_hand_made_way_is_linted_like_any_other() -> None:
    graph = Workflow(
        start="a", nodes=[Node(id="a", kind=NodeKind.END, label="A")], edges=[Edge(source="a", target="b")]
    )
    assert {finding.rule for finding in lint.lint(graph, [])} == {"workflow.dangling-edge"}
