"""Which rules read a whole message: those of its language; a language that has none is read by those of English.

Those of a language are imported when the first message in it comes.
"""

from collections.abc import Callable

from parley.builder.guided import chinese, english, german, spanish
from parley.builder.guided.chinese import signs
from parley.builder.guided.draft import Draft
from parley.builder.guided.german import page as german_page
from parley.builder.guided.reading import Reading
from parley.builder.guided.spanish import page as spanish_page

Gather = Callable[[Reading, Draft], None]


def of(reading: Reading) -> Gather:
    """What fills a draft from this message."""
    if signs.is_spoken(reading.text):
        return chinese.message.gather
    if german_page.is_spoken(reading):
        return german.message.gather
    return spanish.message.gather if spanish_page.is_spoken(reading) else english.message.gather
