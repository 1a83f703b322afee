"""Carries out the tools of flow.yaml as tools.json describes them.

Secrets come from the environment, never from a file.
Every call answers with a status, "ok" or "error", which the flow's transitions read.
"""

import base64
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
from pipecat.audio.dtmf.types import KeypadEntry
from pipecat.flows import NO_RESPONSE, TRANSITION_IN_YAML, FlowManager
from pipecat.frames.frames import OutputDTMFUrgentFrame
from pipecat.processors.frameworks.rtvi.frames import RTVIServerMessageFrame

Json = dict[str, Any]
Answer = tuple[Json, Any]

TOOLS: Json = json.loads(Path(__file__).with_name("tools.json").read_text(encoding="utf-8"))
MOST_BYTES = 100_000
"""As much of an answer as the model is shown."""


class Unfilled(Exception):
    """Something that only the bot's owner can supply is missing."""


async def call(flow_manager: FlowManager, name: str, arguments: Json) -> Answer:
    """Carry out the tool called `name`; what fails is told to the model, which knows what to do then."""
    tool = TOOLS[name]
    try:
        match tool["kind"]:
            case "webhook":
                return await _send(flow_manager, tool, arguments), TRANSITION_IN_YAML
            case "transfer":
                return await _transfer(flow_manager, tool, arguments), TRANSITION_IN_YAML
            case "keypad":
                return await _press(flow_manager, str(arguments["keys"])), TRANSITION_IN_YAML
            case "client":
                message = {"type": "tool", "name": name, "arguments": _given(arguments)}
                await flow_manager.worker.queue_frame(RTVIServerMessageFrame(data=message))
                return {"status": "ok", "answer": "sent to the caller's app"}, TRANSITION_IN_YAML
    except Unfilled as missing:
        return {"status": "error", "error": str(missing)}, TRANSITION_IN_YAML
    return {"status": "ok"}, NO_RESPONSE


async def keep(flow_manager: FlowManager, values: Json) -> Answer:
    """Keep what the caller said, for prompts and tools further on."""
    flow_manager.state.update(_given(values))
    return {"status": "ok"}, TRANSITION_IN_YAML


def _given(values: Json) -> Json:
    return {key: value for key, value in values.items() if value is not None}


async def _send(flow_manager: FlowManager, tool: Json, arguments: Json) -> Json:
    """Send the request of a webhook and keep the results that tools.json names."""
    if not tool["url"]:
        raise Unfilled("the address of this tool is not set in tools.json")
    places: dict[str, Json] = {"path": {}, "query": {}, "header": {}, "body": {}}
    for parameter in tool.get("parameters", []):
        value = _value(flow_manager, parameter, arguments)
        if value is not None:
            places[parameter["place"]][parameter["name"]] = value
    url = tool["url"]
    for name, value in places["path"].items():
        url = url.replace("{" + name + "}", quote(_text(value), safe=""))
    headers = {**tool.get("headers", {}), **{name: _text(value) for name, value in places["header"].items()}}
    headers |= _authorization(tool.get("auth"))
    query = [(name, _text(item)) for name, value in places["query"].items() for item in _each(value)]
    timeout = aiohttp.ClientTimeout(total=tool["timeout_s"])
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.request(
                tool["method"], url, params=query, headers=headers, **_body(tool, places["body"])
            ) as response,
        ):
            answer = _read(await response.content.read(MOST_BYTES))
            if response.status >= 400:
                return {"status": "error", "http_status": response.status, "answer": answer}
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return {"status": "error", "error": type(error).__name__}
    for result in tool.get("results", []):
        flow_manager.state[result["name"]] = _found(answer, result["path"])
    return {"status": "ok", "answer": answer}


def _value(flow_manager: FlowManager, parameter: Json, arguments: Json) -> Any:
    if "argument" in parameter:
        return arguments[parameter["argument"]]
    if "constant" in parameter:
        return parameter["constant"]
    if "secret" in parameter:
        return _secret(parameter["secret"])
    return _typed(flow_manager.state.get(parameter["variable"]), parameter["type"])


def _typed(value: Any, kind: str) -> Any:
    """A kept value as the request wants it; a text that is no such value is sent as it is."""
    if not isinstance(value, str) or kind == "string":
        return value
    if kind == "array":
        return [part.strip() for part in value.split(",") if part.strip()]
    try:
        found = json.loads(value)
    except ValueError:
        return value
    return found if isinstance(found, int | float) else value


def _secret(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Unfilled(f"the environment variable {name} is not set")
    return value


def _authorization(auth: Json | None) -> dict[str, str]:
    if not auth:
        return {}
    secret = _secret(auth["secret"])
    if auth["kind"] == "basic":
        secret = base64.b64encode(secret.encode()).decode()
    return {auth["header"]: auth.get("prefix", "") + secret}


def _body(tool: Json, values: Json) -> Json:
    """The body as aiohttp's keyword; dots in a name nest, `[]` or `[0]` makes a list of one."""
    if not values:
        return {}
    if tool["content_type"] == "application/x-www-form-urlencoded":
        return {"data": [(name, _text(item)) for name, value in values.items() for item in _each(value)]}
    body: Json = {}
    for name, value in values.items():
        *parents, last = name.split(".")
        here = body
        for part in parents:
            bare = part.split("[")[0]
            child = here.setdefault(bare, {} if bare == part else [{}])
            here = child if bare == part else child[0]
        here[last.split("[")[0]] = value if last.split("[")[0] == last else [value]
    return {"json": body}


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value)


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content.decode(errors="replace")


def _found(answer: Any, path: str) -> Any:
    """The value at a dotted path of an answer; an empty text where it has none."""
    for part in path.split("."):
        if isinstance(answer, dict):
            answer = answer.get(part)
        elif isinstance(answer, list) and part.isdecimal() and int(part) < len(answer):
            answer = answer[int(part)]
        else:
            return ""
    return "" if answer is None else answer


async def _transfer(flow_manager: FlowManager, tool: Json, arguments: Json) -> Json:
    """Hand the call over to the destination chosen; the transport must be one that can (Daily with SIP or PSTN)."""
    destinations = tool["destinations"]
    wanted = arguments.get("destination", destinations[0]["label"])
    number = next((one["number"] for one in destinations if one["label"] == wanted), "")
    if not number:
        raise Unfilled("there is no number for this destination in tools.json")
    transfer = getattr(flow_manager.transport, "sip_call_transfer", None)
    if transfer is None:
        return {"status": "error", "error": "this transport cannot hand calls over"}
    error = await transfer({"toEndPoint": number})
    return {"status": "error", "error": str(error)} if error else {"status": "ok"}


async def _press(flow_manager: FlowManager, keys: str) -> Json:
    try:
        entries = [KeypadEntry(key) for key in keys]
    except ValueError:
        return {"status": "error", "error": "keys are 0 to 9, * and #"}
    for entry in entries:
        await flow_manager.worker.queue_frame(OutputDTMFUrgentFrame(button=entry))
    return {"status": "ok"}
