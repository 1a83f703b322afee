"""What is said of the same thing again: the later statement takes the earlier one's place."""

from typing import Any

from parley.builder.guided.figures import figures
from parley.builder.guided.revision import content

_ALIKE = 0.7
_ALIKE_CORRECTED = 0.5


def merged(slot: str, held: list[Any], fresh: list[Any], *, is_correction: bool) -> list[Any] | None:
    """The items with those replaced that a fresh one contradicts, the other fresh ones behind; None where none is."""
    if slot not in {"facts", "handover"}:
        return None
    part = "text" if slot == "facts" else "when"
    result, is_replaced = list(held), False
    for item in fresh:
        place = _rival(item, result, part, is_correction=is_correction)
        if place is None:
            result += [item] if item not in result else []
            continue
        result[place], is_replaced = item, True
    return result if is_replaced else None


def _rival(item: dict[str, Any], held: list[dict[str, Any]], part: str, *, is_correction: bool) -> int | None:
    """Which of the items speaks of the same thing and says something else of it."""
    alike = [(_likeness(item[part], other[part]), place) for place, other in enumerate(held)]
    likeness, place = max(alike, default=(0.0, 0))
    if likeness < (_ALIKE_CORRECTED if is_correction else _ALIKE):
        return None
    other = held[place]
    if part == "when":
        return place if item["to"] and other["to"] != item["to"] else None
    return place if _differs(item["text"], other["text"]) else None


def _likeness(one: str, other: str) -> float:
    said, held = content(one), content(other)
    return len(said & held) / len(said | held) if said | held else 0.0


def _differs(one: str, other: str) -> bool:
    said, held = ({figure.value for figure in figures(text)} for text in (one, other))
    return bool(said) and bool(held) and said != held
