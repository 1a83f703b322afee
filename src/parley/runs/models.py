"""The table of runs: which turns are being answered, by which process, and how those that are over ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from parley.core.db import Model, UtcTime


class Run(Model):
    """A chat's turn. `process` owns it while it is `running`, and says until when it is surely alive.

    `message_id` is the message that it answers, `wanted` what somebody asked its owner to make of it ("" or a
    `runs.schemas.Stop`), `last_seq` the number of its last event, `problem` why it failed, as a problem document.
    """

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    process: Mapped[str] = mapped_column(Text)
    alive_until: Mapped[datetime] = mapped_column(UtcTime)
    wanted: Mapped[str] = mapped_column(Text, server_default="")
    last_seq: Mapped[int] = mapped_column(Integer, server_default="0")
    problem: Mapped[str] = mapped_column(Text, server_default="")
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)

    __table_args__ = (
        Index("ix_runs_session_id", "session_id"),
        Index("ix_runs_process_status", "process", "status"),
        Index("ix_runs_status_alive_until", "status", "alive_until"),
    )
