"""Model mode: how long a question that a model phrases takes from the model's server to the reader of the events.

The scripted model runs in this process and writes a word every 20 ms, as a fast provider does. Measured is the time
from the moment it writes the part with the question's first letters to the arrival of the `delta` with them: reading
the model's stream, the check that no word can become a claim, the event log, and HTTP.
"""

import asyncio
import time
from dataclasses import dataclass

import orjson

from bench.client import Connection
from bench.load import CREATE, bodies, message_path
from bench.processes import Command, serving
from bench.stores import Stores
from bench.variants import embedded
from tests.scripted.extraction import Extraction
from tests.scripted.replies import Asked, Protocol, Reply, says
from tests.scripted.server import ScriptedServer

_WORD_S = 0.02
_MESSAGE = "A chat helper for my website that books appointments, warm and calm."
_QUESTIONS = (
    "When should it bring in a person, and whom should it call?",
    "Wann soll ein Mensch übernehmen, und wer wäre das?",
    "¿Cuándo debe pasar a una persona, y a quién?",
    "什么时候应该转给人工？转给谁？",
    "Is there a moment when somebody of yours should take over?",
    "How do people get to a colleague of yours when they need one?",
)
_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Delays:
    """From the upstream's first letters of the question to the reader, in ms, sorted."""

    ms: list[float]

    def percentile(self, share: int) -> float:
        """The delay that so many of a hundred do not exceed."""
        return self.ms[min(len(self.ms) - 1, len(self.ms) * share // 100)]


class _Model:
    """Operations by keywords; then the next of the questions, a word at a time. `written_at` is when it began."""

    def __init__(self) -> None:
        self.asked = 0
        self.written_at = 0.0
        self._understood = Extraction()

    @property
    def question(self) -> str:
        """The one that was written last."""
        return _QUESTIONS[(self.asked - 1) % len(_QUESTIONS)]

    def __call__(self, asked: Asked) -> Reply:
        if '"operations"' in asked.system:
            return self._understood(asked)
        self.asked += 1
        self.written_at = 0.0
        return Reply(says({"question": self.question}).text, piece=0, pace=self._pace)

    async def _pace(self, _part: bytes) -> None:
        await asyncio.sleep(_WORD_S)
        self.written_at = self.written_at or time.perf_counter()  # the first part ends with the question's first word


def measure(stores: Stores, questions: int) -> Delays:
    """So many turns, one after the other, after a few that load what is loaded on demand."""
    model = _Model()
    with ScriptedServer(model) as upstream:
        environment = {
            **embedded(stores),
            "LLM_MODEL": "openai:scripted",
            "OPENAI_BASE_URL": upstream.base_url(Protocol.OPENAI),
            "OPENAI_API_KEY": "none",
        }
        with serving(Command(None, environment), stores.folder) as server:
            found = asyncio.run(_ask(server.port, model, _WARM_UP + questions))
    return Delays(sorted(found[_WARM_UP:]))


async def _ask(port: int, model: _Model, turns: int) -> list[float]:
    connection = await Connection.open(port)
    [body] = bodies([_MESSAGE])
    delays = []
    for _ in range(turns):
        session_id = orjson.loads(await connection.post(CREATE, b"{}"))["session_id"]
        parts = await connection.stream(message_path(session_id), body)
        delays.append((_heard_at(parts, model.question) - model.written_at) * 1000)
    await connection.close()
    return delays


def _heard_at(parts: list[tuple[float, bytes]], question: str) -> float:
    """When the first delta with words of the question came; RuntimeError where the reply does not end with it."""
    heard, deltas = "", []
    for moment, part in parts:
        for line in part.decode().split("\n"):
            if line.startswith('data: {"text":'):
                heard += orjson.loads(line.removeprefix("data: "))["text"]
                deltas.append((moment, len(heard)))
    if not heard.endswith(question):
        raise RuntimeError(f"the question was not phrased: {heard[-300:]}")
    return next(moment for moment, length in deltas if length > len(heard) - len(question))
