"""What differs in plain words: values that are short are shown, texts that are long are only said to be reworded."""

from collections.abc import Iterator, Sequence
from typing import Any

from parley.agents.diff.edits import Alignment, Json, Pair, Place, aligned, is_same

_SHOWN = 60
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TITLES = ("name", "label", "heading", "topic", "when", "id", "tool", "parameter", "condition", "text")
_SINGULAR = {"transfers": "destination", "mocks": "mocked tool", "history": "message"}
_PLURALS = {"criterion": "criteria", "value to extract": "values to extract"}


def shown(value: Json) -> str:
    """A value on one line, cut where it is long."""
    match value:
        case None | "" | [] | {}:
            text = "none"
        case bool():
            text = "yes" if value else "no"
        case list():
            text = ", ".join(titled(item) for item in value)
        case dict():
            text = titled(value)
        case _:
            text = str(value)
    return clipped(text, _SHOWN)


def clipped(text: str, length: int) -> str:
    """The text on one line, at most so long."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def titled(item: Json) -> str:
    """What an item of a list is called."""
    if not isinstance(item, dict):
        return clipped(str(item), _SHOWN)
    return clipped(str(next((item[key] for key in _TITLES if item.get(key)), "one")), _SHOWN)


def count(number: int, singular: str, plural: str = "") -> str:
    """ "two lines", "one line", "31 lines"."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {singular if number == 1 else plural or f'{singular}s'}"


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def became(name: str, before: Json, after: Json) -> str:
    """How a single value changed: "tone: warm → formal", or that a long text was reworded."""
    label = (f"{name.removesuffix('_s')}, seconds" if name.endswith("_s") else name).replace("_", " ")
    long = [value for value in (before, after) if isinstance(value, str) and len(value) > _SHOWN]
    if long and before and after:
        return f"{label} reworded"
    if long:
        return f"{label} {'added' if after else 'taken out'}"
    old, new = shown(before), shown(after)
    return f"{label}: {old} → {new}" if old != new else f"{label} changed"


def details(before: dict[str, Json], after: dict[str, Json], at: Place) -> str:
    """What differs between two objects, member by member."""
    parts: list[str] = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if not is_same(old, new):
            parts += _member(key, old, new, (*at, key))
    return "; ".join(parts)


def _member(key: str, old: Json, new: Json, at: Place) -> Iterator[str]:
    if _has_objects(old, new):
        yield from items(_SINGULAR.get(key, key.replace("_", " ").removesuffix("s")), aligned(old, new, at))
    elif isinstance(old, dict) and isinstance(new, dict):
        yield f"{key.replace('_', ' ')}: {details(old, new, at)}"
    else:
        yield became(key, old, new)


def _has_objects(old: Json, new: Json) -> bool:
    both = [*old, *new] if isinstance(old, list) and isinstance(new, list) else []
    return any(isinstance(item, dict) for item in both)


def plural(what: str) -> str:
    """What several of them are called."""
    return _PLURALS.get(what, f"{what}s")


def items(what: str, found: Alignment) -> Iterator[str]:
    """What came, went and changed in a list of `what`."""
    yield from (f"{what} {titled(item)} removed" for item, _ in found.removed)
    if found.moved:
        yield f"{plural(what)} in another order"
    yield from (f"new {what} {titled(item)}" for item, _ in found.added)
    for pair in found.changed:
        yield changed(what, pair)


def changed(what: str, pair: Pair) -> str:
    """How an item that is in both lists changed."""
    old, new = titled(pair.before), titled(pair.after)
    if not isinstance(pair.after, dict):
        return f"{what} {old} → {new}"
    renamed = old != new
    if renamed and pair.after.get("text") and titled(pair.after) == shown(pair.after["text"]):
        return f"{what} {old} reworded"
    lead = f"{what} {old} renamed to {new}" if renamed else f"{what} {new}"
    rest = details(_unnamed(pair.before, renamed), _unnamed(pair.after, renamed), pair.at)
    return f"{lead}: {rest}" if rest else lead


def _unnamed(item: dict[str, Any], is_renamed: bool) -> dict[str, Any]:
    """The item without what it is called, where that was told."""
    title = next((key for key in _TITLES if item.get(key)), "") if is_renamed else ""
    return {key: value for key, value in item.items() if key != title}


def lines(found: Alignment) -> str:
    """What became of a section's lines: "gained two lines and lost one line"."""
    blank = [pair for pair in found.changed if pair.before["text"] == pair.after["text"]]
    reworded = len(found.changed) - len(blank)
    parts = [
        f"gained {count(len(found.added), 'line')}" if found.added else "",
        f"lost {count(len(found.removed), 'line')}" if found.removed else "",
        f"had {count(reworded, 'line')} reworded" if reworded else "",
        f"had {count(len(found.moved), 'line')} moved" if found.moved else "",
    ]
    said = listed([part for part in parts if part])
    return said or f"had the sources of {count(len(blank), 'line')} changed"
