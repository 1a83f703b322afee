"""Runs: replies in the making, to watch from anywhere and to stop."""

from functools import partial
from operator import attrgetter

from parley.client.attempts import RUNS, Stream, following
from parley.client.call import Call, get, json_of, path, post, value_of
from parley.client.methods import Group, S, call, stream
from parley.client.values.chats import Message, Run

_of_message = partial(value_of, Message)


class Runs(Group[S]):
    """`client.runs`: the id of one is in its first event, and in `run_id` of a stream, a message and a session."""

    @call
    def get(self, run_id: str) -> Call[Run]:
        """How a run stands, or how it ended."""
        return get(path(RUNS, run_id), json_of(Run))

    @stream
    def events(self, run_id: str, *, after: int = 0) -> Stream[Message]:
        """A run's events behind that number, and those to come.

        >>> for event in client.runs.events(stream.run_id, after=stream.seq):
        ...     print(event)
        """
        return Stream(following(run_id, after), _of_message, attrgetter("content"), run_id, after)

    @call
    def cancel(self, run_id: str) -> Call[Run]:
        """Stop it, from wherever you are: what it has said is stored. Safe to repeat."""
        return post(path(RUNS, run_id, "cancel"), json_of(Run), key=None)
