"""Which rules read a whole message: those of its language; a language that has none is read by those of English.

Those of a language are imported when the first message in it comes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parley.builder.guided import chinese, english, german, spanish
from parley.builder.guided.chinese import signs
from parley.builder.guided.draft import Draft
from parley.builder.guided.german import page as german_page
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.spanish import page as spanish_page

Cues = Mapping[str, Callable[[Sentence], tuple[Any, str]]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A language's rules: `gather` fills a draft from a message, `cues` tell what one sentence says of a slot."""

    gather: Callable[[Reading, Draft], None]
    cues: Cues


def of(reading: Reading) -> Reader:
    """The rules that read this message."""
    if signs.is_spoken(reading.text):
        return Reader(chinese.message.gather, chinese.cues.READERS)
    if german_page.is_spoken(reading):
        return Reader(german.message.gather, german.cues.READERS)
    if spanish_page.is_spoken(reading):
        return Reader(spanish.message.gather, spanish.cues.READERS)
    return Reader(english.message.gather, english.cues.READERS)
