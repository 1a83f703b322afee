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


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        (
            "Wenn das Dach einzustürzen droht, muss unser Bauleiter übernehmen, Herr Kern.",
            [("Dach einzustürzen droht", "Bauleiter, Herr Kern")],
        ),
        (
            "wenn der kessel raucht -> meister, 0341 555 020. presse? auch meister",
            [("Kessel raucht", "Meister, 0341 555 020"), ("Presse", "Meister, 0341 555 020")],
        ),
        ("Herr Lang ist im Urlaub, Mahnungen gehen also an Frau Kurz.", [("Mahnungen", "Frau Kurz")]),
        (
            "Beißt ein Hund, dann gleich zur Ärztin, das ist Frau Doktor Held.",
            [("Beißt ein Hund", "Ärztin, Frau Doktor Held")],
        ),
    ],
)
def test_who_takes_over_in_further_orders(message: str, rules: list[tuple[str, str]]) -> None:
    assert told(message, "handover")["handover"] == rules


@pytest.mark.parametrize(
    "message", ["Sand ist bis zu einer Tonne frei.", "Die Kisten kosten 9 Euro, sagt er an der Kasse."]
)
def test_what_the_house_tells_is_no_hand_over(message: str) -> None:
    assert "handover" not in told(message, "handover")


@pytest.mark.parametrize(
    "fact",
    [
        "Geliefert wird nur werktags",
        "Bezahlen kann man bei uns nur bar",
        "Treffpunkt ist immer am Bootssteg",
        "Wer zu spät absagt, zahlt die halbe Gebühr",
        "Alle Boote sind versichert",
        "Wir verschicken nichts nach Übersee",
    ],
)
def test_house_rules_are_facts(fact: str) -> None:
    assert told(f"{fact}.", "tone")["facts"] == [fact]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Moin, hier ist die Bäckerei Ahrens, was darf es sein?", "Bäckerei Ahrens"),
        ("Willkommen im Klanghof, wie kann ich helfen?", "Klanghof"),
        ("Taxi Blum, guten Tag, wohin soll es gehen?", "Taxi Blum"),
    ],
)
def test_a_greeting_tells_who_says_it(line: str, name: str) -> None:
    assert told(line, "greeting")["name"] == name


def test_what_it_shall_not_sound_like_is_a_rule_of_conduct() -> None:
    found = told("Herzlich, aber bitte nicht schwülstig.", "tone")
    assert (found["tone"], found["constraints"]) == (["warm"], ["Nicht schwülstig"])


def test_a_receiver_is_mended_at_once() -> None:
    found = told("Fragen zur Miete gehen an meine Frau, nein, falsch, an Herrn Weiß.", "handover")
    assert found["handover"] == [("Fragen zur Miete", "Herrn Weiß")]


def test_a_name_is_taken_back_and_another_given() -> None:
    found = told("Anton lieber doch nicht, so heißt mein Vater. Nennen wir ihn Oskar.", "scope_dont")
    assert found == {"name": "Oskar"}


def test_both_channels_are_told_later() -> None:
    found = told("Das Ganze soll am Telefon und genauso im Chat auf der Webseite laufen.", "tone")
    assert found["channel"] == "both"
