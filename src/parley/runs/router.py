"""Runs over HTTP: how one stands, its events from any number on, and its end before its time."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import WithJsonSchema

from parley.core.auth import Owner
from parley.core.dependencies import UsesDatabase
from parley.core.problems import documented
from parley.runs import record, sse
from parley.runs.keeper import Keeper
from parley.runs.reading import Readings
from parley.runs.schemas import RunOut, Stop

router = APIRouter(prefix="/api/v1/runs", tags=["chat"], responses=documented(401, 404, 503))

RunId = Annotated[str, Path(description="The run's id", examples=["01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"])]
_MOST = 2_000_000_000
After = Annotated[int, Query(ge=0, le=_MOST, description="The number of the last event that you have")]
_NUMBER = "^[0-9]{1,9}$"
LastEventId = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": _NUMBER}),  # a header is left out, never null
    Header(pattern=_NUMBER, description="As `after`, and before it: what an EventSource sends by itself"),
]
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The events behind that number, and those to come. Where some are not kept any more, numbers "
        "are left out, and `message` or `error` and `done` follow when the run is over.",
        "content": {sse.MEDIA_TYPE: {"schema": sse.EVENT_SCHEMA}},
    },
    204: {"description": "The run is over and you have all of it: do not ask again"},
}
_STOPPED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The run was over already: how it ended"},
    202: {"description": "The run is told to stop; its events say when it has", "model": RunOut},
}


@router.get("/{run_id}")
async def get_run(db: UsesDatabase, owner: Owner, run_id: RunId) -> RunOut:
    """How a run stands, or how it ended."""
    return RunOut.of(await record.find(db, owner, run_id))


@router.get("/{run_id}/events", responses=_EVENTS, response_class=Response)
async def follow_run(
    request: Request, owner: Owner, run_id: RunId, *, after: After = 0, last_event_id: LastEventId = None
) -> Response:
    """A run's events from anywhere, from any number on: resume a stream that broke, or watch one that another began."""
    readings: Readings = request.app.state.readings
    with sse.seated(request) as terms:
        run = await record.find(request.app.state.resources.db, owner, run_id)
        seen = after if last_event_id is None else int(last_event_id)
        if run.is_over and seen >= run.last_seq:
            return Response(status_code=204)
        return sse.EventStream(readings.follow(run, seen), terms)


@router.post("/{run_id}/cancel", responses=_STOPPED)
async def cancel_run(request: Request, response: Response, owner: Owner, run_id: RunId) -> RunOut:
    """Stop a run, whichever process has it: what it has said is stored. Safe to repeat."""
    keeper: Keeper = request.app.state.keeper
    run = await keeper.stop(owner, run_id, Stop.CANCELLED)
    response.status_code = 200 if run.is_over else 202
    return RunOut.of(run)
