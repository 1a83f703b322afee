"""The conversation in the user's language: its messages, plural forms, lists and the names of languages.

English stands in the code. What other languages say is in gettext catalogues (`locales/`), read by Babel when a
language is first spoken; English loads nothing. A language without a catalogue is answered in English.
"""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from parley.core.paths import shipped

if TYPE_CHECKING:
    from babel.core import Locale

SPOKEN = ("en", "de", "es", "zh")
"""The languages the builder talks in."""
_NAMES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "tr": "Turkish",
    "ru": "Russian",
    "ar": "Arabic",
    "zh": "Chinese",
    "ja": "Japanese",
    "en-GB": "British English",
    "en-US": "American English",
    "pt-BR": "Brazilian Portuguese",
    "es-MX": "Mexican Spanish",
}
"""The usual languages' English names, so that an English conversation can do without Babel."""


_ENDS = (".", "!", "?", "。", "！", "？")


def N_(message: str) -> str:
    """Marks a message of a table for the catalogues; `Phrases.known` translates it when it is shown."""
    return message


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The words of one language. `language` is one of SPOKEN."""

    language: str
    words: gettext.NullTranslations

    @property
    def is_english(self) -> bool:
        """Whether messages stay as the code has them."""
        return self.language == "en"

    def tell(self, message: str, /, **values: object) -> str:
        """A message of the code, its places in braces filled; the values are data and stay as they are."""
        text = message if self.is_english else self.words.gettext(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message whose form depends on a number, which stands in it as {n}."""
        text = self.words.ngettext(one, many, number)
        return text.format(n=number, **values)

    def known(self, text: str) -> str:
        """A text out of a table or the catalogue in this language; what no catalogue has, as the user's own words."""
        return text if self.is_english or not text else self.words.gettext(text)

    def quoted(self, text: str) -> str:
        """A text in this language's quotation marks."""
        return self.tell("“{text}”", text=text)

    def labelled(self, label: str, value: str) -> str:
        """ "Tone: warm." without a second full stop after a value that has one."""
        value = value.removesuffix(".")
        if value.rstrip("”“»").endswith(_ENDS):
            return self.tell("{label}: {value}", label=label, value=value)
        return self.tell("{label}: {value}.", label=label, value=value)

    def listed(self, items: Sequence[str], *, style: Literal["standard", "or"] = "standard") -> str:
        """ "a, b and c" or "a, b or c"."""
        if len(items) < 2:
            return "".join(items)
        if self.is_english:
            return ", ".join(items[:-1]) + (" or " if style == "or" else " and ") + items[-1]
        from babel.lists import format_list  # with the first list in a language other than English

        return format_list(list(items), style, _locale(self.language))

    def side_by_side(self, items: Sequence[str]) -> str:
        """Items that have commas of their own."""
        return ("；" if self.language == "zh" else "; ").join(items)

    def joined(self, *sentences: str) -> str:
        """Sentences one after another, without the empty ones."""
        return ("" if self.language == "zh" else " ").join(filter(None, sentences))

    def name_of(self, tag: str) -> str:
        """The name of a language in this one; the tag where there is none."""
        if self.is_english and tag in _NAMES:
            return _NAMES[tag]
        base, _, region = tag.partition("-")
        names = _locale(self.language).languages
        return str(names.get(f"{base}_{region}") or names.get(base) or tag)


ENGLISH = Phrases("en", gettext.NullTranslations())


def phrases(language: str) -> Phrases:
    """The words for a conversation in a language, given by its tag; English where there is no catalogue."""
    base = language.partition("-")[0].lower()
    return ENGLISH if base not in SPOKEN or base == "en" else _phrases(base)


@cache
def _phrases(language: str) -> Phrases:
    from babel.messages.mofile import write_mo  # with the first turn in a language other than English
    from babel.messages.pofile import read_po

    path = shipped("locales") / language / "LC_MESSAGES" / "parley.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Phrases(language, gettext.GNUTranslations(compiled))


@cache
def _locale(language: str) -> "Locale":
    from babel.core import Locale  # as above

    return Locale.parse(language)
