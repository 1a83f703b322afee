"""A case of the builder's benchmark, as its YAML file says it; `evals/README.md` explains the format."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from parley.agents.schemas import SLOTS, Channel, Kind
from parley.agents.schemas.brief import LanguageTag
from parley.core.text import Paragraph, Record, Text


class Tongue(StrEnum):
    """What the user writes."""

    EN = "en"
    DE = "de"
    ES = "es"
    ZH = "zh"


class Style(StrEnum):
    """How the user talks."""

    AT_ONCE = "at_once"
    DRIPS = "drips"
    RAMBLING = "rambling"
    CORRECTION = "correction"
    NEGATION = "negation"
    CONTRADICTION = "contradiction"
    OFF_TOPIC = "off_topic"
    INJECTION = "injection"
    QUESTION = "question"
    JUDGEMENT = "judgement"


ANYWHERE = "any"
"""In `absent`: nowhere in brief, tools and workflow."""


def _slot(name: str) -> str:
    if name not in SLOTS:
        raise ValueError(f"is no slot; the slots are {', '.join(SLOTS)}")
    return name


def _told(name: str) -> str:
    return name if name == "tools" else _slot(name)


def _place(name: str) -> str:
    return name if name == ANYWHERE else _slot(name)


def _asked(path: str) -> str:
    return path if path in {"/tools", "/workflow"} or path.startswith("/tools/") else _slot(path)


SlotName = Annotated[str, AfterValidator(_slot)]
Told = Annotated[str, AfterValidator(_told)]
Place = Annotated[str, AfterValidator(_place)]
Asked = Annotated[str, AfterValidator(_asked)]
CaseId = Annotated[str, StringConstraints(pattern=r"^(en|de|es|zh)-[a-z0-9-]+$", max_length=80)]


_TAG: TypeAdapter[str] = TypeAdapter(LanguageTag)


class _Wide(Record):
    """May name slots in which a value may as well stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    within: list[SlotName] = Field(default_factory=list, alias="in", max_length=10)


class Wording(_Wide):
    """A value in one or several wordings of equal worth."""

    text: Paragraph = ""
    any: list[Paragraph] = Field(default_factory=list, max_length=12)

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> "Wording":
        if not all([*self.any, self.text or self.any]):
            raise ValueError("needs a text, or any: [wordings]")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """Every wording."""
        return tuple(filter(None, (self.text, *self.any)))


def _lifted(key: str) -> Any:
    """Lets the wording of `key` stand for the whole item."""

    def lift(value: Any) -> Any:
        if isinstance(value, str):
            return {key: value}
        if not isinstance(value, dict) or key in value:
            return value
        words = {name: value[name] for name in ("text", "any") if name in value}
        return {key: words, **{name: rest for name, rest in value.items() if name not in words}}

    return BeforeValidator(lift)


class GoalWanted(_Wide):
    """A goal and the data it needs."""

    name: Wording
    collect: list[Wording] = Field(default_factory=list, max_length=20)


class RuleWanted(_Wide):
    """When a person takes over, and who."""

    when: Wording
    to: Wording | None = None


class FactWanted(Wording):
    """Something callers may be told; the topic is a comment."""

    topic: Paragraph = ""


class KindWanted(Wording):
    """One job, or any of several."""

    @model_validator(mode="after")
    def _is_one(self) -> "KindWanted":
        for option in self.options:
            Kind(option)
        return self


class ChannelWanted(Wording):
    """One channel, or any of several."""

    @model_validator(mode="after")
    def _is_one(self) -> "ChannelWanted":
        for option in self.options:
            Channel(option)
        return self


class TagWanted(Wording):
    """A language's tag, or any of several."""

    @model_validator(mode="after")
    def _is_tag(self) -> "TagWanted":
        for option in self.options:
            _TAG.validate_python(option)
        return self


Wordings = Annotated[list[Wording], Field(max_length=30)]


class Expected(Record):
    """Every value the user said, by slot."""

    name: Wording | None = None
    kind: KindWanted | None = None
    purpose: Wording | None = None
    callers: Wording | None = None
    goals: list[Annotated[GoalWanted, _lifted("name")]] = Field(default_factory=list, max_length=20)
    scope_do: Wordings = []
    scope_dont: Wordings = []
    tone: Wordings = []
    languages: list[TagWanted] = Field(default_factory=list, max_length=20)
    channel: ChannelWanted | None = None
    greeting: Wording | None = None
    facts: list[FactWanted] = Field(default_factory=list, max_length=50)
    hours: Wording | None = None
    constraints: Wordings = []
    compliance: Wordings = []
    handover: list[Annotated[RuleWanted, _lifted("when")]] = Field(default_factory=list, max_length=20)
    success: Wordings = []
    closing: Wording | None = None
    voice: Wording | None = None


class Utterance(Record):
    """What the user says, and the slots it tells (on a card: the slot it stands under, where nothing is given)."""

    text: Annotated[Text, Field(min_length=1)]
    tells: list[Told] | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Interrupt(Record):
    """What the user says in that turn instead of an answer."""

    turn: int = Field(ge=2, le=40)
    text: Annotated[Text, Field(min_length=1)]
    tells: list[Told] = Field(default_factory=list)


class Correction(Record):
    """After the last turn `right` holds and `wrong` is gone; without `right` something was only taken back."""

    slot: SlotName
    right: Wording | None = None
    wrong: Wording | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Correction":
        if self.right is None and self.wrong is None:
            raise ValueError("needs right, wrong or both")
        return self


class Absent(Record):
    """What must not be in that slot."""

    slot: Place
    text: Annotated[Paragraph, Field(min_length=1)]


class Case(Record):
    """One conversation: what the user says when, and what the builder should have understood in the end."""

    id: CaseId
    language: Tongue
    domain: Annotated[str, Field(min_length=1, max_length=100)]
    style: list[Style] = Field(min_length=1)
    opening: Utterance
    card: dict[Asked, Utterance] = Field(default_factory=dict)
    interrupts: list[Interrupt] = Field(default_factory=list, max_length=20)
    expected: Expected
    corrections: list[Correction] = Field(default_factory=list, max_length=20)
    absent: list[Absent] = Field(default_factory=list, max_length=20)
    tools: list[Wording] | None = None
    note: Paragraph = ""
