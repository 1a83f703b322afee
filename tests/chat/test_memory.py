"""What a turn remembers of those before it, in both storage modes."""

import asyncio

import pytest

from parley.chat.memory import Recall
from parley.chat.remembered import Remembered, Round
from parley.core.config import Settings
from parley.llm.schemas import Call, Calling, Result, Role, Said
from tests.chat.remembering import Someone, begin, elsewhere, remembering
from tests.conftest import make_settings

QUIET = {"memory_summary": False}


def changed(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


def texts(items: tuple[Said | Calling | Result, ...]) -> list[str]:
    return [item.text for item in items]


async def test_turns_are_remembered_in_order(settings: Settings) -> None:
    async with remembering(settings) as chat:
        assert texts(await chat.turn("one")) == ["one"]
        assert texts(await chat.turn("two")) == ["one", "ONE", "two"]
        assert texts(await chat.turn("three")) == ["one", "ONE", "two", "TWO", "three"]


async def test_another_process_remembers_the_same(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("one")
        async with elsewhere(settings, chat) as other:
            assert texts(await other.turn("two")) == ["one", "ONE", "two"]
            chat.header = other.header
        assert texts(await chat.turn("three")) == ["one", "ONE", "two", "TWO", "three"]


async def test_window_is_rebuilt_from_the_record_to_the_letter(settings: Settings) -> None:
    rounds = (Round("Let me look.", (Call("a", "weather", {"city": "京都"}),), (Result("a", "rain " * 100),)),)
    async with remembering(settings) as chat:
        await chat.turn("long " * 100, rounds=rounds)
        await chat.memory.forget(chat.header.id)
        rebuilt = await chat.turn("two")
        assert texts(rebuilt) == ["long " * 100, "Let me look.", "rain " * 100, "LONG " * 100, "two"]
        assert isinstance(rebuilt[1], Calling)
        assert rebuilt[1].calls[0].arguments == {"city": "京都"}


async def test_window_holds_the_configured_messages_and_the_agent_may_want_fewer(settings: Settings) -> None:
    async with remembering(changed(settings, memory_window_size=5, **QUIET)) as chat:
        for word in ("a", "b", "c", "d"):
            await chat.turn(word)
        assert texts(await chat.turn("e")) == ["c", "C", "d", "D", "e"]
        assert texts(await chat.turn("f", Someone(window=3))) == ["e", "E", "f"]
        assert len(await chat.turn("g", Someone(window=400))) == 5


async def test_rebuilt_window_and_kept_window_are_the_same(settings: Settings) -> None:
    async with remembering(changed(settings, memory_window_size=5, **QUIET)) as chat:
        for number in range(20):
            await chat.turn(f"m{number}")
        kept = await chat.turn("new")
        before = (await chat.stored_messages())[-3].id
        await chat.memory.forget(chat.header.id)
        assert await chat.turn("new", parent=before) == kept


async def test_another_branch_has_a_memory_of_its_own(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("one")
        fork = chat.header.head
        await chat.turn("two")
        assert texts(await chat.turn("other", parent=fork)) == ["one", "ONE", "other"]
        assert texts(await chat.turn("on")) == ["one", "ONE", "other", "OTHER", "on"]


async def test_chats_of_others_stay_apart(settings: Settings) -> None:
    async with remembering(settings) as chat:
        other = await begin(chat.db, chat.memory, "eve")
        await chat.turn("secret")
        assert texts(await other.turn("hi", parent=chat.header.head)) == ["hi"]


async def test_another_agent_is_told_who_said_what(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("hi", Someone("alex"))
        (only,) = await chat.turn("and you?", Someone("miki"))
        assert "[alex, another assistant, answered:]\nHI" in only.text


async def test_failed_turn_leaves_no_trace_in_memory(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("one")
        await chat.memory.window(chat.header, Someone(), Remembered("lost", chat.header.head, Role.USER, "lost"))
        assert texts(await chat.turn("two")) == ["one", "ONE", "two"]


async def test_brief_memory_goes_on_while_it_is_at_hand(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("one", recall=Recall.BRIEF)
        assert texts(await chat.turn("two", recall=Recall.BRIEF)) == ["one", "ONE", "two"]


async def test_brief_memory_holds_the_configured_turns(settings: Settings) -> None:
    async with remembering(changed(settings, chat_memory_turns=2)) as chat:
        for word in ("a", "b", "c", "d", "e", "f", "g"):
            shown = await chat.turn(word, recall=Recall.BRIEF)
        assert texts(shown) == ["e", "E", "f", "F", "g"]


async def test_expired_conversation_begins_anew_though_it_is_on_record(settings: Settings) -> None:
    async with remembering(settings) as chat:
        await chat.turn("one", recall=Recall.BRIEF)
        await chat.memory.forget(chat.header.id)
        assert texts(await chat.turn("two", recall=Recall.BRIEF)) == ["two"]
        assert texts(await chat.turn("three", recall=Recall.BRIEF)) == ["two", "TWO", "three"]


async def test_conversations_above_the_limit_are_forgotten_longest_unused_first(embedded: Settings) -> None:
    async with remembering(changed(embedded, chat_memory_size=2)) as chat:
        others = [await begin(chat.db, chat.memory) for _ in range(2)]
        for each in (chat, *others):
            await each.turn("one", recall=Recall.BRIEF)
        assert texts(await chat.turn("two", recall=Recall.BRIEF)) == ["two"]
        assert texts(await others[1].turn("two", recall=Recall.BRIEF)) == ["one", "ONE", "two"]


async def test_memory_that_is_switched_off_remembers_nothing(settings: Settings) -> None:
    async with remembering(changed(settings, chat_memory=False)) as chat:
        await chat.turn("one", recall=Recall.BRIEF)
        assert texts(await chat.turn("two", recall=Recall.BRIEF)) == ["two"]
        assert texts(await chat.turn("three", recall=Recall.NOTHING)) == ["three"]
        assert texts(await chat.turn("four"))[:2] == ["one", "ONE"]


async def test_memory_goes_on_from_the_record_without_redis(sqlite_url: str) -> None:
    settings = make_settings(database_url=sqlite_url, redis_url="redis://127.0.0.1:1", redis_timeout_seconds=1)
    async with remembering(settings) as chat:
        await chat.turn("one")
        assert texts(await chat.turn("two")) == ["one", "ONE", "two"]


async def test_brief_memory_goes_on_in_its_process_without_redis(sqlite_url: str) -> None:
    settings = make_settings(database_url=sqlite_url, redis_url="redis://127.0.0.1:1", redis_timeout_seconds=1)
    async with remembering(settings) as chat:
        await chat.turn("one", recall=Recall.BRIEF)
        assert texts(await chat.turn("two", recall=Recall.BRIEF)) == ["one", "ONE", "two"]


@pytest.mark.parametrize("most", [1, 2, 3])
async def test_smallest_windows_show_the_newest_message(embedded: Settings, most: int) -> None:
    async with remembering(changed(embedded, memory_window_size=most)) as chat:
        for word in ("a", "b", "c"):
            shown = await chat.turn(word)
            await asyncio.wait_for(chat.memory.summaries.settled(), 5)
        assert shown[-1].text == "c"
