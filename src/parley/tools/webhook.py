"""The HTTP request of a webhook tool, made of the tool and the values of one call. Pure: nothing is sent from here.

What goes where is what the exporters tell the platforms: a GET or DELETE has no body, so its values go to the query.
"""

import base64
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, urldefrag, urlencode

from pydantic import JsonValue

from parley.agents.schemas import AuthKind, Method, Parameter, ParameterPlace, ToolSpec
from parley.tools import arguments
from parley.tools.arguments import Given
from parley.tools.calls import Fault, HttpRequest, Rule

FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_WITHOUT_BODY = {Method.GET, Method.DELETE}
_SLOT = re.compile(r"\{([^{}/]+)\}")
_BREAK = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_OURS = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "keep-alive", "expect"}
    | {"accept-encoding"}
)
"""Headers that belong to the connection: whoever sends sets them."""


def request(tool: ToolSpec, given: Given) -> tuple[HttpRequest, list[Fault]]:
    """The request, as far as the values fit, and what is wrong with the others."""
    settled = arguments.settle(tool, given)
    faults, values = settled.faults, settled.values
    query, body = _at(values, ParameterPlace.QUERY), _at(values, ParameterPlace.BODY)
    if tool.method in _WITHOUT_BODY:
        query, body = query + body, []
    is_form = tool.content_type == FORM
    headers = _headers(tool, values, given, faults)
    if body and (is_form or not any(name.lower() == "content-type" for name in headers)):
        headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
        headers["Content-Type"] = tool.content_type if is_form or "json" in tool.content_type else _JSON
    return HttpRequest(
        method=tool.method,
        url=_url(tool.url, _at(values, ParameterPlace.PATH), faults),
        headers=headers,
        query={parameter.name: arguments.text(value) for parameter, value in query},
        body=_body(body, faults, is_form=is_form),
    ), faults


def address(request: HttpRequest) -> str:
    """The whole address, the query after what query it has already."""
    url = urldefrag(request.url or "").url
    if not request.query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(request.query, quote_via=quote)}"


def content(request: HttpRequest) -> bytes | None:
    """The body's bytes; None where nothing is sent."""
    if not isinstance(request.body, dict):
        return None
    if request.headers.get("Content-Type") == FORM:
        return urlencode({name: arguments.text(value) for name, value in request.body.items()}).encode()
    return json.dumps(request.body, ensure_ascii=False, allow_nan=False).encode()


def _at(values: Iterable[tuple[Parameter, JsonValue]], place: ParameterPlace) -> list[tuple[Parameter, JsonValue]]:
    return [(parameter, value) for parameter, value in values if parameter.place is place]


def _body(values: list[tuple[Parameter, JsonValue]], faults: list[Fault], *, is_form: bool) -> JsonValue:
    if not values:
        return None
    if is_form:
        return {parameter.name: arguments.text(value) for parameter, value in values}
    return arguments.nested(values, faults)


def _url(url: str | None, values: list[tuple[Parameter, JsonValue]], faults: list[Fault]) -> str | None:
    """The tool's address with its slots filled; a slot that nothing fills stays and is a fault."""
    if url is None:
        return None
    parts = {parameter.name: arguments.text(value) for parameter, value in values}
    slots, broken = set(_SLOT.findall(url)), {fault.parameter for fault in faults}
    for name in sorted(parts):
        if not parts[name].strip("."):
            faults.append(Fault(parameter=name, rule=Rule.TEXT, detail="A part of an address is not empty or dots."))
        elif name not in slots:
            detail = f"The address has no {{{name}}} to hold it; put it there, or move the parameter."
            faults.append(Fault(parameter=name, rule=Rule.PLACE, detail=detail))
    for name in sorted(slots - parts.keys() - broken):
        detail = f"No path parameter fills the address's {{{name}}}; add one, or write the address out."
        faults.append(Fault(parameter=name, rule=Rule.PLACE, detail=detail))
    return _SLOT.sub(lambda slot: quote(parts.get(slot[1], ""), safe=":") or slot[0], url)


def _headers(
    tool: ToolSpec, values: list[tuple[Parameter, JsonValue]], given: Given, faults: list[Fault]
) -> dict[str, str]:
    wanted = [*tool.headers.items()]
    wanted += [(parameter.name, arguments.text(value)) for parameter, value in _at(values, ParameterPlace.HEADER)]
    if tool.auth.secret is not None:
        wanted.append((tool.auth.header, _credential(tool, given.secret(tool.auth.secret))))
    kept: dict[str, tuple[str, str]] = {}
    for name, value in wanted:
        if name.lower() in _OURS:
            faults.append(Fault(parameter=name, rule=Rule.PLACE, detail="This header is not the tool's to set."))
        elif _BREAK.search(value.strip()):
            faults.append(Fault(parameter=name, rule=Rule.TEXT, detail="A header's value has no line breaks."))
        else:
            kept[name.lower()] = (name, value.strip())
    return dict(kept.values())


def _credential(tool: ToolSpec, secret: str) -> str:
    """What the header carries; user:password is encoded, as on the platforms, while a reference is shown as it is."""
    secret = secret.strip()
    if tool.auth.kind is AuthKind.BASIC and ":" in secret and secret != tool.auth.secret:
        secret = base64.b64encode(secret.encode()).decode()
    return f"{tool.auth.lead}{secret}"
