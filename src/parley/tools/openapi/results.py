"""What is worth keeping of an operation's answer: the plain values at the top of its success response."""

from parley.agents.schemas import ResultField
from parley.core.errors import InvalidInput
from parley.tools.openapi import prose
from parley.tools.openapi.document import Document, Node, Operation
from parley.tools.openapi.leaves import leaf
from parley.tools.openapi.shapes import Shape, Shapes

_MOST = 5
_FIRST = (
    *("id", "number", "reference", "code", "status", "state", "name", "title"),
    *("total", "amount", "price", "date", "start", "end", "url", "link"),
)
_SUCCESS = ("200", "201", "202", "2XX", "2xx", "default")


def results(document: Document, operation: Operation, noun: str) -> list[ResultField]:
    """At most five, the telling ones first, named after the thing they are of; none where the answer is not plain."""
    try:
        shapes = Shapes(document)
        shape = _answer(document, operation, shapes)
        if shape is None or shape.kind != "object":
            return []
        found = [(name, shapes.read(*held)) for name, held in list(shape.properties.items())[:60]]
    except InvalidInput:  # an answer that cannot be read takes nothing from the call itself
        return []
    told = ((_rank(name, noun), name, held) for name, held in found)
    kept = sorted(((rank, name, held) for rank, name, held in told if rank < len(_FIRST)), key=lambda item: item[0])
    return [field for _, name, held in kept[:_MOST] if (field := _field(name, held, noun)) is not None]


def _rank(name: str, noun: str) -> int:
    """How telling a field is by its name, the thing's own noun left out."""
    named = [word for word in prose.words(name) if word != noun]
    return _FIRST.index(named[0]) if len(named) == 1 and named[0] in _FIRST else len(_FIRST)


def _field(name: str, shape: Shape, noun: str) -> ResultField | None:
    found = leaf(name, shape, required=False)
    joined = "_".join(prose.words(name))
    if found is None or not joined.isascii() or len(name) > 100 or "." in name:
        return None
    variable = joined if joined.startswith(noun) else f"{noun}_{joined}"
    if not variable[:1].isalpha() or len(variable) > 64:
        return None
    return ResultField(name=variable, path=name, description=prose.sentences(found.description, 150))


def _answer(document: Document, operation: Operation, shapes: Shapes) -> Shape | None:
    responses = operation.node.get("responses")
    if not isinstance(responses, dict):
        return None
    status = next((status for status in _SUCCESS if status in responses), None)
    if status is None:
        return None
    pointer = (*operation.pointer, "responses", status)
    response, pointer = document.object_at(responses[status], pointer)
    schema = response.get("schema") if document.is_v2 else _json_of(response)
    return None if schema is None else shapes.read(schema, (*pointer, "schema"))


def _json_of(response: Node) -> object:
    content = response.get("content")
    for name, media in content.items() if isinstance(content, dict) else ():
        if "json" in name and isinstance(media, dict):
            return media.get("schema")
    return None
