"""Summaries: what leaves the window is summed up beside the turns, and nothing of it is ever in a turn's way."""

import asyncio

import orjson
from hypothesis import given
from hypothesis import strategies as st

from parley.chat.recent import Kept, Tip
from parley.chat.remembered import Remembered, Summed
from parley.chat.summaries import due
from parley.chat.window import Limits
from parley.core.config import Settings
from parley.core.statements import Delete, Unit
from parley.llm.schemas import Role
from parley.sessions import listing
from parley.sessions.models import Session
from tests.chat.remembering import Summariser, begin, elsewhere, remembering


def small(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update={"memory_window_size": 6, **values})


def numbered(count: int) -> list[str]:
    return [f"m{number}" for number in range(count)]


async def test_what_leaves_the_window_is_summed_up_for_the_next_turn(settings: Settings) -> None:
    model = Summariser()
    async with remembering(small(settings), model) as chat:
        await chat.turns(numbered(3))
        shown = await chat.turn("new")
    assert "A summary. 1" in shown[0].text
    assert [item.text for item in shown[1:]] == ["[Noted.]", "m2", "M2", "new"]
    (asked,) = model.asked
    data = orjson.loads(asked.messages[0].text)
    assert data["earlier_summary"] is None
    assert [item["said"] for item in data["messages"]] == ["m0", "M0", "m1", "M1"]
    assert {item["who"] for item in data["messages"]} == {"user", "miki"}
    assert "m0" not in asked.system


async def test_next_summary_takes_the_earlier_one_in(settings: Settings) -> None:
    model = Summariser()
    async with remembering(small(settings), model) as chat:
        await chat.turns(numbered(5))
        shown = await chat.turn("new")
    assert "A summary. 2" in shown[0].text
    second = orjson.loads(model.asked[1].messages[0].text)
    assert second["earlier_summary"] == "A summary. 1"
    assert second["messages"][0]["said"] == "m2"


async def test_another_process_shows_the_summary(settings: Settings) -> None:
    async with remembering(small(settings), Summariser()) as chat:
        await chat.turns(numbered(3))
        await chat.memory.forget(chat.header.id)
        async with elsewhere(small(settings), chat) as other:
            shown = await other.turn("new")
    assert "A summary. 1" in shown[0].text
    assert shown[-2].text == "M2"


async def test_summary_of_another_branch_is_not_shown(settings: Settings) -> None:
    async with remembering(small(settings), Summariser()) as chat:
        await chat.turn("root")
        fork = chat.header.head
        await chat.turns(numbered(3))
        assert await chat.summaries()
        shown = await chat.turn("other", parent=fork)
    assert [item.text for item in shown] == ["root", "ROOT", "other"]


async def test_turns_do_not_wait_for_the_summary(settings: Settings) -> None:
    model = Summariser()
    model.gate.clear()
    async with remembering(small(settings), model) as chat:
        for text in numbered(6):
            shown = await chat.turn(text)
        assert len(model.asked) == 1
        assert shown[-1].text == "m5"
        assert len(shown) <= 7
        model.gate.set()
        await chat.memory.summaries.settled()
        assert "A summary. 1" in (await chat.turn("new"))[0].text


async def test_without_a_summary_older_messages_are_left_out(settings: Settings) -> None:
    async with remembering(small(settings), Summariser(is_down=True)) as chat:
        await chat.turns(numbered(6))
        shown = await chat.turn("new")
        assert await chat.summaries() == []
    assert [item.text for item in shown] == [
        "[Earlier messages are left out here.]",
        "M3",
        "m4",
        "M4",
        "m5",
        "M5",
        "new",
    ]


async def test_empty_summary_is_not_stored(embedded: Settings) -> None:
    model = Summariser(answer="")
    async with remembering(small(embedded), model) as chat:
        await chat.turns(numbered(4))
        stored = await chat.summaries()
    assert model.asked
    assert stored == []


async def test_without_any_model_chats_go_on(embedded: Settings) -> None:
    async with remembering(small(embedded)) as chat:
        await chat.turns(numbered(6))
        assert (await chat.turn("new"))[-1].text == "new"


async def test_summaries_that_are_switched_off_ask_nobody(embedded: Settings) -> None:
    model = Summariser()
    async with remembering(small(embedded, memory_summary=False), model) as chat:
        await chat.turns(numbered(6))
    assert model.asked == []


async def test_long_messages_are_summed_up_before_the_token_budget_is_full(embedded: Settings) -> None:
    model = Summariser()
    async with remembering(small(embedded, memory_window_size=100, memory_token_budget=400), model) as chat:
        await chat.turns(["字" * 60] * 3)
        assert len(model.asked) == 1


async def test_summary_is_booked_on_the_session(settings: Settings) -> None:
    async with remembering(small(settings), Summariser()) as chat:
        await chat.turns(numbered(3))
        header = await chat.stored()
    assert (header.model_calls, header.input_tokens, header.output_tokens) == (1, 100, 10)


async def test_failed_summary_is_booked_too(settings: Settings) -> None:
    async with remembering(small(settings), Summariser(is_down=True)) as chat:
        await chat.turns(numbered(3))
        header = await chat.stored()
    assert (header.model_calls, header.input_tokens) == (1, 5)


async def test_summary_made_during_a_turn_is_booked_after_it(settings: Settings) -> None:
    model = Summariser()
    model.gate.clear()
    async with remembering(small(settings), model) as chat:
        for text in numbered(3):
            await chat.turn(text)
        await chat.answering("a run")
        model.gate.set()
        await chat.memory.summaries.settled()
        assert await chat.summaries() == ["A summary. 1"]
        assert (await chat.stored()).input_tokens == 0
        await chat.answering(None)
        await chat.turns(["after"])
        assert (await chat.stored()).input_tokens == 100


async def test_session_erased_meanwhile_is_let_go(settings: Settings) -> None:
    model = Summariser()
    model.gate.clear()
    async with remembering(small(settings), model) as chat:
        for text in numbered(3):
            await chat.turn(text)
        await listing.purge(chat.db, "ann", chat.header.id)
        model.gate.set()
        await chat.memory.summaries.settled()
        assert await chat.summaries() == []


async def test_summaries_go_with_their_session(settings: Settings) -> None:
    async with remembering(small(settings), Summariser()) as chat:
        await chat.turns(numbered(3))
        await chat.db.apply(Unit((Delete(Session, {"id": chat.header.id}),)))
        assert await chat.summaries() == []


async def test_no_more_than_the_configured_summaries_are_written_at_once(embedded: Settings) -> None:
    model = Summariser()
    model.gate.clear()
    async with remembering(small(embedded, memory_summaries=2), model) as chat:
        for each in (chat, *[await begin(chat.db, chat.memory) for _ in range(4)]):
            for text in numbered(3):
                await each.turn(text)
        async with asyncio.timeout(5):
            await model.has_two.wait()
        model.gate.set()
        await chat.memory.summaries.settled()
        assert len(model.asked) == 2


async def test_closing_stops_a_summary_under_way(embedded: Settings) -> None:
    model = Summariser()
    model.gate.clear()
    async with asyncio.timeout(10):
        async with remembering(small(embedded), model) as chat:
            for text in numbered(3):
                await chat.turn(text)


def branch(sizes: list[int]) -> tuple[Remembered, ...]:
    return tuple(
        Remembered(
            str(n),
            str(n - 1) if n else None,
            Role.ASSISTANT if n % 2 else Role.USER,
            "",
            agent="miki",
            tokens=max(1, size),
        )
        for n, size in enumerate(sizes)
    )


_SIZE = st.integers(1, 300)
SIZES = st.lists(st.tuples(_SIZE, _SIZE), max_size=15).map(lambda pairs: [size for pair in pairs for size in pair])


@given(SIZES, st.integers(1, 12), st.none() | st.integers(0, 29))
def test_summary_ends_with_a_reply_and_leaves_the_last_exchange(sizes: list[int], most: int, upto: int | None) -> None:
    messages = branch(sizes)
    earlier = Summed(str(upto), "earlier") if upto is not None and upto < len(sizes) else None
    job = due(Tip("ann", "s", "x"), Kept(messages, earlier), Limits(most, 1_000), None)
    if job is None:
        return
    first = int(job.fold[0].id)
    assert first == (0 if earlier is None else int(earlier.message_id) + 1)
    assert [int(message.id) for message in job.fold] == list(range(first, first + len(job.fold)))
    assert job.fold[-1].role is Role.ASSISTANT
    assert first + len(job.fold) <= len(sizes) - 2


@given(st.integers(2, 12))
def test_nothing_is_due_while_the_next_window_holds_all(most: int) -> None:
    messages = branch([1] * ((most - 1) // 2 * 2))
    assert due(Tip("ann", "s", "x"), Kept(messages), Limits(most, 100_000), None) is None
