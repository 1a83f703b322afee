"""What a rehearsal of the script answered and stored, turn by turn: the baselines write the same again."""

from pathlib import Path
from statistics import mean
from typing import Self

from pydantic import BaseModel


class RecordedTurn(BaseModel):
    """A turn as it was answered and stored; `spec` where it made an agent."""

    message: str
    answer: str
    stage: str
    reply: str
    state: str
    spec: str | None = None


class Transcript(BaseModel):
    """The script's session."""

    turns: list[RecordedTurn]

    @classmethod
    def read(cls, path: Path) -> Self:
        """As the rehearsal wrote it."""
        return cls.model_validate_json(path.read_bytes())

    def mean_bytes(self, field: str) -> int:
        """The mean size of a field over all turns; absent ones count as empty."""
        return round(mean(len((getattr(turn, field) or "").encode()) for turn in self.turns))
