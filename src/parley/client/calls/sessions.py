"""Sessions of either kind: list, search, rename, close, erase, and what was said in them."""

from collections.abc import Callable
from dataclasses import replace

from parley.client.call import Call, asked, change, get, json_of, nothing, path
from parley.client.methods import Group, S, call, pages
from parley.client.values.chats import Message, Session
from parley.client.values.common import Page

_SESSIONS = "/api/v1/sessions"
_PAGE = json_of(Page[Session])
_MESSAGES = json_of(Page[Message])


class Sessions(Group[S]):
    """`client.sessions`: every session of yours, whatever it is for."""

    @pages
    def list(
        self, *, kind: str | None = None, status: str | None = None, search: str | None = None
    ) -> Callable[[str | None], Call[Page[Session]]]:
        """Your sessions one by one, newest first; `kind` is "build" or "chat", `search` are words of the title.

        >>> for session in client.sessions.list(kind="chat", search="holiday"):
        ...     print(session.session_id, session.title)
        """
        query = asked(kind=kind, status=status, q=search, limit=100)
        return lambda cursor: get(_SESSIONS, _PAGE, **query, cursor=cursor)

    @call
    def page(
        self,
        *,
        kind: str | None = None,
        status: str | None = None,
        search: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Call[Page[Session]]:
        """One page of them."""
        return get(_SESSIONS, _PAGE, kind=kind, status=status, q=search, limit=limit, cursor=cursor)

    @call
    def get(self, session_id: str) -> Call[Session]:
        """A session without its content."""
        return get(path(_SESSIONS, session_id), json_of(Session))

    @call
    def rename(self, session_id: str, title: str) -> Call[Session]:
        """Give it a title of your own."""
        return change("PATCH", path(_SESSIONS, session_id), json_of(Session), {"title": title})

    @call
    def delete(self, session_id: str, *, purge: bool = False) -> Call[None]:
        """Close it for good; with `purge`, erase it and all that was said in it."""
        return replace(change("DELETE", path(_SESSIONS, session_id), nothing), query=asked(purge=purge or None))

    @pages
    def messages(self, session_id: str, *, branch: str | None = None) -> Callable[[str | None], Call[Page[Message]]]:
        """What was said, oldest first; of a chat all branches, or with `branch="active"` the one gone on with.

        >>> for message in client.sessions.messages(session_id):
        ...     print(message.role, message.content)
        """
        address = path(_SESSIONS, session_id, "messages")
        return lambda cursor: get(address, _MESSAGES, branch=branch, limit=100, cursor=cursor)
