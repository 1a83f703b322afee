"""The mix: the dental clinic's build from the first message to COMPLETED, and its rehearsal.

The owner says what `scripts/dental-clinic.txt` holds, a line at a time as people do, and then takes the first answer
on offer until the agent is done. The rehearsal fixes these messages, so every user of every server says the same.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic import BaseModel

from bench.client import Connection
from bench.load import COMPLETED, CREATE, bodies, message_path
from bench.processes import ROOT
from bench.transcript import RecordedTurn, Transcript

LINES = ROOT / "bench" / "scripts" / "dental-clinic.txt"
_MAX_TURNS = 20


class _Option(BaseModel):
    value: str


class _Answer(BaseModel):
    """What the owner looks at."""

    session_id: str
    stage: str
    reply: str
    options: list[_Option]

    @property
    def next_message(self) -> str:
        """What the owner says to this."""
        return self.options[0].value if self.options else "use your judgement"


async def rehearse(port: int, database: Path) -> Transcript:
    """One build on a server whose record is that SQLite file; RuntimeError when it takes over 20 turns."""
    connection = await Connection.open(port)
    answer = await connection.post(CREATE, b"{}")
    path = message_path(_Answer.model_validate_json(answer).session_id)
    lines = LINES.read_text("utf-8").splitlines()
    exchanges: list[tuple[str, bytes]] = []
    while COMPLETED not in answer:
        if len(exchanges) == _MAX_TURNS:
            raise RuntimeError(f"no agent after {_MAX_TURNS} turns; the last answer was {answer.decode()}")
        has_more = len(exchanges) < len(lines)
        message = lines[len(exchanges)] if has_more else _Answer.model_validate_json(answer).next_message
        [body] = bodies([message])
        answer = await connection.post(path, body)
        exchanges.append((message, answer))
    await connection.close()
    return _recorded(exchanges, database)


def _recorded(exchanges: list[tuple[str, bytes]], database: Path) -> Transcript:
    """The exchanges with what each of them stored."""
    states = _column(database, "SELECT data FROM build_states WHERE turn > 0 ORDER BY turn")
    turns = []
    for (message, answer), state in zip(exchanges, states, strict=True):
        seen = _Answer.model_validate_json(answer)
        turns.append(
            RecordedTurn(message=message, answer=answer.decode(), stage=seen.stage, reply=seen.reply, state=state)
        )
    turns[-1].spec = _column(database, "SELECT spec FROM agent_versions")[0]
    return Transcript(turns=turns)


def _column(database: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute(query)]
