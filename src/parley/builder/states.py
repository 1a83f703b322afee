"""Build states as JSON and back: one that this process wrote a moment ago need not be read again."""

from collections import OrderedDict

from parley.builder.schemas import BuildState, Stage


class States:
    """Knows the newest states by their very text, so that it cannot be wrong about them; `most` bounds how many.

    A text is handed out once: a turn leaves another one behind. Finished builds are the largest and seldom go on, so
    they are read when they do.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[str, BuildState] = OrderedDict()

    def read(self, data: str) -> BuildState:
        """The state behind a text that `write` made, in this process or any other."""
        return self._held.pop(data, None) or BuildState.model_validate_json(data)

    def write(self, state: BuildState) -> str:
        """The state as it is stored."""
        data = state.model_dump_json(exclude_defaults=True)
        if state.stage is not Stage.COMPLETED:
            self._held[data] = state
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return data
