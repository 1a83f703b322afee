"""The client on a line that breaks again and again, in front of the real server: what it hears is what is stored."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from parley.cli.nearby import nearby
from parley.client import AsyncClient, Patience
from parley.core.config import Settings
from tests import servers
from tests.chat.talking import with_model
from tests.scripted.replies import Asked, Reply
from tests.scripted.server import ScriptedServer

TIRELESS = Patience(tries=40, resumes=40, pause_s=0.001)
CHATS, CUTS = 12, 40


class BadLine:
    """Passes bytes on to a server, and hangs up in the middle of so many of its answers."""

    def __init__(self, port: int, cuts: int) -> None:
        self.cuts = cuts
        self._port = port
        self._chance = random.Random(cuts)  # noqa: S311 - no secret

    @asynccontextmanager
    async def up(self) -> AsyncIterator[str]:
        """The address while the block lasts."""
        async with servers.listening(self._pass) as host:
            yield f"http://{host}"

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            await asyncio.wait(
                [
                    asyncio.ensure_future(self._copy(reader, back, None)),
                    asyncio.ensure_future(self._copy(there, writer, self._limit())),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            back.close()

    def _limit(self) -> int | None:
        self.cuts -= 1
        return self._chance.randrange(20, 2_500) if self.cuts >= 0 else None

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limit: int | None) -> None:
        left = limit
        with suppress(ConnectionError):
            while (left is None or left > 0) and (piece := await reader.read(left or 65_536)):
                writer.write(piece)
                await writer.drain()
                left = None if left is None else left - len(piece)


@pytest.fixture
def long_replies() -> ScriptedServer:
    """A model whose replies are long, in small parts and over some time, and differ."""

    def say(asked: Asked) -> Reply:
        return Reply(" ".join(f"{asked.said}-{number}" for number in range(120)), piece=0, gap_s=0.001)

    return ScriptedServer(say)


async def test_replies_over_a_line_that_breaks_are_heard_as_they_are_stored(
    settings: Settings, long_replies: ScriptedServer
) -> None:
    with long_replies as model, nearby(with_model(settings, model)) as near:
        line = BadLine(int(near.url.rpartition(":")[2]), CUTS)
        async with line.up() as url, AsyncClient(url, near.key, patience=TIRELESS) as client:

            async def chat(number: int) -> tuple[str, list[str]]:
                session = await client.chats.open("miki")
                stream = client.chats.hear(session.session_id, f"word{number}")
                await stream.wait()
                said = [message.content async for message in client.sessions.messages(session.session_id)]
                return stream.text, said

            heard = await asyncio.gather(*map(chat, range(CHATS)))
    assert line.cuts < 0, "the line did not break often enough"
    for number, (text, said) in enumerate(heard):
        assert said == [f"word{number}", text], "stored twice, or otherwise than heard"
        assert text.endswith(f"word{number}-119")
