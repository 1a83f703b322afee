"""Three-way merge of JSON: what somebody else wrote, with exactly what changed between two versions of our own.

`base` is our rendition of their document, `ours` the same after changes. Where the two are equal, theirs stays to the
letter, whatever our rendition made of it; so nothing that we do not understand can be lost.
"""

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any

Json = Any
_IDENTITY = ("id", "name", "key", "label", "type")
_ABSENT: Any = object()


def merged(base: Json, theirs: Json, ours: Json) -> Json:
    """`theirs` with the change from `base` to `ours`; where both differ in the same place, `ours` wins.

    Objects merge key by key. Lists of objects match by the first of id, name, key, label and type that tells their
    items apart, other lists by value; texts merge line by line.
    """
    if base == ours:
        return theirs
    if theirs == base:
        return ours
    match base, theirs, ours:
        case dict(), dict(), dict():
            return _objects(base, theirs, ours)
        case list(), list(), list():
            return _lists(base, theirs, ours)
        case str(), str(), str():
            return "\n".join(_sequences(base.split("\n"), theirs.split("\n"), ours.split("\n")))
    return ours


def _objects(base: dict[str, Json], theirs: dict[str, Json], ours: dict[str, Json]) -> dict[str, Json]:
    found = {}
    for key in (*theirs, *(key for key in ours if key not in theirs)):
        value = _member(base.get(key, _ABSENT), theirs.get(key, _ABSENT), ours.get(key, _ABSENT))
        if value is not _ABSENT:
            found[key] = value
    return found


def _member(base: Json, theirs: Json, ours: Json) -> Json:
    """A member of an object; `_ABSENT` stands for one that is not there."""
    if base is _ABSENT:
        if isinstance(theirs, dict) and isinstance(ours, dict):
            return merged({}, theirs, ours)
        return theirs if ours is _ABSENT else ours
    if ours is _ABSENT:
        return _without(base, theirs)
    if theirs is _ABSENT:
        return _ABSENT if base == ours else _difference(base, ours)
    return merged(base, theirs, ours)


def _difference(base: Json, ours: Json) -> Json:
    """What is new in `ours` where they had nothing: of an object, only the members that changed."""
    if not isinstance(base, dict) or not isinstance(ours, dict):
        return ours
    return {key: value for key, value in ours.items() if base.get(key, _ABSENT) != value}


def _without(base: Json, theirs: Json) -> Json:
    """What is left of theirs when our rendition of it goes: the members that we knew nothing of."""
    if not isinstance(base, dict) or not isinstance(theirs, dict):
        return _ABSENT
    rest = {key: value for key, value in theirs.items() if key not in base}
    return rest or _ABSENT


def _lists(base: list[Json], theirs: list[Json], ours: list[Json]) -> list[Json]:
    key = _identity(base, theirs, ours)
    if key is None:
        return _sequences(base, theirs, ours)
    at_base = {item[key]: item for item in base}
    named = {item[key]: item for item in theirs}
    earlier = _renamed([*at_base], [item[key] for item in ours])
    at_ours = {earlier.get(item[key], item[key]): item for item in ours}
    order = _sequences([*at_base], [*named], [*at_ours])
    members = (_member(*(items.get(name, _ABSENT) for items in (at_base, named, at_ours))) for name in order)
    return [member for member in members if member is not _ABSENT]


def _renamed(base: Sequence[str], ours: Sequence[str]) -> dict[str, str]:
    """New names with the old ones whose places they took."""
    opcodes = SequenceMatcher(None, base, ours, autojunk=False).get_opcodes()
    runs = [(base[start:end], ours[from_:to]) for tag, start, end, from_, to in opcodes if tag == "replace"]
    pairs = [(new, old) for gone, come in runs if len(gone) == len(come) for old, new in zip(gone, come, strict=True)]
    return {new: old for new, old in pairs if new not in base and old not in ours}


def _identity(*lists: list[Json]) -> str | None:
    """The member that tells the objects of every one of the lists apart; None where there is none."""
    if not all(isinstance(item, dict) for items in lists for item in items):
        return None
    for key in _IDENTITY:
        names = [[item.get(key) for item in items] for items in lists]
        if all(isinstance(name, str) for found in names for name in found) and all(
            len(set(found)) == len(found) for found in names
        ):
            return key
    return None


def _sequences(base: Sequence[Json], theirs: Sequence[Json], ours: Sequence[Json]) -> list[Json]:
    """Theirs with the runs that were put in, taken out or replaced, each where its neighbours stand."""
    signs, before, after = ([_sign(item) for item in items] for items in (theirs, base, ours))
    found = list(theirs)
    at = 0
    for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        run = before[start:end]
        if tag == "equal":
            at = _behind(signs, run, at)
            continue
        for sign in run:
            place = _place(signs, sign, at)
            if place is not None:
                del signs[place], found[place]
                at = place
        found[at:at] = ours[from_:to]
        signs[at:at] = after[from_:to]
        at += to - from_
    return found


def _behind(signs: Sequence[Hashable], run: Sequence[Hashable], at: int) -> int:
    """The place behind the last of the run's items that is there."""
    places = (_place(signs, sign, at) for sign in reversed(run))
    return next((place + 1 for place in places if place is not None), at)


def _place(signs: Sequence[Hashable], sign: Hashable, at: int) -> int | None:
    """Where an item stands: from `at` on, else before it."""
    places = [place for place, one in enumerate(signs) if one == sign]
    return next((place for place in places if place >= at), places[-1] if places else None)


def _sign(item: Json) -> Hashable:
    """Something to compare an item by that can be hashed; 1, 1.0 and true are three things."""
    return item if isinstance(item, str) else (type(item).__name__, repr(item))
