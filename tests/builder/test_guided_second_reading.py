"""What a message plainly tells of a slot is read, however it is put, so that nobody is asked for it."""

from typing import Any

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState

WISH = {
    "en": "We run a kayak hire and want a phone agent that takes bookings.",
    "de": "Wir sind ein Kanuverleih und brauchen einen Telefonassistenten, der Buchungen annimmt.",
    "es": "Somos un alquiler de kayaks y queremos un agente telefónico que tome reservas.",
    "zh": "我们是皮划艇租赁店，需要一个电话助手，帮客人预约。",
}


def told(slot: str, message: str) -> Any:
    """What a first message gives for a slot, None where it says nothing of it."""
    found = [each for each in understand(message, BuildState()).operations if each.path == f"/brief/{slot}"]
    return next((each.value for each in found if not each.inferred), None)


@pytest.mark.parametrize(
    ("language", "said", "tone"),
    [
        ("en", "Vibe wise, calm and outdoorsy.", ["calm", "outdoorsy"]),
        ("en", "The style we're after is breezy, polite.", ["breezy", "polite"]),
        ("en", 'It opens with "Ahoy, where to?" Plain and cheerful, that is how it talks.', ["plain", "cheerful"]),
        ("de", "Sie soll ruhig und hilfsbereit sein und niemanden unterbrechen.", ["calm", "helpful"]),
        ("de", "Herzlich und geduldig bitte.", ["warm", "patient"]),
        ("es", "El tono, alegre.", ["alegre"]),
        ("es", "La onda, relajada y cercana.", ["relajada", "cercana"]),
    ],
)
def test_how_it_should_sound_is_read_in_any_place(language: str, said: str, tone: list[str]) -> None:
    assert told("tone", f"{WISH[language]} {said}") == tone


@pytest.mark.parametrize(
    ("language", "said", "tags"),
    [
        ("en", "English is fine, nobody has asked for anything else.", ["en"]),
        ("en", "Keep it polite and brief, English only.", ["en"]),
        ("en", "Phone and chat, EN only.", ["en"]),
        ("en", "- english + dutch", ["en", "nl"]),
        ("en", "It has to speak Italian and English naturally.", ["it", "en"]),
        ("es", "Que sea amable, en español, y que pida el teléfono.", ["es"]),
        ("zh", "做一个会中文、英语和日语的助手。", ["zh", "en", "ja"]),
    ],
)
def test_languages_that_are_named_are_told(language: str, said: str, tags: list[str]) -> None:
    assert told("languages", f"{WISH[language]}\n{said}") == tags


@pytest.mark.parametrize(
    ("slot", "language", "said"),
    [
        ("languages", "en", "Sorry for my English. We teach German lessons and sell Italian boats."),
        ("languages", "es", "Vendemos queso francés y vino italiano."),
        ("tone", "en", "Boats are stored in a calm bay. The tone of the horn is loud."),
        ("tone", "de", "Am See ist es ruhig. Der Ton der Hupe ist laut."),
    ],
)
def test_things_of_a_nation_and_of_a_kind_are_neither_languages_nor_tones(slot: str, language: str, said: str) -> None:
    assert told(slot, f"{WISH[language]} {said}") is None


def test_what_only_tells_the_tone_is_no_fact_beside_it() -> None:
    facts = told("facts", f"{WISH['de']} Ein Boot kostet 20 Euro. Freundlich und geduldig bitte. Montags ist zu.") or []
    assert not any("geduldig" in fact["text"] for fact in facts)


@pytest.mark.parametrize(
    ("language", "said", "rules"),
    [
        ("en", "If a boat sinks, pit them through tae the warden.", [("a boat sinks", "the warden")]),
        ("de", "Bei Fragen zu Kursen direkt an den Till.", [("Fragen zu Kursen", "Till")]),
        ("es", "Las quejas se derivan a Inés, extensión 4.", [("Las quejas", "Inés, extensión 4")]),
    ],
)
def test_who_is_given_which_calls_is_read_whatever_the_verb(
    language: str, said: str, rules: list[tuple[str, str]]
) -> None:
    found = told("handover", f"{WISH[language]} {said}")
    assert [(rule["when"], rule["to"]) for rule in found] == rules
    facts = told("facts", f"{WISH[language]} {said}") or []
    assert not any(fact["text"] in said for fact in facts)


def test_rules_that_bar_a_topic_are_limits_where_nothing_else_is() -> None:
    message = f"{WISH['en']}\n\nRules:\n- no advice on weather\n- always repeat the date back"
    assert told("scope_dont", message) == ["give advice on weather"]
    assert told("constraints", message) == ["always repeat the date back"]


@pytest.mark.parametrize(
    "message",
    [
        "A virtual receptionist for phone and web chat, for our kayak hire.",
        "Necesito un agente para mi vivero. Va a atender por chat en la web y también por teléfono.",
    ],
)
def test_phone_and_chat_in_one_breath_are_both(message: str) -> None:
    channels = [each.value for each in understand(message, BuildState()).operations if each.path == "/brief/channel"]
    assert channels == ["both"]
