"""What a reader of an event stream sees: events with their numbers and data, and the comments in between."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from tests.servers import PATIENCE_S

EVENTS = {"Accept": "text/event-stream"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An event; `kind` is empty for a comment."""

    seq: int
    kind: str
    data: Any


def seen(frame: str) -> Seen:
    """A frame, its lines as the specification names them."""
    lines = dict(line.partition(":")[::2] for line in frame.split("\n"))
    if "event" not in lines:
        return Seen(0, "", None)
    return Seen(int(lines["id"]), lines["event"].strip(), orjson.loads(lines["data"]))


def events_of(answer: httpx.Response) -> list[Seen]:
    """All events of an answer that has ended."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.endswith("\n\n")
    return [seen(frame) for frame in answer.text.removesuffix("\n\n").split("\n\n")]


@contextlib.asynccontextmanager
async def listening(url: str, path: str, body: dict[str, Any], **headers: str) -> AsyncIterator[AsyncIterator[Seen]]:
    """The events of a turn as they come from a real server; leaving the block hangs up."""
    async with (
        httpx.AsyncClient(base_url=url, timeout=PATIENCE_S) as client,
        client.stream("POST", path, json=body, headers={**EVENTS, **headers}) as answer,
    ):
        assert answer.status_code == 200
        yield _frames(answer)


async def _frames(answer: httpx.Response) -> AsyncIterator[Seen]:
    rest = ""
    async for text in answer.aiter_text():
        *frames, rest = (rest + text).split("\n\n")
        for frame in frames:
            yield seen(frame)


async def until_kind(events: AsyncIterator[Seen], kind: str) -> list[Seen]:
    """The events up to the first of that kind, which is the last; it must come, comments alone do not help."""
    heard: list[Seen] = []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            async for event in events:
                heard.append(event)
                if event.kind == kind:
                    return heard
    raise AssertionError(f"no {kind} came: {heard}")


def joined(events: list[Seen]) -> str:
    """The reply as its deltas tell it."""
    return "".join(event.data["text"] for event in events if event.kind == "delta")
