"""A document's operations as candidates, and the chosen ones as tools."""

import re
from collections.abc import Mapping, Sequence

from parley.agents.schemas import Method, Parameter, ToolKind, ToolSpec
from parley.core.errors import InvalidInput
from parley.tools import manners
from parley.tools.candidates import Action, Candidate
from parley.tools.openapi import prose, results, security, servers
from parley.tools.openapi.document import Document, Operation
from parley.tools.openapi.faults import fault
from parley.tools.openapi.inputs import MAX_PARAMETERS, inputs
from parley.tools.openapi.sources import slots

_SLOT = re.compile(r"^\{[^{}/]*\}$")
_VERSION = re.compile(r"^v?\d+(?:\.\d+)*$")
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0]{1,280}")
_ACTIONS = {
    Method.POST: Action.CREATE,
    Method.PUT: Action.UPDATE,
    Method.PATCH: Action.UPDATE,
    Method.DELETE: Action.DELETE,
}


class OpenApiSource:
    """A ToolSource (tools/candidates.py) over one document. A fault in an operation that nobody chose does no harm."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._operations: dict[str, Operation] = {}
        for operation in document.operations():
            self._operations[_shown(operation, self._operations)] = operation
        self._candidates = [self._candidate(key, operation) for key, operation in self._operations.items()]

    @property
    def candidates(self) -> Sequence[Candidate]:
        return self._candidates

    def tool(self, key: str, wish: str) -> ToolSpec:
        operation, document = self._operations[key], self._document
        wanted = inputs(document, operation)
        signed = security.credentials(document, operation)
        url = servers.url(document, operation)
        is_write = operation.method is not Method.GET
        return ToolSpec(
            name=_name(operation),
            kind=ToolKind.WEBHOOK,
            title=_title(operation),
            description=_description(operation, wish),
            method=operation.method,
            url=url,
            url_hint="" if url else prose.line(f"the API's address, followed by {_plain(operation.path)}", 300),
            content_type=wanted.content_type,
            parameters=_with(wanted.parameters, signed.parameters, operation),
            results=results.results(document, operation, _noun(operation)),
            auth=signed.auth,
            writes=is_write,
            confirm=is_write,
            wait_message=manners.WRITING if is_write else manners.READING,
            on_failure=manners.WRITE_FAILED if is_write else manners.READ_FAILED,
            source_page=self._page(operation),
        )

    def left_out(self, key: str) -> Sequence[str]:
        return inputs(self._document, self._operations[key]).left_out

    def _candidate(self, key: str, operation: Operation) -> Candidate:
        node = operation.node
        tags = node.get("tags")
        return Candidate(
            key=key,
            name=prose.line(node.get("operationId"), 120),
            title=_title(operation),
            description=prose.sentences(node.get("description"), 300),
            action=_action(operation),
            things=_things(operation.path),
            tags=tuple(prose.line(tag, 60) for tag in tags[:5]) if isinstance(tags, list) else (),
            parameters=self._names(operation),
            deprecated=node.get("deprecated") is True,
        )

    def _names(self, operation: Operation) -> tuple[str, ...]:
        """The parameters' names as far as they can be had for nothing."""
        found: list[str] = slots(operation.path)
        listed = operation.node.get("parameters")
        for index, item in enumerate(listed[:40] if isinstance(listed, list) else ()):
            try:
                node, _ = self._document.resolve(item, (*operation.pointer, "parameters", str(index)))
            except InvalidInput:  # told when somebody wants this operation
                continue
            name = node.get("name") if isinstance(node, dict) else None
            found += [name] if isinstance(name, str) else []
        return tuple(dict.fromkeys(name[:100] for name in found))

    def _page(self, operation: Operation) -> str:
        docs = operation.node.get("externalDocs")
        address = docs.get("url") if isinstance(docs, dict) else None
        found = [text for text in (address, self._document.url) if isinstance(text, str) and _LINK.fullmatch(text)]
        return found[0] if found else ""


def _shown(operation: Operation, taken: Mapping[str, Operation]) -> str:
    """An operation's key as it is shown; numbered where another one looks the same ("/_search" and "/search")."""
    told = prose.line(operation.key, 280)
    return told if told not in taken else f"{told} ({len(taken) + 1})"


def _title(operation: Operation) -> str:
    node = operation.node
    told = prose.line(node.get("summary"), 80).rstrip(".")
    return told or prose.titled(str(node.get("operationId") or "")) or _spelt(operation)


def _spelt(operation: Operation) -> str:
    """A title for an operation that has no words of its own: "Get pets by id"."""
    parts = [part for part in operation.path.split("/") if part and not _VERSION.match(part)]
    said = [f"by {' '.join(prose.words(part))}" if _SLOT.match(part) else " ".join(prose.words(part)) for part in parts]
    return prose.line(" ".join([operation.method.value.capitalize(), *said]), 80)


def _description(operation: Operation, wish: str) -> str:
    about = prose.sentences(operation.node.get("description"), 300)
    return manners.described(_title(operation), about, prose.line(wish, 300))


def _name(operation: Operation) -> str:
    """A tool's name: the operation's id, else its method and path; the same each time."""
    given = operation.node.get("operationId")
    told = prose.identifier(given if isinstance(given, str) else "")
    told = told or prose.identifier(f"{operation.method} {operation.path}")
    return told or f"{operation.method.lower()}_operation"


def _things(path: str) -> tuple[str, ...]:
    """What a path acts on, the nearest first: its fixed parts, without versions."""
    parts = [part for part in path.split("/") if part and not _SLOT.match(part) and not _VERSION.match(part)]
    return tuple(" ".join(prose.words(part)) for part in reversed(parts[-8:]))


def _noun(operation: Operation) -> str:
    named = next(iter(_things(operation.path)), "").split()
    noun = prose.singular(named[-1]) if named else ""
    return noun if noun.isascii() and noun[:1].isalpha() and len(noun) <= 30 else "result"


def _action(operation: Operation) -> Action:
    if operation.method is Method.GET:
        return Action.GET if operation.path.rstrip("/").endswith("}") else Action.LIST
    return _ACTIONS[operation.method]


def _plain(path: str) -> str:
    return path if path.isprintable() else "the path"


def _with(parameters: list[Parameter], secrets: list[Parameter], operation: Operation) -> list[Parameter]:
    """The secrets stand for parameters of their name, which documents often declare as well."""
    names = {secret.name.lower() for secret in secrets}
    found = [*(one for one in parameters if one.name.lower() not in names), *secrets]
    if len(found) > MAX_PARAMETERS:
        raise fault(operation.pointer, f"it needs more than {MAX_PARAMETERS} values, which is too many for a tool")
    return found
