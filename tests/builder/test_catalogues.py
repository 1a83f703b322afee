"""The catalogues have every message of the code, none that is gone, and the same places to fill in each."""

import re

import pytest
from babel.messages.catalog import Message

from scripts import locales

_PLACES = re.compile(r"\{\w*\}")
TEMPLATE = {message.id: message for message in locales.template() if message.id}


def forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    """A message's text, or its text in each number."""
    return [text] if isinstance(text, str) else list(text)


def places(text: str) -> set[str]:
    """What has to be filled in."""
    return set(_PLACES.findall(text))


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_catalogue_has_the_messages_of_the_code_and_no_others(language: str) -> None:
    kept = {message.id: message for message in locales.read(language) if message.id}
    remedy = "run python scripts/locales.py and translate what it reports"
    assert sorted(map(str, TEMPLATE.keys() - kept.keys())) == [], remedy
    assert sorted(map(str, kept.keys() - TEMPLATE.keys())) == [], remedy
    assert [message.id for message in kept.values() if not locales.is_translated(message)] == []
    assert [message.id for message in kept.values() if message.fuzzy] == []


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_translations_fill_in_the_same_places(language: str) -> None:
    assert [message.id for message in locales.read(language) if message.id and not is_alike(message)] == []


def is_alike(message: Message) -> bool:
    """Whether every form has the places of the English plural, the last one all of them."""
    wanted = places(forms(message.id)[-1])
    return all(places(form) == wanted for form in forms(message.string))


def test_extraction_finds_messages_in_code_tables_and_data() -> None:
    ids = {form for message in TEMPLATE for form in forms(message)}
    for known in (
        "How should it sound?",
        "Customer support",
        "{n} thing to fill in before it works: {things}.",
        "warm",
    ):
        assert known in ids
