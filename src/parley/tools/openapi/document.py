"""A document as its parts: operations listed without looking into them, references followed within it only."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from parley.agents.schemas import Method
from parley.core.errors import TooLarge
from parley.tools.openapi.faults import DocumentFault, Pointer, fault
from parley.tools.openapi.prose import line

Node = Mapping[str, Any]
MAX_OPERATIONS = 20_000
_HOPS = 30
_REF = re.compile(r"[\w./:#~{}%-]{1,120}", re.ASCII)
_METHODS = {method.value.lower(): method for method in Method}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, as the document has it; nothing in it has been looked at."""

    method: Method
    path: str
    node: Node
    item: Node
    pointer: Pointer

    @property
    def key(self) -> str:
        """What tells it from every other: "GET /pets/{id}"."""
        return f"{self.method} {self.path}"


class Document:
    """An OpenAPI document. `url` is where it came from, "" when it was handed over."""

    def __init__(self, root: Node, url: str = "") -> None:
        self.root = root
        self.url = url
        self.is_v2 = _is_v2(root)
        info = root.get("info")
        self.title = line(info.get("title") if isinstance(info, dict) else "", 80)

    def operations(self) -> list[Operation]:
        """Every operation in the document's order; a fault names what is no operation."""
        found = []
        for path, item, pointer in self._items():
            for name, method in _METHODS.items():
                if name not in item:
                    continue
                if not isinstance(item[name], dict):
                    raise fault((*pointer, name), "an operation is an object")
                found.append(Operation(method, path, item[name], item, (*pointer, name)))
            if len(found) > MAX_OPERATIONS:
                raise TooLarge(f"The document holds more than {MAX_OPERATIONS:,} operations.")
        if not found:
            raise fault(("paths",), "no operation is there that a tool could call")
        return found

    def _items(self) -> Iterator[tuple[str, Node, Pointer]]:
        paths = self.root.get("paths", {})
        if not isinstance(paths, dict):
            raise fault(("paths",), "an object of paths is needed")
        lost: DocumentFault | None = None
        is_empty = True
        for path, held in paths.items():
            pointer: Pointer = ("paths", path)
            if path.startswith("x-"):
                continue
            if not path.startswith("/"):
                raise fault(pointer, "a path begins with a slash")
            try:
                item, pointer = self.object_at(held, pointer)
            except DocumentFault as error:  # nobody may want what is there
                lost = lost or error
                continue
            is_empty = False
            yield path, item, pointer
        if is_empty and lost is not None:
            raise lost

    def resolve(self, node: object, pointer: Pointer) -> tuple[object, Pointer]:
        """The node, or what it refers to, with its place. A fault: a reference out of the document, to nothing, or
        to itself.
        """
        seen: set[str] = set()
        while isinstance(node, dict) and isinstance(ref := node.get("$ref"), str):
            if ref in seen or len(seen) >= _HOPS:
                raise fault(pointer, "its $ref leads back to itself")
            seen.add(ref)
            node, pointer = self._target(ref, pointer)
        return node, pointer

    def object_at(self, node: object, pointer: Pointer) -> tuple[Node, Pointer]:
        """`resolve`, and a fault where that is no object."""
        found, place = self.resolve(node, pointer)
        if not isinstance(found, dict):
            raise fault(place, "an object is needed")
        return found, place

    def _target(self, ref: str, pointer: Pointer) -> tuple[object, Pointer]:
        name = ref if _REF.fullmatch(ref) else "…"
        if not ref.startswith("#"):
            raise fault(pointer, f"the $ref {name} leads to another document, which is not fetched; put its target in")
        parts = tuple(part.replace("~1", "/").replace("~0", "~") for part in unquote(ref[1:]).split("/")[1:])
        if ref not in {"#", "#/"} and not ref.startswith("#/"):
            raise fault(pointer, f"the $ref {name} is not a pointer (#/…)")
        node: object = self.root
        for part in parts if ref != "#/" else ():
            if isinstance(node, dict) and part in node:
                node = node[part]
            elif isinstance(node, list) and part.isdecimal() and len(part) < 7 and int(part) < len(node):
                node = node[int(part)]
            else:
                raise fault(pointer, f"the $ref {name} leads to nothing")
        return node, parts


def _is_v2(root: Node) -> bool:
    """Whether it is Swagger 2.0; a fault where it is neither that nor 3.x."""
    if str(root.get("openapi", "")).startswith("3."):
        return False
    if str(root.get("swagger", "")).startswith("2."):
        return True
    raise fault((), 'it says neither openapi: "3.0.x" or "3.1.x" nor swagger: "2.0"')
