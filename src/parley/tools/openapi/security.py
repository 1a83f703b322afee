"""How an operation knows who calls: its security schemes as references to secrets, never as values."""

import re
from dataclasses import dataclass, field

from parley.agents.schemas import Auth, AuthKind, Parameter, ParameterPlace, ParameterSource
from parley.tools.openapi import prose
from parley.tools.openapi.document import Document, Node, Operation
from parley.tools.openapi.faults import Pointer, fault

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_QUERY = re.compile(r"[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}")
_COOKIE = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
_COMMON = frozenset({"api", "rest", "the", "openapi", "swagger", "service", "v1", "v2", "v3"})


@dataclass(slots=True)
class Credentials:
    """What a call carries: one scheme as `auth`, the further ones of a combination as secret parameters."""

    auth: Auth = field(default_factory=Auth)
    parameters: list[Parameter] = field(default_factory=list)


def credentials(document: Document, operation: Operation) -> Credentials:
    """The first alternative that a tool can carry; none where the document asks for none. A fault: none fits."""
    node, pointer = operation.node, operation.pointer
    if "security" not in node:
        node, pointer = document.root, ()
    listed = node.get("security", [])
    if not isinstance(listed, list):
        raise fault((*pointer, "security"), "a list of alternatives is needed")
    for index, alternative in enumerate(listed[:20]):
        place = (*pointer, "security", str(index))
        if not isinstance(alternative, dict):
            raise fault(place, "an object of schemes is needed")
        found = [_scheme(document, name, place) for name in list(alternative)[:5]]
        if all(one is not None for one in found):
            return _together([one for one in found if one is not None])
    if listed:
        raise fault((*pointer, "security"), "none of its ways to sign in can be carried by a tool")
    return Credentials()


@dataclass(frozen=True, slots=True)
class _Carried:
    """A scheme: in a header as `auth`, or in the query under `name`."""

    auth: Auth
    name: str = ""


def _together(found: list[_Carried]) -> Credentials:
    found = sorted(found, key=lambda one: bool(one.name))
    result = Credentials()
    for one in found:
        if not one.name and result.auth.kind is AuthKind.NONE:
            result.auth = one.auth
            continue
        place = ParameterPlace.QUERY if one.name else ParameterPlace.HEADER
        result.parameters.append(
            Parameter(
                name=one.name or one.auth.header,
                description=one.auth.note or "The key of the API",
                source=ParameterSource.SECRET,
                place=place,
                value=one.auth.secret,
            )
        )
    return result


def _scheme(document: Document, name: str, pointer: Pointer) -> _Carried | None:
    """A scheme by its name; None for one that no tool can carry (mutual TLS, digest)."""
    scheme, place = document.object_at(_schemes(document).get(name), (*_place(document), name))
    reference = f"secret:{_secret(document, name)}"
    note = prose.sentences(scheme.get("description"), 200)
    match scheme.get("type"), str(scheme.get("scheme", "")).lower():
        case ("http", "bearer"):
            return _Carried(Auth(kind=AuthKind.BEARER, prefix="Bearer", secret=reference, note=note))
        case ("http", "basic") | ("basic", _):
            return _Carried(Auth(kind=AuthKind.BASIC, prefix="Basic", secret=reference, note=note))
        case ("oauth2" | "openIdConnect", _):
            return _Carried(Auth(kind=AuthKind.OAUTH2, prefix="Bearer", secret=reference, note=_flow(scheme) or note))
        case ("apiKey", _):
            return _api_key(scheme, reference, note, place)
        case (str(), _):
            return None
    raise fault(place, "a security scheme says its type")


def _api_key(scheme: Node, reference: str, note: str, place: Pointer) -> _Carried | None:
    name = scheme.get("name")
    if not isinstance(name, str):
        raise fault(place, "an API key says the name it goes by")
    auth = Auth(kind=AuthKind.API_KEY, secret=reference, note=note)
    match scheme.get("in"):
        case "header" if _HEADER.fullmatch(name):
            return _Carried(auth.model_copy(update={"header": name}))
        case "cookie" if _COOKIE.fullmatch(name):
            return _Carried(auth.model_copy(update={"header": "Cookie", "prefix": f"{name}="}))
        case "query" if _QUERY.fullmatch(name):
            return _Carried(auth, name)
    return None


def _flow(scheme: Node) -> str:
    """Where a token comes from, in words."""
    flows = scheme.get("flows", {"": scheme})
    for flow in flows.values() if isinstance(flows, dict) else ():
        address = flow.get("tokenUrl") if isinstance(flow, dict) else None
        if isinstance(address, str) and (told := prose.line(address, 300)):
            return f"OAuth 2 access token from {told}"
    return ""


def _schemes(document: Document) -> Node:
    node: object = document.root
    for part in _place(document):
        node = node.get(part, {}) if isinstance(node, dict) else {}
    return node if isinstance(node, dict) else {}


def _place(document: Document) -> Pointer:
    return ("securityDefinitions",) if document.is_v2 else ("components", "securitySchemes")


def _secret(document: Document, name: str) -> str:
    """The secret's name: the API's and the scheme's, GITHUB_BEARER_TOKEN."""
    title = [word for word in prose.words(document.title) if word not in _COMMON][:3]
    parts = [word.upper() for word in (*title, *prose.words(name)[:4]) if word.isascii()]
    text = "_".join(dict.fromkeys(parts))[:64].rstrip("_")
    return text if text[:1].isalpha() else f"API_{text}"[:64].rstrip("_")
