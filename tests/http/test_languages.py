"""Whole builds in four languages, in which every reply, option and assumption is in the user's own."""

import re
from typing import Any

import httpx
import pytest

from tests.http.calls import get, say, start

OPENINGS = {
    "en": "I want an agent for my vet practice",
    "de": "Ich möchte einen Telefonagenten für meine Tierarztpraxis.",
    "es": "Quiero un agente para mi clínica veterinaria en Sevilla",
    "zh": "我想给我们的宠物医院做一个电话助手。",
}
ANSWERS = {
    "en": {
        "purpose": "It books visits for our vet practice",
        "goals": "Book visits, cancel visits",
        "channel": "On the phone",
        "tone": "Warm and calm",
        "languages": "English",
        "handover": "Emergencies go to Dr Webb",
        "kind": "Bookings and appointments",
        "left": "what is left?",
        "yes": "yes",
    },
    "de": {
        "purpose": "Er vereinbart Termine für unsere Tierarztpraxis",
        "goals": "Termine vereinbaren, Termine absagen",
        "channel": "Am Telefon",
        "tone": "freundlich und ruhig",
        "languages": "Deutsch",
        "handover": "Bei Notfällen an Frau Weber",
        "kind": "Buchungen und Termine",
        "left": "Was fehlt noch?",
        "yes": "ja",
    },
    "es": {
        "purpose": "Reserva citas para nuestra clínica veterinaria",
        "goals": "Reservar citas y cancelar citas",
        "channel": "Por teléfono",
        "tone": "amable y tranquilo",
        "languages": "Español",
        "handover": "Si es una urgencia, a la doctora Ruiz",
        "kind": "Reservas y citas",
        "left": "¿Qué falta?",
        "yes": "sí",
    },
    "zh": {
        "purpose": "帮宠物医院预约就诊",
        "goals": "预约就诊、取消预约",
        "channel": "电话",
        "tone": "友好、耐心",
        "languages": "中文",
        "handover": "客人投诉时转给王经理",
        "kind": "预约",
        "left": "还缺什么？",
        "yes": "好",
    },
}
_OWN_WORDS = {
    "en": {"the", "it", "is", "to", "and", "how", "what", "of", "with", "for", "should", "your"},
    "de": {"der", "die", "das", "und", "ist", "wie", "was", "soll", "sie", "ich", "er", "zu", "noch", "es"},
    "es": {"el", "la", "los", "y", "es", "qué", "cómo", "debe", "para", "de", "una", "lo", "por"},
}
_NEUTRAL = re.compile(
    r"`[^`]*`|/api/\S+|…/\S+|\bexport \S+|[A-Z]{2,}\w*|“[^”]*”|„[^“]*“|«[^»]*»|prompt\.[\w-]+|\{\w+\}"
)
"""Commands, addresses, names in capitals and quotations are the same in every language."""
_PRODUCTS = {"google", "calendar", "kalender", "agent"}


def strangers(text: str, language: str) -> set[str]:
    """The words of a text that only another language uses; for Chinese, words in Latin letters."""
    words = set(re.findall(r"[^\W\d_]+", _NEUTRAL.sub(" ", text).lower())) - _PRODUCTS
    if language == "zh":
        return {word for word in words if word.isascii()}
    others = set().union(*(_OWN_WORDS[each] for each in _OWN_WORDS if each != language)) - _OWN_WORDS[language]
    return words & others | {word for word in words if re.search(r"[\u4e00-\u9fff]", word)}


def shown(turn: dict[str, Any]) -> str:
    """All that a turn puts before the user."""
    return "\n".join([turn["reply"], *(option["label"] for option in turn["options"]), *turn["assumptions"]])


def answer(turn: dict[str, Any], language: str, *, but: str = "") -> str:
    """What answers the first slot that is missing, apart from one; a yes where nothing is."""
    missing = [path.removeprefix("/brief/") for path in turn["progress"]["missing"]]
    slot = next((slot for slot in ANSWERS[language] if slot in missing and slot != but), "yes")
    return ANSWERS[language][slot]


@pytest.mark.parametrize("language", OPENINGS)
async def test_a_whole_build_is_in_the_users_language(language: str, client: httpx.AsyncClient) -> None:
    turn = await start(client, OPENINGS[language])
    assert strangers(shown(turn), language) == set()
    for number in range(14):
        if turn["stage"] == "COMPLETED":
            break
        message = ANSWERS[language]["left"] if number == 3 else answer(turn, language)
        turn = await say(client, turn["session_id"], message)
        assert strangers(shown(turn), language) == set(), turn["reply"]
    assert turn["stage"] == "COMPLETED"
    brief = await get(client, f"/api/v1/sessions/{turn['session_id']}/brief")
    assert brief["languages"]["value"] == [language]
    assert brief["channel"]["value"] == "voice"


@pytest.mark.parametrize("language", OPENINGS)
async def test_what_is_left_to_us_is_told_in_the_users_language(language: str, client: httpx.AsyncClient) -> None:
    turn = await start(client, language=language)
    assert strangers(shown(turn), language) == set()
    turn = await say(client, turn["session_id"], OPENINGS[language])
    turn = await say(client, turn["session_id"], turn["options"][-1]["label"])
    assert turn["assumptions"]
    assert strangers(shown(turn), language) == set()
    turn = await say(client, turn["session_id"], "yes")
    assert turn["stage"] == "COMPLETED"
    assert strangers(shown(turn), language) == set()


async def test_labels_and_values_of_options_are_both_understood_in_every_language(client: httpx.AsyncClient) -> None:
    said = {}
    for language, opening in OPENINGS.items():
        for part in ("label", "value"):
            turn = await start(client, opening)
            for _ in range(10):
                tone = next((option for option in turn["options"] if option["value"] == "friendly, brief"), None)
                if tone is not None:
                    break
                turn = await say(client, turn["session_id"], answer(turn, language, but="tone"))
            assert tone is not None, turn["reply"]
            turn = await say(client, turn["session_id"], tone[part])
            said[language, part] = next(each["after"] for each in turn["changes"] if each["path"] == "/brief/tone")
    assert set(map(tuple, said.values())) == {("friendly", "brief")}


async def test_the_builder_follows_when_the_user_changes_language(client: httpx.AsyncClient) -> None:
    turn = await start(client, OPENINGS["en"])
    turn = await say(client, turn["session_id"], "Termine vereinbaren und absagen, Fragen zu Preisen beantworten")
    assert strangers(turn["reply"].partition("\n\n")[2], "de") == set()
    turn = await say(
        client, turn["session_id"], "Können wir bitte auf Deutsch weitermachen, das ist für mich einfacher."
    )
    assert "/brief/tone" not in {change["path"] for change in turn["changes"]}
    assert strangers(shown(turn), "de") == set()


async def test_words_for_the_agent_to_say_do_not_change_the_language(client: httpx.AsyncClient) -> None:
    turn = await start(client, OPENINGS["en"])
    turn = await say(client, turn["session_id"], 'Greet them with "Guten Tag, wie kann ich Ihnen heute helfen, bitte?"')
    assert strangers(turn["reply"], "en") == set()
