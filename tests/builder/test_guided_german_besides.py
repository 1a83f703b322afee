"""What a German message answers beside another thing, whichever of two questions it belongs to."""

from functools import partial

import pytest

from tests.builder import telling

told = partial(telling.told, language="de")


@pytest.mark.parametrize(
    ("message", "callers"),
    [
        ("Anfragen aufnehmen: Name, Telefon. Stammgäste, ein paar Busfirmen.", "Stammgäste, ein paar Busfirmen"),
        (
            "Meist sind das Bauern, die Saatgut bestellen wollen, ab und zu auch Gemeinden.",
            "Bauern, die Saatgut bestellen wollen, ab und zu auch Gemeinden",
        ),
        ("Jeder, der hier wohnt.", "Jeder, der hier wohnt"),
    ],
)
def test_a_sentence_that_names_people_tells_who_calls(message: str, callers: str) -> None:
    assert told(message, "callers")["callers"] == callers


@pytest.mark.parametrize(
    "message",
    [
        "Der Bot soll übrigens Anton heißen. Und bei Feuer muss er immer zuerst die 112 nennen.",
        "Moment, ich muss kurz an die Tür.",
    ],
)
def test_what_is_said_of_other_things_names_no_callers(message: str) -> None:
    found = told(message, "callers")
    assert "callers" not in found
    assert "goals" not in found


@pytest.mark.parametrize(
    ("message", "limits"),
    [
        ("Er darf nicht verraten, in welchem Haus jemand wohnt.", ["Verraten, in welchem Haus jemand wohnt"]),
        ("Und keine Auskunft über Leute geben, die noch leben.", ["Auskunft über Leute geben, die noch leben"]),
        ("Keine Diagnosen am Telefon.", ["Diagnosen am Telefon"]),
        ("Kredite und Bankdaten lieber nicht.", ["Kredite Bankdaten"]),
        ("Gewinne zusagen darf er nicht, das macht nur der Chef.", ["Gewinne zusagen"]),
    ],
)
def test_a_limit_holds_the_clause_that_belongs_to_it(message: str, limits: list[str]) -> None:
    assert told(message, "scope_dont")["scope_dont"] == limits
