"""Carries out webhook actions over HTTP, and fills variables into texts. Whatever goes wrong is told in words."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from parley.exports.carried.actions import Credential, Kept, Value, Webhook

ANSWER_BYTES = 200_000
TOLD_CHARACTERS = 20_000
UNKNOWN = "unknown"

_FORM = "application/x-www-form-urlencoded"
_BODILESS = {"GET", "DELETE"}
_SLOT = re.compile(r"\{([^{}/]+)\}")
_VARIABLE = re.compile(r"\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}")
_ITEM = re.compile(r"^(.+?)\[\d*\]$")
_STEP = re.compile(r"[^.\[\]]+")
_BREAK = re.compile("[\x00-\x1f\x7f]")


class CallFault(ValueError):
    """A call that cannot be made as the definition and the environment are."""


@dataclass(frozen=True)
class Answer:
    """What the model is told, whether the call worked, and the values to keep."""

    text: str
    is_ok: bool
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """What a call is made of: the model's arguments, the session's variables, the process's environment."""

    arguments: Mapping[str, Any]
    variables: Mapping[str, Any]
    environment: Mapping[str, str]


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would carry the credential to another address; it counts as a failure."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = build_opener(_NoRedirects)


def filled(tree: Any, variables: Mapping[str, Any]) -> Any:
    """The JSON with each `{{name}}` in its texts replaced by its value; one that has none becomes "unknown"."""
    match tree:
        case str():
            return _VARIABLE.sub(lambda name: str(variables.get(name[1], "")) or UNKNOWN, tree)
        case list():
            return [filled(item, variables) for item in tree]
        case dict():
            return {key: filled(item, variables) for key, item in tree.items()}
    return tree


def call(webhook: Webhook, given: Given) -> Answer:
    """The endpoint's answer. It blocks for `timeout_s` at most; nothing is raised."""
    try:
        with _OPENER.open(request(webhook, given), timeout=webhook.timeout_s) as response:
            return _answer(webhook, _read(response))
    except HTTPError as refused:
        with refused:
            return Answer(f"The call failed with HTTP {refused.code}. {_read(refused)}".strip(), is_ok=False)
    except CallFault as fault:
        return Answer(f"The call was not made. {fault}", is_ok=False)
    except (OSError, HTTPException, ValueError) as broken:
        return Answer(f"The call failed: {type(broken).__name__}.", is_ok=False)


def request(webhook: Webhook, given: Given) -> Request:
    """The request of a call; CallFault where a value, an address or a setting is missing."""
    found = [(one, value) for one in webhook.values if (value := _resolved(one, given)) is not None]
    query = {one.name: _text(value) for one, value in found if one.place == "query"}
    body = payload([one for one in webhook.values if one.place == "body"], given)
    flat = {one.name: _text(value) for one, value in found if one.place == "body"}
    if webhook.method in _BODILESS:
        query, body = query | flat, {}
    address = _address(webhook, {one.name: _text(value) for one, value in found if one.place == "path"}, given)
    if query:
        address += ("&" if "?" in address else "?") + urlencode(query, quote_via=quote)
    headers = {one.name: _text(value) for one, value in found if one.place == "header"}
    if webhook.credential:
        headers[webhook.credential.header] = _credential(webhook.credential, given)
    if broken := [name for name, value in headers.items() if _BREAK.search(value)]:
        raise CallFault(f"The header {broken[0]} would have a line break.")
    if not body:
        return Request(address, headers=headers, method=webhook.method)  # noqa: S310 - `_address` lets http pass only
    content = urlencode(flat) if webhook.content_type == _FORM else json.dumps(body, ensure_ascii=False)
    headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    headers["Content-Type"] = webhook.content_type
    return Request(address, content.encode(), headers, method=webhook.method)  # noqa: S310 - as above


def payload(values: Sequence[Value], given: Given) -> dict[str, Any]:
    """The values as one object, nested where names have dots."""
    root: dict[str, Any] = {}
    for one in sorted(values, key=lambda one: one.source != "model"):
        if one.source == "model":
            _copy(given.arguments, root, one.name.split("."))
        elif (value := _resolved(one, given)) is not None:
            _put(root, one.name.split("."), value)
    return root


def kept(keeps: Sequence[Kept], text: str) -> dict[str, Any]:
    """The values of a JSON answer that later calls may use."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found = {one.variable: _at(tree, _STEP.findall(one.path)) for one in keeps}
    return {name: value for name, value in found.items() if value is not None}


def _answer(webhook: Webhook, text: str) -> Answer:
    return Answer(text[:TOLD_CHARACTERS] or "Done.", is_ok=True, kept=kept(webhook.keeps, text))


def _read(response: HTTPResponse | HTTPError) -> str:
    return response.read(ANSWER_BYTES).decode("utf-8", "replace")


def _address(webhook: Webhook, parts: Mapping[str, str], given: Given) -> str:
    address = webhook.url or setting(webhook.url_from or "", given.environment)
    for name in dict.fromkeys(_SLOT.findall(address)):
        if not parts.get(name, "").strip("."):
            raise CallFault(f"{name} is missing.")
        address = address.replace(f"{{{name}}}", quote(parts[name], safe=""))
    address = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    split = urlsplit(address)
    if split.scheme not in {"http", "https"} or not split.netloc:
        raise CallFault("The address is no http address.")
    return address


def setting(name: str, environment: Mapping[str, str]) -> str:
    """An environment variable that must be set; CallFault names it where it is not."""
    value = environment.get(name, "").strip()
    if not value:
        raise CallFault(f"The environment variable {name} is not set.")
    return value


def _credential(credential: Credential, given: Given) -> str:
    secret = setting(credential.variable, given.environment)
    if credential.is_basic and ":" in secret:
        secret = base64.b64encode(secret.encode()).decode()
    return credential.prefix + secret


def _resolved(one: Value, given: Given) -> Any:
    """The value as the request has it; None where an optional one is not given."""
    name = str(one.value)
    match one.source:
        case "model":
            found = _at(given.arguments, [_ITEM.sub(r"\1", part) for part in one.name.split(".")])
        case "constant":
            found = name
        case "variable":
            found = given.variables.get(name)
        case "environment":
            found = setting(name, given.environment) if one.required else given.environment.get(name)
    if found is None or found == "":
        if one.required and one.source == "model" and "[" not in one.name:
            raise CallFault(f"{one.name} is missing.")
        return None
    return found if one.source == "model" else _typed(found, one.type)


def _typed(value: Any, kind: str) -> Any:
    """A text as the type that the endpoint expects; one that is no such thing stays a text."""
    if not isinstance(value, str):
        return value
    try:
        match kind:
            case "integer":
                return int(value)
            case "number":
                return json.loads(str(float(value)))
            case "boolean":
                return {"true": True, "false": False}[value.lower()]
            case "array":
                return [word.strip() for word in value.split(",") if word.strip()]
    except (KeyError, ValueError):
        return value
    return value


def _text(value: Any) -> str:
    """A value as paths, queries, headers and forms have it: lists parted by commas, JSON's words for truth."""
    if isinstance(value, list):
        return ",".join(_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _at(tree: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        if isinstance(tree, Mapping):
            tree = tree.get(step)
        elif isinstance(tree, list) and step.isascii() and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return None
    return tree


def _copy(source: Mapping[str, Any], target: dict[str, Any], parts: Sequence[str]) -> None:
    """What the model gave under a dotted name, put in the same place of the request."""
    name, rest = _ITEM.sub(r"\1", parts[0]), parts[1:]
    given = source.get(name)
    if given is None:
        return
    if not rest:
        target[name] = given
    elif isinstance(given, list):
        copies = target.setdefault(name, [{} for _ in given])
        for item, copy in zip(given, copies, strict=True):
            if isinstance(item, Mapping):
                _copy(item, copy, rest)
    elif isinstance(given, Mapping):
        _copy(given, target.setdefault(name, {}), rest)


def _put(target: dict[str, Any], parts: Sequence[str], value: Any) -> None:
    """A fixed value under a dotted name; in a list, it goes into every item that there is, or the first."""
    name, rest = _ITEM.sub(r"\1", parts[0]), parts[1:]
    is_list = name != parts[0]
    if not rest:
        target[name] = [value] if is_list else value
        return
    inner = target.setdefault(name, [{}] if is_list else {})
    for item in inner if isinstance(inner, list) else [inner]:
        if isinstance(item, dict):
            _put(item, rest, value)
