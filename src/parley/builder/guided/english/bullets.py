"""Lists of what the agent is for: bullets of nouns below a heading, "- wake-up calls (room, time)"."""

import re

from parley.builder.guided.english import naming
from parley.builder.guided.english.goals import Task
from parley.builder.guided.english.nouns import NOUN_GOALS
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.reading import Reading, Sentence

_HEADING = re.compile(
    r"\b(?:for|handles?|handling|with|covers?|does|do|can|should|tasks?|goals?|topics?|requests?|wants?|call about"
    r"|help with|need)\s*:\s*$"
)
_BARRED = re.compile(r"\b(?:not|never|don't|mustn't|shouldn't|rules?|tools?|systems?|hours|facts?|team|hand)\b")
_NOUNS = re.compile(r"(?P<name>[^\W\d_][\w' -]{2,50}?)(?=\s*(?:[\ue002(.,;]|$))")


def found(reading: Reading, sentence: Sentence) -> Task | None:
    """The goal that a bullet names by a noun; None outside a list that says what the agent is for."""
    above = heading(reading, sentence)
    if not above or (wanted := _NOUNS.match(sentence.left)) is None:
        return None
    if _HEADING.search(above) is None or _BARRED.search(above):
        return None
    name = wanted.group("name").strip()
    if verb_at(name, 0) or len(name.split()) > 5:
        return None
    known = NOUN_GOALS.get(name)
    end = wanted.end("name")
    value = naming.goal(known or name[:1].upper() + name[1:], naming.data_of_name(known) if known else [])
    sentence.take(0, end)
    return Task(value, 0, end)


def forbidden(reading: Reading, sentence: Sentence) -> str:
    """The words of a bullet below "It must never:", "" for any other sentence; they are taken."""
    above = heading(reading, sentence)
    if not above or _FORBIDDING.search(above) is None:
        return ""
    return sentence.take(0, len(sentence.left)).strip(" .,;")


_FORBIDDING = re.compile(r"\b(?:never|not|don't|mustn't|shouldn't|cannot|can't)\b[^:]{0,60}:\s*$")


def heading(reading: Reading, sentence: Sentence) -> str:
    """The line above the list that a sentence is a bullet of, in lower case; "" where it is none."""
    if sentence.start == 0 or "\n" not in reading.text:
        return ""
    before = reading.text[max(0, sentence.start - 1_000) : sentence.start].rstrip(" \t")
    if not before.endswith(("-", "*", "•", "–")) or "\n" not in before:
        return ""
    lines = reversed(before.lower().replace("’", "'").split("\n"))
    return next((line for line in lines if line.strip() and not line.startswith(_MARKS)), "")


_MARKS = ("-", "*", "•", "–", " ", "\t")
