"""The table of summaries: what a model made of the older part of a chat. The messages themselves stay."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from parley.core.db import Model, UtcTime


class Summary(Model):
    """What was said on a branch of a session up to and with the message `message_id`."""

    __tablename__ = "summaries"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (Index("ix_summaries_session_id", "session_id"),)
