"""Build states as JSON and back: the one that a session's last turn left need not be read again."""

from collections import OrderedDict

from parley.builder.schemas import BuildState, Stage


class States:
    """Knows the newest state of the sessions that moved last, by its very text, so that it cannot be wrong about it.

    `most` bounds how many. Finished builds are the largest and seldom go on: they are read when they do.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[str, tuple[str, BuildState]] = OrderedDict()

    def read(self, session_id: str, data: str) -> BuildState:
        """The state behind a text that `write` made, in this process or any other."""
        text, state = self._held.get(session_id, ("", None))
        return state if state is not None and text == data else BuildState.model_validate_json(data)

    def write(self, session_id: str, state: BuildState) -> str:
        """The state as it is stored."""
        data = state.model_dump_json(exclude_defaults=True)
        self._held.pop(session_id, None)
        if state.stage is not Stage.COMPLETED:
            self._held[session_id] = (data, state)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return data
