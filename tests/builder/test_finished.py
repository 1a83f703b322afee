"""What is said of a finished agent, ready only where something was done, agreed to or thanked for; and of what goes."""

import re

import pytest

from parley.builder import ask, reply, report
from parley.builder.guided import understand
from parley.builder.phrases import SPOKEN, phrases
from parley.builder.schemas import BuildState, Change, ChangeOp, Stage, Understanding
from tests.builder.test_ask import state

_EXAMPLE = re.compile("[“„«](?P<words>[^”“»]+)[”“»]")


def finished(language: str = "en") -> BuildState:
    """An agent that was built some turns ago."""
    return state(Stage.COMPLETED, language=language).model_copy(update={"turn": 6, "agent_version": 1})


def told(message: str, language: str = "en") -> str:
    """The reply to a message that changed nothing."""
    build = finished(language)
    return reply.reply(build, [], understand(message, build), is_shown=True)


@pytest.mark.parametrize("language", SPOKEN)
def test_what_was_not_understood_is_not_called_ready_and_what_can_be_said_is_named(language: str) -> None:
    said = phrases(language)
    answer = told("qwer asdf zxcv", language)
    assert said.tell("The agent is ready, version {version}.", version=1) not in answer
    assert answer.startswith(said.tell("I did not get that."))
    examples = _EXAMPLE.findall(answer)
    assert len(examples) == 3
    for example in examples:
        assert told(example, language) != answer, example


@pytest.mark.parametrize("message", ["hello", "the purple thing", "hmm", "banana?"])
def test_no_change_is_never_answered_with_ready(message: str) -> None:
    assert "ready" not in told(message)


@pytest.mark.parametrize("message", ["yes", "perfect", "that's great"])
def test_a_yes_to_a_finished_agent_is_told_that_it_is_ready(message: str) -> None:
    assert "The agent is ready, version 1." in told(message)


@pytest.mark.parametrize("message", ["thanks!", "谢谢", "vielen Dank", "gracias"])
def test_thanks_for_a_finished_agent_are_answered(message: str) -> None:
    assert told(message).startswith("You're welcome.")


def test_an_edit_that_changes_nothing_says_so_and_one_that_does_says_ready() -> None:
    build, change = finished(), Change(op=ChangeOp.SET, path="/brief/name", after="Mia")
    assert reply.reply(build, [], Understanding(), is_shown=True) == "It is like that already, so nothing changed."
    assert "The agent is ready" in reply.reply(build, [change], Understanding(), is_shown=True)
    assert "The agent is ready" in reply.reply(build, [], understand("yes", build))


def test_what_goes_is_told_in_proper_words_and_with_one_stop() -> None:
    gone = [
        Change(op=ChangeOp.REMOVE, path="/brief/scope_dont", before=["quote prices."]),
        Change(op=ChangeOp.REMOVE, path="/brief/purpose", before="Take calls for repair."),
    ]
    told_ = report.changes(gone, phrases("en"))
    assert told_ == "No longer ruled out: quote prices.\nPurpose removed: Take calls for repair."


def test_the_kinds_are_listed_where_the_kind_is_asked_for_again() -> None:
    build = state(Stage.COLLECTING_BASICS, without=("kind",), asked=["/brief/kind"])
    question = ask.next_question(build)
    assert question is not None
    assert question.text.startswith("Pick the kind of job that fits best: customer support, ")
