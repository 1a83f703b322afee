"""What the user wants: typed slots, each with where its value came from."""

from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parley.core.text import Line, Paragraph, Record


class SlotStatus(StrEnum):
    """How a slot came by its value. EDITED ones are the user's own hand and are never overwritten by derivation."""

    STATED = "stated"
    INFERRED = "inferred"
    DEFAULT = "default"
    EDITED = "edited"


class Kind(StrEnum):
    """The job an agent has, in the field's words."""

    SUPPORT = "support"
    SALES = "sales"
    BOOKING = "booking"
    RECEPTION = "reception"
    SURVEY = "survey"
    REMINDER = "reminder"
    HELPDESK = "helpdesk"
    OTHER = "other"


class Channel(StrEnum):
    """Where callers meet the agent."""

    VOICE = "voice"
    CHAT = "chat"
    BOTH = "both"


class Goal(Record):
    """One thing a caller can get done; `collect` names the data it needs, in snake_case ("order_number")."""

    name: Line
    description: Paragraph = ""
    collect: list[Line] = Field(default_factory=list, max_length=20)


class Fact(Record):
    """Something the agent may tell callers."""

    topic: Line
    text: Paragraph


class HandoverRule(Record):
    """When to pass the caller to a person, and to whom ("" = not said: a phone number, a team, a queue)."""

    when: Line
    to: Line = ""


T = TypeVar("T")

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
Lines = Annotated[list[Line], Field(max_length=30)]
Goals = Annotated[list[Goal], Field(max_length=20)]
LanguageTags = Annotated[list[LanguageTag], Field(max_length=20)]
Facts = Annotated[list[Fact], Field(max_length=50)]
HandoverRules = Annotated[list[HandoverRule], Field(max_length=20)]
_NAMES: tuple[tuple[str, object], ...] = (
    ("Line", Line),
    ("Lines", Lines),
    ("Paragraph", Paragraph),
    ("Kind", Kind),
    ("Channel", Channel),
    ("Goals", Goals),
    ("Facts", Facts),
    ("LanguageTags", LanguageTags),
    ("HandoverRules", HandoverRules),
)


class Slot(Record, Generic[T]):
    """A value with its origin. `source_turn` is the turn that set it, `evidence` the user's words it rests on."""

    value: T
    status: SlotStatus = SlotStatus.STATED
    source_turn: int = 0
    evidence: Paragraph = ""
    confidence: float = Field(default=1.0, ge=0, le=1)

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`LineSlot` and so on: what the API's document and the clients made from it call the type."""
        name = next((name for name, type_ in _NAMES if type_ is params[0]), None)
        return f"{name}Slot" if name else super().model_parametrized_name(params)


class Brief(Record):
    """The requirement ledger. A slot is None until something fills it; see REQUIRED for those a build needs."""

    name: Slot[Line] | None = None
    kind: Slot[Kind] | None = None
    purpose: Slot[Paragraph] | None = None
    callers: Slot[Paragraph] | None = None
    goals: Slot[Goals] | None = None
    scope_do: Slot[Lines] | None = None
    scope_dont: Slot[Lines] | None = None
    tone: Slot[Lines] | None = None
    languages: Slot[LanguageTags] | None = None
    channel: Slot[Channel] | None = None
    greeting: Slot[Paragraph] | None = None
    facts: Slot[Facts] | None = None
    hours: Slot[Paragraph] | None = None
    constraints: Slot[Lines] | None = None
    compliance: Slot[Lines] | None = None
    handover: Slot[HandoverRules] | None = None
    success: Slot[Lines] | None = None
    closing: Slot[Paragraph] | None = None
    voice: Slot[Line] | None = None

    def value(self, slot: str) -> object | None:
        """The bare value of a slot, None when it is not filled."""
        held = getattr(self, slot)
        return None if held is None else held.value

    def holding(self, slot: str, held: Slot[object] | None) -> Self:
        """A copy with one slot replaced; the value is validated against the slot's type (ValidationError)."""
        checked = type(self).model_validate({slot: None if held is None else dict(held)})
        return self.model_copy(update={slot: getattr(checked, slot)})


class BriefValues(BaseModel):
    """The bare values by slot, as a person sets them by hand; what is not given stays, null clears."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"tone": ["warm", "brief"], "voice": None}]}
    )

    name: Line | None = None
    kind: Kind | None = None
    purpose: Paragraph | None = None
    callers: Paragraph | None = None
    goals: Goals | None = None
    scope_do: Lines | None = None
    scope_dont: Lines | None = None
    tone: Lines | None = None
    languages: LanguageTags | None = None
    channel: Channel | None = None
    greeting: Paragraph | None = None
    facts: Facts | None = None
    hours: Paragraph | None = None
    constraints: Lines | None = None
    compliance: Lines | None = None
    handover: HandoverRules | None = None
    success: Lines | None = None
    closing: Paragraph | None = None
    voice: Line | None = None


SLOTS: tuple[str, ...] = tuple(Brief.model_fields)
REQUIRED: tuple[str, ...] = (
    "kind",
    "purpose",
    "goals",
    "tone",
    "languages",
    "channel",
    "handover",
    "greeting",
)
