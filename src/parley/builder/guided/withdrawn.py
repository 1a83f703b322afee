"""What no longer holds: a task that is meant by its data, and one of several in a text."""

import re

from parley.builder.guided import german
from parley.builder.guided.figures import figures
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Revision


def task(what: str, revision: Revision, evidence: str) -> bool:
    """A goal that is meant by the data told with it: "das mit Kundennummer und Datum streichen wir"."""
    names = set(german.data.items(what)[0])
    goals = revision.items("goals")
    kept = [goal for goal in goals if not names <= set(goal["collect"])]
    if len(names) < _SEVERAL or len(kept) + 1 != len(goals) or not kept:
        return False
    revision.put("goals", kept, evidence)
    return True


_SEVERAL = 2


def listed(what: str, sentences: list[Sentence], place: int, revision: Revision) -> bool:
    """One of several in a text: "Leeds and Bradford" without the latter; what follows may name those that stay."""
    name = re.escape(what.lower())
    cut = re.compile(rf"(?:,? (?:and|or|und|oder|y|o)|,) {name}(?!\w)|(?<!\w){name}(?:,| (?:and|or|und|oder|y|o)) ")
    for spot in revision.places():
        if spot.part == "description" or (found := cut.search(spot.text.lower())) is None:
            continue
        text = spot.text[: found.start()] + spot.text[found.end() :]
        follower = sentences[place + 1] if place + 1 < len(sentences) else None
        told = _renamed(text, follower) if follower else None
        if told and follower:
            follower.take(0, len(follower.text))
        revision.write(spot, told or text, sentences[place].text.strip(" .")[:300])
        return True
    return False


def _renamed(text: str, follower: Sentence) -> str | None:
    """The text with a short list in place of the one of its members that stands there."""
    said = follower.text.strip(" .!")
    if len(said.split()) > 8 or figures(said):
        return None
    words = [
        word
        for word in re.findall(r"[\w'-]+", said)
        if word.lower() not in {"and", "or", "und", "y", "just", "only", "nur", "solo"}
    ]
    spans = [
        found.span() for word in words if (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
    ]
    if not spans:
        return None
    return text[: min(spans)[0]] + said + text[max(end for _, end in spans) :]
