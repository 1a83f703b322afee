"""What agents say aloud, by language: openings, questions, sample answers in spoken and written form.

The texts are data files (`prompts/builder/speech/<language>.yaml`), read when first needed. A language without a file
has English samples, and the prompt says so.
"""

import re
from functools import cache, lru_cache
from typing import Any

import yaml

from parley.agents.schemas import Brief, Channel
from parley.builder.language.data import DataKind, kind_of, variable
from parley.builder.language.people import business, channel_of, is_firms_name, speaks
from parley.builder.language.wording import one_line
from parley.core.paths import shipped
from parley.core.text import Record

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_SUBJECTS = (
    ("birth", ("birth", "dob", "birthday", "geburtsdatum")),
    ("order", ("order", "bestellnummer", "pedido", "commande")),
    ("employee", ("employee", "staff", "personnel")),
    ("party", ("party", "guests", "people", "persons", "diners", "covers")),
    ("company", ("company", "business", "organisation", "organization", "firma")),
    ("budget", ("budget",)),
    ("reason", ("reason", "issue", "problem", "topic", "concern", "symptoms", "need", "request", "description")),
    ("device", ("device", "laptop", "hardware")),
)
_SHORTEST = 8
_BY_KIND = {DataKind.NAME, DataKind.PHONE, DataKind.EMAIL, DataKind.DATE, DataKind.TIME, DataKind.ADDRESS}


class Sample(Record):
    """A value as it is said and as a tool wants it."""

    spoken: str
    written: str


class Speech(Record):
    """The sayings of one language; templates in braces are filled by code."""

    language: str
    greeting: str
    greeting_plain: str
    closing: str
    closing_plain: str
    closing_chat: str
    openings: dict[str, str]
    want: str = ""
    about: str = ""
    ask: dict[str, str]
    ask_any: str = ""
    answer: dict[str, Sample]
    readback: str
    proceed: str
    agree: str
    done: str
    wait: str
    offer_times: str
    noted: str
    checked: str
    retrying: str
    call_back: str
    write_back: str
    transferring: str
    decline: str
    offer_person: str
    offer_message: str
    unclear: str
    unclear_chat: str


def languages(brief: Brief) -> list[str]:
    """The agent's language tags, English where none is given."""
    return list(brief.languages.value) if brief.languages and brief.languages.value else ["en"]


def named(tag: str) -> str:
    """A language in English words: "German", "English (en-GB)" for a regional tag, the tag itself when unknown."""
    name = _NAMES.get(tag.split("-")[0].lower(), tag)
    return f"{name} ({tag})" if "-" in tag and name != tag else name


def speech(tag: str) -> Speech:
    """The sayings for a language tag; English where the language has none."""
    return _read(tag.split("-")[0].lower()) or _required("en")


@cache
def _sayings(language: str) -> re.Pattern[str]:
    said = speech(next(code for code, name in _NAMES.items() if name == language))
    texts = [value for _, value in said if isinstance(value, str)]
    texts += [text for _, value in said if isinstance(value, dict) for text in value.values() if isinstance(text, str)]
    texts += [sample.spoken for sample in said.answer.values()]
    begun = (text.partition("{")[0] for text in texts)
    return re.compile("|".join(re.escape(text.rstrip(".")) for text in begun if len(text) > _SHORTEST))


def sayings(said: Speech) -> re.Pattern[str]:
    """The words of a language by which a line that quotes it is known."""
    return _sayings(said.language)


def has_speech(tag: str) -> bool:
    """Whether a language has sayings of its own."""
    return _read(tag.split("-")[0].lower()) is not None


@cache
def _read(code: str) -> Speech | None:
    if code not in _NAMES:
        return None
    path = shipped("prompts") / "builder" / "speech" / f"{code}.yaml"
    if not path.exists():
        return None
    return Speech.model_validate(yaml.load(path.read_text("utf-8"), Loader=_LOADER))  # noqa: S506 - a safe loader


def _required(code: str) -> Speech:
    found = _read(code)
    if found is None:
        raise FileNotFoundError(f"prompts/builder/speech/{code}.yaml")
    return found


def agent_name(brief: Brief) -> str:
    """The agent's own name; empty when the brief gives none."""
    return one_line(brief.name.value, 80) if brief.name and not is_firms_name(brief) else ""


def greeting(brief: Brief) -> str:
    """The first words: the brief's, else a plain one in the first language that says it is an assistant."""
    if brief.greeting and brief.greeting.value:
        return one_line(brief.greeting.value, 1_000)
    said, shop = speech(languages(brief)[0]), business(brief)
    name = agent_name(brief)
    return said.greeting.format(business=shop, name=name) if shop and name and speaks(brief) else said.greeting_plain


def closing(brief: Brief) -> str:
    """The last words, likewise."""
    if brief.closing and brief.closing.value:
        return one_line(brief.closing.value, 1_000)
    said, shop = speech(languages(brief)[0]), business(brief)
    if channel_of(brief) is not Channel.VOICE:
        return said.closing_chat if channel_of(brief) is Channel.CHAT else said.closing_plain
    return (said.closing if shop else said.closing_plain).format(business=shop)


@lru_cache(maxsize=1_024)
def subject(name: str) -> str:
    """The key of `Speech.ask` for a data name; empty when no language has a question for it."""
    words = variable(name).split("_")
    found = next((key for key, stems in _SUBJECTS if any(word in stems for word in words)), "")
    if found == "company" and kind_of(name) is not DataKind.TEXT:
        found = ""
    if found or kind_of(name) not in _BY_KIND:
        return found
    return str(kind_of(name))


def sample(said: Speech, name: str) -> Sample | None:
    """An answer to the question for a data name; None for free text."""
    key = "birth" if subject(name) == "birth" else str(kind_of(name))
    return said.answer.get(key)
