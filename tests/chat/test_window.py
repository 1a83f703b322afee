"""What a model is shown of a chat: examples, then the laws for any branch."""

from hypothesis import given
from hypothesis import strategies as st

from parley.chat.remembered import Remembered, Round, Summed
from parley.chat.window import Limits, shown
from parley.llm import tokens
from parley.llm.schemas import Call, Calling, Result, Role, Said
from parley.sessions.schemas import MessageStatus

WIDE = Limits(messages=50, tokens=100_000)


def chain(*said: str, agent: str = "miki") -> list[Remembered]:
    """User and agent in turn."""
    return [
        Remembered(str(place), str(place - 1) if place else None, Role.ASSISTANT, text, agent)
        if place % 2
        else Remembered(str(place), str(place - 1) if place else None, Role.USER, text)
        for place, text in enumerate(said)
    ]


def user(text: str, after: list[Remembered]) -> Remembered:
    return Remembered(str(len(after)), after[-1].id if after else None, Role.USER, text)


def texts(items: tuple[Said | Calling | Result, ...]) -> list[str]:
    return [item.text for item in items]


def test_short_chat_is_shown_as_it_was_said() -> None:
    before = chain("hi", "hello", "who are you?", "miki")
    items = shown(before, user("ah", before), agent="miki", limits=WIDE)
    assert items == (
        Said(Role.USER, "hi"),
        Said(Role.ASSISTANT, "hello"),
        Said(Role.USER, "who are you?"),
        Said(Role.ASSISTANT, "miki"),
        Said(Role.USER, "ah"),
    )


def test_last_messages_are_shown_and_no_more() -> None:
    before = chain(*(f"m{number}" for number in range(40)))
    items = shown(before, user("new", before), agent="miki", limits=Limits(4, 100_000))
    assert texts(items) == ["[Earlier messages are left out here.]", "m37", "m38", "m39", "new"]


def test_older_messages_give_way_to_the_token_budget() -> None:
    before = chain("short", "x" * 3_500, "short again", "y" * 350)
    items = shown(before, user("new", before), agent="miki", limits=Limits(50, 400))
    assert texts(items) == ["short again", "y" * 350, "new"]


def test_newest_message_is_shown_whole_even_above_the_budget() -> None:
    before = chain("hi", "hello")
    items = shown(before, user("長" * 10_000, before), agent="miki", limits=Limits(50, 200))
    assert items == (Said(Role.USER, "長" * 10_000),)


def test_chinese_fills_the_budget_a_token_a_sign() -> None:
    before = chain(*("字" * 100 for _ in range(40)))
    items = shown(before, user("新", before), agent="miki", limits=Limits(500, 1_000))
    assert 5 <= len(items) <= 11


def test_calls_come_with_their_results() -> None:
    calls = (Call("a", "weather", {"city": "Kyoto"}), Call("b", "time", {}))
    rounds = (Round("Let me look.", calls, (Result("a", "rain"), Result("b", "noon"))),)
    before = [*chain("weather?"), Remembered("1", "0", Role.ASSISTANT, "It rains.", "miki", rounds=rounds)]
    assert shown(before, user("ah", before), agent="miki", limits=WIDE)[1:5] == (
        Calling("Let me look.", calls),
        Result("a", "rain"),
        Result("b", "noon"),
        Said(Role.ASSISTANT, "It rains."),
    )


def test_call_that_was_cut_off_has_a_result_that_says_so() -> None:
    rounds = (Round("", (Call("a", "weather", {}),)),)
    reply = Remembered("1", "0", Role.ASSISTANT, "", "miki", MessageStatus.INTERRUPTED, rounds)
    before = [*chain("weather?"), reply]
    _, calling, result, said, _ = shown(before, user("ah", before), agent="miki", limits=WIDE)
    assert isinstance(calling, Calling)
    assert isinstance(result, Result)
    assert "No result" in result.text
    assert said == Said(Role.ASSISTANT, "[This reply was cut off here.]")


def test_ids_of_calls_are_told_apart_across_replies() -> None:
    rounds = (Round("", (Call("call_1", "weather", {}),), (Result("call_1", "rain"),)),)
    before = [
        *chain("weather?"),
        Remembered("1", "0", Role.ASSISTANT, "rain", "miki", rounds=rounds),
        Remembered("2", "1", Role.USER, "and now?"),
        Remembered("3", "2", Role.ASSISTANT, "rain", "miki", rounds=rounds),
    ]
    items = shown(before, user("ah", before), agent="miki", limits=WIDE)
    assert [item.call_id for item in items if isinstance(item, Result)] == ["call_1", "call_1_2"]


def test_stopped_replies_are_marked_for_the_model() -> None:
    reply = Remembered("1", "0", Role.ASSISTANT, "Once upon", "miki", MessageStatus.CANCELLED)
    before = [*chain("a tale"), reply]
    assert texts(shown(before, user("go on", before), agent="miki", limits=WIDE))[1] == (
        "Once upon\n\n[The user stopped this reply here.]"
    )


def test_another_agents_reply_is_quoted_as_its_own_words() -> None:
    before = chain("what do you play?", "Chess.", agent="alex")
    items = shown(before, user("who are you?", before), agent="miki", limits=WIDE)
    assert items == (
        Said(
            Role.USER,
            "what do you play?\n\n[alex, another assistant, answered:]\nChess.\n\n[The user goes on:]\nwho are you?",
        ),
    )


def test_greeting_that_opened_the_chat_stays() -> None:
    greeting = Remembered("g", None, Role.ASSISTANT, "Welcome!", "miki")
    items = shown([greeting], Remembered("u", "g", Role.USER, "hi"), agent="miki", limits=WIDE)
    assert texts(items) == ["[The conversation begins.]", "Welcome!", "hi"]


def test_messages_that_got_no_reply_are_joined() -> None:
    lost = Remembered("0", None, Role.USER, "anyone?", status=MessageStatus.UNANSWERED)
    assert shown([lost], Remembered("1", "0", Role.USER, "hi"), agent="miki", limits=WIDE) == (
        Said(Role.USER, "anyone?\n\nhi"),
    )


def test_summary_is_a_message_of_its_own_at_the_head() -> None:
    before = chain("a", "b", "c", "d")
    items = shown(before, user("e", before), agent="miki", limits=WIDE, summary=Summed("1", "They spoke of a and b."))
    assert "They spoke of a and b." in texts(items)[0]
    assert texts(items)[1:] == ["[Noted.]", "c", "d", "e"]


def test_summary_is_followed_by_a_reply_as_it_is() -> None:
    before = chain("a", "b", "c", "d")
    items = shown(before, user("e", before), agent="miki", limits=WIDE, summary=Summed("2", "a, b, c"))
    assert texts(items)[1:] == ["d", "e"]


def test_summary_too_long_for_the_budget_is_left_out() -> None:
    before = chain("a", "b", "c", "d")
    items = shown(before, user("e", before), agent="miki", limits=Limits(50, 200), summary=Summed("1", "長" * 500))
    assert texts(items) == ["c", "d", "e"]


SIGNS = st.text(st.sampled_from("ab 字かナ한😀\n[]"), max_size=60)
ROUNDS = st.lists(
    st.builds(
        Round,
        SIGNS,
        st.lists(st.builds(Call, st.sampled_from(["1", "2", "3"]), st.just("tool"), st.just({"x": 1})), max_size=3).map(
            lambda calls: tuple({call.id: call for call in calls}.values())
        ),
        st.lists(st.builds(Result, st.sampled_from(["1", "2", "3"]), SIGNS), max_size=3).map(tuple),
    ),
    max_size=2,
).map(tuple)


@st.composite
def branches(draw: st.DrawFn) -> list[Remembered]:
    """Any messages in any order, as a tree with broken turns may hold them."""
    found: list[Remembered] = []
    first = draw(st.none() | st.just("before"))
    for place in range(draw(st.integers(0, 12))):
        role = draw(st.sampled_from(Role))
        found.append(
            Remembered(
                id=str(place),
                parent_id=found[-1].id if found else first,
                role=role,
                text=draw(SIGNS),
                agent=draw(st.sampled_from(["miki", "alex"])) if role is Role.ASSISTANT else "",
                status=draw(st.sampled_from(MessageStatus)),
                rounds=draw(ROUNDS) if role is Role.ASSISTANT else (),
            )
        )
    return found


SUMMARIES = st.none() | st.builds(Summed, st.sampled_from(["0", "3", "7", "elsewhere"]), SIGNS)
LIMITS = st.builds(Limits, st.integers(1, 15), st.integers(200, 900))


@given(branches(), SIGNS, SUMMARIES, LIMITS)
def test_any_branch_gives_messages_that_every_model_takes(
    branch: list[Remembered], text: str, summary: Summed | None, limits: Limits
) -> None:
    newest = Remembered("new", branch[-1].id if branch else None, Role.USER, text)
    items = shown(branch, newest, agent="miki", limits=limits, summary=summary)
    assert isinstance(items[0], Said)
    assert items[0].role is Role.USER
    assert isinstance(items[-1], Said)
    assert items[-1].role is Role.USER
    assert items[-1].text.endswith(text or items[-1].text)
    spoke = [Role.USER if isinstance(item, Said) and item.role is Role.USER else Role.ASSISTANT for item in items]
    turns = [role for role, item in zip(spoke, items, strict=True) if isinstance(item, Said)]
    assert all(one is not other for one, other in zip(turns, turns[1:], strict=False))
    assert all(item.text for item in items if isinstance(item, Said))


@given(branches(), SIGNS, SUMMARIES, LIMITS)
def test_no_call_is_ever_apart_from_its_result(
    branch: list[Remembered], text: str, summary: Summed | None, limits: Limits
) -> None:
    items = shown(branch, Remembered("new", None, Role.USER, text), agent="miki", limits=limits, summary=summary)
    waiting: list[str] = []
    ids: set[str] = set()
    for item in items:
        if isinstance(item, Result):
            assert item.call_id == waiting.pop(0)
            continue
        assert waiting == []
        if isinstance(item, Calling):
            waiting = [call.id for call in item.calls]
            assert ids.isdisjoint(waiting)
            ids.update(waiting)
    assert waiting == []


@given(branches(), SIGNS, SUMMARIES, LIMITS)
def test_limits_hold_unless_the_newest_message_alone_is_above_them(
    branch: list[Remembered], text: str, summary: Summed | None, limits: Limits
) -> None:
    newest = Remembered("new", None, Role.USER, text)
    items = shown(branch, newest, agent="miki", limits=limits, summary=summary)
    cost = 0
    for item in items:
        cost += tokens.count(item.text)
        if isinstance(item, Calling):
            cost += sum(tokens.count(call.name) + tokens.count('{"x":1}') for call in item.calls)
    assert cost <= limits.tokens
