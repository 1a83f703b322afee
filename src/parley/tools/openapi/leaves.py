"""An object's schema as single values with dotted names: "customer.email", "lines[].sku"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.agents.schemas import ParameterType
from parley.tools.openapi import prose
from parley.tools.openapi.faults import fault
from parley.tools.openapi.shapes import Shape, Shapes

_DEPTH = 3
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*")
_FORMATS = {
    "date": "as YYYY-MM-DD",
    "date-time": "as ISO 8601 date and time with its zone",
    "time": "as HH:MM:SS",
    "email": "an e-mail address",
    "uri": "a URL",
    "url": "a URL",
    "uuid": "a UUID",
    "phone": "with country code",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a request. `choices` are all that is allowed, as text; a single one is fixed."""

    name: str
    type: ParameterType
    description: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    format: str = ""


def leaf(name: str, shape: Shape, *, required: bool, about: str = "", example: str = "") -> Leaf | None:
    """A scalar's leaf, or an array's whose items are scalars (`shape` is then the items'); None for what is neither."""
    kind = shape.scalar
    if kind is None:
        return None
    choices = [prose.scalar(value, 100) for value in shape.choices]
    return Leaf(
        name,
        kind,
        _described(name, shape, about),
        example or _example(shape),
        required,
        tuple(filter(None, choices)) if len(choices) <= 50 else (),
        str(shape.facts.get("format", ""))[:40],
    )


def leaves(shapes: Shapes, shape: Shape, prefix: str = "", depth: int = 0) -> Iterator[Leaf]:
    """The values of an object in its own order, down to the third level; what contains itself ends there.

    A fault: it needs something that no single values can give.
    """
    for name, (node, pointer) in shape.properties.items():
        inner = shapes.read(node, pointer)
        is_needed = name in shape.required
        if inner.facts.get("readOnly") is True or (inner.facts.get("deprecated") is True and not is_needed):
            continue
        found = list(_of(shapes, f"{prefix}{name}", inner, depth, is_needed)) if _NAME.fullmatch(name) else []
        is_cut = bool(inner.properties) and depth + 1 >= _DEPTH
        if not found and is_needed and not is_cut:
            raise fault(pointer, "it is needed, but is nothing that a caller or a model could say")
        yield from found


def _of(shapes: Shapes, name: str, shape: Shape, depth: int, is_needed: bool) -> Iterator[Leaf]:
    if len(name) > 64:
        return
    listed = shape.kind == "array"
    item = shapes.items(shape) if listed else shape
    if item.kind == "object":
        if depth + 1 < _DEPTH and (is_needed or depth == 0):
            yield from _nested(shapes, f"{name}[]." if listed else f"{name}.", item, depth, is_needed)
        return
    about = prose.sentences(shape.facts.get("description"), 240)
    found = leaf(name, item, required=is_needed, about=about, example=_example(shape))
    if found is not None:
        yield _as_list(found) if listed else found


def _nested(shapes: Shapes, prefix: str, shape: Shape, depth: int, is_needed: bool) -> Iterator[Leaf]:
    """An object's values; those of one that may be left out may be left out, too, whatever they contain."""
    if is_needed:
        yield from (one for one in leaves(shapes, shape, prefix, depth + 1) if len(one.name) <= 64)
        return
    for name, (node, pointer) in list(shape.properties.items())[:12]:
        if name in shape.required and _NAME.fullmatch(name):
            inner = shapes.read(node, pointer)
            yield from _of(shapes, f"{prefix}{name}", inner, depth + 1, is_needed=False)


def _as_list(one: Leaf) -> Leaf:
    return Leaf(one.name, ParameterType.ARRAY, one.description, one.example, one.required, one.choices, one.format)


def _example(shape: Shape) -> str:
    listed = shape.facts.get("examples")
    first = listed[0] if isinstance(listed, list) and listed else None
    return next((text for value in (shape.facts.get("example"), first) if (text := prose.scalar(value))), "")


def _described(name: str, shape: Shape, about: str) -> str:
    """What the value is, its form, its bounds and what it is when left out."""
    words = about or prose.sentences(shape.facts.get("description"), 240)
    words = words or prose.titled(re.split(r"[.\[\]]+", name.rstrip("[]"))[-1]) or "Value"
    form = _FORMATS.get(str(shape.facts.get("format")), "")
    told = [words.rstrip("."), form, _bounds(shape), _default(shape)]
    return "; ".join(filter(None, told))[:600]


def _bounds(shape: Shape) -> str:
    low, high = (_number(shape.facts.get(word)) for word in ("minimum", "maximum"))
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def _number(value: object) -> str:
    return f"{value}"[:20] if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _default(shape: Shape) -> str:
    text = prose.scalar(shape.facts.get("default"), 60)
    return f"{text} when left out" if text else ""
