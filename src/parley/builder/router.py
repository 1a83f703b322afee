"""Build sessions over HTTP: the conversation, and its parts to read and to edit."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from parley.agents.schemas import Brief, BriefValues
from parley.agents.schemas.mermaid import mermaid
from parley.builder import edits, reshape, spec
from parley.builder.answers import (
    CreateIn,
    GotoIn,
    MermaidOut,
    MessageIn,
    PromptLineOut,
    PromptOut,
    StatusOut,
    TurnOut,
    WorkflowEditOut,
    WorkflowEditsIn,
)
from parley.builder.dependencies import UsesBuilder, edited, loaded_of, state_of
from parley.builder.documents import intake
from parley.builder.prompt import trace as tracing
from parley.core.auth import Owner
from parley.core.errors import NotFound
from parley.core.idempotency import CLAIMED, Answer, claim_of, respond
from parley.core.problems import documented
from parley.core.routes import BodyRoute
from parley.runs import sse
from parley.runs.schemas import Listener
from parley.sessions.dependencies import SessionId, UsesSessions, sessions_of
from parley.sessions.schemas import Opening, SessionKind, TurnInput, TurnRequest, TurnResult

router = APIRouter(
    prefix="/api/v1/sessions", tags=["build"], responses=documented(401, 404, 409, 503), route_class=BodyRoute
)

_Responses = dict[int | str, dict[str, Any]]
_STREAMED: _Responses = {200: sse.DOCUMENTED}
_DRAWN: _Responses = {
    200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("image/svg+xml", "text/plain")}}
}


@router.post("/create", status_code=201, response_model=TurnOut, responses=_STREAMED, openapi_extra=CLAIMED)
async def create_session(
    request: Request, sessions: UsesSessions, builder: UsesBuilder, owner: Owner, body: CreateIn
) -> Response:
    """Start building an agent. Say what you want in `initial_message`, or leave it out and be asked."""
    opening = Opening(
        owner,
        SessionKind.BUILD,
        partial(builder.open, language=body.language, agent_id=body.agent_id),
        message=body.initial_message,
        max_turns=body.budget.max_turns if body.budget else None,
        max_tokens=body.budget.max_tokens if body.budget else None,
        claim=await claim_of(request),
    )

    async def take(listener: Listener) -> Answer:
        return await sessions.create(replace(opening, listener=listener))

    answer = await sse.respond(request, take) if sse.is_wanted(request) else respond(await sessions.create(opening))
    builder.prepare()  # a message follows
    return answer


@router.post("/{session_id}/message", response_model=TurnOut, responses=_STREAMED, openapi_extra=CLAIMED)
async def send_message(request: Request, owner: Owner, session_id: SessionId, body: MessageIn) -> Response:
    """Say something: answer the open question, volunteer facts, correct what was said, ask, or say "undo"."""
    sessions = await sessions_of(request)
    take = partial(sessions.take_message, owner, session_id, body.message, await claim_of(request))
    return await sse.respond(request, take) if sse.is_wanted(request) else respond(await take())


@router.post(
    "/{session_id}/documents",
    response_model=TurnOut,
    openapi_extra=CLAIMED | {"requestBody": intake.BODY},
)
async def add_document(request: Request, builder: UsesBuilder, owner: Owner, session_id: SessionId) -> Response:
    """Hand over a procedure, an FAQ, an old prompt or a transcript: it fills what is empty and lengthens lists.

    Send it as JSON, as plain text, or as a form (multipart/form-data) with one text file in the field `file`.
    Nothing in it changes what is known already, and what it costs is counted apart from the conversation.
    """
    sessions, claim = await sessions_of(request), await claim_of(request)
    text = await intake.text_of(request)
    work = partial(builder.document, text)
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, work, text, claim, is_document=True)))


@router.post("/{session_id}/undo", response_model=TurnOut, openapi_extra=CLAIMED)
async def undo(
    request: Request, sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId
) -> Response:
    """Take the last turn back: the state before it is current again, its messages are marked `undone`."""
    claim = await claim_of(request)
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, builder.undo, claim=claim)))


@router.post("/{session_id}/redo", response_model=TurnOut, openapi_extra=CLAIMED)
async def redo(
    request: Request, sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId
) -> Response:
    """Take what was undone last again, a turn at a time; a new message or edit drops what could be redone."""
    claim = await claim_of(request)
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, builder.redo, claim=claim)))


@router.post("/{session_id}/goto", response_model=TurnOut, openapi_extra=CLAIMED)
async def goto(request: Request, builder: UsesBuilder, owner: Owner, session_id: SessionId, body: GotoIn) -> Response:
    """Go back to where the session last stood at a stage; what came after it is undone, and may be redone."""
    sessions, claim = await sessions_of(request), await claim_of(request)
    work = partial(builder.goto, body.stage)
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, work, claim=claim)))


@router.post("/{session_id}/resume", response_model=TurnOut)
async def resume(sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId) -> Response:
    """Come back to a session: the open question again. Stores nothing and does not push the expiry on."""
    loaded = await loaded_of(sessions, owner, session_id)
    answer = builder.resume(loaded)
    await sessions.remember(loaded)
    return Response(answer, media_type="application/json")


@router.get("/{session_id}/status")
async def get_status(sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId) -> StatusOut:
    """The whole session as it stands: stage, brief, tools, workflow findings, totals."""
    loaded = await loaded_of(sessions, owner, session_id)
    return builder.status(loaded, is_live=await sessions.live.has(session_id))


@router.get("/{session_id}/brief")
async def get_brief(sessions: UsesSessions, owner: Owner, session_id: SessionId) -> Brief:
    """What is known of the agent: every slot with its status, source turn and evidence; null where nothing is."""
    return (await state_of(sessions, owner, session_id)).brief


@router.patch("/{session_id}/brief", response_model=TurnOut)
async def patch_brief(
    sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId, body: BriefValues
) -> Response:
    """Set slots by hand; null clears one. They become `edited`: the conversation does not overwrite them unasked."""
    values = body.model_dump(mode="json", exclude_unset=True)
    return await edited(sessions, builder, owner, session_id, edits.of_brief(values))


@router.get("/{session_id}/workflow", responses=_DRAWN)
async def get_workflow(
    request: Request,
    sessions: UsesSessions,
    owner: Owner,
    session_id: SessionId,
    *,
    format: Annotated[Literal["json", "mermaid", "svg"], Query(description="The graph, or a drawing of it")] = "json",
) -> Response:
    """The steps the agent follows; 404 until the session has reached REVIEWING_WORKFLOW.

    A flowchart comes as JSON, and as it is to a client that sends `Accept: text/plain`.
    """
    graph = (await state_of(sessions, owner, session_id)).workflow
    if graph is None:
        raise NotFound("This session has no workflow yet; it is made when the tools are settled.")
    if format == "svg":
        return reshape.picture(graph)
    if format == "mermaid" and request.headers.get("accept", "").lower().startswith("text/plain"):
        return Response(mermaid(graph), media_type="text/plain")
    shown = MermaidOut(mermaid=mermaid(graph)) if format == "mermaid" else graph
    return Response(shown.model_dump_json(), media_type="application/json")


@router.post("/{session_id}/workflow/edits", response_model=WorkflowEditOut, openapi_extra=CLAIMED)
async def edit_workflow(
    request: Request, builder: UsesBuilder, owner: Owner, session_id: SessionId, body: WorkflowEditsIn
) -> Response:
    """Change the graph by hand, all edits or none. They hold through whatever the conversation changes later."""
    sessions, claim = await sessions_of(request), await claim_of(request)

    async def work(turn: TurnInput) -> TurnResult:
        return reshape.with_graph(await builder.edit(reshape.workflow_edits(body.edits), turn))

    return respond(await sessions.take_turn(TurnRequest(owner, session_id, work, claim=claim)))


@router.post("/{session_id}/prompt/polish", response_model=TurnOut, openapi_extra=CLAIMED)
async def polish_prompt(
    request: Request, sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId
) -> Response:
    """Let the model reword the prompt, section by section; a wording that drops a fact is refused, line by line.

    A line keeps its wording until what it says changes. 409 where no model is configured, or its budget is spent.
    """
    claim = await claim_of(request)
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, builder.polish, claim=claim)))


@router.get("/{session_id}/prompt")
async def get_prompt(
    sessions: UsesSessions,
    owner: Owner,
    session_id: SessionId,
    *,
    trace: Annotated[bool, Query(description="With each line's slots and the turns they come from")] = False,
) -> PromptOut:
    """The system prompt as it would be exported now; 404 until there is a workflow."""
    state = await state_of(sessions, owner, session_id)
    if state.workflow is None:
        raise NotFound("This session has no prompt yet; it is written when the workflow is.")
    built = spec.build(state)
    lines = [
        PromptLineOut(text=line.text, sources=line.sources, slots=slots, turns=tracing.turns(state, slots))
        for section in built.prompt.sections
        for line in section.lines
        for slots in [tracing.slots(state, line.sources)]
    ]
    return PromptOut(prompt=built.prompt.text, first_message=built.first_message, lines=lines if trace else None)
