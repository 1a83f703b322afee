"""Items and closed values that are taken back or exchanged, later or in the same message; nothing else goes."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, SlotStatus
from parley.builder.apply import apply
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Question, Stage

VALUES: dict[str, Any] = {
    "channel": "voice",
    "goals": [
        {"name": "Book an appointment", "description": "", "collect": ["name", "phone_number", "date"]},
        {"name": "Cancel an appointment", "description": "", "collect": ["name", "email"]},
        {"name": "Order a cake", "description": "", "collect": ["flavour", "age", "budget"]},
    ],
    "tone": ["polite", "warm", "brisk"],
    "languages": ["en", "fr", "es"],
    "scope_dont": ["quote prices", "give medical advice", "take orders on Sundays"],
    "facts": [{"topic": "Parking", "text": "Parking is free behind the building"}],
    "compliance": ["Announce that calls are recorded", "Mention our privacy policy"],
    "constraints": ["Never put anyone on hold", "Always repeat the order back"],
}


def _state(values: dict[str, Any], asked: str = "") -> BuildState:
    brief = Brief()
    for slot, value in values.items():
        brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    stage = Stage.COLLECTING_BASICS if asked else Stage.REVIEWING_WORKFLOW
    return BuildState(
        stage=stage, turn=4, brief=brief, question=Question(path=f"/brief/{asked}", text="?") if asked else None
    )


def _items(brief: Brief) -> set[tuple[str, str]]:
    """Each item of the lists with its slot, the data of a goal with its name."""
    found: set[tuple[str, str]] = set()
    for slot, held in brief.model_dump(mode="json").items():
        value = held["value"] if held else []
        for item in value if isinstance(value, list) else [value]:
            if slot == "goals":
                found |= {(slot, item["name"]), *((f"data of {item['name']}", datum) for datum in item["collect"])}
            else:
                found.add((slot, str(item.get("text") or item["when"] if isinstance(item, dict) else item)))
    return found


def changed(message: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What is gone from the brief after a message in mid-conversation, and what came."""
    state = _state(VALUES)
    after = _items(apply(state, understand(message, state).operations).brief)
    return _items(state.brief) - after, after - _items(state.brief)


CAKE = {("goals", "Order a cake"), *(("data of Order a cake", datum) for datum in ("flavour", "age", "budget"))}
CANCEL = {("goals", "Cancel an appointment"), *(("data of Cancel an appointment", each) for each in ("name", "email"))}


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("Kindly leave out the flavour, which the baker picks on the day.", {("data of Order a cake", "flavour")}),
        ("Age isn't needed for cakes.", {("data of Order a cake", "age")}),
        ("There's no point asking for the email.", {("data of Cancel an appointment", "email")}),
        ("Please don't ask for the budget any more.", {("data of Order a cake", "budget")}),
        ("The date can go.", {("data of Book an appointment", "date")}),
        ("Drop the 'polite'.", {("tone", "polite")}),
        ("Brisk isn't so important.", {("tone", "brisk")}),
        ("I'd rather it wasn't brisk.", {("tone", "brisk")}),
        ("Leave out French, nobody asks.", {("languages", "fr")}),
        ("Nobody here speaks French any more.", {("languages", "fr")}),
        ("Spanish won't be necessary.", {("languages", "es")}),
        ("English only, our other two have left.", {("languages", "fr"), ("languages", "es")}),
        ("Stick to English.", {("languages", "fr"), ("languages", "es")}),
        ("Let's leave it at warm and polite.", {("tone", "brisk")}),
        ("The recording announcement falls away.", {("compliance", "Announce that calls are recorded")}),
        ("We don't record calls any more.", {("compliance", "Announce that calls are recorded")}),
        ("No need for the privacy policy.", {("compliance", "Mention our privacy policy")}),
        ("Actually it can quote prices after all.", {("scope_dont", "quote prices")}),
        ("On reflection, quoting prices is perfectly fine.", {("scope_dont", "quote prices")}),
        ("You can take Sunday orders again.", {("scope_dont", "take orders on Sundays")}),
        ("I don't mind it giving medical advice.", {("scope_dont", "give medical advice")}),
        ("It doesn't have to repeat the order back.", {("constraints", "Always repeat the order back")}),
        ("Putting people on hold is all right.", {("constraints", "Never put anyone on hold")}),
        ("Take out the bit about parking.", {("facts", "Parking is free behind the building")}),
        ("Can we not have cancelling in there?", CANCEL),
        ("Forget about the cakes, the bakery has shut.", CAKE),
        ("Ordering cakes has to go.", CAKE),
        ("We've stopped doing cakes.", CAKE),
        ("Cakes? We don't do those any longer.", CAKE),
        ("Cake orders will be handled by the shop, so remove them.", CAKE),
        ("The third task can go.", CAKE),
        ("The budget question is a bit nosy, take it out please.", {("data of Order a cake", "budget")}),
        ("The ban on Sunday orders is lifted.", {("scope_dont", "take orders on Sundays")}),
        ("Calls won't be recorded after all.", {("compliance", "Announce that calls are recorded")}),
    ],
)
def test_what_is_taken_back_goes_and_nothing_else(message: str, gone: set[tuple[str, str]]) -> None:
    assert changed(message) == (gone, set())


@pytest.mark.parametrize(
    ("message", "gone", "come"),
    [
        ("Skip the email, a phone number will do.", "email", "phone_number"),
        ("Date of birth instead of age please.", "age", "date_of_birth"),
        ("I told you age. The date of birth is better.", "age", "date_of_birth"),
        ("I asked for the age, but what we want is the date of birth.", "age", "date_of_birth"),
        ("Would you replace the email with a mobile number?", "email", "phone_number"),
        ("For cakes, ask for the date instead of the budget.", "budget", "date"),
        ("Not the budget, the size of the cake.", "budget", "cake_size"),
        ("Make it friendly rather than brisk.", "brisk", "friendly"),
        ("Make that Portuguese instead of Spanish.", "es", "pt"),
        ("French goes, Italian comes in.", "fr", "it"),
        ("I said French but I meant German.", "fr", "de"),
    ],
)
def test_one_thing_takes_the_place_of_another(message: str, gone: str, come: str) -> None:
    went, came = changed(message)
    assert [value for _, value in went] == [gone]
    assert [value for _, value in came] == [come]


def test_a_task_takes_the_place_of_another_and_keeps_its_data() -> None:
    went, came = changed("Instead of cancelling an appointment they can move an appointment. Same details.")
    assert went == CANCEL
    assert {slot: value for slot, value in came if slot == "goals"} == {"goals": "Move an appointment"}
    assert ("data of Move an appointment", "email") in came


@pytest.mark.parametrize(
    ("message", "goal", "datum"),
    [
        ("We'd also like the address when they book.", "Book an appointment", "address"),
        ("Ask for their email too when booking.", "Book an appointment", "email"),
        ("Also get the postcode for cakes.", "Order a cake", "postcode"),
        ("One more thing to ask for cakes: allergies.", "Order a cake", "allergies"),
    ],
)
def test_a_datum_joins_the_task_that_is_spoken_of(message: str, goal: str, datum: str) -> None:
    went, came = changed(message)
    assert went == set()
    assert (f"data of {goal}", datum) in came
    assert not [value for slot, value in came if slot == "goals"]


@pytest.mark.parametrize(
    "message",
    [
        "We only take cards.",
        "We don't take email bookings.",
        "If someone only wants the price, send them to the website.",
        "People often forget their order number.",
        "Customers can drop off their cakes at the back.",
        "They can skip the date if they don't know it.",
        "Don't drop the call when someone swears.",
        "French speakers should be passed to Marie.",
        "It must not ask about age.",
        "If a cake order is cancelled it should apologise.",
    ],
)
def test_what_only_sounds_like_it_takes_nothing_back(message: str) -> None:
    assert changed(message)[0] == set()


@pytest.mark.parametrize(
    ("slot", "message", "value"),
    [
        ("tone", "Polite. Chatty, if it can manage. Or rather, let us leave it at polite.", ["polite"]),
        ("tone", "Respectful. Also fast. Fast is not so important, respectful is enough.", ["respectful"]),
        ("tone", "Calm, cheerful, brief. The brief bit can go.", ["calm", "cheerful"]),
        ("languages", "English and Polish. Well, our Pole is leaving, so English only.", ["en"]),
        (
            "languages",
            "English, Arabic and Greek. Hang on, Selam speaks Tigrinya, so Tigrinya it is and Greek goes.",
            ["en", "ar", "ti"],
        ),
        ("languages", "German and English. English isn't necessary.", ["de"]),
        ("scope_dont", "It must not give legal advice or quote fees. Quoting fees is fine.", ["give legal advice"]),
    ],
)
def test_an_answer_takes_back_what_it_has_said(slot: str, message: str, value: list[str]) -> None:
    state = _state({key: held for key, held in VALUES.items() if key != slot}, slot)
    assert apply(state, understand(message, state).operations).brief.value(slot) == value


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("Book a repair. Name, email, date. Hmm, phone number instead of email.", ["name", "phone_number", "date"]),
        ("Take orders with name, address and email. The email isn't needed.", ["name", "address"]),
    ],
)
def test_an_answer_changes_the_data_it_has_told(message: str, data: list[str]) -> None:
    state = _state({}, "goals")
    goals = apply(state, understand(message, state).operations).brief.goals
    assert goals is not None
    assert [goal.collect for goal in goals.value] == [data]
