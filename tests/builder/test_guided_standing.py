"""Questions about the build itself, thanks and dislike: answered from the state, changing nothing."""

from typing import Any

import pytest

from parley.agents.schemas import Auth, Brief, Slot, ToolKind, ToolSpec
from parley.builder import reply
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Op, Stage

VALUES: dict[str, Any] = {
    "kind": "booking",
    "purpose": "Phone agent for Casa Azul, a hotel, that books a room.",
    "goals": [{"name": "Book a room"}],
    "tone": ["warm"],
    "languages": ["en"],
    "channel": "voice",
    "handover": [],
    "greeting": "Hello, Casa Azul.",
}
TOOL = ToolSpec(
    name="room_find",
    kind=ToolKind.WEBHOOK,
    title="Find free rooms",
    description="Says which rooms are free.",
    auth=Auth(kind="bearer", secret="secret:HOTEL_TOKEN"),
)


def state(stage: Stage = Stage.COMPLETED, *, without: tuple[str, ...] = (), **fields: Any) -> BuildState:
    """A build at a stage, its brief full but for some slots."""
    brief = Brief()
    for slot in VALUES.keys() - set(without):
        brief = brief.holding(slot, Slot[Any](value=VALUES[slot]))
    return BuildState(stage=stage, turn=5, brief=brief, **fields)


DONE = state(agent_id="agt_7", are_tools_settled=True, is_workflow_approved=True, tools=[TOOL])


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("Is anything missing?", "Find free rooms: URL"),
        ("what is left to fill in", "Find free rooms: URL"),
        ("Was fehlt noch?", "Find free rooms: URL"),
        ("Which API keys does it take?", "HOTEL_TOKEN (Find free rooms)"),
        ("do I need any credentials?", "HOTEL_TOKEN (Find free rooms)"),
        ("What's next?", "`parley export agt_7` or GET /api/v1/agents/agt_7/export/elevenlabs"),
        ("How do I deploy it?", "parley export agt_7"),
        ("¿Y ahora?", "parley export agt_7"),
        ("What will the agent do?", "Phone agent for Casa Azul, a hotel, that books a room, in English."),
    ],
)
def test_questions_about_the_build_are_answered_from_its_state(message: str, part: str) -> None:
    found = understand(message, DONE)
    assert [operation.op for operation in found.operations] == [Op.QUESTION]
    assert part in found.answer
    assert reply.reply(DONE, [], found) == found.answer


def test_what_the_brief_lacks_is_named_in_words() -> None:
    found = understand("what else do you need?", state(Stage.COLLECTING_BASICS, without=("tone", "greeting")))
    assert found.answer == "Still missing: the tone and the greeting."


@pytest.mark.parametrize(
    ("stage", "part"),
    [
        (Stage.COLLECTING_BASICS, "use your judgement"),
        (Stage.EXPLORING_TOOLS, "to the tools"),
        (Stage.CONFIGURING_TOOLS, "later"),
        (Stage.REVIEWING_WORKFLOW, "to build it"),
    ],
)
def test_what_to_do_now_depends_on_the_stage(stage: Stage, part: str) -> None:
    assert part in understand("ok, what should I do now?", state(stage)).answer


@pytest.mark.parametrize("message", ["Thank you so much!", "perfect, thanks", "Vielen Dank", "gracias"])
def test_thanks_for_a_finished_agent_are_acknowledged(message: str) -> None:
    found = understand(message, DONE)
    assert reply.reply(DONE, [], found) == "You're welcome. Tell me whenever something should change."


@pytest.mark.parametrize("message", ["I don't really like it.", "That's not what I wanted", "Gefällt mir nicht"])
def test_dislike_is_asked_what_should_be_different(message: str) -> None:
    assert understand(message, DONE).answer.startswith("Say what should be different")


@pytest.mark.parametrize(
    "message", ["What does it do when the line is busy?", "It should say what comes next in line."]
)
def test_other_words_are_no_such_question(message: str) -> None:
    assert "Casa Azul" not in understand(message, DONE).answer
    assert "export" not in understand(message, DONE).answer
