"""Small talk changes nothing, whatever was asked; what is said beside it counts."""

import pytest

from parley.builder.guided import small_talk, understand
from parley.builder.schemas import BuildState, Op, Question, Stage


def asked(slot: str) -> BuildState:
    """A build in mid-conversation with an open question."""
    return BuildState(stage=Stage.COLLECTING_BASICS, turn=3, question=Question(path=f"/brief/{slot}", text="?"))


@pytest.mark.parametrize("slot", ["tone", "handover", "goals", "greeting"])
@pytest.mark.parametrize(
    "message",
    [
        "Did you watch the match on Saturday? Unbelievable.",
        "Do you know whether it's going to snow tomorrow? We've got a barbecue.",
        "It's raining cats and dogs here today",
        "My cat just sat on the keyboard.",
        "Haben Sie am Sonntag das Spiel gesehen? Unglaublich, oder?",
        "Mein Kaffee ist schon wieder kalt.",
        "Puh, es regnet hier seit Tagen.",
        "¿Usted sabe hacer una buena paella? Es que hoy me toca cocinar.",
        "Qué calor hace hoy, ¿no?",
        "¿Viste el partido de ayer?",
    ],
)
def test_small_talk_sets_nothing(slot: str, message: str) -> None:
    found = understand(message, asked(slot))
    assert {each.op for each in found.operations} <= {Op.QUESTION, Op.OFF_TOPIC}
    assert found.answer


def test_what_is_said_beside_small_talk_counts() -> None:
    found = understand("It's pouring down here. Anyway: warm and brief, please.", asked("tone")).operations
    assert [(each.path, each.value) for each in found if not each.inferred] == [("/brief/tone", ["warm", "brief"])]


@pytest.mark.parametrize(
    "message",
    [
        "It should ask whether they want lunch or dinner.",
        "Do you want the callers to choose a weekend?",
        "Our customers book football pitches.",
        "Der Bot soll Kochkurse buchen.",
        "El agente vende entradas para el partido.",
    ],
)
def test_a_business_in_weather_food_or_sports_is_no_small_talk(message: str) -> None:
    assert small_talk.blanked(message) == message
