"""Whole builds in four languages, in which every reply, option and assumption is in the user's own."""

import re
from typing import Any

import httpx
import pytest

from tests.http.calls import get, say, start

TALKS = {
    "en": (
        "I want an agent for my vet practice",
        "Book visits, cancel visits, answer questions about prices. On the phone",
        "Warm and calm, and emergencies go to Dr Webb",
        "yes",
        "what is left?",
        "yes",
        "yes",
    ),
    "de": (
        "Ich möchte einen Telefonagenten für meine Tierarztpraxis.",
        "Termine vereinbaren und absagen, Fragen zu Preisen beantworten",
        "freundlich und ruhig",
        "Bei Notfällen an Frau Weber",
        "ja",
        "Was fehlt noch?",
        "ja",
        "ja",
    ),
    "es": (
        "Quiero un agente para mi clínica veterinaria en Sevilla",
        "Reservar citas y cancelarlas, responder preguntas sobre precios. Por teléfono",
        "amable y tranquilo",
        "Si es una urgencia, a la doctora Ruiz",
        "sí",
        "¿Qué falta?",
        "sí",
        "sí",
    ),
    "zh": (
        "我想给我们的宠物医院做一个电话助手，说中文。",
        "预约就诊、取消预约、回答价格问题",
        "友好、耐心",
        "客人投诉时转给王经理",
        "好",
        "还缺什么？",
        "好",
        "好",
    ),
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


@pytest.mark.parametrize("language", TALKS)
async def test_a_whole_build_is_in_the_users_language(language: str, client: httpx.AsyncClient) -> None:
    first, *others = TALKS[language]
    turn = await start(client, first)
    assert strangers(shown(turn), language) == set()
    for message in others:
        turn = await say(client, turn["session_id"], message)
        assert strangers(shown(turn), language) == set(), turn["reply"]
    assert turn["stage"] == "COMPLETED"
    brief = await get(client, f"/api/v1/sessions/{turn['session_id']}/brief")
    assert brief["languages"]["value"] == [language]
    assert brief["channel"]["value"] == "voice"


@pytest.mark.parametrize("language", TALKS)
async def test_what_is_left_to_us_is_told_in_the_users_language(language: str, client: httpx.AsyncClient) -> None:
    turn = await start(client, language=language)
    assert strangers(shown(turn), language) == set()
    turn = await say(client, turn["session_id"], TALKS[language][0])
    turn = await say(client, turn["session_id"], turn["options"][-1]["label"])
    assert turn["assumptions"]
    assert strangers(shown(turn), language) == set()
    turn = await say(client, turn["session_id"], "yes")
    assert turn["stage"] == "COMPLETED"
    assert strangers(shown(turn), language) == set()


async def test_labels_and_values_of_options_are_both_understood_in_every_language(client: httpx.AsyncClient) -> None:
    said = {}
    for language, talk in TALKS.items():
        for part in ("label", "value"):
            turn = await start(client, talk[0])
            turn = await say(client, turn["session_id"], talk[1])
            tone = next(option for option in turn["options"] if "friendly" in option["value"])
            turn = await say(client, turn["session_id"], tone[part])
            said[language, part] = next(each["after"] for each in turn["changes"] if each["path"] == "/brief/tone")
    assert set(map(tuple, said.values())) == {("friendly", "brief")}


async def test_the_builder_follows_when_the_user_changes_language(client: httpx.AsyncClient) -> None:
    turn = await start(client, TALKS["en"][0])
    turn = await say(client, turn["session_id"], TALKS["de"][1])
    assert strangers(turn["reply"].partition("\n\n")[2], "de") == set()
    turn = await say(
        client, turn["session_id"], "Können wir bitte auf Deutsch weitermachen, das ist für mich einfacher."
    )
    assert "/brief/tone" not in {change["path"] for change in turn["changes"]}
    assert strangers(shown(turn), "de") == set()


async def test_words_for_the_agent_to_say_do_not_change_the_language(client: httpx.AsyncClient) -> None:
    turn = await start(client, TALKS["en"][0])
    turn = await say(client, turn["session_id"], 'Greet them with "Guten Tag, wie kann ich Ihnen heute helfen, bitte?"')
    assert strangers(turn["reply"], "en") == set()
