"""The words that a flow of ours is told in, by which an importer knows its parts again; names of steps and nodes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from parley.agents.schemas import EdgeKind, NodeKind
from parley.exports.naming import slug, unique
from parley.exports.shaped import shown

HINTS = {
    NodeKind.SAY: "Say this in your own voice, then call the function for what comes next.",
    NodeKind.ASK: "Ask, listen to the answer, then call the function that fits it.",
    NodeKind.COLLECT: "Ask only for what the caller has not said yet. When all is known, keep it with the function.",
    NodeKind.TOOL: "Call the tool; its outcome decides what comes next.",
    NodeKind.DECIDE: "Call the function that fits at once, without saying anything.",
    NodeKind.TRANSFER: "Say that you are connecting the caller, then hand over.",
    NodeKind.END: "Say goodbye in one sentence and ask nothing more.",
}
GREETED = "The caller has been greeted already. Call the function for what comes next with their first words."
WORDS = {
    EdgeKind.ALWAYS: "This step is done.",
    EdgeKind.OTHERWISE: "None of the other ways fits.",
    EdgeKind.OK: "It worked.",
    EdgeKind.FAILED: "It did not work.",
}
STATUS = {EdgeKind.OK: "ok", EdgeKind.FAILED: "error"}
ANOTHER = "another_request"
ANOTHER_TOLD = "The caller wants something else than what the present step is about."


def node_ids(document: Mapping[str, Any]) -> dict[str, str]:
    """Ids in the agent's workflow by the flow's own names; a name that is an id already stays."""
    found: dict[str, str] = {}
    for name in document["nodes"]:
        wanted = name if re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name) else slug(name, "node")
        wanted = wanted if wanted[0].isalpha() else f"node_{wanted}"
        found[name] = unique(wanted, found.values())
    return found


def words(text: str, limit: int = 2_000) -> str:
    """A text as the agent's parts hold it: without controls, cut where it is too long."""
    return "\n".join(shown(line, limit) for line in text.split("\n"))[:limit].strip()


def own_message(messages: Sequence[Mapping[str, Any]]) -> int | None:
    """Which of a node's messages is its own words: the first that is none of our hints."""
    hints = {*HINTS.values(), GREETED}
    return next((at for at, one in enumerate(messages) if one["content"] not in hints), None)
