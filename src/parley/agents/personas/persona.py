"""A persona as its file describes it: YAML front matter between two lines of `---`, then a Jinja2 body in Markdown.

The body may use `name` and `today`; what users say never gets there. The whole is checked when the file is read.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field, ValidationError

from parley.agents import dumps, sections
from parley.agents.schemas import (
    AgentSpec,
    Brief,
    Channel,
    Edge,
    Kind,
    Node,
    NodeKind,
    Slot,
    Variable,
    Voice,
    Workflow,
    WorkflowShape,
)
from parley.agents.schemas.brief import LanguageTag, Lines
from parley.core.text import Line, Paragraph, Record
from parley.llm import prompts

if TYPE_CHECKING:
    from jinja2 import Template

_FENCE = "---\n"
_NOW = "current_time"
_TIME = Variable(
    name=_NOW,
    description="The date, time and time zone of the conversation.",
    default="Thursday 15 January 2026, 10:00, UTC",
)


class PersonaFault(ValueError):
    """What is wrong with a file, in words for its author."""


class Front(Record):
    """The front matter: who it is, and how it is to be run. What is left out is the server's to choose."""

    name: Annotated[Line, Field(min_length=1)]
    description: Annotated[Paragraph, Field(min_length=1)]
    model: Annotated[Line, Field(min_length=1)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    window: Annotated[int, Field(ge=1, le=500)] | None = None
    greeting: Paragraph = ""
    tone: Lines = Field(default_factory=list)
    languages: Annotated[list[LanguageTag], Field(min_length=1, max_length=20)] = Field(default_factory=lambda: ["en"])
    voice: Line = ""


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona that works. `spec` is the same on any day, and `digest` that of its JSON."""

    key: str
    front: Front
    template: "Template"
    spec: AgentSpec
    digest: str
    modified: datetime

    def system(self, today: date) -> str:
        """The system text of a chat on that day."""
        return _of_day(self.template, self.front.name, today)


def parsed(key: str, text: str, modified: datetime) -> Persona:
    """The persona of a file's text; PersonaFault says what is wrong with it."""
    front, body = _parts(text)
    try:
        template = prompts.environment().from_string(body)
        rendered = _rendered(template, front.name, f"{{{{{_NOW}}}}}")
    except Exception as error:  # whatever an expression of the operator's does when it is worked out
        raise PersonaFault(f"the body is no template that can be filled: {error}") from error
    if not rendered:
        raise PersonaFault("the body is empty")
    try:
        spec = _spec(key, front, rendered)
    except ValidationError as error:
        raise PersonaFault(_told(error)) from error
    digest = hashlib.sha256(dumps.canonical(spec)).hexdigest()
    return Persona(key, front, template, spec, digest, modified)


def _parts(text: str) -> tuple[Front, str]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    head, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not text.startswith(_FENCE) or not fence:
        raise PersonaFault("it does not begin with front matter between two lines of ---")
    try:
        given = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise PersonaFault(f"the front matter is no YAML: {' '.join(str(error).split())}") from error
    try:
        return Front.model_validate(given), body
    except ValidationError as error:
        raise PersonaFault(_told(error)) from error


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else "the front matter is no list of names with values"


@lru_cache(maxsize=256)
def _of_day(template: "Template", name: str, today: date) -> str:
    """The same for every turn of a day."""
    return _rendered(template, name, f"{today:%A}, {today.day} {today:%B} {today.year}")


def _rendered(template: "Template", name: str, today: str) -> str:
    return template.render(name=name, today=today).strip()


def _spec(key: str, front: Front, body: str) -> AgentSpec:
    """The persona as an agent like any other: what an export needs, and nothing that the file does not say."""
    greeting = front.greeting or f"Hello, this is {front.name}."
    language, *others = front.languages
    return AgentSpec.model_validate(
        {
            "schema": "parley.agent/1",
            "name": front.name,
            "slug": key,
            "description": front.description,
            "brief": Brief(
                name=Slot[Line](value=front.name),
                kind=Slot[Kind](value=Kind.OTHER),
                purpose=Slot[Paragraph](value=front.description),
                tone=Slot[Lines](value=front.tone) if front.tone else None,
                languages=Slot[list[LanguageTag]](value=front.languages),
                channel=Slot[Channel](value=Channel.BOTH),
                greeting=Slot[Paragraph](value=greeting),
                voice=Slot[Line](value=front.voice) if front.voice else None,
            ).model_dump(),
            "workflow": _workflow(greeting),
            "prompt": sections.prompt(body),
            "first_message": greeting,
            "voice": Voice(description=front.voice, language=language, extra_languages=others),
            "variables": [_TIME] if f"{{{{{_NOW}}}}}" in body else [],
        }
    )


def _workflow(greeting: str) -> Workflow:
    """Greet, talk, part: a persona has no procedure."""
    talk = "Talk with them as the prompt says, for as long as they like."
    return Workflow(
        start="greet",
        nodes=[
            Node(id="greet", kind=NodeKind.SAY, label="Greet", text=greeting),
            Node(id="talk", kind=NodeKind.ASK, label="Talk", text=talk),
            Node(id="part", kind=NodeKind.END, label="Part", text="Say goodbye in a few words of your own."),
        ],
        edges=[Edge(source="greet", target="talk"), Edge(source="talk", target="part")],
        shape=WorkflowShape.SINGLE_PROMPT,
        reason="A persona is one character throughout.",
    )
