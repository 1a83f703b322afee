"""Starts the agent's Realtime sessions and answers their tool calls; `README.md` says how.

`relay.py serve` takes phone calls (POST /webhook) and browsers (POST /session); `relay.py attach CALL_ID` joins a call.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread, Timer
from typing import Any

from openai import InvalidWebhookSignatureError, OpenAI, OpenAIError

from parley.exports.carried.actions import Client, EndCall, Transfer, Webhook
from parley.exports.carried.webhooks import CallFault, Given, call, filled, setting
from parley.exports.platforms.openai_realtime.carried.definition import load

HERE = Path(__file__).resolve().parent
BODY_BYTES = 200_000
LOG = logging.getLogger("relay")

_SETTING = re.compile(r"^\$\{([A-Z][A-Z0-9_]*)\}$")
_NUMBER = re.compile(r"(?:sip|tel):(\+?[0-9]{3,15})")


class Agent:
    """The bundle's files, and the sessions made of them."""

    def __init__(self, folder: Path = HERE) -> None:
        self.session = _read(folder / "session.json")
        greeting = folder / "greeting.json"
        self.greeting = _read(greeting) if greeting.exists() else None
        self.tools = load(folder / "tools.json")
        self.actions = {tool.name: tool.action for tool in self.tools.tools}

    def variables(self, known: Mapping[str, str]) -> dict[str, Any]:
        """A session's variables: the defaults, the time, and what is known of the call."""
        now = datetime.now().astimezone()
        return {**self.tools.variables, "current_time": f"{now:%A %d %B %Y, %H:%M, %Z}", **known}

    def session_for(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The session with its variables filled in, and the addresses of MCP servers from the environment."""
        found: dict[str, Any] = filled(self.session, variables)
        for tool in found.get("tools", []):
            for key in ("server_url", "authorization"):
                if wanted := _SETTING.match(str(tool.get(key, ""))):
                    tool[key] = setting(wanted[1], os.environ)
        return found


class Call:
    """One conversation: greets, carries out what the model calls, and ends or passes the call on."""

    def __init__(self, agent: Agent, client: OpenAI, call_id: str, variables: dict[str, Any]) -> None:
        self.agent, self.client, self.call_id, self.variables = agent, client, call_id, variables
        self.is_speaking = False
        self.last: EndCall | str | None = None

    def run(self) -> None:
        """Until the session ends, or the longest time an agent may talk has passed."""
        timer = Timer(self.agent.tools.max_duration_s, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            with self.client.realtime.connect(call_id=self.call_id) as connection:
                if self.agent.greeting:
                    connection.send(filled(self.agent.greeting, self.variables))
                for event in connection:
                    self._take(connection, event)
        finally:
            timer.cancel()

    def _take(self, connection: Any, event: Any) -> None:
        match event.type:
            case "output_audio_buffer.started":
                self.is_speaking = True
            case "output_audio_buffer.stopped" | "output_audio_buffer.cleared":
                self.is_speaking = False
                self._leave()
            case "response.done":
                self._answer(connection, [item for item in event.response.output or [] if item.type == "function_call"])
            case "error":
                LOG.warning("the session reports an error: %s", event.error.code or event.error.type)

    def _answer(self, connection: Any, calls: list[Any]) -> None:
        told = [
            (one.call_id, text) for one in calls if (text := self._carried_out(one.name, one.arguments)) is not None
        ]
        for call_id, text in told:
            item = {"type": "function_call_output", "call_id": call_id, "output": text}
            connection.send({"type": "conversation.item.create", "item": item})
        if any(text for _, text in told) and self.last is None:
            connection.send({"type": "response.create"})
        if not self.is_speaking:
            self._leave()

    def _carried_out(self, name: str, arguments: str) -> str | None:
        """What the model is told, "" where it is to say nothing; None where another answers: the caller's own page."""
        try:
            given = json.loads(arguments or "{}")
        except ValueError:
            return "The arguments are no JSON."
        if not isinstance(given, dict):
            return "The arguments are no object."
        match self.agent.actions.get(name):
            case Webhook() as webhook:
                answer = call(webhook, Given(given, self.variables, os.environ))
                self.variables |= answer.kept
                return answer.text
            case Client():
                return None
            case EndCall() as ending:
                self.last = ending
                return ""
            case Transfer() as transfer:
                return self._destined(transfer, str(given.get("destination", "")))
            case None:
                return f"There is no tool {name}."
        return ""

    def _destined(self, transfer: Transfer, label: str) -> str:
        wanted = next((one for one in transfer.destinations if one.label == label), None)
        if wanted is None:
            return "There is no such destination."
        try:
            self.last = wanted.number or setting(wanted.number_from or "", os.environ)
        except CallFault as fault:
            return f"The transfer is not possible. {fault}"
        return ""

    def _leave(self) -> None:
        """Hangs up or passes the caller on, once what was to be said has been heard."""
        last, self.last = self.last, None
        if isinstance(last, EndCall):
            self._hang_up()
        elif last:
            self.client.realtime.calls.refer(self.call_id, target_uri=f"tel:{last}")

    def _hang_up(self) -> None:
        self.client.realtime.calls.hangup(self.call_id)


class Door(BaseHTTPRequestHandler):
    """POST /webhook for OpenAI's word of a phone call, POST /session for a browser's SDP offer."""

    agent: Agent
    client: OpenAI
    timeout = 30

    def do_POST(self) -> None:
        """Answers with the status of what was done; nothing of the request is echoed."""
        try:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(max(0, min(length, BODY_BYTES)))
            match self.path:
                case "/webhook":
                    self._phone(body)
                case "/session":
                    self._browser(body)
                case _:
                    self._reply(404)
        except InvalidWebhookSignatureError:
            self._reply(401)
        except (OpenAIError, CallFault, ValueError) as fault:
            LOG.warning("a session could not be started: %s", type(fault).__name__)
            self._reply(502)

    def _phone(self, body: bytes) -> None:
        event = self.client.webhooks.unwrap(body, dict(self.headers))
        if event.type != "realtime.call.incoming":
            self._reply(204)
            return
        headers = {one.name.lower(): one.value for one in event.data.sip_headers}
        numbers = {"caller_number": headers.get("from", ""), "called_number": headers.get("to", "")}
        known = {name: found[1] for name, value in numbers.items() if (found := _NUMBER.search(value))}
        variables = self.agent.variables({**known, "conversation_id": event.data.call_id})
        self.client.realtime.calls.accept(event.data.call_id, **self.agent.session_for(variables))
        self._begin(event.data.call_id, variables)
        self._reply(200)

    def _browser(self, body: bytes) -> None:
        variables = self.agent.variables({})
        session: Any = self.agent.session_for(variables)
        answer = self.client.realtime.calls.with_raw_response.create(sdp=body.decode(), session=session)
        call_id = answer.headers["Location"].rsplit("/", 1)[-1]
        self._begin(call_id, {**variables, "conversation_id": call_id})
        self._reply(201, answer.content)

    def _begin(self, call_id: str, variables: dict[str, Any]) -> None:
        Thread(target=Call(self.agent, self.client, call_id, variables).run, daemon=True).start()

    def _reply(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sdp")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> None:
    """Runs one of the two commands; a wrong one ends the process with how to call it."""
    logging.basicConfig(level=logging.INFO)
    agent, client = Agent(), OpenAI()
    match arguments:
        case ["attach", call_id]:
            Call(agent, client, call_id, agent.variables({"conversation_id": call_id})).run()
        case ["serve"]:
            Door.agent, Door.client = agent, client
            address = (os.environ.get("RELAY_HOST") or "127.0.0.1", int(os.environ.get("RELAY_PORT") or 8080))
            with ThreadingHTTPServer(address, Door) as server:
                LOG.info("listening on port %s", server.server_port)
                server.serve_forever()
        case _:
            sys.exit("usage: python relay.py serve | attach CALL_ID")


if __name__ == "__main__":
    main(sys.argv[1:])
