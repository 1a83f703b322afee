"""Long messages are stored packed, read back to the letter, and never unpacked beyond bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lz4 import frame

from parley.core.statements import Unit, Update
from parley.sessions import messages, packing, record
from parley.sessions.answers import MessageFilter
from parley.sessions.models import Message
from parley.sessions.packing import Damaged, packed, unpacked
from tests.sessions.world import World

LONG = "Long talk, 长谈, langes Gespräch. " * 200


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 9))
def test_what_was_packed_is_read_back(content: str, parts: str, times: int) -> None:
    columns = packed(content * times, parts * times, above_chars=200)
    assert packing.opened(Message(**columns)) == (content * times, parts * times)


def test_short_messages_stay_readable_in_the_table() -> None:
    assert packed("hi", "[]", above_chars=200) == {"content": "hi", "parts": "[]", "packed": None}


def test_long_messages_take_less_room() -> None:
    columns = packed(LONG, "", above_chars=2_000)
    assert columns["content"] == ""
    assert isinstance(columns["packed"], bytes)
    assert len(columns["packed"]) < len(LONG.encode()) / 5


@pytest.mark.parametrize(
    "small",
    [
        b"",
        b"no frame at all",
        frame.compress(b'["cut", "off"]' * 100)[:-20],
        frame.compress(b'{"an": "object"}'),
        frame.compress(b'["only one"]'),
        frame.compress(b'["text", 5]'),
        frame.compress(b'["' + b"x" * 20_000_000 + b'", ""]'),
    ],
)
def test_damaged_and_bloated_frames_are_refused(small: bytes) -> None:
    with pytest.raises(Damaged):
        unpacked(small)


async def test_listed_messages_show_what_was_packed(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "hi")
    last = (await world.stored(session_id))[-1]
    await world.db.apply(Unit((Update(Message, {"id": last.id}, packed(LONG, "", above_chars=2_000)),)))
    header = (await record.load(world.db, "ann", session_id)).header
    page = await messages.page(world.db, header, MessageFilter())
    assert page.items[-1].content == LONG
