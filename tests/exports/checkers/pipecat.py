"""Judges Pipecat projects by Pipecat itself: its flow loader, its handlers' schemas and contract, its evals loader.

Runs in the environment of that name. Every webhook is called once, at a server on this machine.
"""

import asyncio
import dataclasses
import importlib
import json
import os
import re
import sys
import tempfile
import types
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

here = sys.path.pop(0)  # this folder's own name for the package would hide it

import pipecat.evals.scenario as scenario_module  # noqa: E402
import yaml  # noqa: E402
from aiohttp import web  # noqa: E402
from loguru import logger  # noqa: E402
from pipecat.evals.scenario import EvalScenarioFile  # noqa: E402
from pipecat.evals.script import EvalExpectation, EvalFunctionCall, EvalScriptScenario, EvalScriptTurn, EvalSendAfter  # noqa: E402
from pipecat.evals.simulation import EvalSimulationMetric, EvalSimulationScenario  # noqa: E402
from pipecat.flows import NO_RESPONSE, TRANSITION_IN_YAML, Flow, FlowConfig, FlowManager  # noqa: E402
from pipecat.flows.types import FlowsDirectFunctionWrapper  # noqa: E402

logger.remove()
SAMPLES = {"string": "x", "integer": 3, "number": 1.5, "boolean": True, "array": ["x"]}
ACTIONS = {
    "tts_say": {"type", "text", "append_text_to_context"},
    "end_conversation": {"type", "text", "append_text_to_context"},
}
BLOCKS = {"user": {"modality", "speech"}, "judge": {"modality", "eval", "transcription"}}
OURS = ("calls", "handlers", "bot")


class Webhooks:
    """A server that takes every request and remembers it."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, dict[str, str], str]] = []
        self.port = 0

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]

    async def _take(self, request: web.Request) -> web.Response:
        self.requests.append((request.method, request.path_qs, dict(request.headers), await request.text()))
        return web.json_response({"data": {"status": "on its way"}, "id": "b-1", "ok": True})


class Worker:
    """Takes frames as a pipeline's worker does."""

    async def queue_frame(self, frame: Any) -> None:
        self.last = frame


async def faults(files: dict[str, str], webhooks: Webhooks) -> list[str]:
    """What is wrong with one project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in files.items():
            (folder / path).write_text(text, encoding="utf-8")
        sys.path.insert(0, name)
        try:
            return [*await _flow(folder, webhooks), *_evals(folder / "evals.yaml")]
        except Exception as error:
            return [f"{type(error).__name__}: {error}"]
        finally:
            sys.path.remove(name)
            for module in OURS:
                sys.modules.pop(module, None)
            importlib.invalidate_caches()


async def _flow(folder: Path, webhooks: Webhooks) -> list[str]:
    os.environ["OPENAI_API_KEY"] = "key"
    handlers, calls, bot = (importlib.import_module(name) for name in ("handlers", "calls", "bot"))
    bot.services()
    config = FlowConfig.from_file(folder / "flow.yaml")
    flow = Flow(config, handlers=handlers)
    state = bot.state(types.SimpleNamespace(session_id="s", call_data=None, body=None))
    found = []
    for name, node in config.nodes.items():
        FlowManager._render_node(types.SimpleNamespace(state=state), name, flow.node(name))
        for action in [*node.pre_actions, *node.post_actions]:
            unknown = action.model_dump(exclude_none=True).keys() - ACTIONS.get(action.type, set())
            found += [f"node {name}: {action.type} knows no {key}" for key in unknown]
    names = {one.name for node in config.nodes.values() for one in node.functions} | {
        one.name for one in config.global_functions
    }
    for name in sorted(names & vars(handlers).keys()):
        found += await _handler(handlers, calls, name, webhooks, state)
    return found


async def _handler(handlers: Any, calls: Any, name: str, webhooks: Webhooks, state: dict[str, Any]) -> list[str]:
    wrapper = FlowsDirectFunctionWrapper(getattr(handlers, name))
    found = [] if wrapper.description and "Args:" not in wrapper.description else [f"{name}: no description"]
    arguments = {}
    for key, schema in wrapper.properties.items():
        if not schema.get("description"):
            found.append(f"{name}: {key} has no description")
        kind = schema.get("type") or schema["anyOf"][0]["type"]
        arguments[key] = SAMPLES[kind]
    tool = calls.TOOLS.get(name)
    if tool and tool["kind"] == "webhook" and tool["url"]:
        _redirect(tool, webhooks.port)
    if tool and tool["kind"] == "transfer":
        arguments = {"destination": tool["destinations"][0]["label"]} if arguments else {}
    if tool and tool["kind"] == "keypad":
        arguments = {"keys": "12#"}
    before = len(webhooks.requests)
    transport = types.SimpleNamespace(sip_call_transfer=_taken)
    manager = types.SimpleNamespace(state=state, worker=Worker(), transport=transport)
    result, following = await wrapper.invoke(arguments, manager)
    if following not in (TRANSITION_IN_YAML, NO_RESPONSE):
        found.append(f"{name}: the flow does not decide what follows")
    return found + _answered(name, tool, result, webhooks.requests[before:])


async def _taken(settings: dict[str, Any]) -> None:
    assert settings["toEndPoint"]


def _redirect(tool: dict[str, Any], port: int) -> None:
    parts = urlsplit(tool["url"])
    tool["url"] = f"http://127.0.0.1:{port}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    for secret in re.findall(r'"secret": "([A-Z0-9_]+)"', json.dumps(tool)):
        os.environ[secret] = "s3cret"


def _answered(name: str, tool: Any, result: Any, requests: list[Any]) -> list[str]:
    if tool is None and (not isinstance(result, dict) or "status" not in result):
        return []
    if tool is None or tool["kind"] != "webhook":
        is_unknown = tool is not None and tool["kind"] == "transfer" and not tool["destinations"][0]["number"]
        return [] if (result["status"] == "ok") != is_unknown else [f"{name}: {result}"]
    if not tool["url"]:
        return [] if result["status"] == "error" and not requests else [f"{name}: sent to nowhere"]
    if result["status"] != "ok" or len(requests) != 1:
        return [f"{name}: {result}"]
    method, path, headers, body = requests[0]
    found = [] if method == tool["method"] else [f"{name}: sent as {method}"]
    auth = tool.get("auth")
    if auth and not headers.get(auth["header"], "").startswith(auth.get("prefix", "")):
        found.append(f"{name}: sent without its credential")
    for one in tool.get("parameters", []):
        last = one["name"].split(".")[-1].split("[")[0]
        texts = {"query": path, "body": body, "header": " ".join(headers)}
        if one["place"] in texts and last not in texts[one["place"]] and one.get("constant") != []:
            found.append(f"{name}: {one['name']} was not sent")
    return found


def _evals(path: Path) -> list[str]:
    """The loader's own faults, and the keys that it passes over."""
    if not path.exists():
        return []
    EvalScenarioFile.load(path)
    data = yaml.load(path.read_text(encoding="utf-8"), scenario_module._ScenarioLoader)  # noqa: S506 - a safe loader
    found = _unknown(data, {"name", "scenarios", "persona", "turns", *_keys(EvalScriptScenario), *BLOCKS}, "file")
    for one in data["scenarios"]:
        if "persona" in one:
            found += _unknown(one, {*_keys(EvalSimulationScenario), *BLOCKS}, "simulation")
            for metric in one.get("metrics", []):
                found += _unknown(metric, _keys(EvalSimulationMetric), "metric")
        else:
            found += _unknown(one, {*_keys(EvalScriptScenario), *BLOCKS}, "script") + _turns(one["turns"])
    return found


def _turns(turns: list[Any]) -> list[str]:
    found = []
    for turn in turns:
        found += _unknown(turn, _keys(EvalScriptTurn), "turn")
        found += _unknown(turn.get("send_after", {}), _keys(EvalSendAfter), "send_after")
        for expected in turn.get("expect", []):
            found += _unknown(expected, {*_keys(EvalExpectation), "name", "args"}, "expectation")
            for call in expected.get("calls", []):
                found += _unknown(call, _keys(EvalFunctionCall), "call")
    return found


def _keys(kind: Any) -> set[str]:
    hidden = {"source_path", "bot_audio", "transcriber", "user_audio", "user_speech", "parts"}
    return {field.name for field in dataclasses.fields(kind)} - hidden


def _unknown(value: Any, known: set[str], what: str) -> list[str]:
    return [f"{what}: unknown key {key}" for key in value if key not in known] if isinstance(value, dict) else []


async def judge(bundles: list[dict[str, str]]) -> list[list[str]]:
    webhooks = Webhooks()
    await webhooks.start()
    return [await faults(files, webhooks) for files in bundles]


if __name__ == "__main__":
    answer = asyncio.run(judge(json.load(sys.stdin)))
    sys.stdout.write(json.dumps(answer))
