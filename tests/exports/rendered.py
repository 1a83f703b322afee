"""ElevenLabs projects as tests look at them: files by path, configs as trees."""

import json
from collections.abc import Iterator
from typing import Any

from parley.agents.schemas import (
    AgentSpec,
    ToolSpec,
)
from parley.exports import service
from parley.exports.schemas import Bundle
from tests.exports.samples import minimal


def bundle(spec: AgentSpec) -> Bundle:
    return service.render(spec, "elevenlabs")


def texts(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in bundle(spec).files}


def trees(spec: AgentSpec) -> dict[str, Any]:
    return {path: json.loads(content) for path, content in texts(spec).items() if path.endswith(".json")}


def agent(spec: AgentSpec) -> Any:
    return trees(spec)[f"agent_configs/{spec.slug}.json"]


def tool(spec: AgentSpec, name: str) -> Any:
    return trees(spec)[f"tool_configs/{name}.json"]


def with_tools(*tools: ToolSpec, **update: Any) -> AgentSpec:
    return minimal().model_copy(update={"tools": list(tools), **update})


def literals(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of a single value below `node`."""
    if isinstance(node, list):
        for item in node:
            yield from literals(item)
    if isinstance(node, dict):
        if node.get("type") in {"string", "integer", "number", "boolean"}:
            yield node
        for item in node.values():
            yield from literals(item)
