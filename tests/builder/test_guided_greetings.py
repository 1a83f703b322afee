"""A greeting as the answer to the open question: without quotation marks, as a question, with remarks around it."""

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Op, Question, Stage

GREETING = Question(path="/brief/greeting", text="How should it greet people?")
HANDOVER = Question(path="/brief/handover", text="When should it pass people on?")


def greeting(message: str, question: Question = GREETING, also: Question | None = None) -> str | None:
    """What a message sets the greeting to."""
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=4, question=question, also=also)
    found = [each for each in understand(message, state).operations if each.path == "/brief/greeting"]
    return found[0].value if found and found[0].op is Op.SET else None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Bluebird Taxis, where are you off to?", "Bluebird Taxis, where are you off to?"),
        ("Morrow Clinic! Are you in pain right now?", "Morrow Clinic! Are you in pain right now?"),
        (
            "Hiya, Fern & Fig here! What are we making for you? Isn't that cute?",
            "Hiya, Fern & Fig here! What are we making for you?",
        ),
        (
            "Welcome to Tide Surf School, how can I help? And it must say it's a robot.",
            "Welcome to Tide Surf School, how can I help?",
        ),
        ("something like: Hello, Ostler Inn, when are you coming?", "Hello, Ostler Inn, when are you coming?"),
        (
            "hey, ostler inn! no wait, just say good evening, ostler inn, which night?",
            "good evening, ostler inn, which night?",
        ),
        (
            "Praxis Dr. Sommer, guten Tag, worum geht es? – Ach, und er muss den Datenschutz nennen.",
            "Praxis Dr. Sommer, guten Tag, worum geht es?",
        ),
        ("Taxi Nord, wohin darf's für Sie gehen?", "Taxi Nord, wohin darf's für Sie gehen?"),
        (
            "Gracias por llamar a Lumbre, ¿qué le pasó? Y que avise que se graba.",
            "Gracias por llamar a Lumbre, ¿qué le pasó?",
        ),
    ],
)
def test_the_line_is_taken_without_the_remarks(message: str, said: str) -> None:
    assert greeting(message) == said


@pytest.mark.parametrize(
    "message",
    [
        "How long does this take?",
        "Can it say my name?",
        "something friendly",
        "keep it short",
        "Kann er das auch?",
        "能不能再短一点？",
    ],
)
def test_a_question_or_a_wish_is_no_greeting(message: str) -> None:
    assert greeting(message) is None


def test_the_greeting_is_found_after_another_answer() -> None:
    told = "Emergencies go to the duty nurse. Morrow Clinic, how can we help? And mention that calls are recorded."
    assert greeting(told, HANDOVER, GREETING) == "Morrow Clinic, how can we help?"
