"""Chats: opened, answered, and branched. What other features call."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

from parley.chat import record
from parley.chat.memory import Recall
from parley.chat.news import Newsroom
from parley.chat.schemas import ChatRequest, OnBusy, Opening, Spot
from parley.chat.taking import Forestalled, Taking
from parley.chat.turns import Means, Turns
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Busy, Conflict, NotFound, Unavailable
from parley.core.idempotency import Answer, Once
from parley.core.resources import Resources, beside
from parley.core.statements import GuardMissed, Unit
from parley.runs.keeper import Keeper
from parley.runs.service import Run, Runs
from parley.sessions import record as session_record
from parley.sessions.answers import SessionOut
from parley.sessions.schemas import Header, SessionKind

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a chat that was taken up (or answered before), and how its turn ends."""

    run: Run
    session_id: str
    ended: asyncio.Future[Answer | BaseException]

    @property
    def is_replay(self) -> bool:
        """Whether this is an answer given before."""
        if not self.ended.done():
            return False
        answer = self.ended.result()
        return isinstance(answer, Answer) and answer.is_replay

    async def answer(self) -> Answer:
        """The answer once it is stored; whoever waits may leave. The run's error where it came to nothing."""
        ended = await asyncio.shield(self.ended)
        if isinstance(ended, asyncio.CancelledError):
            raise Unavailable("The server is shutting down; what became of the message, its session says.")
        if isinstance(ended, BaseException):
            raise ended
        return ended


class Chats:
    """The chats of every owner, as this process answers them."""

    def __init__(self, settings: Settings, db: Database, runs: Runs, keeper: Keeper, means: Means) -> None:
        self.settings = settings
        self.db = db
        self.runs = runs
        self.keeper = keeper
        self.agents = means.agents
        self.newsroom = Newsroom(settings, db)
        self._turns = Turns(settings, db, means, Taking(settings, db, runs, keeper))

    async def open(self, opening: Opening) -> Answer:
        """A new chat, or the one that its client calls so already: 201, or 200 and it stays as it is.

        NotFound for an unknown agent, with the names there are.
        """
        opened = ""

        async def attempt() -> tuple[Answer, Unit]:
            nonlocal opened
            found = await self._named(opening)
            if found is not None:
                opened = found.id
                return Answer(200, self._shown(found)), Unit(())
            header = self._new(opening, (await self.agents.find(opening.owner, opening.agent)).name)
            opened = header.id
            return Answer(201, self._shown(header)), Unit((session_record.session_row(header),))

        once = Once(self.db, opening.owner, opening.claim, self.settings.idempotency_hours)
        answer = await once.answered(attempt, session=lambda: opened)
        if answer.status == 201 and not answer.is_replay:
            self.newsroom.tell(opening.owner, opened, "session_created")
        return answer

    async def begin(
        self, opening: Opening, content: str, *, on_busy: OnBusy = OnBusy.REJECT, recall: Recall = Recall.WHOLE
    ) -> Sent:
        """As `send`, in the chat that its client calls so, or in a new one: the message makes it.

        Where nobody can answer, there is no new chat either.
        """
        for _ in range(_ATTEMPTS):
            left = None if opening.name is None else self._turns.heads.take_named(opening.owner, opening.name)
            found = left or await self._named(opening)
            header = found or self._new(opening, opening.agent)
            wanted = ChatRequest(opening.owner, header.id, content, opening.agent, on_busy=on_busy, recall=recall)
            with suppress(Forestalled):
                try:
                    sent = await self.send(replace(wanted, claim=opening.claim, seen=header, opens=found is None))
                except NotFound:
                    if left is None:
                        raise
                    continue  # another process has erased it
                if found is None and not sent.is_replay:
                    self.newsroom.tell(opening.owner, header.id, "session_created")
                return sent
        raise Busy("The chat was made and erased several times meanwhile; try again.")

    async def send(self, request: ChatRequest) -> Sent:
        """Have a message answered by a run of its own; what refuses it is raised here, and nothing is stored then."""
        ended: asyncio.Future[Answer | BaseException] = asyncio.get_running_loop().create_future()

        async def work(run: Run) -> str:
            try:
                answer = await self._turns.take(request, run)
            except BaseException as error:
                ended.set_result(error)
                raise
            finally:
                if run.has_begun:  # else nothing became of the chat; passed on after the run's last word
                    self.newsroom.tell(request.owner, request.session_id)
            ended.set_result(answer)
            return answer.body

        return Sent(await self.runs.start(work, run_id=new_id()), request.session_id, ended)

    async def answer(self, request: ChatRequest) -> Answer:
        """As `send`, and the answer. Who waits may leave: the turn goes on."""
        return await (await self.send(request)).answer()

    async def edited(self, owner: str, message_id: str, content: str) -> ChatRequest:
        """A user's message in other words, on a branch beside it."""
        said = await record.message_of(self.db, owner, message_id)
        if said.role != "user":
            raise Conflict("Only what you said can be edited; of a reply, regenerate gives another one.")
        return ChatRequest(owner, said.session_id, content, spot=Spot(said.parent_id))

    async def repeated(self, owner: str, message_id: str) -> ChatRequest:
        """Another reply to the message, or instead of the reply, of that id: on a branch beside those there are."""
        said = await record.message_of(self.db, owner, message_id)
        if said.role != "user":
            if said.parent_id is None:
                raise Conflict("This message answers none; there is nothing to give another reply to.")
            agent = await self._still_there(owner, said.agent)
            said = await record.message_of(self.db, owner, said.parent_id)
            return ChatRequest(owner, said.session_id, said.content, agent=agent, spot=Spot(said.parent_id, said.id))
        return ChatRequest(owner, said.session_id, said.content, spot=Spot(said.parent_id, said.id))

    async def _still_there(self, owner: str, agent: str) -> str | None:
        """The agent's name, unless it has another one by now or is gone: then its chat's agent answers."""
        try:
            await self.agents.find(owner, agent)
        except NotFound:
            return None
        return agent

    async def activate(self, owner: str, session_id: str, message_id: str) -> Header:
        """Let the chat go on from one of its replies; Busy while a message is being answered."""
        before = await record.chat_of(self.db, owner, session_id)
        said = await record.message_of(self.db, owner, message_id)
        if said.session_id != before.id:
            raise NotFound(record.UNKNOWN_MESSAGE)
        if said.role == "user":
            raise Conflict("A chat goes on from a reply; regenerate gives this message another one.")
        if before.run_id is not None:
            raise Busy("A message of this chat is being answered (run_id); try again when it is.", run_id=before.run_id)
        after = before.model_copy(update={"head": said.id, "version": before.version + 1, "updated_at": now()})
        try:
            await self.db.apply(Unit((), session_record.guard(before, after)))
        except GuardMissed as error:
            raise Busy("The chat changed meanwhile; try again.") from error
        return after

    async def _named(self, opening: Opening) -> Header | None:
        """The chat that its client calls so, if there is one."""
        return None if opening.name is None else await record.named(self.db, opening.owner, opening.name)

    def _shown(self, header: Header) -> str:
        return SessionOut.of(header, now(), self.settings.session_expiry_seconds).model_dump_json()

    def _new(self, opening: Opening, agent: str) -> Header:
        header = Header.new(opening.owner, SessionKind.CHAT, max_turns=self.settings.chat_max_turns, max_tokens=0)
        return header.model_copy(update={"title": opening.title, "agent": agent, "name": opening.name})


@asynccontextmanager
async def open_chats(resources: Resources, runs: Runs, keeper: Keeper, means: Means) -> AsyncIterator[Chats]:
    """The chats, and their news."""
    chats = Chats(resources.settings, resources.db, runs, keeper, means)
    async with beside(chats.newsroom.work()):
        yield chats
