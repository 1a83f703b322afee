"""Build sessions: turns, how a build stands, and its parts."""

from datetime import datetime

from pydantic import JsonValue

from parley.client.values.common import Usage, Value


class Option(Value):
    """An answer on offer: sending `value` is the same as saying `label`."""

    label: str
    value: str


class Change(Value):
    """One difference that a turn made; `path` is a JSON pointer, `because` quotes the user."""

    op: str
    path: str
    before: JsonValue = None
    after: JsonValue = None
    because: str = ""


class Progress(Value):
    """How many of the required slots are filled; `missing` are pointers."""

    filled: int
    required: int
    percent: int
    missing: tuple[str, ...]


class TurnUsage(Usage):
    """What a turn cost; `engine` is `model` or `guided`."""

    engine: str = ""


class Finding(Value):
    """What a linter says: the rule, how bad, where, what and how to mend it."""

    rule: str
    severity: str
    where: str = ""
    message: str = ""
    mend: str = ""


class Turn(Value):
    """The answer to a turn of a build. `agent_id` is set from the turn that reaches COMPLETED on."""

    session_id: str
    status: str
    stage: str
    stages_visited: tuple[str, ...] = ()
    turn: int
    reply: str
    options: tuple[Option, ...] = ()
    changes: tuple[Change, ...] = ()
    progress: Progress
    assumptions: tuple[str, ...] = ()
    usage: TurnUsage = TurnUsage()
    agent_id: str | None = None
    agent_version: int | None = None
    expires_at: datetime


class EditedTurn(Turn):
    """The answer to edits of the workflow: with the graph as it is now and what the linter says of it."""

    graph: dict[str, JsonValue]
    findings: tuple[Finding, ...] = ()


class WorkflowSummary(Value):
    """The size of the workflow, and what its linter says."""

    nodes: int
    edges: int
    findings: tuple[Finding, ...] = ()
    shape: str | None = None
    reason: str = ""


class Slot(Value):
    """A value of the brief: how it is known, from which turn, and the words it rests on."""

    value: JsonValue
    status: str
    source_turn: int | None = None
    evidence: str | None = None
    confidence: float | None = None


Brief = dict[str, Slot | None]
"""The slots by name; None where nothing is known."""

Tool = dict[str, JsonValue]
"""A tool as the server has it: its ToolSpec as JSON, to change and send back."""


class Tools(Value):
    """The tools of the agent being built."""

    items: tuple[Tool, ...]


class UsageTotal(Usage):
    """What a build has cost, its documents apart, and its limits."""

    document_calls: int = 0
    document_input_tokens: int = 0
    document_output_tokens: int = 0
    max_tokens: int = 0
    max_turns: int = 0


class BuildStatus(Value):
    """A build as it stands."""

    session_id: str
    status: str
    stage: str
    progress: Progress
    brief: Brief
    tools: tuple[Tool, ...] = ()
    workflow: WorkflowSummary
    assumptions: tuple[str, ...] = ()
    turns: int
    usage: UsageTotal = UsageTotal()
    live: bool = False
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    agent_id: str | None = None
    agent_version: int | None = None


class PromptLine(Value):
    """A line of the prompt and what it rests on."""

    text: str
    sources: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()


class Prompt(Value):
    """The system prompt as it would be exported now."""

    prompt: str
    first_message: str
    lines: tuple[PromptLine, ...] | None = None


class Trial(Value):
    """The request that a tool's call would send or, where it was to be sent, did; `answer` is what came back."""

    tool: str
    kind: str
    request: dict[str, JsonValue] | None = None
    faults: tuple[JsonValue, ...] = ()
    to_fill: tuple[str, ...] = ()
    answer: JsonValue = None
