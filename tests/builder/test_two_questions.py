"""Two questions in one message: which belong together, and answers to both, one or none of them."""

from typing import Any

import pytest

from parley.agents.schemas import Slot, SlotStatus
from parley.builder import ask, dialogue, questions, stages
from parley.builder.apply import MAX_ASKED, apply, give_up
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Change, ChangeOp, Op, Option, Question, Stage
from tests.builder import cases
from tests.builder.test_ask import state, webhook


def asked(*slots: str, language: str = "en") -> BuildState:
    """A build that has just asked for these slots, everything else known."""
    spent = [f"/brief/{slot}" for slot in questions.OPTIONAL if slot not in slots]
    waiting = state(Stage.COLLECTING_BASICS, without=slots, language=language, asked=spent)
    waiting = waiting.model_copy(update={"question": ask.next_question(waiting)})
    waiting = waiting.model_copy(update={"also": ask.beside(waiting, waiting.question)})
    assert [question.path for question in waiting.open_questions] == [f"/brief/{slot}" for slot in slots]
    return waiting


def told(message: str, waiting: BuildState) -> dict[str, Any]:
    """The slots that a message fills."""
    operations = understand(message, waiting).operations
    made = [operation for operation in operations if operation.op is Op.SET and not operation.inferred]
    return {operation.path.removeprefix("/brief/"): operation.value for operation in made}


@pytest.mark.parametrize(
    ("missing", "first", "second"),
    [
        (("goals", "channel", "tone"), "goals", "channel"),
        (("channel", "tone", "languages"), "channel", "tone"),
        (("tone", "languages"), "tone", "languages"),
        (("tone", "handover", "greeting"), "tone", "handover"),
        (("handover", "greeting"), "handover", "scope_dont"),
        (("purpose", "goals"), "purpose", None),
        (("kind",), "kind", None),
        (("greeting", "hours"), "greeting", "hours"),
        (("goals", "callers"), "goals", "callers"),
    ],
)
def test_what_belongs_together_is_asked_together(missing: tuple[str, ...], first: str, second: str | None) -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=missing)
    question = ask.next_question(waiting)
    also = ask.beside(waiting, question)
    assert question is not None
    assert question.path == f"/brief/{first}"
    assert (also.path if also else None) == (f"/brief/{second}" if second else None)


@pytest.mark.parametrize(
    "spent",
    [{"asked": ["/brief/hours"]}, {"skipped": ["/brief/hours"]}, {"use_defaults": True}],
    ids=lambda it: [*it][0],
)
def test_what_an_agent_can_do_without_is_asked_beside_another_question_once(spent: dict[str, Any]) -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("greeting", "hours")).model_copy(update=spent)
    also = ask.beside(waiting, ask.next_question(waiting))
    assert also is None or also.path != "/brief/hours"


@pytest.mark.parametrize(
    ("fields", "asked_for"),
    [
        ({"turn": stages.EARLY}, ["/brief/scope_dont", "/brief/hours"]),
        ({"turn": stages.EARLY, "asked": ["/brief/scope_dont"]}, ["/brief/hours", "/brief/callers"]),
        ({"turn": stages.EARLY, "asked": ["/brief/scope_dont", "/brief/hours"]}, []),
        ({"turn": stages.EARLY, "use_defaults": True}, []),
        ({"turn": stages.EARLY + 1}, []),
    ],
)
def test_early_on_limits_or_two_other_things_are_worth_a_message(fields: dict[str, Any], asked_for: list[str]) -> None:
    complete = state(Stage.COLLECTING_BASICS).model_copy(update=fields)
    question = ask.next_question(complete)
    put = [question, ask.beside(complete, question)]
    assert [each.path for each in put if each] == asked_for
    assert bool(stages.worthwhile(complete)) is bool(asked_for)


def test_two_questions_read_as_one_message() -> None:
    assert ask.wording(asked("tone", "languages")) == "How should it sound? And which languages should it speak?"
    assert ask.wording(asked("tone", "languages", language="zh")).count("？") == 2
    assert " " not in ask.wording(asked("tone", "languages", language="zh"))


@pytest.mark.parametrize(
    ("slots", "message", "expected"),
    [
        (("channel", "tone"), "phone, friendly", {"channel": "voice", "tone": ["friendly"]}),
        (("channel", "tone"), "formal please. In a chat", {"channel": "chat", "tone": ["formal"]}),
        (("channel", "tone"), "Telefon, freundlich und kurz", {"channel": "voice", "tone": ["friendly", "brief"]}),
        (("channel", "tone"), "电话，友好", {"channel": "voice", "tone": ["友好"]}),
        (("tone", "languages"), "English and Spanish, warm", {"tone": ["warm"], "languages": ["en", "es"]}),
        (("tone", "languages"), "amable, en español e inglés", {"tone": ["amable"], "languages": ["es", "en"]}),
        (("tone", "languages"), "友好，中文和英文", {"tone": ["友好"], "languages": ["zh", "en"]}),
        (("tone", "languages"), "just casual", {"tone": ["casual"]}),
        (("tone", "languages"), "German and English", {"languages": ["de", "en"]}),
        (("tone", "languages"), "Keep it warm and plain. English", {"tone": ["warm", "plain"], "languages": ["en"]}),
        (("tone", "handover"), "sweet like my mother", {"tone": ["sweet"]}),
        (("tone", "handover"), "Calm. No prices.", {"tone": ["calm"], "scope_dont": ["offer prices"]}),
    ],
)
def test_an_answer_to_both_or_to_one_is_read_in_any_order(
    slots: tuple[str, str], message: str, expected: dict[str, Any]
) -> None:
    assert told(message, asked(*slots)) == expected


@pytest.mark.parametrize(
    ("slots", "message", "filled"),
    [
        (("goals", "channel"), "Book tables, cancel them. On the phone", {"goals", "channel"}),
        (("goals", "channel"), "both. Order status and returns", {"goals", "channel"}),
        (("goals", "channel"), "Take messages and book appointments", {"goals"}),
        (("tone", "handover"), "warm and calm, and emergencies go to Dr Webb", {"tone", "handover"}),
        (("tone", "handover"), "complaints to Anna; keep it short", {"tone", "handover"}),
        (("tone", "handover"), "amable, y las quejas van a la oficina", {"tone", "handover"}),
        (("handover", "greeting"), "Complaints go to the office. Hello, this is Casa Azul.", {"handover", "greeting"}),
        (("handover", "greeting"), '"Hi, Casa Azul" and angry callers to the manager', {"handover", "greeting"}),
        (("handover", "greeting"), "Good morning, this is Ada.", {"greeting"}),
        (("handover", "greeting"), "transfer to Bob when they ask", {"handover"}),
    ],
)
def test_free_text_goes_to_the_slot_it_is_about(slots: tuple[str, str], message: str, filled: set[str]) -> None:
    assert set(told(message, asked(*slots))) == filled


@pytest.mark.parametrize("message", ["What does that mean?", "asdf qwer"])
def test_neither_is_filled_by_words_that_answer_neither(message: str) -> None:
    assert told(message, asked("tone", "languages")) == {}


def test_skipping_and_you_decide_are_meant_for_both() -> None:
    for message in ("skip", "you decide", "egal", "跳过"):
        after = apply(asked("tone", "languages"), understand(message, asked("tone", "languages")).operations)
        assert [item.path for item in after.assumptions] == ["/brief/tone", "/brief/languages"]


def test_yes_takes_the_greeting_on_offer_and_leaves_the_other_open() -> None:
    waiting = asked("handover", "greeting")
    assert waiting.also is not None
    assert told("yes", waiting) == {"greeting": waiting.also.options[0].value}


def test_yes_to_a_choice_asks_which_without_the_list() -> None:
    found = understand("yes", asked("kind"))
    assert [operation.op for operation in found.operations] == [Op.OFF_TOPIC]
    assert found.answer == "Which one? Its name or its number is enough."


def test_a_slot_is_given_up_after_as_many_questions_as_we_ask_but_not_the_purpose() -> None:
    for slot in ("tone", "purpose"):
        waiting = state(Stage.COLLECTING_BASICS, without=(slot,), asked=[f"/brief/{slot}"] * MAX_ASKED)
        waiting = waiting.model_copy(update={"question": Question(path=f"/brief/{slot}", text="?")})
        assert [item.path for item in give_up(waiting, is_passed_over=False).assumptions] == (
            ["/brief/tone"] if slot == "tone" else []
        )
        assert give_up(waiting, is_passed_over=True) is waiting


def test_the_build_is_offered_beside_the_last_details_and_yes_puts_them_off() -> None:
    waiting = state(Stage.CONFIGURING_TOOLS, tools=[webhook("order_lookup")], are_tools_settled=True)
    waiting = waiting.model_copy(update={"question": ask.next_question(waiting)})
    waiting = waiting.model_copy(update={"also": ask.beside(waiting, waiting.question)})
    assert [question.path for question in waiting.open_questions] == ["/tools/order_lookup/url", "/workflow"]
    for message in ("yes", "Yes, build it", "ja", "you decide", "好", "Later. Yes.", "Ja. Später.", "是的。以后再说。"):
        after = apply(waiting, understand(message, waiting).operations)
        assert after.is_workflow_approved
        assert "/tools/config" in after.skipped
    later = apply(waiting, understand("later", waiting).operations)
    assert not later.is_workflow_approved
    assert later.skipped
    given = apply(waiting, understand("https://api.example.com/orders", waiting).operations)
    assert given.tools[0].url == "https://api.example.com/orders"
    assert not given.is_workflow_approved


def test_a_slot_that_has_a_value_is_not_read_as_asked_for_again() -> None:
    held = state(Stage.COLLECTING_BASICS, without=("tone",))
    options = [Option(label="9 to 6", value="9 to 6"), Option(label="9 to 5", value="9 to 5")]
    held = held.model_copy(
        update={
            "brief": held.brief.holding("hours", Slot[Any](value="9 to 6", status=SlotStatus.STATED)),
            "question": ask.next_question(held),
            "also": Question(path="/brief/hours", text="Which holds?", options=options),
        }
    )
    assert told("9 to 5", held) == {"hours": "9 to 5"}
    assert told("warm", held) == {"tone": ["warm"]}


def test_a_message_about_something_else_passes_a_question_over_once_and_chooses_nothing() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone", "greeting"), asked=["/brief/tone"] * MAX_ASKED)
    waiting = waiting.model_copy(update={"turn": 3, "question": Question(path="/brief/tone", text="?")})
    message = "It must never give discounts"
    build, understood = dialogue.answered(waiting, understand(message, waiting), message)
    assert build.assumptions == []
    assert build.brief.tone is None
    build = dialogue.asked(waiting, build, understood, [], message)
    assert [question.path for question in build.open_questions] == ["/brief/greeting", "/brief/hours"]
    build = build.model_copy(update={"brief": build.brief.holding("greeting", cases.brief(greeting="Hi!").greeting)})
    again = dialogue.asked(waiting, build, understood, [], message)
    assert [question.path for question in again.open_questions] == ["/brief/tone"]
    last, _ = dialogue.answered(
        again, understand("It must never discuss politics", again), "It must never discuss politics"
    )
    assert [item.path for item in last.assumptions] == ["/brief/tone"]


def test_a_message_that_gives_nothing_takes_the_default_of_what_was_asked_often_enough() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",), asked=["/brief/tone"] * MAX_ASKED)
    waiting = waiting.model_copy(update={"turn": 3, "question": Question(path="/brief/tone", text="?")})
    build, _ = dialogue.answered(waiting, understand("lol", waiting), "lol")
    assert [item.path for item in build.assumptions] == ["/brief/tone"]


def test_both_questions_stand_once_where_a_message_is_about_something_else() -> None:
    waiting = asked("tone", "handover")
    message = "One more thing: parking is free for guests."
    after = waiting
    for passed_over in (1, 0):
        understood = understand(message, after)
        build, understood = dialogue.answered(after, understood, message)
        made = [Change(op=ChangeOp.ADD, path="/brief/facts", after="parking")]
        after = dialogue.asked(after, build, understood, made, message)
        assert after.passed_over == passed_over
        assert after.open_questions == waiting.open_questions or not passed_over


def test_a_question_that_is_answered_beside_one_that_is_not_does_not_stand() -> None:
    waiting = asked("tone", "handover")
    build, understood = dialogue.answered(waiting, understand("Warm and calm.", waiting), "Warm and calm.")
    made = [Change(op=ChangeOp.SET, path="/brief/tone", after=["warm", "calm"])]
    after = dialogue.asked(waiting, build, understood, made, "Warm and calm.")
    assert after.passed_over == 0
    assert "/brief/tone" not in {question.path for question in after.open_questions}


def test_a_language_that_only_follows_is_asked_about_once_a_stated_one_is_not() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    for status, partner in ((SlotStatus.INFERRED, "languages"), (SlotStatus.STATED, "scope_dont")):
        languages = Slot(value=["en"], status=status)
        told_of = waiting.model_copy(update={"brief": waiting.brief.holding("languages", languages)})
        also = ask.beside(told_of, ask.next_question(told_of))
        assert also is not None
        assert also.path == f"/brief/{partner}"
        both = told_of.model_copy(update={"question": ask.next_question(told_of), "also": also})
        assert ask.wording(both) == f"How should it sound? {also.text}"


def test_goals_told_without_any_data_are_asked_for_them_beside_another_question_once() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    for goals, is_asked in (
        ([{"name": "Find a grave"}, {"name": "Book a burial"}], True),
        ([{"name": "Find a grave", "collect": ["name"]}, {"name": "Book a burial"}], False),
        ([{"name": "Answer questions about graves"}], False),
    ):
        told_of = waiting.model_copy(update={"brief": waiting.brief.holding("goals", cases.brief(goals=goals).goals)})
        also = ask.beside(told_of, ask.next_question(told_of))
        assert also is not None
        assert (also.path == "/brief/goals") is is_asked
        if is_asked:
            assert also.text == "And what should it ask people for, for each of these: Find a grave and Book a burial?"
            again = told_of.model_copy(update={"asked": ["/brief/goals"]})
            assert ask.beside(again, ask.next_question(again)) != also


def test_data_told_on_being_asked_join_the_goals_held() -> None:
    waiting = state(Stage.COLLECTING_BASICS, without=("tone",))
    goals = cases.brief(goals=[{"name": "Find a grave"}, {"name": "Book a burial"}]).goals
    waiting = waiting.model_copy(update={"brief": waiting.brief.holding("goals", goals)})
    waiting = waiting.model_copy(update={"question": ask.next_question(waiting)})
    waiting = waiting.model_copy(update={"also": ask.beside(waiting, waiting.question)})
    message = (
        "Calm. To find a grave: the surname and the year. To book a burial: the name, a phone number and the date."
    )
    after = apply(waiting, understand(message, waiting).operations).brief.goals
    assert after is not None
    assert {goal.name: goal.collect for goal in after.value} == {
        "Find a grave": ["surname", "year"],
        "Book a burial": ["name", "phone_number", "date"],
    }


@pytest.mark.parametrize(
    ("message", "filled"),
    [
        ("Hello, you've reached Mallee Shire, what can I do for you?", {"greeting"}),
        ("Servus, da is die Schmiede Kögel, was fehlt deim Ross?", {"greeting"}),
        ("What can you do?", set()),
    ],
)
def test_a_greeting_that_asks_something_is_no_question_to_us(message: str, filled: set[str]) -> None:
    language = "de" if "Servus" in message else "en"
    assert set(told(message, asked("greeting", "hours", language=language))) == filled
