"""What is believed of a judge, and what code judges by itself."""

from typing import Any

import pytest

from parley.agents.schemas import ArgumentCheck, CheckKind, ExpectedCall
from parley.chat.agents import filled
from parley.evals.scenarios import checks, judge
from parley.evals.scenarios.talk import Entry, Kind
from parley.llm.errors import ModelNonsense
from parley.llm.pool import ModelPool
from parley.tools.arguments import flat, value_at
from tests.exports.sample_tools import change_address
from tests.scripted.fixtures import connect, pool, server
from tests.scripted.replies import Protocol, says
from tests.scripted.server import ScriptedServer

__all__ = ["connect", "pool", "server"]
LINES = ["caller: Are you open?", "agent: Yes, “until six”  today."]


@pytest.fixture
def protocol() -> Protocol:
    return Protocol.OPENAI


def verdict(number: int, quote: str, *, holds: bool = True) -> dict[str, Any]:
    return {"condition": number, "holds": holds, "quote": quote, "reason": "so it says"}


async def test_a_quote_is_found_whatever_its_marks_and_blanks(server: ScriptedServer, pool: ModelPool) -> None:
    server.say(says({"verdicts": [verdict(1, 'yes, "until six" today')]}))
    [found] = await judge.judged(LINES, ["Says until when"], pool)
    assert (found.condition, found.holds) == ("Says until when", True)


@pytest.mark.parametrize("quote", ["until seven", "", "   "])
async def test_a_verdict_on_words_nobody_said_is_asked_for_again(
    quote: str, server: ScriptedServer, pool: ModelPool
) -> None:
    server.say(says({"verdicts": [verdict(1, quote)]}), says({"verdicts": [verdict(1, "until six", holds=False)]}))
    [found] = await judge.judged(LINES, ["Says until when"], pool)
    assert not found.holds
    assert "not in the transcript" in server.asked[1].said


async def test_a_judge_that_makes_up_quotes_twice_is_not_believed(server: ScriptedServer, pool: ModelPool) -> None:
    server.respond = lambda asked: says({"verdicts": [verdict(1, "until seven")]})
    with pytest.raises(ModelNonsense):
        await judge.judged(LINES, ["Says until when"], pool)


@pytest.mark.parametrize("numbers", [[], [1], [1, 1], [1, 2, 3]])
async def test_every_condition_has_one_verdict(numbers: list[int], server: ScriptedServer, pool: ModelPool) -> None:
    server.respond = lambda asked: says({"verdicts": [verdict(number, "until six") for number in numbers]})
    with pytest.raises(ModelNonsense):
        await judge.judged(LINES, ["One", "Two"], pool)


def call(**given: Any) -> Entry:
    return Entry(Kind.CALL, "", "book", "call_1", given)


def expected(kind: CheckKind, value: str) -> ExpectedCall:
    return ExpectedCall(tool="book", arguments=[ArgumentCheck(parameter="guest.count", kind=kind, value=value)])


@pytest.mark.parametrize(
    ("kind", "value", "given", "holds"),
    [
        (CheckKind.EXACT, "4", {"guest": {"count": 4}}, True),
        (CheckKind.EXACT, "4", {"guest": {"count": "four"}}, False),
        (CheckKind.EXACT, "4", {}, False),
        (CheckKind.PATTERN, "^[0-9]+$", {"guest": {"count": "12"}}, True),
        (CheckKind.PATTERN, "^[0-9]+$", {"guest": {"count": "twelve"}}, False),
        (CheckKind.PATTERN, "(", {"guest": {"count": "12"}}, False),
        (CheckKind.PATTERN, "(a|aa)+$", {"guest": {"count": "a" * 200 + "!"}}, False),
        (CheckKind.ANY, "", {}, True),
    ],
)
def test_arguments_are_judged_by_code(kind: CheckKind, value: str, given: dict[str, Any], holds: bool) -> None:
    found = checks.called(expected(kind, value), [call(**given)])
    assert all(one.holds for one in found) is holds


def test_of_several_calls_the_best_counts() -> None:
    tries = [call(guest={"count": "3"}), call(guest={"count": "4"})]
    assert all(one.holds for one in checks.called(expected(CheckKind.EXACT, "4"), tries))


def test_a_call_that_must_not_be_made_fails_where_it_is() -> None:
    absent = ExpectedCall(tool="book", is_absent=True)
    assert not checks.called(absent, [call()])[0].holds
    assert checks.called(absent, [Entry(Kind.CALL, "", "look", "call_1")])[0].holds


def test_nested_arguments_are_sent_under_their_full_names() -> None:
    tool = change_address()
    names = {parameter.name for parameter in tool.parameters}
    nested = {name: name for name in names if "." not in name}
    assert flat(tool, {**nested, "made_up": 1})["made_up"] == 1
    assert value_at({"a": [{"b": "c"}]}, "a[].b") == "c"
    assert value_at({"a": "c"}, "a.b") is None


def test_variables_without_a_value_stay() -> None:
    assert filled("{{ name }} at {{time}}", {"name": "{{time}}"}) == "{{time}} at {{time}}"
