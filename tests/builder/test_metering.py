"""What builds cost in tokens: within the bounds, whatever the model does, and with a clear end of the budget.

Tokens are counted by `llm.tokens` on both sides, an estimate that is rather too high for ASCII text.
"""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from parley.agents.schemas import Brief, Node, ToolSpec, Workflow
from parley.builder.budget import ONE_CALL
from parley.builder.phrase import MAX_CALLS
from parley.builder.schemas import BuildState, Option, Proposal, Question, Stage
from parley.builder.understand import prompt
from parley.builder.understand.draft import Draft
from parley.builder.understand.engine import MAX_REPAIRS
from parley.core.config import Settings
from parley.llm import metered, tokens
from parley.llm.output import schema_of
from tests.builder import cases
from tests.conftest import make_settings, serving
from tests.http.calls import SESSIONS, finish, get, say, start
from tests.http.events import EVENTS, events_of, joined
from tests.scripted import briefs
from tests.scripted.extraction import Extraction
from tests.scripted.replies import Asked, Protocol, Reply, says
from tests.scripted.server import Responder, ScriptedServer

MOST_INPUT, MOST_OUTPUT = 25_000, 6_000
SPENT = "model tokens is spent"


class Counted:
    """A model whose server counts what it is sent and what it says."""

    def __init__(self, respond: Responder) -> None:
        self._respond = respond

    def __call__(self, asked: Asked) -> Reply:
        reply = self._respond(asked)
        texts = [asked.system, *(text for _, text in asked.messages), orjson.dumps(asked.schema or {}).decode()]
        sizes = {"input_tokens": sum(map(tokens.count, texts)), "output_tokens": tokens.count(reply.text)}
        return Reply(reply.text, **sizes)


class Babbler:
    """A model that writes as many tokens as it may, `wanted` at most, and never what was asked for."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self.written = 0

    def __call__(self, asked: Asked) -> Reply:
        most = min(int(asked.body["max_tokens"]), self._wanted)
        self.written += most
        made_up = {"op": "set", "slot": "name", "values": ["Zoe"], "evidence": "Zoe"}
        texts = [asked.system, *(text for _, text in asked.messages), orjson.dumps(asked.schema).decode()]
        said = says({"operations": [made_up], "answer": ""}).text
        return Reply(said, input_tokens=sum(map(tokens.count, texts)), output_tokens=most)


@contextlib.asynccontextmanager
async def modelled(server: ScriptedServer, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app with the scripted model."""
    access = {"openai_base_url": server.base_url(Protocol.OPENAI), "llm_model": "openai:scripted"}
    async with serving(make_settings(database_url=settings.database_url, **access)) as client:
        yield client


async def usage_of(client: httpx.AsyncClient, session_id: object) -> dict[str, int]:
    """The session's totals."""
    status: dict[str, Any] = await get(client, f"{SESSIONS}/{session_id}/status")
    totals: dict[str, int] = status["usage"]
    return totals


@pytest.mark.parametrize("is_drip", [False, True], ids=["at once", "a sentence at a time"])
@pytest.mark.parametrize("name", cases.NAMES)
async def test_build_stays_within_its_tokens(
    name: str, server: ScriptedServer, embedded: Settings, *, is_drip: bool
) -> None:
    server.respond = Counted(Extraction(briefs.script()))
    spent: list[dict[str, Any]] = []
    brief = cases.text(name)
    async with modelled(server, embedded) as client:
        if is_drip:
            sentences = [f"{part}." for part in brief.replace("\n", " ").split(". ") if part.strip()]
            turn = await start(client, sentences[0])
            for sentence in sentences[1:]:
                spent.append(turn["usage"])
                turn = await say(client, turn["session_id"], sentence)
        else:
            turn = await finish(client, brief)
        spent.append(turn["usage"])
        totals = await usage_of(client, turn["session_id"])
    assert 0 < totals["input_tokens"] <= MOST_INPUT
    assert 0 < totals["output_tokens"] <= MOST_OUTPUT
    assert max(usage["model_calls"] for usage in spent) <= MAX_CALLS + MAX_REPAIRS
    if not is_drip:
        assert totals["model_calls"] <= MAX_CALLS


@pytest.mark.parametrize(
    ("wanted", "more"), [(10_000, ""), (20, " Nobody knows why." * 200)], ids=["much output", "much input"]
)
async def test_no_build_can_exceed_its_tokens(
    wanted: int, more: str, server: ScriptedServer, embedded: Settings
) -> None:
    server.respond = babbler = Babbler(wanted)
    replies: list[str] = []
    async with modelled(server, embedded) as client:
        turn = await start(client, "Something for my shop.")
        for number in range(12):
            words = f"Callers ask about vase number {number}, so it should answer that too.{more}"
            turn = await say(client, turn["session_id"], words)
            replies.append(turn["reply"])
        totals = await usage_of(client, turn["session_id"])
        edited = await client.patch(f"{SESSIONS}/{turn['session_id']}/brief", json={"name": "Iris"})
    assert totals["input_tokens"] <= MOST_INPUT
    assert totals["output_tokens"] == babbler.written <= MOST_OUTPUT
    assert totals["model_calls"] == len(server.asked)
    assert len([reply for reply in replies if SPENT in reply]) == 1, replies
    nothing = {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "engine": "guided"}
    assert turn["usage"] == edited.json()["usage"] == nothing


async def test_end_of_the_budget_is_heard_in_the_stream_too(server: ScriptedServer, embedded: Settings) -> None:
    server.respond = Counted(Extraction())
    async with modelled(server, embedded) as client:
        turn = await start(client, budget={"max_tokens": 5_500})
        body = {"message": "A phone line that books appointments, warm and calm, in English."}
        path = f"{SESSIONS}/{turn['session_id']}/message"
        events = events_of(await client.post(path, json=body, headers=EVENTS))
        reply = events[-2].data["reply"]
        assert joined(events) == reply
        assert "budget of 5,500 model tokens is spent" in reply
        assert events[-2].data["usage"]["engine"] == "model"
        again = await say(client, turn["session_id"], "It should be formal.")
    assert again["usage"]["engine"] == "guided"
    assert SPENT not in again["reply"]


async def test_every_kind_of_turn_says_what_it_cost(api: httpx.AsyncClient) -> None:
    base = f"{SESSIONS}/{(await finish(api))['session_id']}"
    nothing = {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "engine": "guided"}
    for method, path, body in (
        ("PATCH", "brief", {"name": "Iris"}),
        ("POST", "undo", None),
        ("POST", "redo", None),
        ("POST", "goto", {"stage": "INITIAL"}),
        ("POST", "message", {"message": "By phone."}),
        ("POST", "resume", None),
    ):
        answer = await api.request(method, f"{base}/{path}", json=body)
        assert answer.json()["usage"] == nothing, (path, answer.text)


@pytest.mark.parametrize(
    "letters", ["In a few words that say what is meant ", "我们的客户打电话来预约和取消"], ids=["en", "zh"]
)
def test_call_is_bounded_with_a_large_build(letters: str) -> None:
    text = (letters * 60)[:1_500]
    tools = [
        ToolSpec(name=f"tool_{number}_with_a_long_name", kind="webhook", title=text[:60], description=text[:300])
        for number in range(6)
    ]
    many = [text[:200]] * 12
    values: dict[str, object] = {
        **dict.fromkeys(("name", "voice"), text[:300]),
        **dict.fromkeys(("purpose", "callers", "hours", "closing"), text[:1_000]),
        **dict.fromkeys(("scope_do", "scope_dont", "constraints", "compliance", "success"), many),
        "goals": [{"name": text[:60], "description": text[:200], "collect": ["name", "date"]}] * 12,
        "handover": [{"when": text[:200], "to": text[:60]}] * 8,
    }
    nodes = [Node(id=f"node_{number}", kind="say", label=text[:80], text=text[:300]) for number in range(15)]
    state = BuildState(
        stage=Stage.REVIEWING_WORKFLOW,
        turn=9,
        brief=Brief.model_validate({slot: {"value": value} for slot, value in values.items()}),
        workflow=Workflow(nodes=nodes, edges=[], start="node_0"),
        tools=tools,
        proposals=[Proposal(catalogue_id=f"tool_{number}", title="x", reason="y") for number in range(6)],
        question=Question(path="/workflow", text=text[:900], options=[Option(label="Yes", value="yes")]),
    )
    request = prompt.request("", state)
    assert metered.size(request) <= ONE_CALL.input_tokens == 4_000


def test_operations_schema_is_small() -> None:
    assert tokens.count(orjson.dumps(schema_of(Draft)).decode()) <= 1_200
