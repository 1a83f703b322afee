"""The flow changed by conversation: which wordings are understood, what is done, and that nothing is guessed."""

import pytest

from parley.agents.schemas import Finding, NodeKind, Workflow
from parley.builder import apply, guided, spec
from parley.builder.guided import reshaping
from parley.builder.schemas import BuildState, Op, Question, Stage
from parley.builder.understand.checks import check
from parley.builder.understand.draft import Draft
from parley.builder.workflow import revision
from tests.builder import cases


def _state(name: str, language: str = "en") -> BuildState:
    question = Question(path="/workflow", text="Build it?")
    reviewing = {"stage": Stage.REVIEWING_WORKFLOW, "question": question, "language": language}
    return cases.state(name).model_copy(update=reviewing)


def _told(name: str, message: str) -> BuildState:
    """The state after a message, its workflow derived again."""
    state = _state(name)
    return _derived(apply.apply(state, guided.understand(message, state).operations))


def _derived(state: BuildState) -> BuildState:
    graph, findings = revision.derive(state)
    return state.model_copy(update={"workflow": graph, "findings": findings})


def _graph(state: BuildState) -> Workflow:
    assert state.workflow is not None
    return state.workflow


def _collects(state: BuildState) -> dict[str, list[str]]:
    return {node.id: node.collects for node in _graph(state).nodes if node.collects and node.goal}


def _errors(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("dental-clinic", "First ask for the phone, then the name."),
        ("dental-clinic", "Please ask for the phone number before the name"),
        ("dental-clinic", "Frag zuerst nach der Telefonnummer, dann nach dem Namen."),
        ("dental-clinic", "Pide primero el teléfono, luego el nombre."),
        ("dental-clinic", "先问电话，再问姓名。"),
    ],
)
def test_data_are_asked_for_in_the_order_wished_for(name: str, message: str) -> None:
    after = _told(name, message)
    for names in _collects(after).values():
        assert names.index("phone") < names.index("full_name")
    assert after.findings == []
    assert after.brief == _state(name).brief


@pytest.mark.parametrize(
    "message",
    [
        "Remove the step that asks for the e-mail.",
        "Entferne den Schritt, der nach der E-Mail fragt.",
        "删除询问邮箱的步骤",
    ],
)
def test_a_datum_is_no_longer_asked_for(message: str) -> None:
    after = _told("order-support", message)
    assert not [names for names in _collects(after).values() if "email" in names]
    assert "order_number" in _collects(after)["collect_check_where_an_order_is"]
    assert _errors(after.findings) == []


@pytest.mark.parametrize("message", ["Skip the greeting.", "Überspring die Begrüßung.", "Omite el saludo", "跳过问候"])
def test_the_greeting_is_skipped_in_graph_first_message_and_prompt(message: str) -> None:
    after = _told("order-support", message)
    assert _graph(after).start == "understand"
    made = spec.build(after)
    assert made.first_message == ""
    assert "let the customer speak first" in made.prompt.text


@pytest.mark.parametrize(
    "message",
    [
        "Add a step that confirms the order number after collecting it.",
        "Add a step that confirms the order number after the order number",
        "在订单号之后加一个步骤：确认订单号",
    ],
)
def test_a_step_is_added_where_it_is_wished_for(message: str) -> None:
    after = _told("order-support", message)
    new = [edit for edit in _graph(after).edits if edit.op == "add_node"]
    assert {edit.after for edit in new} == {"collect_check_where_an_order_is", "collect_start_a_return"}
    assert {edit.kind for edit in new} == {NodeKind.ASK}
    assert after.findings == []


def test_what_nobody_asked_for_yet_gets_a_step_before_the_yes() -> None:
    after = _told("dental-clinic", "Ask for the insurance number before you book the appointment.")
    new = [edit for edit in _graph(after).edits if edit.op == "add_node"]
    assert {edit.before for edit in new} == {"confirm_book_an_appointment", "confirm_move_an_appointment"}
    assert all(edit.collects == ["insurance_number"] for edit in new)
    assert _errors(after.findings) == []


def test_a_failed_call_goes_to_whom_is_named_after_its_second_try() -> None:
    after = _told("lead-qualification", "If the booking fails, transfer to a person.")
    ways = {(edge.source, edge.target) for edge in _graph(after).edges if edge.kind == "failed"}
    assert ("calendly_book_book_a_demo", "retry_calendly_book_book_a_demo") in ways
    assert ("retry_calendly_book_book_a_demo", "hand_over") in ways
    assert "fails, go on with “Hand over to" in spec.build(after).prompt.text


def test_a_farewell_that_is_not_wanted_is_ruled_out_where_the_agent_closes() -> None:
    after = _told("order-support", "Don't say goodbye with “Cheers”.")
    assert next(node for node in _graph(after).nodes if node.id == "closing").text.endswith("Never say “Cheers”.")
    assert "Never say “Cheers”" in spec.build(after).prompt.text


def test_what_is_so_already_changes_nothing() -> None:
    state = _state("order-support")
    read = guided.understand("Ask for the order number before you look it up.", state)
    assert [(each.op, each.path, each.value) for each in read.operations] == [(Op.SET, "/workflow", [])]
    assert apply.apply(state, read.operations) == state


def test_words_that_fit_no_step_are_answered_with_the_steps_there_are() -> None:
    state = _state("order-support")
    read = guided.understand("Remove the step that asks for the shoe size.", state)
    assert [each.op for each in read.operations] == [Op.QUESTION]
    assert "The steps are: Greet, Understand the request" in read.answer
    german = guided.understand("Entferne den Schritt, der nach der Schuhgröße fragt.", _state("order-support", "de"))
    assert german.answer.startswith("Ich finde keinen Schritt")


def test_a_wish_that_would_break_the_flow_is_answered_with_the_reason() -> None:
    state = _state("dental-clinic")
    read = guided.understand("Remove the confirmation step.", state)
    assert [each.op for each in read.operations] == [Op.QUESTION]
    assert "before the caller has confirmed it" in read.answer


def test_other_things_said_with_a_wish_are_read_as_well() -> None:
    after = _told("order-support", "Skip the greeting. Make it formal.")
    assert _graph(after).start == "understand"
    assert after.brief.value("tone") == ["formal"]


@pytest.mark.parametrize(
    "message", ["If a customer is angry, pass them to Anna.", "Don't promise refunds.", "Add German."]
)
def test_wishes_about_the_brief_are_left_to_it(message: str) -> None:
    state = _state("order-support")
    assert all(each.path != "/workflow" for each in guided.understand(message, state).operations)


def test_nothing_is_read_as_a_wish_before_there_is_a_flow() -> None:
    state = _state("order-support").model_copy(update={"stage": Stage.COLLECTING_BASICS})
    assert all(each.path != "/workflow" for each in guided.understand("Skip the greeting.", state).operations)


def test_a_wish_the_model_hands_on_is_made_by_code_and_must_be_in_the_message() -> None:
    state, message = (
        _state("order-support"),
        "Could we drop the greeting? And ask for the email before the order number.",
    )
    drafted = {"op": "set", "slot": "workflow", "evidence": "ask for the email before the order number"}
    values = ["move email before order number"]
    found = check(Draft.model_validate({"operations": [{**drafted, "values": values}]}), message, state)
    assert found.complaints == []
    after = _derived(apply.apply(state, found.operations))
    assert _collects(after)["collect_check_where_an_order_is"] == ["email", "order_number"]
    for refused in (["remove the greeting of everything else"], ["make it nice"], ["remove the shoe size step"]):
        wrong = check(
            Draft.model_validate({"operations": [{**drafted, "values": refused}]}),
            "ask for the email before the order number",
            state,
        )
        assert wrong.operations == []
        assert wrong.complaints


def test_edits_a_turn_carries_are_checked_again_when_they_are_made() -> None:
    state = _state("order-support")
    for value in (
        "nonsense",
        [{"op": "explode"}],
        [{"op": "remove_node", "id": "nobody"}],
        [{"op": "remove_node", "id": "route"}],
    ):
        assert revision.reshaped(state, value) is state


def test_a_wish_is_read_in_time_linear_in_the_message() -> None:
    state = _state("order-support")
    assert reshaping.value("skip the greeting", state)
    guided.understand("ask for " + "a " * 4_000 + "before " + "b " * 900, state)
