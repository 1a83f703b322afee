"""Judges LiveKit bundles as LiveKit's own package does: imports each in a folder of its own, and calls its tools.

Reads a JSON list of bundles ({path: text}) from stdin; writes a JSON list of lists of faults.
"""

import asyncio
import json
import os
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from google.protobuf.json_format import ParseDict, ParseError
from livekit.agents import Agent, ScenarioGroup
from livekit.agents.llm.tool_context import RawFunctionTool

MODULES = ("actions", "webhooks", "definition", "agent")
VALUES = {"string": "x", "integer": 1, "number": 0.5, "boolean": True}


class Endpoint(BaseHTTPRequestHandler):
    """Any webhook: answers with the path it was called at."""

    def _answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps({"path": self.path}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def log_message(self, *_):
        """Nothing."""


def faults(files, address):
    """What LiveKit, or the bundle's own loader, refuses."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            Path(folder, path).write_text(text, encoding="utf-8")
        settings(files)
        with imported(folder):
            try:
                return asyncio.run(tried(files, address))
            except Exception as fault:
                return [f"{type(fault).__name__}: {str(fault)[:300]}"]


def settings(files):
    """Every variable that `.env.example` names, set to something."""
    for line in files[".env.example"].splitlines():
        if line.endswith("="):
            os.environ[line[:-1]] = "https://api.example/x" if "URL" in line else "+15550001111"
    os.environ["LIVEKIT_URL"] = "ws://127.0.0.1:1"


@contextmanager
def imported(folder):
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path.remove(folder)
        for name in MODULES:
            sys.modules.pop(name, None)


async def tried(files, address):
    import agent
    import definition

    told = json.loads(files["agent.json"])
    found = []
    plain = agent.DEFINITION.model_copy(update={"mcp_servers": []})
    made = agent.DefinedAgent(plain, {})
    if not isinstance(made, Agent):
        found.append("no Agent")
    agent.session(plain)
    schemas = {tool.info.name: tool.info.raw_schema for tool in made.tools if isinstance(tool, RawFunctionTool)}
    for tool in told["tools"]:
        if schemas.get(tool["name"], {}).get("parameters") != tool["parameters"]:
            found.append(f"{tool['name']}: its schema is not the one of agent.json")
        if tool["action"]["kind"] == "webhook":
            found += await called(agent, tool, address)
    if "tests.json" in files:
        definition.load_tests(Path(agent.HERE, "tests.json"))
    if "scenarios.json" in files:
        try:
            ParseDict(json.loads(files["scenarios.json"]), ScenarioGroup())
        except ParseError as fault:
            found.append(f"scenarios: {fault}")
    return found


async def called(agent, tool, address):
    """Calls a webhook tool through LiveKit's own tool object, its address moved to loopback."""
    action = tool["action"]
    url = urlsplit(action.get("url") or "https://api.example/x")
    moved = {**action, "url": f"{address}{url.path}{'?' + url.query if url.query else ''}"}
    moved.pop("url_from", None)
    told = {**agent.DEFINITION.model_dump(exclude_none=True), "tools": [{**tool, "action": moved}], "mcp_servers": []}
    made = agent.DefinedAgent(agent.Definition.model_validate(told), {})
    answer = await made.tools[0](raw_arguments=given(tool["parameters"]), context=None)
    return [] if "path" in json.loads(answer) else [f"{tool['name']}: answered {answer[:100]}"]


def given(schema):
    """A value that fits a schema."""
    match schema["type"]:
        case "object":
            return {name: given(one) for name, one in schema.get("properties", {}).items()}
        case "array":
            return [given(schema["items"])]
    return schema.get("enum", [VALUES[schema["type"]]])[0]


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    os.environ["NO_PROXY"] = "*"
    answer = sys.stdout
    sys.stdout = sys.stderr
    json.dump([faults(files, address) for files in json.load(sys.stdin)], answer)
    server.shutdown()


if __name__ == "__main__":
    main()
