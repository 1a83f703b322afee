"""Who gives a value: the caller, the model, a session variable, or nobody, since it is fixed. Decided by its name."""

import re

from parley.agents.schemas import Parameter, ParameterPlace, ParameterSource, ParameterType
from parley.tools.openapi.document import Operation
from parley.tools.openapi.faults import fault
from parley.tools.openapi.leaves import Leaf
from parley.tools.openapi.prose import vocabulary, words

LIST = ParameterType.ARRAY
TEXT = ParameterType.STRING
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}")
_SLOT = re.compile(r"\{([^{}/]{1,100})\}")
_PAGING = vocabulary(
    "page pages per limit offset cursor size skip top take start after before sort order direction fields field "
    "expand include embed select format pretty locale lang callback envelope debug trace dry count"
)
_WRITTEN_UP = vocabulary(
    "title subject summary description body text content message comment note notes details reason query q search "
    "keywords topic"
)
_WORKED_OUT = vocabulary("date time datetime since until from to start end due state status type kind priority")
_OF_THE_OWNER = vocabulary(
    "account tenant workspace organization organisation org company merchant project site realm subscription"
)
_RUNTIME = {
    "caller_number": "caller_number",
    "caller_phone": "caller_number",
    "caller_id": "caller_number",
    "conversation_id": "conversation_id",
}


def slots(path: str) -> list[str]:
    """The names in braces in a path, each once."""
    return list(dict.fromkeys(_SLOT.findall(path)))


def is_name(name: str) -> bool:
    """Whether a tool's parameter may have the name."""
    return _NAME.fullmatch(name) is not None


def is_worth_asking(item: tuple[ParameterPlace, Leaf]) -> bool:
    """Whether an optional value is about the matter rather than about paging, order or form."""
    place, leaf = item
    if place is ParameterPlace.HEADER or "[]" in leaf.name or not is_name(leaf.name):
        return False
    return place is ParameterPlace.BODY or _PAGING.isdisjoint(words(leaf.name))


def parameter(leaf: Leaf, place: ParameterPlace, operation: Operation) -> Parameter:
    """The value as a tool's parameter; a fault where its name cannot be carried."""
    if not is_name(leaf.name):
        raise fault(operation.pointer, "one of the values it needs has a name that tools cannot carry")
    source, value = _source(leaf, place, operation)
    return Parameter(
        name=leaf.name,
        type=leaf.type,
        description=leaf.description,
        example=leaf.example,
        required=leaf.required,
        source=source,
        place=place,
        value=value,
        enum=[] if source is ParameterSource.CONSTANT else list(leaf.choices),
    )


def _source(leaf: Leaf, place: ParameterPlace, operation: Operation) -> tuple[ParameterSource, str | None]:
    named = words(leaf.name.replace("[]", ""))
    if leaf.required and len(leaf.choices) == 1:
        return ParameterSource.CONSTANT, leaf.choices[0]
    if variable := _RUNTIME.get("_".join(named)):
        return ParameterSource.SESSION, variable
    if place is not ParameterPlace.BODY and leaf.required and _is_of_the_owner(leaf.name, named, operation):
        return ParameterSource.SESSION, "_".join(named)[:64]
    if place is ParameterPlace.HEADER:
        return ParameterSource.SESSION, "_".join(named)[:64] if named and named[0][0].isalpha() else "header_value"
    is_derived = leaf.choices or leaf.format in {"date", "date-time"} or leaf.type is ParameterType.BOOLEAN
    if is_derived or named[-1:] and named[-1] in _WRITTEN_UP | _WORKED_OUT:
        return ParameterSource.MODEL, None
    return ParameterSource.CALLER, None


def _is_of_the_owner(name: str, named: list[str], operation: Operation) -> bool:
    """Whether it says in whose account the call is made; not so where the operation is about accounts itself."""
    subject = [word for word in named if word not in {"id", "slug", "key", "name", "uuid"}]
    last = re.sub(r"(?:/\{[^{}/]*\})*$", "", operation.path).rsplit("/", 1)[-1]
    is_subject = f"{{{name}}}" in operation.path and operation.path.endswith(f"/{last}/{{{name}}}")
    return len(subject) == 1 and subject[0] in _OF_THE_OWNER and subject[0].isascii() and not is_subject
