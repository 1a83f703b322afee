"""What an operation takes: its parameters and its body, as a tool's parameters with their sources."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from parley.agents.schemas import Parameter, ParameterPlace
from parley.tools.openapi import prose, sources
from parley.tools.openapi.document import Document, Node, Operation
from parley.tools.openapi.faults import Pointer, fault
from parley.tools.openapi.leaves import Leaf, leaf, leaves
from parley.tools.openapi.shapes import Shape, Shapes

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
MAX_PARAMETERS = 40
_MAX_OPTIONAL = 8
_PLACES = {"path": ParameterPlace.PATH, "query": ParameterPlace.QUERY, "header": ParameterPlace.HEADER}
_BY_THE_CLIENT = frozenset({"accept", "content-type", "authorization"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """The parameters in their order, and how the body is written."""

    parameters: list[Parameter]
    content_type: str
    left_out: tuple[str, ...] = ()
    """Optional values that were not taken: about paging and form, or after the first few."""


def inputs(document: Document, operation: Operation) -> Inputs:
    """All that is needed, and the first few of what may be given; a fault where something needed cannot be."""
    reader = _Reader(document, operation)
    found = [*reader.parameters(), *reader.body()]
    kept = _fewer(found)
    if len(kept) > MAX_PARAMETERS:
        raise fault(operation.pointer, f"it needs more than {MAX_PARAMETERS} values, which is too many for a tool")
    named: dict[str, Parameter] = {}
    for place, one in kept:
        parameter = sources.parameter(one, place, operation)
        if named.setdefault(parameter.name, parameter) is not parameter and one.required:
            raise fault(operation.pointer, "two of its values have one name in different places")
    left_out = (one.name for item in found if item not in kept and sources.is_name((one := item[1]).name))
    return Inputs(list(named.values()), reader.content_type, tuple(dict.fromkeys(left_out)))


Placed = tuple[ParameterPlace, Leaf]


def _fewer(found: list[Placed]) -> list[Placed]:
    """Without the optional values that are about paging and form, and those after the first few."""
    optional = [item for item in found if not item[1].required and sources.is_worth_asking(item)][:_MAX_OPTIONAL]
    return [item for item in found if item[1].required or any(item is kept for kept in optional)]


def declared(document: Document, operation: Operation) -> list[tuple[Node, Pointer]]:
    """The operation's parameters, references followed; its own stand for those of its path with the same name."""
    found: dict[tuple[str, str], tuple[Node, Pointer]] = {}
    for node, pointer in ((operation.item, operation.pointer[:-1]), (operation.node, operation.pointer)):
        listed = node.get("parameters", [])
        if not isinstance(listed, list):
            raise fault((*pointer, "parameters"), "a list of parameters is needed")
        for index, item in enumerate(listed[:200]):
            one, place = document.object_at(item, (*pointer, "parameters", str(index)))
            if not isinstance(one.get("name"), str) or not isinstance(one.get("in"), str):
                raise fault(place, "a parameter says its name and what it is in")
            found[one["name"], one["in"]] = (one, place)
    return list(found.values())


class _Reader:
    def __init__(self, document: Document, operation: Operation) -> None:
        self._document = document
        self._operation = operation
        self._shapes = Shapes(document)
        self._declared = declared(document, operation)
        self.content_type = JSON

    def parameters(self) -> Iterator[Placed]:
        """Path, query and header values; a path's are needed even where nothing declares them."""
        seen = set()
        for node, pointer in self._declared:
            place = _PLACES.get(node["in"])
            if node["in"] == "cookie" and node.get("required") is True:
                raise fault(pointer, "it needs a cookie, which a tool does not have")
            if place is None or (place is ParameterPlace.HEADER and not _is_header_wanted(node)):
                continue
            seen.add(node["name"])
            yield from ((place, one) for one in self._parameter(node, pointer, is_path=node["in"] == "path"))
        for name in sources.slots(self._operation.path):
            if name not in seen:
                yield ParameterPlace.PATH, _undeclared(name)

    def _parameter(self, node: Node, pointer: Pointer, *, is_path: bool) -> Iterator[Leaf]:
        needed = is_path or node.get("required") is True
        if node.get("deprecated") is True and not needed:
            return
        shape = self._shapes.read(*self._schema_of(node, pointer))
        about = prose.sentences(node.get("description"), 240)
        listed = shape.kind == "array"
        item = self._shapes.items(shape) if listed else shape
        found = leaf(node["name"], item, required=needed, about=about, example=_example(node, shape))
        if found is not None and sources.is_name(found.name):
            yield replace(found, type=sources.LIST) if listed else found
        elif shape.kind == "object" and node["in"] == "query" and shape.properties:
            yield from self._object(node, shape, is_needed=needed)
        elif needed:
            raise fault(pointer, "it is needed, but is nothing that a caller or a model could say")

    def _object(self, node: Node, shape: Shape, *, is_needed: bool) -> Iterator[Leaf]:
        """A query object's own values, as its style writes them."""
        is_deep = node.get("style") == "deepObject"
        for one in leaves(self._shapes, shape):
            name = f"{node['name']}[{one.name}]" if is_deep else one.name
            if sources.is_name(name):
                yield replace(one, name=name, required=one.required and is_needed)

    def _schema_of(self, node: Node, pointer: Pointer) -> tuple[object, Pointer]:
        """Where a parameter's schema stands: 2.0 has it in the parameter itself."""
        if self._document.is_v2:
            own = {word: value for word, value in node.items() if word not in {"required", "description", "name", "in"}}
            return own, pointer
        if "schema" in node:
            return node["schema"], (*pointer, "schema")
        content = node.get("content")
        for name, held in content.items() if isinstance(content, dict) else ():
            if isinstance(held, dict):
                return held.get("schema", {}), (*pointer, "content", name, "schema")
        return {}, pointer

    def body(self) -> Iterator[Placed]:
        """The body's values by their dotted names."""
        found = self._body_of_v2() if self._document.is_v2 else self._body_of_v3()
        if found is None:
            return
        node, pointer, needed = found
        shape = self._shapes.read(node, pointer)
        if shape.kind != "object":
            if needed:
                raise fault(pointer, "its body is not an object, which a tool cannot give")
            return
        for one in leaves(self._shapes, shape):
            yield ParameterPlace.BODY, one if needed else replace(one, required=False)

    def _body_of_v2(self) -> tuple[object, Pointer, bool] | None:
        form: dict[str, Any] = {}
        required = []
        for node, pointer in self._declared:
            if node["in"] == "body":
                return node.get("schema", {}), (*pointer, "schema"), node.get("required") is True
            if node["in"] == "formData":
                form[node["name"]] = {word: value for word, value in node.items() if word != "required"}
                required += [node["name"]] if node.get("required") is True else []
        if not form:
            return None
        self.content_type = FORM
        schema = {"type": "object", "properties": form, "required": required}
        return schema, (*self._operation.pointer, "parameters"), True

    def _body_of_v3(self) -> tuple[object, Pointer, bool] | None:
        place = (*self._operation.pointer, "requestBody")
        if "requestBody" not in self._operation.node:
            return None
        node, place = self._document.object_at(self._operation.node["requestBody"], place)
        needed = node.get("required") is True
        content = node.get("content")
        if not isinstance(content, dict):
            raise fault(place, "a request body says its content")
        name = next((name for fits in (_is_json, _is_form) for name in content if fits(name)), None)
        if name is None:
            if needed and content:
                raise fault((*place, "content"), "it takes neither JSON nor a form")
            return None
        self.content_type = JSON if _is_json(name) else FORM
        media, place = self._document.object_at(content[name], (*place, "content", name))
        return media.get("schema", {}), (*place, "schema"), needed or bool(media.get("schema"))


def _is_json(name: str) -> bool:
    plain = name.partition(";")[0].strip().lower()
    return plain in {JSON, "*/*", "application/*"} or plain.endswith("+json")


def _is_form(name: str) -> bool:
    return name.partition(";")[0].strip().lower() == FORM


def _is_header_wanted(node: Node) -> bool:
    return node.get("required") is True and node["name"].lower() not in _BY_THE_CLIENT


def _example(node: Node, shape: Shape) -> str:
    """The parameter's own example, else its schema's."""
    listed = node.get("examples")
    first = next(iter(listed.values()), None) if isinstance(listed, dict) else None
    own = first.get("value") if isinstance(first, dict) else None
    held = (node.get("example"), node.get("x-example"), own, shape.facts.get("example"))
    return next((text for value in held if (text := prose.scalar(value))), "")


def _undeclared(name: str) -> Leaf:
    return Leaf(name, sources.TEXT, prose.titled(name) or "Value", required=True)
