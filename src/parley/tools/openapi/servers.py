"""Where an operation is called: its server, variables filled with their defaults, relative ones from the document."""

import re
from urllib.parse import urljoin, urlsplit

from parley.tools.openapi.document import Document, Node, Operation
from parley.tools.openapi.faults import Pointer, fault

_VARIABLE = re.compile(r"\{([^{}/]{1,100})\}")
_TRIAL = re.compile(r"sandbox|staging|\bstage\b|\btest\b|\bdev\b|localhost|127\.0\.0\.1|mock|\bdemo\b", re.IGNORECASE)
_LONGEST = 2_000
_UNFIT = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")


def url(document: Document, operation: Operation) -> str | None:
    """The whole URL with the path's names in braces; None where the document does not say which machine."""
    base, pointer = _base_v2(document) if document.is_v2 else _base_v3(document, operation)
    if document.url:
        base = urljoin(document.url, base)
    try:
        parts = urlsplit(base)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError as error:
        raise fault(pointer, "the server's URL cannot be read") from error
    if not is_whole:
        if parts.scheme and parts.scheme not in {"http", "https"}:
            raise fault(pointer, "the server's URL is not http or https")
        return None
    whole = base.partition("?")[0].partition("#")[0].rstrip("/") + operation.path
    if len(whole) > _LONGEST or _UNFIT.search(whole):
        raise fault(operation.pointer[:-1], "server and path make no URL (blanks in it, or over 2,000 characters)")
    return whole


def _base_v2(document: Document) -> tuple[str, Pointer]:
    root = document.root
    host, base, schemes = root.get("host"), root.get("basePath", ""), root.get("schemes")
    path = base if isinstance(base, str) else ""
    if not isinstance(host, str) or not host:
        return path or "/", ("basePath",)
    given = [name for name in schemes if isinstance(name, str)] if isinstance(schemes, list) else []
    known = [name for name in ("https", "http") if name in given]
    if given and not known:
        raise fault(("schemes",), "neither https nor http is among them")
    scheme = known[0] if known else (urlsplit(document.url).scheme or "https")
    return f"{scheme}://{host}/{path.strip('/')}", ("host",)


def _base_v3(document: Document, operation: Operation) -> tuple[str, Pointer]:
    """The nearest list of servers that has one: the operation's, its path's, the document's."""
    places: tuple[tuple[Node, Pointer], ...] = (
        (operation.node, operation.pointer),
        (operation.item, operation.pointer[:-1]),
        (document.root, ()),
    )
    for node, pointer in places:
        listed = node.get("servers")
        if listed is None or listed == []:
            continue
        if not isinstance(listed, list):
            raise fault((*pointer, "servers"), "a list of servers is needed")
        found = [document.object_at(item, (*pointer, "servers", str(at))) for at, item in enumerate(listed[:50])]
        server, place = min(found, key=lambda pair: _is_for_trial(pair[0]))
        return _filled(document, server, place), (*place, "url")
    return "/", ("servers",)


def _is_for_trial(server: Node) -> bool:
    """Whether a server is for trying things out: any other comes before it."""
    return bool(_TRIAL.search(f"{server.get('url')} {server.get('description')}"[:600]))


def _filled(document: Document, server: Node, pointer: Pointer) -> str:
    template = server.get("url")
    if not isinstance(template, str):
        raise fault((*pointer, "url"), "a server says its URL")
    variables = server.get("variables", {})
    known = variables if isinstance(variables, dict) else {}

    def value(found: re.Match[str]) -> str:
        place = (*pointer, "variables", found[1])
        variable, place = document.object_at(known.get(found[1]), place)
        default = variable.get("default")
        if not isinstance(default, str | int | float):
            raise fault(place, "a server's variable has a default")
        return str(default)

    return _VARIABLE.sub(value, template[:_LONGEST])
