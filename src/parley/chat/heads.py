"""Sessions as this process left them: a turn that comes where the one before it was need not read the row again."""

from collections import OrderedDict

from parley.sessions.schemas import Header


class Heads:
    """At most `most` of them, the longest unused go first. What is here may be out of date, so what rests on it is
    guarded (`record.begun`).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[str, Header] = OrderedDict()
        self._named: dict[tuple[str, str], str] = {}

    def put(self, header: Header) -> None:
        """A session that a turn has just let go."""
        self._drop(header.id)
        self._held[header.id] = header
        if header.name is not None:
            self._named[header.owner, header.name] = header.id
        while len(self._held) > self._most:
            self._drop(next(iter(self._held)))

    def take(self, owner: str, session_id: str) -> Header | None:
        """The owner's session, for one turn: it is not kept on."""
        header = self._drop(session_id)
        return header if header is not None and header.owner == owner else None

    def take_named(self, owner: str, name: str) -> Header | None:
        """The session that its client calls so, likewise."""
        session_id = self._named.get((owner, name))
        return None if session_id is None else self._drop(session_id)

    def _drop(self, session_id: str) -> Header | None:
        header = self._held.pop(session_id, None)
        if header is not None and header.name is not None:
            self._named.pop((header.owner, header.name), None)
        return header
