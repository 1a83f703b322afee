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
    assert told("«Gleis 7, was darf's werden?»", "greeting")["greeting"] == "Gleis 7, was darf's werden?"


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


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (
            "also hier ist der Blumenladen Kornrade in Jena und wir sind nur zu zweit deswegen brauchen wir einen "
            "Telefonassistenten der Sträuße bestellt und Liefertermine vereinbart da muss er fragen auf welchen Namen "
            "welche Adresse und für welches Datum ähm offen haben wir von neun bis sechs ein Strauß kostet 20 Euro",
            "also hier ist der Blumenladen Kornrade in Jena. und wir sind nur zu zweit, deswegen brauchen wir einen "
            "Telefonassistenten, der Sträuße bestellt und Liefertermine vereinbart. da muss er fragen, auf welchen "
            "Namen, welche Adresse und für welches Datum. offen haben wir von neun bis sechs. ein Strauß kostet "
            "20 Euro",
        ),
    ],
)
def test_speech_without_marks_is_cut_into_its_clauses(message: str, text: str) -> None:
    assert written.out(message, is_held=True).text == text


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        (
            "Wer sich verlaufen hat, wird sofort zur Bergwacht unter 0162 555 0104 durchgestellt, Spenden gehen an "
            "Frau Rieger senior.",
            [
                ("Wer sich verlaufen hat", "Bergwacht, 0162 555 0104"),
                ("Spenden", "Frau Rieger senior"),
            ],
        ),
        (
            "Handelt es sich um einen Wasserschaden, bitte zum Bereitschaftsdienst. Ruft die Presse an, dann zu mir "
            "persönlich.",
            [
                ("Handelt es sich um einen Wasserschaden", "Bereitschaftsdienst"),
                ("Ruft die Presse an", "mir persönlich"),
            ],
        ),
        (
            "Weiterleitung\n- Fragen zur Zeugnisausgabe: Frau Kolb\n- Anmeldeschluss verpasst: Herr Dorn",
            [
                ("Fragen zur Zeugnisausgabe", "Frau Kolb"),
                ("Anmeldeschluss verpasst", "Herr Dorn"),
            ],
        ),
    ],
)
def test_who_takes_over_behind_any_kind_of_case(message: str, rules: list[tuple[str, str]]) -> None:
    assert told(message, "handover")["handover"] == rules


def test_a_duty_is_no_hand_over() -> None:
    found = told("Und bevor jemand Daten eingibt, muss er auf unsere Datenschutzhinweise verweisen.", "handover")
    assert "handover" not in found


def test_what_a_piece_costs_is_no_datum_of_a_task() -> None:
    found = told("Er soll Bestellungen aufnehmen: Name, Telefon. Und Kisten kosten 9 Euro das Stück.")
    assert found["goals"] == [("Bestellungen aufnehmen", ["name", "phone_number"])]
    assert found["facts"] == ["Kisten kosten 9 Euro das Stück"]


def test_a_voice_ends_where_another_answer_begins() -> None:
    found = told("Locker, und eine junge Frauenstimme hätte ich gern Deutsch und Dänisch.", "languages")
    assert (found["voice"], found["languages"]) == ("junge Frauenstimme", ["de", "da"])


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("Sachlich und warm, keinesfalls frech.", "tone", ["factual", "warm"]),
        ("Impfungen empfiehlt er nicht.", "scope_dont", ["Impfungen empfehlen"]),
        ("Bei uns rufen Pendler und einige Vereine an.", "callers", "Pendler und einige Vereine"),
        (
            "Offen ist von Mai bis September täglich von 10 bis 18 Uhr.",
            "hours",
            "von Mai bis September täglich von 10 bis 18 Uhr",
        ),
        ("Die Anreise kostet nichts.", "facts", ["Die Anreise kostet nichts"]),
        ("Der Optiker kommt jeden Dienstag ins Heim.", "facts", ["Der Optiker kommt jeden Dienstag ins Heim"]),
    ],
)
def test_further_ways_to_tell_a_slot(message: str, slot: str, value: object) -> None:
    assert told(message, slot)[slot] == value
