"""What a sentence in Chinese plainly says of a slot: for a second reading, whatever else has been read in it."""

import re

from parley.builder.guided.chinese import clauses, manner
from parley.builder.guided.reading import Sentence

_LISTED = re.compile(r"[、和与跟及/]")
_SPEAKS = re.compile(r"会|能|讲|說|说|懂|语言|語言|用")


def tone(sentence: Sentence) -> tuple[list[str], str]:
    """The tones of a sentence read by itself."""
    for part in clauses.page(sentence.text).sentences:
        if found := manner.tones(part):
            return [item for _, items in found for item in items], sentence.text
    return [], ""


def languages(sentence: Sentence) -> tuple[list[str], str]:
    """Languages in a row, or behind a word of speaking: "会中文、英语和法语的助手"."""
    for part in clauses.page(sentence.text).sentences:
        for clause in part.clauses:
            is_asked = _SPEAKS.search(clause.low) is not None and _LISTED.search(clause.low) is not None
            if tags := manner.languages(clause.low, is_asked=is_asked):
                return tags, sentence.text
    return [], ""


READERS = {"tone": tone, "languages": languages}
