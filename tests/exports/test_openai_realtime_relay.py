"""The relay of a bundle, run as its user runs it, against a stand-in of the Realtime API and of the tools' endpoint."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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


class Standin:
    """The API's events of one call, and what the relay did."""

    def __init__(self, *turns: list[tuple[str, dict[str, Any]]]) -> None:
        self.turns = turns
        self.received: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str, dict[str, str], Any]] = []

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                WebSocketRoute("/v1/realtime", self.socket),
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

    async def deed(self, request: Request) -> Response:
        self.requests.append((request.method, request.url.path, {}, await body(request)))
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


def run(spec: AgentSpec, standin: Standin, tmp_path: Path) -> None:
    """Writes the bundle with its endpoints on loopback, and runs the relay until the call is over."""
    with served(standin.app()) as address:
        for file in service.render(spec, "openai-realtime").files:
            text = file.content.replace("https://api.shop.example", address)
            (tmp_path / file.path).write_text(text, encoding="utf-8")
        env = {
            "PATH": os.environ["PATH"],
            "OPENAI_API_KEY": "key",
            "OPENAI_BASE_URL": f"{address}/v1",
            "SHOP_TOKEN": "token",
            "SHOP_KEY": "shop-key",
            "SHOP_LOGIN": "user:pass",
            "NO_PROXY": "*",
        }
        command = [sys.executable, "relay.py", "attach", CALL]
        subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, text=True, timeout=60)


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
