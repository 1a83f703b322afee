"""The builder's own words: stages, operations, the state of a build, and what a turn changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from parley.agents.schemas import AgentSpec, Brief, Finding, ToolSpec, Workflow
from parley.core.text import Line, Paragraph, Record, Text


class Stage(StrEnum):
    """Where a build stands; the order is that of `stages.TABLE`."""

    INITIAL = "INITIAL"
    COLLECTING_BASICS = "COLLECTING_BASICS"
    EXPLORING_TOOLS = "EXPLORING_TOOLS"
    CONFIGURING_TOOLS = "CONFIGURING_TOOLS"
    REVIEWING_WORKFLOW = "REVIEWING_WORKFLOW"
    FINALIZING = "FINALIZING"
    COMPLETED = "COMPLETED"


class Op(StrEnum):
    """What a user's words ask for. SET to REJECT touch `path`; the rest steer the conversation.

    CORRECT is a SET in place of what was said before. GO_BACK opens the question about `path` again, and with "" starts
    the build over.
    """

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    CORRECT = "correct"
    CONFIRM = "confirm"
    REJECT = "reject"
    GO_BACK = "go_back"
    UNDO = "undo"
    REDO = "redo"
    SKIP = "skip"
    USE_DEFAULTS = "use_defaults"
    QUESTION = "question"
    OFF_TOPIC = "off_topic"


CHANGING = frozenset({Op.SET, Op.ADD, Op.REMOVE, Op.CORRECT})
"""What puts a value in or takes one out."""


class Operation(Record):
    """One thing the user asked for.

    `path` is a pointer: "/brief/tone", "/tools/google_calendar" (a catalogue id, or a configured tool's name),
    "/tools/order_lookup/url", "/tools", "/workflow", or "" where the operation needs none. `value` is JSON of the
    slot's type. `evidence` is quoted from the message; `inferred` marks what follows from it without being said.
    """

    op: Op
    path: Line = ""
    value: Any = None
    evidence: Paragraph = ""
    confidence: float = Field(default=1.0, ge=0, le=1)
    inferred: bool = False

    @property
    def is_move(self) -> bool:
        """Whether it goes to another state of the session's history."""
        return self.op in {Op.UNDO, Op.REDO} or (self.op is Op.GO_BACK and not self.path)


class Option(Record):
    """An answer the user can pick; sending `value` as the message is the same as saying `label`."""

    label: Line
    value: Line


class Question(Record):
    """The open question: what it fills (a pointer, as in Operation.path), its words and the answers on offer."""

    path: Line
    text: Paragraph
    options: list[Option] = Field(default_factory=list, max_length=12)


class ProposalStatus(StrEnum):
    """What became of a proposed tool."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


MAX_TOOLS = 40
"""As many tools as an AgentSpec holds."""


class Proposal(Record):
    """A tool from the catalogue that the brief seems to need, and why."""

    catalogue_id: Line
    title: Line
    reason: Paragraph
    status: ProposalStatus = ProposalStatus.OFFERED


class Assumption(Record):
    """A value the builder chose because the user left it to us."""

    path: Line
    text: Paragraph


class BuildState(Record):
    """A build session, whole but for its messages (SQL has those). Small enough to live in Redis: ≈ 5 to 30 KB.

    A `…_basis` is the digest of what a derived part was made from; where it differs, the part is derived again.
    `language` is what the builder and the user talk in. `question` is what the last turn asked, `also` what it asked
    in the same message; `asked` has a pointer as often as it was asked for, `contested` those of answers that did not
    agree; `passed_over` counts the messages in a row that spoke of something else than both questions. `origin` is the
    agent that the session goes on with, as it came, where the builder would have written it otherwise.
    """

    stage: Stage = Stage.INITIAL
    turn: int = 0
    language: Line = "en"
    brief: Brief = Brief()
    proposals: list[Proposal] = Field(default_factory=list, max_length=200)
    proposals_basis: Line = ""
    tools: list[ToolSpec] = Field(default_factory=list, max_length=MAX_TOOLS)
    are_tools_settled: bool = False
    skipped: list[Line] = Field(default_factory=list, max_length=200)
    asked: list[Line] = Field(default_factory=list, max_length=200)
    reopened: Line = ""
    use_defaults: bool = False
    assumptions: list[Assumption] = Field(default_factory=list, max_length=60)
    workflow: Workflow | None = None
    workflow_basis: Line = ""
    findings: list[Finding] = Field(default_factory=list, max_length=200)
    is_workflow_approved: bool = False
    question: Question | None = None
    also: Question | None = None
    passed_over: int = Field(default=0, ge=0)
    contested: list[Line] = Field(default_factory=list, max_length=20)
    agent_id: Line | None = None
    agent_version: int | None = None
    spec_basis: Line = ""
    spec_hash: Line = ""
    wordings: dict[Line, Paragraph] = Field(default_factory=dict, max_length=200)
    origin: AgentSpec | None = None

    @property
    def open_questions(self) -> list[Question]:
        """What the user may be answering, the main question first."""
        return [question for question in (self.question, self.also) if question is not None]


class ChangeOp(StrEnum):
    """How a value changed."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


class Change(Record):
    """A difference between the states before and after a turn, as code computed it. `because` quotes the user."""

    op: ChangeOp
    path: Line
    before: Any = None
    after: Any = None
    because: Paragraph = ""


class EngineKind(StrEnum):
    """Who understood the message."""

    MODEL = "model"
    GUIDED = "guided"


class Usage(Record):
    """What a turn cost. Tokens are as the provider reports them."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    engine: EngineKind = EngineKind.GUIDED


class Understanding(Record):
    """What an engine made of a message: checked operations, an answer to a question the user put, and the cost."""

    operations: list[Operation] = Field(default_factory=list, max_length=40)
    answer: Text = ""
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Source:
    """A build with what something other than a message gave it, and how that came about."""

    state: BuildState
    understanding: Understanding = Understanding()
