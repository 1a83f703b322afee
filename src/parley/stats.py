"""How the process fares: its models, its runs and its requests, as JSON for people and as text for Prometheus."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from parley.core import metrics
from parley.core.auth import Owner
from parley.core.metrics import Figure, Kind, Tally
from parley.core.problems import documented
from parley.llm.models import EndpointState, Models, ModelState

router = APIRouter(tags=["service"], responses=documented(401, 503))
_TEXT = {"content": {"text/plain": {"schema": {"type": "string"}}}}


class EndpointStats(BaseModel):
    """An endpoint of a model. The times are means that follow the newest calls; null before the first."""

    name: str = Field(description="vendor:model, as the provider knows it")
    address: str = Field(description="Host and port")
    status: Literal["ready", "resting"]
    in_flight: int
    attempts: int = Field(description="Requests sent since the start")
    failures: int
    interrupted: int = Field(description="Failures in the middle of a reply")
    rests_s: float = Field(description="Seconds until it is tried again after a failure")
    first_token_ms: float | None
    whole_ms: float | None
    input_tokens: int
    output_tokens: int


class ModelStats(BaseModel):
    """A model by the name it goes by here."""

    name: str
    is_default: bool
    endpoints: list[EndpointStats]


class StatsOut(BaseModel):
    """The process that answers; with several workers each tells its own."""

    version: str
    uptime_s: float
    requests: dict[str, int] = Field(description="Answers so far, by HTTP status; 499: the client left before")
    runs: int = Field(description="Runs under way: turns of chats, streamed turns, completions")
    models: list[ModelStats]


@router.get("/api/v1/stats")
async def stats(request: Request, owner: Owner) -> StatsOut:
    """How this process and its models fare."""
    tally: Tally = request.app.state.tally
    models: Models = request.app.state.models
    return StatsOut(
        version=version("parley"),
        uptime_s=round(tally.uptime_s, 1),
        requests={str(status): count for status, count in sorted(tally.answers.items())},
        runs=request.app.state.runs.count,
        models=[
            ModelStats(name=one.name, is_default=one.is_default, endpoints=[_shown(each) for each in one.endpoints])
            for one in models.health()
        ],
    )


@router.get("/metrics", response_class=Response, responses={200: _TEXT})
async def prometheus(request: Request, owner: Owner) -> Response:
    """The same in Prometheus' text format, for this process."""
    state = request.app.state
    figures = [*_of_process(state.tally, state.runs.count), *_of_models(state.models.health())]
    return Response(metrics.render(figures), media_type=metrics.MEDIA_TYPE)


_FIGURES: Sequence[tuple[str, str, Kind, Callable[[EndpointState], float | None]]] = (
    ("requests", "Requests sent to an endpoint.", Kind.COUNTER, lambda each: each.attempts),
    ("failures", "Requests that failed.", Kind.COUNTER, lambda each: each.failures),
    ("interruptions", "Replies that broke off in the middle.", Kind.COUNTER, lambda each: each.interrupted),
    ("input_tokens", "Tokens read.", Kind.COUNTER, lambda each: each.spent.input_tokens),
    ("output_tokens", "Tokens written.", Kind.COUNTER, lambda each: each.spent.output_tokens),
    ("in_flight", "Requests under way.", Kind.GAUGE, lambda each: each.in_flight),
    ("rest_seconds", "Time until a failed endpoint is tried again.", Kind.GAUGE, lambda each: each.rests_s),
    ("first_token_seconds", "Mean time to the first words.", Kind.GAUGE, lambda each: each.first_token_s),
    ("call_seconds", "Mean time of a whole call.", Kind.GAUGE, lambda each: each.whole_s),
)


def _shown(state: EndpointState) -> EndpointStats:
    return EndpointStats(
        name=state.name,
        address=state.address,
        status="resting" if state.is_resting else "ready",
        in_flight=state.in_flight,
        attempts=state.attempts,
        failures=state.failures,
        interrupted=state.interrupted,
        rests_s=round(state.rests_s, 1),
        first_token_ms=_ms(state.first_token_s),
        whole_ms=_ms(state.whole_s),
        input_tokens=state.spent.input_tokens,
        output_tokens=state.spent.output_tokens,
    )


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1_000, 1)


def _of_process(tally: Tally, runs: int) -> Iterator[Figure]:
    answers = [({"status": str(status)}, float(count)) for status, count in sorted(tally.answers.items())]
    yield Figure("parley_info", "The version that runs.", Kind.GAUGE, [({"version": version("parley")}, 1.0)])
    yield Figure("parley_uptime_seconds", "Time since the start.", Kind.GAUGE, [({}, tally.uptime_s)])
    yield Figure(
        "parley_requests",
        "Requests answered, by HTTP status; 499: the client left before its answer.",
        Kind.COUNTER,
        answers,
    )
    yield Figure("parley_request_seconds", "Time spent on requests.", Kind.COUNTER, [({}, tally.seconds)])
    yield Figure(
        "parley_runs", "Runs under way: turns of chats, streamed turns, completions.", Kind.GAUGE, [({}, float(runs))]
    )


def _of_models(models: Iterable[ModelState]) -> Iterator[Figure]:
    held = [
        ({"model": model.name, "endpoint": str(at), "name": each.name, "address": each.address}, each)
        for model in models
        for at, each in enumerate(model.endpoints)
    ]
    for name, about, kind, value in _FIGURES:
        samples = [(labels, float(found)) for labels, each in held if (found := value(each)) is not None]
        yield Figure(f"parley_model_{name}", about, kind, samples)
