"""The relay of a bundle, run as its user runs it, against a stand-in of the Realtime API and of the tools' endpoint."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from parley.agents.schemas import AgentSpec
from parley.exports import service
from tests.exports.loopback import served
from tests.exports.samples import full

CALL = "rtc_1"
SIGNING = b"signing-secret-of-32-characters!"


class Standin:
    """The API's events of one call, and what the relay did."""

    def __init__(self, *turns: list[tuple[str, dict[str, Any]]]) -> None:
        self.turns = turns
        self.received: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str, dict[str, str], Any]] = []
        self.is_over = threading.Event()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                WebSocketRoute("/v1/realtime", self.socket),
                Route("/v1/realtime/calls", self.create, methods=["POST"]),
                Route("/v1/realtime/calls/{call}/{deed}", self.deed, methods=["POST"]),
                Route("/{path:path}", self.endpoint, methods=["GET", "POST", "PATCH", "PUT", "DELETE"]),
            ]
        )

    async def socket(self, socket: WebSocket) -> None:
        assert socket.query_params["call_id"] == CALL
        await socket.accept()
        self.received.append(await socket.receive_json())
        for turn in self.turns:
            await socket.send_text(json.dumps(done(turn)))
            for _ in range(len(turn) + 1):
                self.received.append(await socket.receive_json())
        await socket.send_text(json.dumps(done([("use_end_call", {})])))
        self.received.append(await socket.receive_json())
        await socket.close()

    async def create(self, request: Request) -> Response:
        form = (await request.body()).decode()
        assert "v=0 offer" in form
        assert '"type": "realtime"' in form or '"type":"realtime"' in form
        return Response("v=0 answer", status_code=201, headers={"Location": f"/v1/realtime/calls/{CALL}"})

    async def deed(self, request: Request) -> Response:
        self.requests.append((request.method, request.url.path, {}, await body(request)))
        if request.url.path.endswith("/hangup"):
            self.is_over.set()
        return Response(status_code=200)

    async def endpoint(self, request: Request) -> Response:
        path = f"{request.scope['raw_path'].decode()}?{request.url.query}"
        self.requests.append((request.method, path, dict(request.headers), await body(request)))
        return JSONResponse({"data": {"status": "on its way"}})


async def body(request: Request) -> Any:
    content = await request.body()
    return json.loads(content) if content else None


def done(calls: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    items = [
        {
            "type": "function_call",
            "id": f"item_{at}",
            "call_id": f"call_{name}",
            "name": name,
            "arguments": json.dumps(given),
            "status": "completed",
        }
        for at, (name, given) in enumerate(calls)
    ]
    return {
        "type": "response.done",
        "event_id": "e",
        "response": {"id": "r", "object": "realtime.response", "output": items},
    }


def written(spec: AgentSpec, address: str, folder: Path) -> dict[str, str]:
    """Writes the bundle with its endpoints on loopback; the environment in which the relay runs."""
    for file in service.render(spec, "openai-realtime").files:
        text = file.content.replace("https://api.shop.example", address)
        (folder / file.path).write_text(text, encoding="utf-8")
    return {
        "PATH": os.environ["PATH"],
        "OPENAI_API_KEY": "key",
        "OPENAI_BASE_URL": f"{address}/v1",
        "OPENAI_WEBHOOK_SECRET": f"whsec_{base64.b64encode(SIGNING).decode()}",
        "LIBRARY_MCP_URL": "https://library.example/mcp",
        "RELAY_PORT": "0",
        "SHOP_TOKEN": "token",
        "SHOP_KEY": "shop-key",
        "SHOP_LOGIN": "user:pass",
        "NO_PROXY": "*",
    }


def run(spec: AgentSpec, standin: Standin, folder: Path) -> None:
    """Runs the relay until the call is over."""
    with served(standin.app()) as address:
        env = written(spec, address, folder)
        command = [sys.executable, "relay.py", "attach", CALL]
        subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True, timeout=60)


@contextlib.contextmanager
def serving(standin: Standin, folder: Path) -> Iterator[str]:
    """The address of a relay that serves; it is listening once the block begins."""
    with served(standin.app()) as address:
        env = written(full(), address, folder)
        command = [sys.executable, "relay.py", "serve"]
        with subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE, text=True) as relay:
            try:
                assert relay.stderr
                port = next(line for line in relay.stderr if "listening on port" in line).rsplit(maxsplit=1)[-1]
                yield f"http://127.0.0.1:{port}"
            finally:
                relay.kill()


def signed(content: bytes) -> dict[str, str]:
    """The headers with which OpenAI signs a webhook (https://www.standardwebhooks.com)."""
    now = str(int(time.time()))
    digest = hmac.new(SIGNING, f"wh_1.{now}.".encode() + content, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": "wh_1", "webhook-timestamp": now, "webhook-signature": signature}


LOOKUP = ("order_lookup", {"order_number": "A/1", "fields": "all", "tags": ["x", "y"]})
CHANGE = (
    "change_address",
    {
        "order_number": "7",
        "X-Mood": "calm",
        "customer": {"name": "Ada", "address": {"street": "12 High Street"}},
        "items": [{"sku": "s1", "count": 2}, {"sku": "s2"}],
    },
)


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Standin:
    found = Standin([LOOKUP], [CHANGE])
    run(full(), found, tmp_path_factory.mktemp("bundle"))
    return found


def test_relay_greets_in_the_words_of_the_first_message(standin: Standin) -> None:
    assert standin.received[0]["type"] == "response.create"
    assert "Guten Tag, Alex! Worum geht es?" in standin.received[0]["response"]["instructions"]


def test_relay_answers_a_call_with_what_the_endpoint_said(standin: Standin) -> None:
    item = standin.received[1]["item"]
    assert item == {
        "type": "function_call_output",
        "call_id": "call_order_lookup",
        "output": json.dumps({"data": {"status": "on its way"}}, separators=(",", ":")),
    }
    assert standin.received[2] == {"type": "response.create"}


def test_relay_sends_every_value_to_its_place(standin: Standin) -> None:
    method, path, headers, content = standin.requests[0]
    assert (method, path, content) == ("GET", "/orders/A%2F1?fields=all&tags=x%2Cy", None)
    assert headers["authorization"] == "Bearer token"
    method, path, headers, content = standin.requests[1]
    assert (method, path) == ("POST", "/orders/7/address?api_key=shop-key&dry=false")
    assert headers["authorization"] == "Basic dXNlcjpwYXNz"
    assert {headers[name] for name in ("x-shop", "x-call", "x-key", "x-mood")} == {"north", CALL, "shop-key", "calm"}
    assert content == {
        "customer": {"name": "Ada", "address": {"street": "12 High Street"}},
        "items": [{"sku": "s1", "count": 2}, {"sku": "s2"}],
        "version": 2,
        "rate": 0.5,
        "odd": "two",
        "labels": ["voice", "agent"],
        "status": "on its way",
    }


def test_relay_hangs_up_when_the_model_ends_the_call(standin: Standin) -> None:
    assert standin.requests[-1][:2] == ("POST", f"/v1/realtime/calls/{CALL}/hangup")


def test_relay_passes_the_caller_on_to_the_number_of_a_destination(tmp_path: Path) -> None:
    class Passing(Standin):
        async def socket(self, socket: WebSocket) -> None:
            await socket.accept()
            await socket.receive_json()
            await socket.send_text(json.dumps(done([("use_transfer_to_number", {"destination": "Front desk"})])))
            self.received.append(await socket.receive_json())
            await socket.close()

    standin = Passing()
    run(full(), standin, tmp_path)
    assert standin.requests == [("POST", f"/v1/realtime/calls/{CALL}/refer", {}, {"target_uri": "tel:+15550123456"})]


def test_a_call_that_lacks_a_secret_is_told_to_the_model_and_not_sent(tmp_path: Path) -> None:
    spec = full()
    tools = [
        tool.model_copy(update={"auth": tool.auth.model_copy(update={"secret": "secret:UNSET_TOKEN"})})
        if tool.name == "order_lookup"
        else tool
        for tool in spec.tools
    ]
    standin = Standin([LOOKUP])
    run(spec.model_copy(update={"tools": tools}), standin, tmp_path)
    assert "UNSET_TOKEN is not set" in standin.received[1]["item"]["output"]
    assert [path for _, path, _, _ in standin.requests] == [f"/v1/realtime/calls/{CALL}/hangup"]


def test_relay_takes_a_phone_call_that_openai_has_signed_and_no_other(tmp_path: Path) -> None:
    standin = Standin()
    headers = [{"name": "From", "value": "<sip:+4930123@trunk.example>"}, {"name": "To", "value": "<sip:+15550@x>"}]
    data = {"call_id": CALL, "sip_headers": headers}
    event = {"id": "evt_1", "object": "event", "created_at": 1, "type": "realtime.call.incoming", "data": data}
    content = json.dumps(event).encode()
    with serving(standin, tmp_path) as address:
        forged = httpx.post(f"{address}/webhook", content=content, headers=signed(b"another"), trust_env=False)
        taken = httpx.post(f"{address}/webhook", content=content, headers=signed(content), trust_env=False)
        assert standin.is_over.wait(30)
    assert (forged.status_code, taken.status_code) == (401, 200)
    _, path, _, session = standin.requests[0]
    assert path == f"/v1/realtime/calls/{CALL}/accept"
    assert "Alex ruft an von +4930123" in session["instructions"]
    assert session["tools"][-1]["server_url"] == "https://library.example/mcp"


def test_relay_answers_a_browsers_offer(tmp_path: Path) -> None:
    standin = Standin()
    with serving(standin, tmp_path) as address:
        answer = httpx.post(f"{address}/session", content=b"v=0 offer", trust_env=False)
        assert standin.is_over.wait(30)
    assert (answer.status_code, answer.text) == (201, "v=0 answer")
    assert standin.received[0]["type"] == "response.create"
