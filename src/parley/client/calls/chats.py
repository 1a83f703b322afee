"""Chats: talk with an agent, hear it as it answers, take another way through what was said."""

from functools import partial
from operator import attrgetter

from parley.client.attempts import Stream
from parley.client.call import Call, get, given, json_of, nothing, path, post, text_of, value_of
from parley.client.methods import Group, S, call, stream
from parley.client.values.chats import Branch, Branches, Message, Session, Speaker

_SESSIONS, _MESSAGES = "/api/v1/sessions", "/api/v1/messages"
_MESSAGE = json_of(Message)
_of_message = partial(value_of, Message)
"""A message out of the data of an event."""


class Chats(Group[S]):
    """`client.chats`. A chat is a session; its messages are a tree, of which one branch is gone on with.

    In calls that take them: `agent` answers this once in place of the chat's own, and knows what was said; `on_busy`
    says what becomes of a message that comes while another is answered ("reject", "queue" or "interrupt"),
    `on_disconnect` what becomes of a reply that nobody waits for any more ("continue" or "cancel"), and `key` makes the
    call happen once, however often it is sent.
    """

    @call
    def agents(self) -> Call[tuple[Speaker, ...]]:
        """Whom you can talk with."""
        return get("/agents", json_of(tuple[Speaker, ...]))

    @call
    def open(self, agent: str, *, title: str | None = None, name: str | None = None, key: str = "") -> Call[Session]:
        """Begin a chat with an agent. With a `name` of your own: the chat of that name, begun on its first use.

        >>> chat = client.chats.open("miki")
        """
        return post(_SESSIONS, json_of(Session), given(agent=agent, title=title, name=name), key=key)

    @call
    def say(  # noqa: PLR0913 - each is an option of the message
        self,
        session_id: str,
        content: str,
        *,
        agent: str | None = None,
        on_busy: str | None = None,
        on_disconnect: str | None = None,
        key: str = "",
    ) -> Call[Message]:
        """Say something and get the whole reply.

        >>> print(client.chats.say(chat.session_id, "Hello! What is your name?").content)
        """
        body = given(session_id=session_id, content=content, agent=agent, on_busy=on_busy, on_disconnect=on_disconnect)
        return post(_MESSAGES, _MESSAGE, body, key=key, is_slow=True)

    @stream
    def hear(  # noqa: PLR0913 - each is an option of the message
        self,
        session_id: str,
        content: str,
        *,
        agent: str | None = None,
        on_busy: str | None = None,
        on_disconnect: str | None = None,
        key: str = "",
    ) -> Stream[Message]:
        """Say something and hear the reply as it is written.

        >>> for event in client.chats.hear(chat.session_id, "And now?"):
        ...     if isinstance(event, Delta):
        ...         print(event.text, end="", flush=True)
        """
        body = given(session_id=session_id, content=content, agent=agent, on_busy=on_busy, on_disconnect=on_disconnect)
        return _heard(post(f"{_MESSAGES}/stream", nothing, body, key=key))

    @call
    def regenerate(self, message_id: str, *, key: str = "") -> Call[Message]:
        """Another reply to the same message, on a branch beside the first."""
        return post(path(_MESSAGES, message_id, "regenerate"), _MESSAGE, key=key, is_slow=True)

    @stream
    def hear_again(self, message_id: str, *, key: str = "") -> Stream[Message]:
        """The same, heard as it is written."""
        return _heard(post(path(_MESSAGES, message_id, "regenerate"), nothing, key=key))

    @call
    def edit(self, message_id: str, content: str, *, key: str = "") -> Call[Message]:
        """Say it differently: a branch beside your message, and its reply."""
        body = {"content": content}
        return post(path(_MESSAGES, message_id, "edit"), _MESSAGE, body, key=key, is_slow=True)

    @stream
    def hear_edited(self, message_id: str, content: str, *, key: str = "") -> Stream[Message]:
        """The same, the reply heard as it is written."""
        return _heard(post(path(_MESSAGES, message_id, "edit"), nothing, {"content": content}, key=key))

    @call
    def branches(self, session_id: str) -> Call[tuple[Branch, ...]]:
        """The chat's branches, the newest first, and which one is gone on with."""
        listed = json_of(Branches)
        return get(path(_SESSIONS, session_id, "branches"), lambda answer: listed(answer).items)

    @call
    def activate(self, session_id: str, message_id: str) -> Call[Session]:
        """Go on from that message."""
        return post(path(_SESSIONS, session_id, "branches", message_id, "activate"), json_of(Session), key=None)

    @call
    def export(self, session_id: str) -> Call[str]:
        """All that was said as JSON Lines, a message each."""
        address = path(_SESSIONS, session_id, "messages")
        return Call("GET", address, text_of, headers={"Accept": "application/x-ndjson"}, is_slow=True)


def _heard(described: Call[None]) -> Stream[Message]:
    return Stream(described, _of_message, attrgetter("content"))
