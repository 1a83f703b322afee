"""Build sessions: say what an agent should do, answer what is asked, change anything at any time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any

from pydantic import JsonValue

from parley.client.attempts import Stream
from parley.client.call import Call, asked, change, get, given, json_of, nothing, path, post, text_of, value_of
from parley.client.methods import Group, S, call, stream
from parley.client.values.builds import Brief, BuildStatus, EditedTurn, Prompt, Tool, Tools, Trial, Turn

_SESSIONS = "/api/v1/sessions"
_TURN = json_of(Turn)
_of_turn = partial(value_of, Turn)
"""A turn out of the data of an event."""


def _at(session_id: str, *parts: str) -> str:
    return path(_SESSIONS, session_id, *parts)


class Builds(Group[S]):
    """`client.builds`: what is said in a build session, and its parts to read and to edit.

    `key` in calls that take one makes them happen once, however often they are sent: without one of your own it is
    made for you, and holds over lost connections.
    """

    @call
    def create(
        self,
        message: str | None = None,
        *,
        language: str | None = None,
        agent: str | None = None,
        budget: Mapping[str, int] | None = None,
        key: str = "",
    ) -> Call[Turn]:
        """Start building an agent, or go on with one of yours.

        >>> turn = client.builds.create("A phone receptionist for our dental clinic")
        >>> print(turn.reply, [option.label for option in turn.options])
        """
        return post(f"{_SESSIONS}/create", _TURN, _opening(message, language, agent, budget), key=key, is_slow=True)

    @stream
    def create_stream(
        self,
        message: str | None = None,
        *,
        language: str | None = None,
        agent: str | None = None,
        budget: Mapping[str, int] | None = None,
        key: str = "",
    ) -> Stream[Turn]:
        """The same as events."""
        body = _opening(message, language, agent, budget)
        return _heard(post(f"{_SESSIONS}/create", nothing, body, key=key))

    @call
    def message(self, session_id: str, message: str, *, key: str = "") -> Call[Turn]:
        """Say something: answer the open question, volunteer facts, correct what was said, ask, or say "undo".

        >>> while turn.agent_id is None:
        ...     turn = client.builds.message(turn.session_id, input(turn.reply))
        """
        return post(_at(session_id, "message"), _TURN, {"message": message}, key=key, is_slow=True)

    @stream
    def stream(self, session_id: str, message: str, *, key: str = "") -> Stream[Turn]:
        """The same as events: stages and changes at once, the reply word by word.

        >>> for event in client.builds.stream(turn.session_id, "Friendly but quick."):
        ...     if isinstance(event, Delta):
        ...         print(event.text, end="")
        """
        return _heard(post(_at(session_id, "message"), nothing, {"message": message}, key=key))

    @call
    def document(self, session_id: str, text: str, *, key: str = "") -> Call[Turn]:
        """Hand over a procedure, an FAQ, an old prompt or a transcript, at most 200,000 characters."""
        return post(_at(session_id, "documents"), _TURN, {"text": text}, key=key, is_slow=True)

    @call
    def resume(self, session_id: str) -> Call[Turn]:
        """Come back to a session: the open question again. Stores nothing."""
        return post(_at(session_id, "resume"), _TURN, key=None)

    @call
    def status(self, session_id: str) -> Call[BuildStatus]:
        """The whole session as it stands."""
        return get(_at(session_id, "status"), json_of(BuildStatus))

    @call
    def undo(self, session_id: str, *, key: str = "") -> Call[Turn]:
        """Take the last turn back."""
        return post(_at(session_id, "undo"), _TURN, key=key)

    @call
    def redo(self, session_id: str, *, key: str = "") -> Call[Turn]:
        """Take what was undone last again."""
        return post(_at(session_id, "redo"), _TURN, key=key)

    @call
    def goto(self, session_id: str, stage: str, *, key: str = "") -> Call[Turn]:
        """Go back to where the session last stood at a stage, as in "EXPLORING_TOOLS"."""
        return post(_at(session_id, "goto"), _TURN, {"stage": stage}, key=key)

    @call
    def brief(self, session_id: str) -> Call[Brief]:
        """What is known of the agent, slot by slot."""
        return get(_at(session_id, "brief"), json_of(Brief))

    @call
    def set_brief(self, session_id: str, values: Mapping[str, JsonValue]) -> Call[Turn]:
        """Set slots by hand; None clears one.

        >>> client.builds.set_brief(turn.session_id, {"tone": ["formal"], "closing": None})
        """
        return change("PATCH", _at(session_id, "brief"), _TURN, values)

    @call
    def tools(self, session_id: str) -> Call[Tools]:
        """The tools chosen so far."""
        return get(_at(session_id, "tools"), json_of(Tools))

    @call
    def tool(self, session_id: str, name: str) -> Call[Tool]:
        """One of them, as JSON to change and put back."""
        return get(_at(session_id, "tools", name), json_of(Tool))

    @call
    def put_tool(self, session_id: str, name: str, tool: Mapping[str, JsonValue]) -> Call[Turn]:
        """Configure a tool by hand, or add one. Secrets are references (secret:NAME), never values."""
        return change("PUT", _at(session_id, "tools", name), _TURN, tool)

    @call
    def delete_tool(self, session_id: str, name: str) -> Call[Turn]:
        """Take a tool out."""
        return change("DELETE", _at(session_id, "tools", name), _TURN)

    @call
    def import_tools(
        self,
        session_id: str,
        source: Mapping[str, JsonValue],
        *,
        wanted: Iterable[str] | None = None,
        key: str = "",
    ) -> Call[Turn]:
        """Take tools over: `source` is {"openapi_url": …}, {"openapi": …} or {"mcp_server": …}.

        >>> client.builds.import_tools(session_id, {"openapi_url": "https://api.example.com/openapi.json"})
        """
        body = {**source} | given(wanted=None if wanted is None else list(wanted))
        return post(_at(session_id, "tools", "import"), _TURN, body, key=key, is_slow=True)

    @call
    def try_tool(
        self,
        session_id: str,
        name: str,
        arguments: Mapping[str, JsonValue] | None = None,
        *,
        send: bool = False,
        confirm: bool = False,
    ) -> Call[Trial]:
        """The request that a tool's call would send; with `send` it is sent, one that writes with `confirm` alone."""
        body: dict[str, Any] = {"arguments": dict(arguments or {})} | ({"confirm": True} if confirm else {})
        described = post(_at(session_id, "tools", name, "test"), json_of(Trial), body, key=None, is_slow=True)
        return replace(described, query=asked(send=send or None))

    @call
    def workflow(self, session_id: str) -> Call[dict[str, JsonValue]]:
        """The steps that the agent follows, as JSON."""
        return get(_at(session_id, "workflow"), json_of(dict[str, JsonValue]))

    @call
    def drawing(self, session_id: str) -> Call[str]:
        """The workflow as a picture, SVG."""
        return get(_at(session_id, "workflow"), text_of, format="svg")

    @call
    def edit_workflow(
        self, session_id: str, edits: Iterable[Mapping[str, JsonValue]], *, key: str = ""
    ) -> Call[EditedTurn]:
        """Change the graph by hand, all edits or none.

        >>> client.builds.edit_workflow(session_id, [{"op": "update_node", "id": "closing", "text": "Goodbye!"}])
        """
        body = {"edits": [dict(edit) for edit in edits]}
        return post(_at(session_id, "workflow", "edits"), json_of(EditedTurn), body, key=key)

    @call
    def prompt(self, session_id: str, *, trace: bool = False) -> Call[Prompt]:
        """The system prompt; with `trace`, what each of its lines rests on."""
        return get(_at(session_id, "prompt"), json_of(Prompt), trace=trace or None)

    @call
    def polish(self, session_id: str, *, key: str = "") -> Call[Turn]:
        """Let the model reword the prompt; a wording that drops a fact is refused."""
        return post(_at(session_id, "prompt", "polish"), _TURN, key=key, is_slow=True)


def _opening(
    message: str | None, language: str | None, agent: str | None, budget: Mapping[str, int] | None
) -> dict[str, Any]:
    limits = None if budget is None else dict(budget)
    return given(initial_message=message, language=language, agent_id=agent, budget=limits)


def _heard(described: Call[None]) -> Stream[Turn]:
    return Stream(described, _of_turn, attrgetter("reply"))
