"""Plays a case in process: the real sessions and builder on a throw-away database, without HTTP."""

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from parley.agents.service import Agents
from parley.builder.answers import TurnOut
from parley.builder.schemas import BuildState, Change, Stage
from parley.builder.service import Builder
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import AppError
from parley.core.resources import open_resources
from parley.evals.schemas import Case
from parley.evals.user import Said, User
from parley.llm.pool import ModelPool
from parley.sessions.live import MemoryLive
from parley.sessions.schemas import Opening, SessionKind
from parley.sessions.service import Sessions
from parley.tools.mcp.service import McpServers

MOST_TURNS = 20
"""A conversation that is not done by then never will be."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message, what was answered, and the states before and after."""

    said: Said
    reply: str
    changes: list[Change]
    before: BuildState
    after: BuildState

    @property
    def asked(self) -> tuple[str, ...]:
        """The paths of the questions that the reply ends in."""
        return asked(self.after)


@dataclass(slots=True)
class Play:
    """A case as it went. `fault` says why it ended early."""

    case: Case
    opening: BuildState
    exchanges: list[Exchange] = field(default_factory=list)
    turns_to_completed: int | None = None
    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    fault: str = ""

    @property
    def final(self) -> BuildState:
        """The state in the end."""
        return self.exchanges[-1].after if self.exchanges else self.opening


class House:
    """The services that answer, as the server binds them."""

    def __init__(self, sessions: Sessions, builder: Builder) -> None:
        self._sessions = sessions
        self._builder = builder

    async def play(self, case: Case) -> Play:
        """The whole conversation; an error of the builder ends it and is told in `fault`."""
        answer = await self._sessions.create(Opening(LOCAL, SessionKind.BUILD, self._builder.open))
        session_id = TurnOut.model_validate_json(answer.body).session_id
        play = Play(case, await self._state(session_id))
        user = User(case)
        said: Said | None = user.opens()
        while said is not None:
            try:
                await self._turn(session_id, said, play)
            except AppError as error:
                play.fault = f"{type(error).__name__}: {error.detail}"
                break
            turn, state = len(play.exchanges), play.final
            is_done = state.stage is Stage.COMPLETED
            if is_done and play.turns_to_completed is None:
                play.turns_to_completed = turn
            if turn >= MOST_TURNS:
                play.fault = "" if is_done else f"not done after {MOST_TURNS} turns"
                break
            said = user.says(turn + 1, asked(state), is_done=is_done)
        header = (await self._sessions.load(LOCAL, session_id)).header
        play.model_calls = header.model_calls
        play.input_tokens, play.output_tokens = header.input_tokens, header.output_tokens
        return play

    async def _turn(self, session_id: str, said: Said, play: Play) -> None:
        answer = await self._sessions.take_message(LOCAL, session_id, said.text, None)
        turn = TurnOut.model_validate_json(answer.body)
        after = await self._state(session_id)
        play.exchanges.append(Exchange(said, turn.reply, turn.changes, play.final, after))

    async def _state(self, session_id: str) -> BuildState:
        loaded = await self._sessions.load(LOCAL, session_id)
        return BuildState.model_validate_json(loaded.state)


def asked(state: BuildState) -> tuple[str, ...]:
    """The paths of a state's open questions."""
    return tuple(question.path for question in state.open_questions)


@contextlib.asynccontextmanager
async def open_house(settings: Settings, pool: ModelPool | None) -> AsyncIterator[House]:
    """The services on an empty database of their own, gone at the end; nothing configured is touched."""
    with tempfile.TemporaryDirectory(prefix="parley-eval-") as folder:
        aside: dict[str, object] = {
            "database_url": f"sqlite:///{folder}/eval.db",
            "redis_url": None,
            "redis_host": None,
        }
        private = Settings.model_validate(settings.model_dump() | aside)
        async with open_resources(private) as resources:
            builder = Builder(private, Agents.of(resources), pool, McpServers(private))
            live = MemoryLive(
                expiry_s=private.session_expiry_seconds,
                lock_s=private.turn_lock_seconds,
                max_sessions=private.live_max_sessions,
            )
            yield House(Sessions(private, resources.db, live, {SessionKind.BUILD: builder}), builder)
