"""Corrections in English, German and Spanish: the wrong part of a held value goes, the rest stays."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, SlotStatus
from parley.builder.apply import apply
from parley.builder.guided import understand
from parley.builder.guided.figures import figures
from parley.builder.schemas import BuildState, Stage

VALUES: dict[str, Any] = {
    "name": "Mia",
    "hours": "Monday to Friday, nine to five",
    "languages": ["en", "ru"],
    "purpose": "Calls patients two days before their visit",
    "goals": [{"name": "Enrol", "description": "", "collect": ["name", "nationality", "email"]}],
    "facts": [
        {"topic": "Delivery", "text": "Delivery costs 3.99"},
        {"topic": "Free delivery", "text": "Free over 35 dollars"},
        {"topic": "Area", "text": "We serve Kent and Sussex"},
        {"topic": "Erstgespräch", "text": "Das Erstgespräch kostet 190 Euro"},
        {"topic": "Prueba", "text": "La prueba dura 14 días"},
        {"topic": "Seña", "text": "La seña es del veinte por ciento"},
    ],
    "handover": [
        {"when": "the call is about catering", "to": "Gina"},
        {"when": "it is an emergency", "to": "the night desk, 020 7946 0177"},
    ],
}


def told(message: str, **values: Any) -> dict[str, Any]:
    """The brief's values after a message, in mid-conversation."""
    brief = Brief()
    for slot, value in (VALUES | values).items():
        brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    state = BuildState(stage=Stage.REVIEWING_WORKFLOW, turn=4, brief=brief)
    after = apply(state, understand(message, state).operations).brief
    return {slot: held["value"] for slot, held in after.model_dump(mode="json").items() if held}


@pytest.mark.parametrize(
    ("message", "right", "wrong"),
    [
        ("oh wait delivery is 4.49 now not 3.99 and free over 45 not 35", "Delivery costs 4.49", "3.99"),
        ("oh wait delivery is 4.49 now not 3.99 and free over 45 not 35", "Free over 45 dollars", "35"),
        ("Sorry, I said delivery was 3.99, it's 5.25 now.", "Delivery costs 5.25", "3.99"),
        ("It's not 35 dollars, it's 50.", "Free over 50 dollars", "35"),
        ("The first talk went up from 190 to 210 euros.", "Das Erstgespräch kostet 210 Euro", "190"),
        ("Verzeihung, das Erstgespräch kostet 150 Euro, nicht 190.", "Das Erstgespräch kostet 150 Euro", "190"),
        ("Das Erstgespräch kostet nicht 190, sondern 120 Euro.", "Das Erstgespräch kostet 120 Euro", "190"),
        ("Ich hatte 190 Euro gesagt, richtig sind 175.", "Das Erstgespräch kostet 175 Euro", "190"),
        ("Perdón, la prueba dura 30 días, no 14.", "La prueba dura 30 días", "14"),
        ("La prueba no dura 14 días, sino 21.", "La prueba dura 21 días", "14"),
        (
            "Me equivoqué: la seña es del treinta por ciento, no del veinte.",
            "La seña es del treinta por ciento",
            "veinte",
        ),
        ("We serve Kent and Surrey, not Sussex.", "We serve Kent and Surrey", "Sussex"),
        ("We don't serve Sussex any more. Kent and Surrey.", "We serve Kent and Surrey", "Sussex"),
        ("We no longer serve Sussex.", "We serve Kent", "Sussex"),
    ],
)
def test_a_fact_is_put_right_where_it_is_wrong(message: str, right: str, wrong: str) -> None:
    texts = [fact["text"] for fact in told(message)["facts"]]
    assert right in texts
    assert not [text for text in texts if wrong in text]
    assert len(texts) == len(VALUES["facts"])


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("no, nine to six, not five", "Monday to Friday, nine to six"),
        ("nine to six, not nine to five", "Monday to Friday, nine to six"),
        ("It's not nine to five, it's eight to four.", "Monday to Friday, eight to four"),
        ("We're open until six, not five.", "Monday to Friday, nine to six"),
        ("Moment, von acht bis fünf, nicht von neun bis fünf.", "Monday to Friday, acht bis fünf"),
        ("Perdón, de ocho a cinco, no de nueve a cinco.", "Monday to Friday, ocho a cinco"),
    ],
)
def test_the_wrong_end_of_the_hours_is_replaced(message: str, hours: str) -> None:
    assert told(message)["hours"] == hours


@pytest.mark.parametrize(
    ("message", "languages"),
    [
        ("It's not Russian we need, it's Ukrainian.", ["en", "uk"]),
        ("Polish rather than Russian, please.", ["en", "pl"]),
        ("Und Italienisch statt Russisch.", ["en", "it"]),
        ("Portugués en vez de ruso.", ["en", "pt"]),
        ("We stopped offering Russian.", ["en"]),
    ],
)
def test_a_language_is_replaced_and_the_others_stay(message: str, languages: list[str]) -> None:
    assert told(message)["languages"] == languages


@pytest.mark.parametrize(
    ("message", "receivers"),
    [
        ("Gina left, catering goes to Marco now.", ["Marco", "the night desk, 020 7946 0177"]),
        ("the night desk is 020 7946 0178 not 77", ["Gina", "the night desk, 020 7946 0178"]),
        ("Its number is 0178 at the end, not 77.", ["Gina", "the night desk, 020 7946 0178"]),
        ("Sorry, the night desk's number is 020 7946 0199.", ["Gina", "the night desk, 020 7946 0199"]),
    ],
)
def test_a_receiver_or_its_number_is_replaced(message: str, receivers: list[str]) -> None:
    assert [rule["to"] for rule in told(message)["handover"]] == receivers


def test_a_datum_is_taken_out_of_its_goal() -> None:
    for message in ("Forget what I said about nationality.", "please drop the bit about the nationality"):
        assert told(message)["goals"][0]["collect"] == ["name", "email"]


def test_a_number_in_the_purpose_is_replaced() -> None:
    assert told("Correction: three days before, not two.")["purpose"] == "Calls patients three days before their visit"


def test_a_later_statement_about_the_same_thing_holds() -> None:
    facts = [
        fact["text"]
        for fact in told("The trial takes 30 days.", facts=[{"topic": "Trial", "text": "The trial takes 14 days"}])[
            "facts"
        ]
    ]
    assert facts == ["The trial takes 30 days"]


def test_another_thing_of_the_same_kind_is_no_contradiction() -> None:
    held = [{"topic": "Day rate", "text": "The day rate is 90 pounds"}]
    texts = [fact["text"] for fact in told("The evening surcharge is 40 pounds.", facts=held)["facts"]]
    assert "The day rate is 90 pounds" in texts


@pytest.mark.parametrize(
    "message",
    ["It must not give legal advice.", "Nobody may be put on hold, not even briefly.", "No es para menores de 18."],
)
def test_what_must_not_be_done_corrects_nothing(message: str) -> None:
    after = told(message)
    assert {slot: after[slot] for slot in ("facts", "hours", "languages", "handover")} == {
        slot: VALUES[slot] for slot in ("facts", "hours", "languages", "handover")
    }


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("We open nine to five Tuesday to Sunday, no hang on, Wednesday to Sunday.", "Wednesday to Sunday"),
        ("We are open Monday to Friday, eight, no wait, nine to five.", "nine to five"),
    ],
)
def test_a_slip_mended_at_once_is_not_read(message: str, hours: str) -> None:
    found = understand(message, BuildState(stage=Stage.COLLECTING_BASICS, turn=1)).operations
    value = next(each.value for each in found if each.path == "/brief/hours")
    assert hours in value
    assert "Tuesday" not in value
    assert "eight" not in value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4.99 or forty-five", ["4.99", "45"]),
        ("fünfundzwanzig bis 8:30", ["25", "8.30"]),
        ("treinta y cinco, veintidós", ["35", "22"]),
        ("call 020 7946 0177 at 9-17", ["02079460177", "9", "17"]),
        ("someone wants once more", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[str]) -> None:
    assert [figure.value for figure in figures(text)] == values


@pytest.mark.parametrize(
    ("message", "right"),
    [
        ("A full service is £180, no, I tell a lie, that went up to £195 in March.", "A full service is £195"),
        ("Haircuts are $35, perms are $80, hang on, no, perms are $85.", "Perms are $85"),
        (
            "Die Rohrreinigung kostet 120 Euro, Verzeihung, das war der alte Preis: Seit Mai sind es 135 Euro.",
            "135 Euro",
        ),
        ("Der Kurs kostet 60 Euro, äh nein, 65 Euro.", "65 Euro"),
        (
            "Hola, soy Ana del taller Ruiz. El afinado cuesta 900 pesos, perdón, ahora son 950 pesos. Abrimos ya.",
            "950 pesos",
        ),
        ("洗车30元，不对，这个月起调成35元了。", "洗车35元"),
    ],
)
def test_an_amount_mended_at_once_stands_where_the_wrong_one_stood(message: str, right: str) -> None:
    found = understand(message, BuildState(stage=Stage.COLLECTING_BASICS, turn=1)).operations
    texts = [item["text"] for each in found if each.path == "/brief/facts" for item in each.value]
    assert any(right in text for text in texts)
    wrong = ("180", "80,", "120", "60 ", "900", "30")
    assert not any(each in text for text in texts for each in wrong)


@pytest.mark.parametrize(
    ("held", "message", "channel"),
    [
        ("both", "We're only going to use the phone, no chat.", "voice"),
        ("both", "Actually just the website chat, not the phone", "chat"),
        ("voice", "It should be in the website chat as well, not just on the phone.", "both"),
        ("both", "Chat brauchen wir doch nicht, nur Telefon.", "voice"),
        ("both", "Eigentlich nicht am Telefon, sondern nur im Chat auf der Website.", "chat"),
        ("both", "Solo por teléfono, nada de chat.", "voice"),
        ("chat", "El teléfono también, no solo el chat.", "both"),
        ("both", "只做电话，网页不用了", "voice"),
        ("chat", "其实电话也要接，不只是网页聊天", "both"),
        ("chat", "No phone numbers please", "chat"),
        ("both", "Nunca dar precios por teléfono.", "both"),
    ],
)
def test_another_channel_takes_the_place_of_the_one_held(held: str, message: str, channel: str) -> None:
    assert told(message, channel=held)["channel"] == channel


@pytest.mark.parametrize(
    ("hours", "message", "right"),
    [
        (
            "Monday to Thursday 8 to 5, Friday till 3",
            "I got Fridays wrong: the desk closes at 2, not at 3.",
            "Monday to Thursday 8 to 5, Friday till 2",
        ),
        (
            "Montag bis Donnerstag 8 bis 17 Uhr, Freitag 8 bis 12 Uhr",
            "Der Chef ruft gerade an: Freitags sind wir inzwischen bis 13 Uhr da, nicht bis 12.",
            "Montag bis Donnerstag 8 bis 17 Uhr, Freitag 8 bis 13 Uhr",
        ),
        (
            "周一到周六，早上八点半到下午六点",
            "时间说错了，周六只上到中午十二点，周一到周五才是早上八点半到下午六点。",
            "周六只上到中午十二点，周一到周五才是早上八点半到下午六点",
        ),
    ],
)
def test_hours_are_put_right_for_the_day_that_is_named(hours: str, message: str, right: str) -> None:
    assert told(message, hours=hours)["hours"] == right


@pytest.mark.parametrize(
    ("message", "right"),
    [
        ("10-inch is £48. Misread the sheet.", ["8-inch sponge £34", "10-inch £48"]),
        ("The 8-inch is £36 now.", ["8-inch sponge £36", "10-inch £46"]),
    ],
)
def test_a_number_in_a_name_is_no_amount(message: str, right: list[str]) -> None:
    held = [{"topic": text, "text": text} for text in ("8-inch sponge £34", "10-inch £46")]
    assert [fact["text"] for fact in told(message, facts=held)["facts"]] == right
