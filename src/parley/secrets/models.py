"""The table of secrets that tools' credentials name."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from parley.core.db import Model, UtcTime


class Secret(Model):
    """A secret of an owner: its value encrypted (`secrets.service`), and what of it may be shown."""

    __tablename__ = "secrets"

    owner: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
