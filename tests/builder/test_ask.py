"""The orchestrator's questions by stage, and replies that claim nothing but the changes."""

from typing import Any

import pytest

from parley.agents.schemas import REQUIRED, Brief, Finding, Severity, Slot, SlotStatus, ToolKind, ToolSpec, Transfer
from parley.builder import ask, defaults, reply
from parley.builder.apply import apply
from parley.builder.guided import understand
from parley.builder.phrases import ENGLISH
from parley.builder.schemas import (
    BuildState,
    Change,
    ChangeOp,
    Op,
    Operation,
    Proposal,
    ProposalStatus,
    Stage,
    Understanding,
)
from parley.builder.summary import summary

FULL: dict[str, Any] = {
    "name": "Ada",
    "kind": "booking",
    "purpose": "Booking assistant for Casa Azul, a hotel in Lisbon.",
    "goals": [{"name": "Book a room", "collect": ["check_in_date"]}],
    "tone": ["warm"],
    "languages": ["en"],
    "channel": "voice",
    "handover": [{"when": "the guest complains", "to": "reception"}],
    "greeting": "Hello, Casa Azul, this is Ada.",
}


def state(stage: Stage, *, without: tuple[str, ...] = (), **fields: Any) -> BuildState:
    """A build at a stage, its brief full but for some slots."""
    brief = Brief()
    for slot, value in FULL.items():
        if slot not in without:
            brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    return BuildState(stage=stage, turn=2, brief=brief, **fields)


def asking(waiting: BuildState) -> BuildState:
    """The build with the question that it needs open."""
    return waiting.model_copy(update={"question": ask.next_question(waiting)})


def webhook(name: str) -> ToolSpec:
    """A tool whose address is still to be given."""
    return ToolSpec(
        name=name, kind=ToolKind.WEBHOOK, title=name, description="Looks something up.", url_hint="your API"
    )


def test_the_first_question_is_open() -> None:
    question = ask.next_question(BuildState())
    assert question is not None
    assert question.path == "/brief/purpose"
    assert question.text.startswith("What should your agent do, and for whom?")


@pytest.mark.parametrize("slot", REQUIRED)
def test_a_missing_slot_is_asked_with_a_way_to_leave_it_to_us(slot: str) -> None:
    question = ask.next_question(state(Stage.COLLECTING_BASICS, without=(slot,)))
    assert question is not None
    assert question.path == f"/brief/{slot}"
    assert question.options[-1] == ask.JUDGEMENT


def test_the_purpose_is_asked_before_everything_else() -> None:
    question = ask.next_question(BuildState(stage=Stage.COLLECTING_BASICS, turn=1))
    assert question is not None
    assert question.path == "/brief/purpose"


def test_a_skipped_slot_takes_its_default_and_is_not_asked_again() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone", "greeting"))
    skipped = apply(waiting, [Operation(op=Op.SKIP, path="/brief/tone", evidence="skip")])
    assert [item.path for item in skipped.assumptions] == ["/brief/tone"]
    question = ask.next_question(skipped)
    assert question is not None
    assert question.path == "/brief/greeting"


def test_a_question_put_twice_is_worded_anew() -> None:
    first = ask.next_question(state(Stage.COLLECTING_BASICS, without=("tone",)))
    again = ask.next_question(state(Stage.COLLECTING_BASICS, without=("tone",), asked=["/brief/tone"]))
    assert first is not None
    assert again is not None
    assert first.text != again.text


def test_the_greeting_on_offer_names_the_agent_and_the_business() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("greeting",))
    question = ask.next_question(waiting)
    assert question is not None
    assert question.options[0].value == defaults.greeting(waiting)
    assert "Casa Azul" in question.options[0].value
    assert "Ada" in question.options[0].value


def test_proposals_are_put_in_one_question_with_their_reasons() -> None:
    offered = Proposal(catalogue_id="slack", title="Slack", reason="to tell the team.")
    refused = Proposal(catalogue_id="crm", title="Your CRM", reason="to keep leads.", status=ProposalStatus.REJECTED)
    question = ask.next_question(state(Stage.EXPLORING_TOOLS, proposals=[offered, refused]))
    assert question is not None
    assert question.path == "/tools"
    assert "Slack: to tell the team." in question.text
    assert "CRM" not in question.text
    assert [option.value for option in question.options] == ["yes", "change", "none"]


def test_a_single_missing_address_is_asked_at_its_own_path() -> None:
    question = ask.next_question(state(Stage.CONFIGURING_TOOLS, tools=[webhook("order_lookup")]))
    assert question is not None
    assert question.path == "/tools/order_lookup/url"


def test_several_missing_details_are_asked_at_once() -> None:
    transfer = ToolSpec(
        name="transfer_to_number",
        kind=ToolKind.BUILTIN,
        title="Hand over",
        description="Passes the call on.",
        transfers=[Transfer(condition="the guest complains")],
    )
    question = ask.next_question(state(Stage.CONFIGURING_TOOLS, tools=[webhook("order_lookup"), transfer]))
    assert question is not None
    assert question.path == "/tools/config"
    assert "order_lookup" in question.text
    assert "phone number" in question.text


def test_the_review_sums_the_agent_up_before_it_asks() -> None:
    question = ask.next_question(state(Stage.REVIEWING_WORKFLOW))
    assert question is not None
    assert question.path == "/workflow"
    assert "Casa Azul" in question.text
    assert "the guest complains" in question.text
    assert question.text.endswith("Build it?")


def test_a_finished_build_has_no_question_and_says_where_the_bundle_is() -> None:
    done = state(Stage.COMPLETED, agent_id="a1", agent_version=1)
    assert ask.next_question(done) is None
    assert "/api/v1/agents/a1/export/" in reply.reply(done, [], Understanding())


def test_a_finished_build_names_what_is_left_to_fill_in_and_what_the_checks_found() -> None:
    left = state(
        Stage.COMPLETED,
        agent_id="a1",
        tools=[webhook("order_lookup"), webhook("stock")],
        skipped=["/tools/config"],
        findings=[Finding(rule="P001", severity=Severity.WARNING, where="/prompt", message="The prompt is long.")],
    )
    said = reply.reply(left, [], Understanding())
    assert "2 things to fill in before it works: order_lookup: " in said
    assert "1 finding of the checks: The prompt is long (P001)." in said


def test_a_finished_build_with_nothing_left_says_no_more_than_that() -> None:
    said = reply.reply(state(Stage.COMPLETED, agent_id="a1"), [], Understanding())
    assert "fill in" not in said
    assert "finding" not in said


def test_changes_are_told_in_plain_words() -> None:
    made = [
        Change(op=ChangeOp.SET, path="/brief/tone", after=["warm", "brief"]),
        Change(op=ChangeOp.SET, path="/brief/languages", before=["en"], after=["en", "de"]),
        Change(op=ChangeOp.SET, path="/brief/hours", before="9 to 5", after=None),
        Change(op=ChangeOp.ADD, path="/tools/slack", after="Slack"),
    ]
    said = reply.reply(state(Stage.REVIEWING_WORKFLOW), made, Understanding())
    assert said == "Tone: warm and brief.\nLanguages: added German.\nHours removed: 9 to 5.\nTool added: Slack."


def test_a_reply_without_changes_claims_none() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    asked = Understanding(operations=[Operation(op=Op.SET, path="/brief/tone", value=["warm"], evidence="warm")])
    said = reply.reply(asking(waiting), [], asked)
    assert "Tone:" not in said
    assert "nothing changed" in said


def test_the_users_question_is_answered_before_ours() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    said = reply.reply(asking(waiting), [], Understanding(answer="Because."))
    assert said == "Because.\n\nHow should it sound?"


def test_what_was_not_understood_is_said_with_the_choices() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",), asked=["/brief/tone"])
    lost = Understanding(operations=[Operation(op=Op.OFF_TOPIC, evidence="asdf")])
    once = reply.reply(asking(waiting), [], lost)
    twice_asked = waiting.model_copy(update={"asked": ["/brief/tone", "/brief/tone"]})
    twice = reply.reply(asking(twice_asked), [], lost)
    assert "I did not get that" in once
    assert "Friendly and brief" in once
    assert twice != once


@pytest.mark.parametrize(
    ("language", "opening"), [("en", "Hello"), ("de", "Guten Tag"), ("es", "Hola"), ("zh", "您好"), ("ja", "Hello")]
)
def test_the_default_greeting_speaks_the_agents_first_language(language: str, opening: str) -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("greeting",))
    brief = waiting.brief.holding("languages", Slot[Any](value=[language]))
    assert defaults.greeting(waiting.model_copy(update={"brief": brief})).startswith(opening)


def test_defaults_fill_all_that_is_required_and_fit_their_slots() -> None:
    brief = Brief()
    for operation in defaults.fill(BuildState()):
        assert operation.op is Op.SET
        brief = brief.holding(operation.path.removeprefix("/brief/"), Slot[Any](value=operation.value))
    assert all(brief.value(slot) is not None for slot in REQUIRED)


def test_defaults_leave_what_is_there_and_can_be_asked_for_one_slot() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone", "greeting"))
    assert [operation.path for operation in defaults.fill(waiting)] == ["/brief/tone", "/brief/greeting"]
    assert [operation.path for operation in defaults.fill(waiting, "/brief/tone")] == ["/brief/tone"]


def test_the_review_tells_every_way_out() -> None:
    rules = [
        {"when": "the caller is angry", "to": "care@pizza.example"},
        {"when": "somebody asks for a person", "to": "+442079460000"},
        {"when": "the order is late", "to": ""},
    ]
    told = summary(BuildState(brief=Brief().holding("handover", Slot[Any](value=rules))), ENGLISH)
    assert told.endswith(
        "and passes to a person when somebody asks for a person or the order is late "
        "and takes a message when the caller is angry."
    )
    assert summary(BuildState(), ENGLISH).endswith("and says goodbye.")


def test_consent_to_the_build_is_not_asked_for_again_beside_the_details_where_the_tools_were_agreed_to() -> None:
    waiting = state(Stage.CONFIGURING_TOOLS, tools=[webhook("order_lookup")], are_tools_settled=True)
    waiting = waiting.model_copy(update={"question": ask.next_question(waiting), "asked": ["/tools", "/workflow"]})
    assert ask.beside(waiting, waiting.question) is None


@pytest.mark.parametrize("status", [SlotStatus.INFERRED, SlotStatus.DEFAULT])
def test_what_was_guessed_and_is_then_told_is_not_asked_for(status: SlotStatus) -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    guessed = waiting.brief.holding("languages", Slot[Any](value=["en"], status=status))
    waiting = waiting.model_copy(update={"brief": guessed})
    assert ask.is_open(waiting, "languages") is (status is SlotStatus.INFERRED)
    after = apply(waiting, understand("English only, please.", waiting).operations)
    assert after.brief.languages is not None
    assert after.brief.languages.status is SlotStatus.STATED


def test_what_the_user_took_back_is_not_asked_for() -> None:
    full = state(Stage.COLLECTING_BASICS, without=("tone",))
    held = full.brief.holding("scope_dont", Slot[Any](value=["give discounts"], status=SlotStatus.STATED))
    gone = Operation(op=Op.REMOVE, path="/brief/scope_dont", value=["give discounts"], evidence="drop that")
    after = apply(full.model_copy(update={"brief": held}), [gone])
    assert after.brief.scope_dont is None
    assert "/brief/scope_dont" in after.skipped
