"""German as owners of all sorts write it: in small letters, in dialect, dictated, formal, or short of words."""

from functools import partial

import pytest

from parley.agents.schemas import Goal
from parley.builder.guided import usual
from parley.builder.guided.german import data, written
from tests.builder import telling

told = partial(telling.told, language="de")


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (
            "torte bestellen: name, telefon. beratung buchen: datum",
            "Torte bestellen: Name, Telefon. Beratung buchen: Datum",
        ),
        (
            "wenn der herd raucht -> meister, 0341 555 020. presse an frau lenz",
            "wenn der Herd raucht -> Meister, 0341 555 020. Presse an Frau Lenz",
        ),
        (
            "Die Praxis ist zu Punkt Sonntags geht der Notdienst ran Punkt",
            "Die Praxis ist zu. Sonntags geht der Notdienst ran.",
        ),
        ("Das kostet nix und is net schwer, hamma gsagt.", "Das kostet nichts und ist nicht schwer, haben wir gesagt."),
    ],
)
def test_odd_spelling_is_made_regular(message: str, text: str) -> None:
    assert written.out(message, is_held=True).text == text


@pytest.mark.parametrize(
    "message",
    ["We are open from nine to five, and it is fine.", "Abrimos de lunes a viernes a las ocho.", "Wir sind da, Punkt."],
)
def test_what_is_regular_stays(message: str) -> None:
    assert written.out(message, is_held=False).text == message


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Name Anschrift Handynummer und was fehlt", ["name", "address", "phone_number", "problem"]),
        ("Name, von wann bis wann, Raumhöhe", ["name", "start_date", "end_date", "height"]),
        ("Name des Kindes, Art der Feier und wie viele Stunden", ["child_name", "party_type", "number_of_hours"]),
        ("Anzahl der Fenster, letzte Reinigung und welches Modell", ["number_of_windows", "last_cleaning", "model"]),
        ("den Namen vom Hund und wie gut er hört", ["pet_name", "skill_level"]),
    ],
)
def test_data_have_their_usual_names(listed: str, names: list[str]) -> None:
    assert data.items(listed)[0] == names


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("Konditorei Zuckerhut, Bremen. Wir suchen etwas fürs Telefon.", "name", "Konditorei Zuckerhut"),
        ("Anfragen von Brautpaaren und Vereinen nimmt er auf.", "callers", "Brautpaaren und Vereinen"),
    ],
)
def test_who_it_is_for_needs_no_leading_words(message: str, slot: str, value: str) -> None:
    assert told(message, slot)[slot] == value


@pytest.mark.parametrize(
    ("message", "tags"),
    [
        ("Deutsch und Polnisch. Tschechisch brauchen wir nicht.", ["de", "pl"]),
        ("Deutsch, Dänisch wurde abgelehnt.", ["de"]),
    ],
)
def test_a_language_that_is_declined_is_none(message: str, tags: list[str]) -> None:
    assert told(message, "languages")["languages"] == tags


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        (
            "Reklamationen gehen an den Filialleiter, Herrn Brandl, 089 555 010.",
            "Filialleiter, Herrn Brandl, 089 555 010",
        ),
        ("Bei einer Panne bitte zu mir, also zur Rosi.", "Rosi"),
    ],
)
def test_a_receiver_has_the_name_behind_it(message: str, rule: str) -> None:
    assert told(message, "handover")["handover"][0][1] == rule


@pytest.mark.parametrize(
    "message",
    ["Blumen liefern wir im ganzen Kreis.", "Bei Sturm fahren wir nicht.", "Kündigungsfrist ist der 31. März."],
)
def test_what_the_house_does_is_a_fact(message: str) -> None:
    assert told(message, "facts")["facts"][0] == message.rstrip(".")


def test_a_quotation_answers_the_question_for_the_greeting() -> None:
    assert told("«Gleis 7, was darf's werden?»", "greeting") == {"greeting": "Gleis 7, was darf's werden?"}


def test_usual_data_are_an_assumption() -> None:
    goal = Goal(name="Tisch reservieren", collect=["name", "phone_number", "date", "time", "party_size"])
    assert usual.is_usual(goal)


def test_a_list_of_tasks_as_the_purpose_tells_the_goals() -> None:
    goals = told("Kurse buchen und stornieren, Fragen zu Leihgeräten", "purpose")["goals"]
    assert [goal if isinstance(goal, str) else goal[0] for goal in goals] == [
        "Kurse buchen",
        "Kurse stornieren",
        "Fragen zu Leihgeräten",
    ]
