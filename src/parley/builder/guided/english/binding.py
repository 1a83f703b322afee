"""Which of the goals a list of data belongs to, by the words that stand before the list."""

import re

from parley.builder.guided import sameness
from parley.builder.guided.english.naming import GoalValue, data_of_name
from parley.builder.guided.reading import words


def meant(topic: str, values: list[GoalValue]) -> list[GoalValue]:
    """The goal that "for pickups it needs …" speaks of; "to move or drop one, which needs …" speaks of both."""
    is_relative = _WHICH.search(topic) is not None
    said = {_stem(word) for word in words(topic[-60:]) if len(word) > (3 if is_relative else 4)} - {"want", "whic"}
    doing = [value for value in values if not value["name"].startswith(("Answer ", "Check the status", "Tell "))]
    fitting = [value for value in doing if said & {_stem(word) for word in words(value["name"])}]
    fitting.sort(key=lambda value: -len(said & {_stem(word) for word in words(value["name"])}))
    return fitting if is_relative else fitting[:1]


def same(name: str, names: list[str]) -> int | None:
    """The place of the name that says the same or more ("lift-out" is "Book boats in for a lift-out"), if any does."""
    said = {stem for word in words(name) if len(word) > 3 and (stem := _stem(word))}
    for place, other in enumerate(names):
        told = set(map(_stem, words(other)))
        if said and said <= told and not other.startswith(_TALK) and not _differing(name, other):
            return place
    return None


def general(values: list[GoalValue]) -> None:
    """Take out "Take a booking", without data of its own, where the bookings it stands for are told with theirs."""
    told = [value for value in values if value["collect"] != data_of_name(value["name"])]
    if sum(_BOOKS.match(value["name"]) is not None for value in told) > 1:
        values[:] = [value for value in values if value in told or not _ANY.match(value["name"])]


_ANY = re.compile(r"(?:Take|Make|Handle|Manage) (?:an? |the |new |our )*(?:[a-z]+ )?(?:bookings?|reservations?)$")
_BOOKS = re.compile(r"(?:Book|Reserve|Hire|Rent|Arrange|Move|Change|Cancel) ")


def main(values: list[GoalValue]) -> GoalValue:
    """The first transaction, else the first goal."""
    return next((value for value in values if value["collect"]), values[0])


def points_back(words: str) -> bool:
    """Whether the words that ask for data speak of what was named last ("for that", "there")."""
    return _BACK.match(words.lower()) is not None


_BACK = re.compile(r"[\s,]*(?:and |so |then )*(?:for|in|there|here|with|to do) ?(?:that|this|which|it|those|these)?\b")


def join(listed: list[GoalValue], values: list[GoalValue]) -> None:
    """Goals that headed a list of data become one with those named elsewhere ("takes pickup requests. Pickups: …").

    A goal that sums several of them up gives way to them.
    """
    for other in [value for value in values if value not in listed and not value["name"].startswith(_TALK)]:
        said = set(map(_stem, words(other["name"])))
        same = [value for value in listed if value in values and _noun(value) in said and not _differ(value, other)]
        if len(same) > 1:
            values.remove(other)
        elif same and len(said) <= MAX_WORDS:
            other["collect"] = same[0]["collect"]
            values.remove(same[0])


def _differ(value: GoalValue, other: GoalValue) -> bool:
    """Whether two goals do different things with one object: to book an appointment is not to move it."""
    return _differing(value["name"], other["name"])


def _differing(name: str, other: str) -> bool:
    did, does = ((sameness.key(each).split() or [""])[0] for each in (name, other))
    return did != does and {did, does} <= _DOINGS


_DOINGS = frozenset({"book", "move", "reschedule", "change", "cancel", "confirm", "enter", "check", "extend", "return"})
MAX_WORDS = 6
_TALK = ("Answer ", "Tell ")


def _noun(value: GoalValue) -> str:
    said = [word for word in words(value["name"]) if len(word) > 3]
    return _stem(said[-1]) if said else ""


_WHICH = re.compile(r"\bwhich (?:just |only )?$")


def _stem(word: str) -> str:
    word = word.removesuffix("s").removesuffix("ing") if word.endswith(("ing", "ings")) else word
    return re.sub(r"(?:ies|y)$", "", word) if word.endswith(("ies", "y")) else word.rstrip("s")
