"""The usual way: the builder's own steps in a graph behind FastAPI, a run a turn, kept by AsyncPostgresSaver.

Each turn loads its thread from the checkpointer and stores messages and build state there. What lives within a turn
only is in untracked channels, which are not written: a thrifty version of the usual way.
"""

import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any, TypedDict

from fastapi import FastAPI, Request
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.channels import UntrackedValue
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel

from parley.agents.schemas import AgentSpec
from parley.builder import ask, graph
from parley.builder.schemas import BuildState, Change, Option
from parley.core.clock import new_id


class Thread(TypedDict, total=False):
    """What is checkpointed, the conversation and the build as JSON, and beside it the turn itself."""

    messages: Annotated[list[AnyMessage], add_messages]
    saved: dict[str, Any]
    work: Annotated[graph.Work, UntrackedValue]


class MessageIn(BaseModel):
    """What the user says."""

    message: str


class SessionOut(BaseModel):
    """A new session."""

    session_id: str
    reply: str


class TurnOut(BaseModel):
    """The answer to a turn."""

    session_id: str
    stage: str
    turn: int
    reply: str
    options: list[Option]
    changes: list[Change]


def _node(name: str, step: graph.Step) -> Callable[[Thread], Awaitable[Any]]:
    """The builder's own step, on the thread's build state and newest message; it leaves both for the checkpoint."""

    async def run(thread: Thread) -> Any:
        work = _entered(thread) if name == "understand" else thread["work"]
        await step(work)
        said = {"messages": [AIMessage(work.reply)]} if work.reply else {}
        return Command(goto=work.node or END, update={"work": work, "saved": _json(work.build), **said})

    return run


def _entered(thread: Thread) -> graph.Work:
    before = BuildState.model_validate(thread["saved"])
    build = before.model_copy(update={"turn": before.turn + 1})
    context = graph.Context(None, _no_parent, _numbered)
    return graph.Work(thread["messages"][-1].text, before, build, context)


def _compiled(saver: AsyncPostgresSaver) -> "CompiledStateGraph[Any, Any, Any, Any]":
    built: StateGraph[Any, Any, Any, Any] = StateGraph(Thread)
    for name, step in graph.STEPS.items():
        built.add_node(name, _node(name, step), destinations=(*graph.STEPS, END))
    built.add_edge(START, "understand")
    return built.compile(checkpointer=saver)


async def _no_parent() -> None:
    return None


async def _numbered(_spec: AgentSpec, build: BuildState) -> BuildState:
    """The state that knows its agent; the spec itself goes nowhere."""
    return build.model_copy(update={"agent_id": new_id(), "agent_version": 1})


def create_app() -> FastAPI:
    """The app; DATABASE_URL is its PostgreSQL, BENCH_DURABILITY LangGraph's `durability`."""
    durability: Any = os.environ["BENCH_DURABILITY"]

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
        async with AsyncConnectionPool(os.environ["DATABASE_URL"], max_size=10, kwargs=options, open=False) as pool:
            saver = AsyncPostgresSaver(pool)  # type: ignore[arg-type]  # the rows are dicts, as `options` say
            await saver.setup()
            app.state.graph = _compiled(saver)
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/api/v1/sessions/create", status_code=201)
    async def create(request: Request) -> SessionOut:
        state = BuildState()
        question = ask.next_question(state)
        saved = _json(state.model_copy(update={"question": question}))
        session_id = new_id()
        await request.app.state.graph.aupdate_state(_thread(session_id), {"saved": saved}, as_node="understand")
        return SessionOut(session_id=session_id, reply=question.text if question else "")

    @app.post("/api/v1/sessions/{session_id}/message")
    async def message(request: Request, session_id: str, body: MessageIn) -> TurnOut:
        said = {"messages": [HumanMessage(body.message)]}
        left = await request.app.state.graph.ainvoke(said, _thread(session_id), durability=durability)
        work: graph.Work = left["work"]
        question = work.build.question
        return TurnOut(
            session_id=session_id,
            stage=work.build.stage,
            turn=work.build.turn,
            reply=work.reply,
            options=question.options if question else [],
            changes=list(work.changes),
        )

    return app


def _thread(session_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": session_id}}


def _json(build: BuildState) -> dict[str, Any]:
    return build.model_dump(mode="json", exclude_defaults=True)
