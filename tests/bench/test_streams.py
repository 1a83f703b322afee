"""The streams of the benchmark: what it counts is what came, and a reply that is not whole ends it."""

import asyncio
import json
from pathlib import Path

import pytest

from bench.processes import Command, Server, serving
from bench.streams import report
from bench.streams.load import Sample, drive
from bench.streams.reader import Question, Reader, Tally
from bench.streams.rounds import Streams
from bench.streams.variants import VARIANTS

TOKENS = 30
PATH = "/v1/chat/completions"
ASKED = {"stream": True, "messages": [{"role": "user", "content": "hello"}]}


def provider() -> Command:
    """The benchmark's own, with short replies."""
    return Command("upstream", {"BENCH_TOKENS": str(TOKENS)})


async def read(server: Server, question: Question) -> str:
    """Why a reader of these replies gives up."""
    reader = await Reader.open(server.port, question, Tally())
    with pytest.raises(RuntimeError) as raised:
        await asyncio.wait_for(reader.failed, 10)
    return str(raised.value)


async def fetch(server: Server, body: object) -> str:
    """A whole reply as it stands in the stream."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(Question.of(PATH, json.dumps(body).encode(), 0).request)
    reply = await asyncio.wait_for(reader.readuntil(b"\r\n0\r\n\r\n"), 10)
    writer.close()
    return reply.decode()


def test_every_token_that_a_relay_passes_on_is_counted_with_its_gap(tmp_path: Path) -> None:
    with serving(provider(), tmp_path) as upstream:
        relay = Command("relay", {"BENCH_UPSTREAM": f"http://127.0.0.1:{upstream.port}"})
        with serving(relay, tmp_path) as server:
            questions = [Question.of(PATH, json.dumps(ASKED).encode(), TOKENS)] * 8
            few, many = asyncio.run(drive(server, questions, (4, 8), 1.2))
    assert (few.streams, many.streams) == (4, 8)
    assert 0 < few.tokens_per_s < many.tokens_per_s <= 8 * 60
    assert few.cpu_us >= 0
    assert few.gap_p99_ms > 10


def test_a_reply_with_fewer_tokens_than_were_asked_for_ends_the_run(tmp_path: Path) -> None:
    with serving(provider(), tmp_path) as upstream:
        question = Question.of(PATH, json.dumps(ASKED).encode(), TOKENS + 1)
        assert "30 tokens instead of 31" in asyncio.run(read(upstream, question))


def test_an_answer_that_is_no_200_ends_the_run_with_its_words(tmp_path: Path) -> None:
    with serving(Command("echo", {}), tmp_path) as server:
        question = Question.of("/nowhere", b"{}", TOKENS)
        assert "404" in asyncio.run(read(server, question))


def test_tools_are_called_once_and_the_reply_goes_on_after_the_answer(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"day": {"type": "string", "format": "date"}}, "required": ["day"]}
    offered = {**ASKED, "tools": [{"type": "function", "function": {"name": "book", "parameters": schema}}]}
    with serving(provider(), tmp_path) as upstream:
        first = asyncio.run(fetch(upstream, offered))
        answered = {**offered, "messages": [*offered["messages"], {"role": "tool", "content": "done"}]}
        second = asyncio.run(fetch(upstream, answered))
    assert '"name":"book"' in first
    assert '"finish_reason":"tool_calls"' in first
    assert "tool_calls" not in second
    assert first.count("~") + second.count("~") == TOKENS


def test_bounds_compare_with_the_relay_of_the_same_round() -> None:
    def sample(streams: int, cpu_us: float, first_ms: float) -> Sample:
        return Sample(streams, cpu_us, first_ms, 25, 5_000)

    found = Streams()
    for variant in VARIANTS:
        cost = {"direct": 10, "relay": 50}.get(variant.key, 90)
        first_ms = {"direct": 0.5, "relay": 1.5}.get(variant.key, 4)
        for step in variant.steps:
            found.samples[variant.key, step] = [sample(step, cost, first_ms), sample(step, 2 * cost, first_ms)]
    missed = [bound.words for bound in report.bounds(found) if not bound.is_held]
    assert [words.partition(":")[2] for words in missed] == [" added to the first token, to the relay"] * 2 + [""]
    assert "| raw aiohttp relay | 75.0 | 1.00 | 1.00 | 1.00 | 25.0 | 300 |" in report.tables(found)
