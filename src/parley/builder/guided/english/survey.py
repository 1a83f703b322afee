"""Surveys: the questions a brief puts to callers become one goal, "Answer the survey", with a datum for each."""

import re

from parley.builder.guided.english import collected, naming
from parley.builder.guided.english.goals import Task
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.tables import word_set

_KIND = re.compile(
    r"\b(?:surveys?|feedback|nps|questionnaires?|satisfaction|polls?)\b|how it went\b|how (?:likely|satisfied|happy)\b"
)
_KIND_STEMS = ("survey", "feedback", "nps", "questionnaire", "satisfaction", "poll", "how ")
_ASKS = re.compile(r"\b(?:asks?|asking|questions)(?: (?:them|people|callers|customers|guests|patients|are))?\s*:\s*")
_INDIRECT = re.compile(
    r"\b(?:asks?|asking)(?: (?:them|people|callers|customers|guests|patients))? "
    r"(?P<list>(?:how|what|why|whether|if|which) [^.;:!?\n\ue000-\ue002]{6,300})"
)
_WENT = re.compile(r"\basks? (?:them )?how it went\s*[:,–-]\s*(?P<list>[^.;:!?\n\ue000-\ue002]{6,300})")
_SHAPES = (
    (re.compile(r"anything .*(?:better|improve)"), "suggestions"),
    (re.compile(r"how likely .*recommend"), "likelihood_to_recommend"),
    (re.compile(r"how (?:satisfied|happy)\b"), "satisfaction"),
    (re.compile(r"what (?:we |they )?(?:could|can|should|might) .*(?:better|improve)"), "suggestions"),
    (re.compile(r"what .*(?:like|enjoy)"), "liked_most"),
    (re.compile(r"(?:if |whether |may |can |could )we (?:may |can |could )?call"), "permission_to_call"),
    (re.compile(r"why\b"), "reason"),
)
_LITTLE = word_set(
    """
    do does did are is was were you your we us our the a an to in of it how what which would have has feel been any
    there with still at on for me i can could if whether may might they their
    """
)


def found(reading: Reading) -> list[tuple[Sentence, Task]]:
    """The survey's questions, one task a sentence; their words are taken."""
    low = reading.text.lower()
    if not any(map(low.__contains__, _KIND_STEMS)) or _KIND.search(low) is None:
        return []
    results: list[tuple[Sentence, Task]] = []
    is_listing = False
    for sentence in reading.sentences:
        opened = _ASKS.search(sentence.left)
        is_listing = (opened is not None or is_listing) and sentence.text.endswith("?")
        went = _WENT.search(sentence.left)
        if went:
            start = went.start("list")
            names = [_datum(part) for part in re.split(r",\s*(?:and |or )?|\s+and\s+", went.group("list"))]
        elif is_listing:
            start = opened.end() if opened else 0
            names = [_datum(sentence.left[start:])]
        elif indirect := _INDIRECT.search(sentence.left):
            start = indirect.start("list")
            parts = re.split(r",\s*(?:and |or )?|\s+and\s+(?=how|what|why|whether|if|which)", indirect.group("list"))
            names = [_datum(part) for part in parts]
        else:
            continue
        listed = list(dict.fromkeys(name for name in names if name))
        if listed:
            task = Task(naming.goal("Answer the survey", listed), start, len(sentence.left))
            sentence.take(start, len(sentence.left))
            results.append((sentence, task))
    return results


def _datum(question: str) -> str:
    plain = re.sub(r"^(which [a-z]+) (?:they|you) (?:had|saw|got|met)$", r"\1", question.strip(" ?.,"))
    if shaped := next((name for shape, name in _SHAPES if shape.match(plain)), ""):
        return shaped
    if known := collected.data_name(plain):
        return known
    return "_".join([word for word in re.findall(r"[a-z]+", plain) if word not in _LITTLE][:3])
