"""The flow that an agent came from: the names of its nodes and ways, and the messages that are not the agent's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from parley.core.merge import merged
from parley.exports.platforms.pipecat import wording

_FORM = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


class Origin:
    """What a rendition takes over from the project that was imported, so that only what changed differs from it."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._flow: Mapping[str, Any] = documents["flow"]
        self._evals = documents.get("evals")
        self._tools = documents.get("tools")

    @cached_property
    def names(self) -> dict[str, str]:
        """The flow's own names of nodes by the agent's ids of steps."""
        return {id_: name for name, id_ in wording.node_ids(self._flow).items()}

    @cached_property
    def code(self) -> frozenset[str]:
        """The functions that are handlers of anybody's."""
        return frozenset(one["name"] for one in self._functions() if not one.get("transition_only"))

    @cached_property
    def scenario_names(self) -> frozenset[str]:
        """The names of the scenarios."""
        listed = self._evals.get("scenarios", [self._evals]) if isinstance(self._evals, dict) else []
        return frozenset(str(one.get("name")) for one in listed if isinstance(one, dict))

    def arguments(self, function: str) -> dict[str, str]:
        """The handler's arguments by the names of the values that they fill."""
        entry = self._tools.get(function) if isinstance(self._tools, dict) else None
        listed = entry.get("parameters") if isinstance(entry, dict) else None
        named = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return {
            one["name"]: one["argument"]
            for one in named
            if isinstance(one.get("name"), str) and isinstance(one.get("argument"), str)
        }

    def respelled(self, tree: Any) -> Any:
        """A tree of ours with each line spelled as theirs is, where only blanks and the form of variables differ."""
        match tree:
            case str():
                return "\n".join(self._spellings.get(line, line) for line in tree.split("\n"))
            case list():
                return [self.respelled(item) for item in tree]
            case dict():
                return {key: self.respelled(item) for key, item in tree.items()}
        return tree

    @cached_property
    def _spellings(self) -> dict[str, str]:
        lines = [line for text in _texts([self._flow, self._evals]) for line in text.split("\n")]
        plain = {line: _FORM.sub(r"{{\1}}", wording.words(line)) for line in reversed(lines)}
        return {ours: theirs for theirs, ours in plain.items() if ours and ours not in lines}

    def messages(self, id_: str, text: str) -> list[Any] | None:
        """A step's messages with its own words as they are now; None for a step that was not there."""
        node = self._node(id_)
        if node is None:
            return None
        messages = [dict(one) for one in node["task_messages"]]
        at = wording.own_message(messages)
        if at is None:
            return messages
        theirs = messages[at]["content"]
        messages[at]["content"] = merged(wording.words(theirs), theirs, text)
        return messages

    def way(self, id_: str, target: str, told: str) -> str | None:
        """The name of the function that is the way under the same words, or else to the same node."""
        ways = [one for one in (self._node(id_) or {}).get("functions", []) if one.get("transition_only")]
        same_words = (one["name"] for one in ways if one["description"] == told)
        same_target = (one["name"] for one in ways if one["transition_to"] == target)
        return next(same_words, None) or next(same_target, None)

    def field(self, id_: str, function: str) -> str | None:
        """The result's field that decides what follows a tool at a step."""
        for one in (self._node(id_) or {}).get("functions", []):
            if one["name"] == function and isinstance(one.get("transition_to"), dict):
                return str(one["transition_to"]["field"])
        return None

    def _node(self, id_: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self._flow["nodes"].get(self.names.get(id_))
        return found

    def _functions(self) -> Sequence[Mapping[str, Any]]:
        lists = [node.get("functions", []) for node in self._flow["nodes"].values()]
        return [one for found in (*lists, self._flow.get("global_functions", [])) for one in found]


def _texts(tree: Any) -> Iterator[str]:
    match tree:
        case str():
            yield tree
        case list():
            for item in tree:
                yield from _texts(item)
        case dict():
            for item in tree.values():
                yield from _texts(item)
