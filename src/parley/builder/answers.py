"""What clients of a build see: TurnOut after each turn, StatusOut in between, and the parts on their own."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from parley.agents.schemas import REQUIRED, Brief, Finding, ToolSpec, Workflow, WorkflowEdit, WorkflowShape
from parley.agents.schemas.brief import LanguageTag
from parley.builder import stages
from parley.builder.schemas import BuildState, Change, Option, Stage, Usage
from parley.core.text import Document, Line, Said
from parley.sessions.answers import Budget
from parley.sessions.schemas import SessionKind, SessionStatus


class Progress(BaseModel):
    """How far the required slots are filled; `missing` are pointers."""

    filled: int
    required: int
    percent: int
    missing: list[str]

    @classmethod
    def of(cls, state: BuildState) -> "Progress":
        """The progress of a state."""
        required, missing = len(REQUIRED), stages.missing(state)
        filled = required - len(missing)
        return cls(filled=filled, required=required, percent=100 * filled // required, missing=missing)


class TurnOut(BaseModel):
    """The answer to a turn. `usage` and `stages_visited` are this turn's alone."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "session_id": "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d",
                    "kind": "build",
                    "status": "completed",
                    "stage": "COMPLETED",
                    "stages_visited": [],
                    "turn": 6,
                    "reply": "Tone: warm and brief.\n\nThe agent is ready. Tell me whenever something should change.",
                    "options": [],
                    "changes": [
                        {
                            "op": "set",
                            "path": "/brief/tone",
                            "before": ["calm"],
                            "after": ["warm", "brief"],
                            "because": "friendly but quick",
                        }
                    ],
                    "progress": {"filled": 8, "required": 8, "percent": 100, "missing": []},
                    "assumptions": [],
                    "usage": {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "engine": "guided"},
                    "agent_id": "01932d70-41c9-7a02-8f55-93b8d1c40e6a",
                    "agent_version": 2,
                    "expires_at": "2026-11-21T10:00:00Z",
                }
            ]
        }
    )

    session_id: str
    kind: SessionKind
    status: SessionStatus
    stage: Stage
    stages_visited: list[Stage]
    turn: int
    reply: str
    options: list[Option]
    changes: list[Change]
    progress: Progress
    assumptions: list[str]
    usage: Usage
    agent_id: str | None
    agent_version: int | None
    expires_at: datetime


class WorkflowSummary(BaseModel):
    """The size of the workflow, the shape it calls for and why, and what the linter says of it."""

    nodes: int
    edges: int
    findings: list[Finding]
    shape: WorkflowShape | None
    reason: str

    @classmethod
    def of(cls, state: BuildState) -> "WorkflowSummary":
        """The summary of a state; all zero where there is no workflow yet."""
        graph = state.workflow
        return cls(
            nodes=len(graph.nodes) if graph else 0,
            edges=len(graph.edges) if graph else 0,
            findings=state.findings,
            shape=graph.shape if graph else None,
            reason=graph.reason if graph else "",
        )


class UsageTotal(BaseModel):
    """What the session has cost so far, its documents apart, and its limits."""

    model_calls: int
    input_tokens: int
    output_tokens: int
    document_calls: int
    document_input_tokens: int
    document_output_tokens: int
    max_tokens: int
    max_turns: int


class StatusOut(BaseModel):
    """A build session as it stands; `live` says whether its state is in the live store."""

    session_id: str
    kind: SessionKind
    status: SessionStatus
    stage: Stage
    progress: Progress
    brief: Brief
    tools: list[ToolSpec]
    workflow: WorkflowSummary
    assumptions: list[str]
    turns: int
    usage: UsageTotal
    live: bool
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    agent_id: str | None
    agent_version: int | None


class CreateIn(BaseModel):
    """A new build session. With `initial_message` its first turn is answered at once."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"initial_message": "A phone receptionist for our dental clinic that books appointments."}]
        },
    )

    initial_message: Said | None = Field(default=None, min_length=1)
    language: LanguageTag | None = Field(
        default=None, description="What to talk in; when left out, English until the messages tell another."
    )
    agent_id: Line | None = Field(default=None, description="Continue editing this agent of yours.")
    budget: Budget | None = None


class GotoIn(BaseModel):
    """Where to go back to."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"stage": "EXPLORING_TOOLS"}]})

    stage: Stage


class MessageIn(BaseModel):
    """What the user says, at most 10,000 characters, of which one at least can be read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"message": "Friendly but quick."}]})

    message: Said = Field(min_length=1)


class WorkflowEditsIn(BaseModel):
    """Edits of the graph, made in their order, all or none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "edits": [
                        {
                            "op": "add_node",
                            "id": "ask_for_insurance",
                            "kind": "collect",
                            "label": "Ask for the insurance",
                            "text": "Ask who insures them.",
                            "collects": ["insurance"],
                            "after": "understand",
                        },
                        {"op": "update_node", "id": "closing", "text": "Thank you. Goodbye!"},
                    ]
                }
            ]
        },
    )

    edits: list[WorkflowEdit] = Field(min_length=1, max_length=50)


class WorkflowEditOut(TurnOut):
    """The answer to edits of the graph: the turn, the graph as it is now, and what the linter says of it."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    graph: Workflow
    findings: list[Finding]


class DocumentIn(BaseModel):
    """A procedure, an FAQ, an old prompt or a transcript, at most 200,000 characters."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "# Opening hours\nMonday to Friday, 9 to 17."}]}
    )

    text: Document


class ToolsOut(BaseModel):
    """The tools of the agent being built."""

    items: list[ToolSpec]


class PromptLineOut(BaseModel):
    """A line of the prompt, the pointers it rests on, the slots behind those, and the turns that set them."""

    text: str
    sources: list[str]
    slots: list[str]
    turns: list[int]


class PromptOut(BaseModel):
    """The system prompt as it would be exported now; `lines` with ?trace=true only."""

    prompt: str
    first_message: str
    lines: list[PromptLineOut] | None = None


class MermaidOut(BaseModel):
    """The workflow as a Mermaid flowchart."""

    mermaid: str
