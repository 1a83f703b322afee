"""What the guided engine takes from one message, in a form that tests can be read in."""

from typing import Any

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def told(message: str, asked: str = "", language: str = "en") -> dict[str, Any]:
    """What a message gives by slot, where `asked` was the question; lists of goals, rules and facts as plain pairs."""
    state = BuildState(language=language)
    if asked:
        question = Question(path=f"/brief/{asked}", text="?")
        state = BuildState(language=language, stage=Stage.COLLECTING_BASICS, turn=2, question=question)
    operations = understand(message, state).operations
    return {each.path.removeprefix("/brief/"): _plain(each.value) for each in operations if each.path}


def _plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    items = [
        tuple(part for key, part in item.items() if key not in {"description", "topic"})
        if isinstance(item, dict)
        else item
        for item in value
    ]
    return [item[0] if isinstance(item, tuple) and len(item) == 1 else item for item in items]


def opening(text: str) -> dict[str, Any]:
    """What a first message gives, by slot."""
    operations = understand(text, BuildState(turn=1)).operations
    return {operation.path.removeprefix("/brief/"): operation.value for operation in operations}


def goals(text: str) -> dict[str, list[str]]:
    """The goals of a first message with their data."""
    return {goal["name"]: goal["collect"] for goal in opening(text).get("goals") or []}
