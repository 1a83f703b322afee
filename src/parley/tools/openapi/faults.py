"""Where a document is wrong: JSON pointers made of its own keys, shown only as far as they look like names."""

import re

from parley.core.errors import InvalidInput

Pointer = tuple[str, ...]
_NAME = re.compile(r"[\w.~{}$@\[\]()*,;:!+-]{1,80}", re.ASCII)


class DocumentFault(InvalidInput):
    """The document cannot be used; `pointer` names the place, "" where it is not JSON or YAML at all."""

    title = "Invalid input"


def fault(pointer: Pointer, what: str) -> DocumentFault:
    """A fault at a place: "at /paths/~1pets/get: …"."""
    place = shown(pointer)
    return DocumentFault(f"The OpenAPI document is not usable at {place or 'its root'}: {what}.", pointer=place)


def shown(pointer: Pointer) -> str:
    """A pointer as text; parts that look like no name are "?", for keys are foreign text."""
    parts = (part.replace("~", "~0").replace("/", "~1") for part in pointer[:12])
    return "".join(f"/{part if _NAME.fullmatch(part) else '?'}" for part in parts)
