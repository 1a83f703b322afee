"""What is asked about once, what is answered without losing the thread, and what follows when goals go."""

import pytest

from parley.agents.schemas import Slot, SlotStatus
from parley.builder import changes, conflicts, dialogue
from parley.builder.apply import apply
from parley.builder.guided import tongues, understand
from parley.builder.phrases import SPOKEN, phrases
from parley.builder.schemas import BuildState, Change, Op, Operation, Question, Stage, Understanding
from parley.builder.summary import summary
from tests.builder import cases
from tests.builder.test_ask import state

HELD = state(Stage.COLLECTING_BASICS, without=("tone",)).model_copy(update={"turn": 3})


def with_hours(**fields: object) -> BuildState:
    """A build that was told opening hours before."""
    brief = HELD.brief.holding("hours", Slot(value="9 to 5", status=SlotStatus.STATED, source_turn=1))
    return HELD.model_copy(update={"brief": brief, **fields})


def contradiction(message: str, before: BuildState) -> Change | None:
    """What a message contradicts in passing."""
    found = understand(message, before)
    made = changes.difference(before, apply(before, found.operations), found.operations)
    return conflicts.found(before, found.operations, made, message)


def test_an_answer_that_contradicts_an_earlier_one_is_asked_about_once() -> None:
    before = with_hours()
    message = "Monday to Friday 9 to 6, warm tone please."
    found = contradiction(message, before)
    assert found is not None
    assert found.path == "/brief/hours"
    understood = understand(message, before)
    build = apply(before, understood.operations)
    made = changes.difference(before, build, understood.operations)
    asked = dialogue.asked(before, build, understood, made, message)
    assert asked.also is not None
    assert asked.also.text.startswith("You said “9 to 5” first and “")
    assert asked.contested == ["/brief/hours"]
    assert contradiction(message, with_hours(contested=["/brief/hours"])) is None


@pytest.mark.parametrize(
    "message", ["No, we are open 9 to 6.", "Actually we're open 9 to 6", "We are open 9 to 6.", "Hours: 9 to 6"]
)
def test_a_plain_correction_is_not_asked_about(message: str) -> None:
    assert contradiction(message, with_hours()) is None


def test_what_nobody_had_said_is_no_contradiction() -> None:
    brief = HELD.brief.holding("hours", Slot(value="9 to 5", status=SlotStatus.INFERRED))
    assert contradiction("We are open 9 to 6.", HELD.model_copy(update={"brief": brief})) is None


@pytest.mark.parametrize(
    ("message", "language", "part"),
    [
        ("why do you ask?", "en", "every sentence"),
        ("Warum fragen Sie das?", "de", "jeder Satz"),
        ("¿Por qué lo preguntas?", "es", "cada frase"),
        ("为什么要问这个？", "zh", "提示词"),
        ("how long does this take?", "en", "3 more answers"),
        ("Wie lange dauert das noch?", "de", "3 Antworten"),
        ("¿Cuánto falta?", "es", "respuestas"),
        ("还要多久？", "zh", "个回答"),
        ("what does it cost?", "en", "costs nothing here"),
        ("Was kostet das?", "de", "kostet hier nichts"),
        ("¿Cuánto cuesta?", "es", "no cuesta nada"),
        ("这个多少钱？", "zh", "不收费"),
        ("can it use HubSpot?", "en", "Yes, with HubSpot"),
        ("Kann er HubSpot nutzen?", "de", "Ja, mit HubSpot"),
        ("¿Puede usar HubSpot?", "es", "Sí, con HubSpot"),
        ("它能用 HubSpot 吗？", "zh", "可以，用HubSpot"),
        ("what does hand-over mean?", "en", "passing the conversation to a person"),
        ("Was bedeutet Übergabe?", "de", "an einen Menschen"),
        ("¿Qué significa traspaso?", "es", "a una persona"),
        ("转接是什么意思？", "zh", "交给真人"),
        ("what is missing?", "en", "the tone"),
        ("Was fehlt noch?", "de", "der Ton"),
        ("¿Qué falta?", "es", "el tono"),
        ("还缺什么？", "zh", "语气"),
    ],
)
def test_the_users_questions_are_answered_in_their_language(message: str, language: str, part: str) -> None:
    waiting = HELD.model_copy(update={"language": language, "question": Question(path="/brief/tone", text="?")})
    found = understand(message, waiting)
    assert [operation.op for operation in found.operations] == [Op.QUESTION]
    assert part in found.answer


def test_the_users_question_leaves_ours_as_they_were() -> None:
    waiting = HELD.model_copy(
        update={"question": Question(path="/brief/tone", text="How should it sound?"), "asked": ["/brief/tone"]}
    )
    understood = understand("what does it cost?", waiting)
    after = dialogue.asked(waiting, waiting, understood, [], "what does it cost?")
    assert after == waiting


def test_a_default_taken_after_two_questions_is_owned_up_to() -> None:
    waiting = HELD.model_copy(
        update={"question": Question(path="/brief/tone", text="?"), "asked": ["/brief/tone", "/brief/tone"]}
    )
    build, understood = dialogue.answered(waiting, Understanding(), "")
    assert [item.path for item in build.assumptions] == ["/brief/tone"]
    assert understood.answer == "I chose that myself: say so if it should be different."
    assert "I assumed: Tone: " in summary(build, phrases("en"))


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Wir sind eine Praxis in Köln und suchen einen Assistenten.", "de"),
        ("Queremos un agente para nuestra clínica en el centro.", "es"),
        ("我们是一家牙科诊所。", "zh"),
        ("We call it 小美助手 and it should answer the phone for us.", "en"),
        ("私たちは東京の歯科医院です。", "ja"),
        ("ok", "en"),
        ("Greet them with “Guten Tag, wie kann ich Ihnen mit der Praxis helfen?”", "en"),
    ],
)
def test_the_language_is_that_of_the_message_where_it_is_plain(message: str, language: str) -> None:
    assert tongues.followed(message, BuildState()) == language


@pytest.mark.parametrize(
    ("told", "gone", "purpose"),
    [
        (
            "We need a phone agent for Bright Smile, a dental clinic, that books appointments, cancels appointments "
            "and answers questions about prices.",
            "Answer questions about prices",
            "Phone agent for Bright Smile, a dental clinic, that books appointments and cancels appointments.",
        ),
        (
            "Wir sind eine Zahnarztpraxis in Köln und brauchen eine Telefonassistentin. Patienten können Termine "
            "vereinbaren und verschieben.",
            "Termine verschieben",
            "Telefonassistentin: Termine vereinbaren",
        ),
    ],
)
def test_a_purpose_made_of_the_goals_loses_the_one_that_goes(told: str, gone: str, purpose: str) -> None:
    before = apply(BuildState(turn=1), understand(told, BuildState()).operations)
    after = apply(before, [Operation(op=Op.REMOVE, path="/brief/goals", value=[{"name": gone}], evidence="drop it")])
    assert after.brief.value("purpose") == purpose


def test_more_than_three_cases_are_counted() -> None:
    rules = [{"when": f"case {letter}", "to": ""} for letter in "abcde"]
    told = HELD.model_copy(update={"brief": HELD.brief.holding("handover", Slot(value=rules))})
    assert "when case a, case b or case c (and 2 more cases)" in summary(told, phrases("en"))
    assert "另有 2 种情况" in summary(told, phrases("zh"))


@pytest.mark.parametrize("language", SPOKEN)
def test_the_summary_says_that_nothing_can_pass_people_on(language: str) -> None:
    said = phrases(language)
    sentence = said.tell("Nothing can pass people on yet: no tool and no number.")
    rules = cases.brief(handover=[{"when": "a customer complains", "to": "the office"}]).handover
    build = HELD.model_copy(update={"brief": HELD.brief.holding("handover", rules), "tools": []})
    assert sentence in summary(build, said)
    number = cases.brief(handover=[{"when": "a customer complains", "to": "the office, +441134960123"}]).handover
    assert sentence not in summary(build.model_copy(update={"brief": build.brief.holding("handover", number)}), said)
    desk = cases.hand_over("the office", "a customer complains", None)
    assert sentence not in summary(build.model_copy(update={"tools": [desk]}), said)
