"""Moving in a session's history: its states are a tree, and going back or forth moves the head to another of them.

Nothing is removed. What was said in turns that were gone back over is marked `undone`, and `complete` again when they
are gone forth to. A new turn grows a branch of its own from the head, so what was undone before it cannot be redone.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from parley.core.db import Database
from parley.core.statements import Above, Statement, Update
from parley.sessions.models import Message, State, Turn
from parley.sessions.schemas import Header, Moved, TurnKind


@dataclass(frozen=True, slots=True)
class History:
    """The states around the head of a session, read from the database when they are asked for."""

    db: Database
    header: Header

    async def back(self) -> Moved | None:
        """The state before the last turn; None at the beginning."""
        head = aliased(State)
        query = select(State.id, State.data, head.turn).join(head, head.parent_id == State.id)
        async with self.db.reading() as session:
            row = (await session.execute(query.where(head.id == self.header.head))).one_or_none()
        if row is None:
            return None
        return Moved(row.id, row.data, TurnKind.UNDO, (self._marked("undone", row.turn),))

    async def forth(self) -> Moved | None:
        """The state that was gone back from last; None where a new turn came after that, or nothing was undone."""
        query = select(State).where(State.parent_id == self.header.head, State.session_id == self.header.id)
        async with self.db.reading() as session:
            state = await session.scalar(query.order_by(State.turn.desc()).limit(1))
        if state is None:
            return None
        return Moved(state.id, state.data, TurnKind.REDO, (self._marked("complete", state.turn),))

    async def at_stage(self, stage: str, *, is_first: bool) -> Moved | None:
        """The newest state before the head that a turn left at that stage, or with `is_first` the very first one."""
        query = (
            select(State.id, State.parent_id, State.turn, Turn.stage)
            .outerjoin(Turn, (Turn.session_id == State.session_id) & (Turn.number == State.turn))
            .where(State.session_id == self.header.id)
        )
        async with self.db.reading() as session:
            states = {row.id: row for row in await session.execute(query)}
            found = states[self.header.head]
            while found.parent_id is not None:
                found = states[found.parent_id]
                if found.stage == stage or (is_first and found.parent_id is None):
                    break
            else:
                return None
            data = (await session.get_one(State, found.id)).data
        return Moved(found.id, data, TurnKind.GOTO, (self._marked("undone", Above(found.turn)),))

    def _marked(self, status: str, turn: int | Above) -> Statement:
        return Update(Message, {"session_id": self.header.id, "turn": turn}, {"status": status})
