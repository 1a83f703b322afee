"""Pipecat's eval files as its loader documents them, with the keys refused that it passes over.

https://docs.pipecat.ai/api-reference/evals
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from parley.exports.platforms.pipecat.shapes import Words
from parley.exports.shaped import Shape

EVENTS = (
    *("user_started_speaking", "user_stopped_speaking", "vad_user_started_speaking", "vad_user_stopped_speaking"),
    *("user_transcription", "bot_started_speaking", "bot_stopped_speaking", "bot_interrupted", "llm_started"),
    *("response", "llm_response", "llm_marker", "tts_response", "function_call", "function_call_stopped", "image"),
    *("bot_backchannel", "user_backchannel"),
)
Event = Literal[EVENTS]  # type: ignore[valid-type]  # the names above
MEASURES = ("turns", "duration", "words", "latency", "function_calls")
Measure = Literal[MEASURES]  # type: ignore[valid-type]  # the names above
Whole = Annotated[int, Field(ge=1)]
Positive = Annotated[float, Field(gt=0)]


class Service(Shape):
    """A model that judges, plays the caller, hears or speaks: a service by name, or a factory."""

    service: str | None = None
    factory: str | None = None
    model: str | None = None
    endpoint: str | None = None
    extra: dict[str, Any] | None = None
    voice: str | None = None
    language: str | None = None
    speed: Positive | None = None
    sample_rate: Whole | None = None
    padding_secs: Annotated[float, Field(ge=0)] | None = None
    api_key: str | None = None
    explainer: dict[str, Any] | None = None


class User(Shape):
    """How the user's turns reach the bot."""

    modality: Literal["audio", "text"] = "text"
    speech: Service | None = None


class Judge(Shape):
    """What is judged, and by which model."""

    modality: Literal["audio", "text"] = "text"
    eval: Service | None = None
    transcription: Service | None = None

    @model_validator(mode="after")
    def _hears_what_it_judges(self) -> Self:
        if self.modality == "audio" and self.transcription is None:
            raise ValueError("a judge of audio needs a transcription")
        return self


class Call(Shape):
    """A function call that is expected; `args` are some of its arguments."""

    name: str | None = None
    args: dict[str, Any] | None = None


class Expectation(Shape):
    """An event that is to come back from the bot."""

    event: Event
    within_ms: Whole | None = None
    text_contains: str | None = None
    text_excludes: str | None = None
    calls: list[str | Call] | None = Field(default=None, min_length=1)
    name: str | None = None
    args: dict[str, Any] | None = None
    eval: Words | None = None
    marker: Literal["complete", "short", "long", "incomplete"] | None = None
    marker_first: bool | None = None
    markers: int | None = None
    text_after: bool | None = None
    check_from: Literal["previous", "turn_start"] | None = None
    absent: bool = False

    @model_validator(mode="after")
    def _fits_its_event(self) -> Self:
        given = self.model_fields_set - {"event", "within_ms", "absent"}
        if self.absent and given:
            raise ValueError("what is to be absent is told by its event alone")
        if {"marker", "marker_first", "markers", "text_after"} & given and self.event != "llm_marker":
            raise ValueError("marker, marker_first, markers and text_after belong to llm_marker")
        if {"calls", "name", "args"} & given and not self.event.startswith("function_call"):
            raise ValueError("calls, name and args belong to function_call")
        if self.eval and self.event == "function_call_stopped":
            raise ValueError("a stopped call carries nothing to judge")
        return self

    @property
    def expected_calls(self) -> list[Call]:
        """The calls it names, in whichever way."""
        listed = [Call(name=one) if isinstance(one, str) else one for one in self.calls or []]
        return listed or ([Call(name=self.name, args=self.args)] if self.name else [])


class SendAfter(Shape):
    """When a turn's input is sent."""

    event: Event | None = None
    delay_ms: Annotated[int, Field(ge=0)] = 0


class Pause(Shape):
    """A silence within what the user says."""

    pause_ms: Whole


class Turn(Shape):
    """A turn of a script: what the user says or presses, and what is to come back."""

    user: str | list[str | Pause] | None = None
    audio: str | None = None
    dtmf: Annotated[str, Field(pattern=r"^[0-9*#]+$")] | int | None = None
    expect: list[Expectation] = Field(default_factory=list)
    send_after: SendAfter | None = None
    image: str | None = None

    @model_validator(mode="after")
    def _says_or_presses(self) -> Self:
        if self.user is not None and self.dtmf is not None:
            raise ValueError("a turn says something or presses keys, not both")
        if self.send_after and self.user is None and self.dtmf is None:
            raise ValueError("send_after schedules an input, and there is none")
        if self.audio and not isinstance(self.user, str):
            raise ValueError("a recording needs its words in user")
        return self


class ContextMessage(Shape):
    """A message of the conversation so far."""

    role: Literal["developer", "system", "user", "assistant"]
    content: str


class Metric(Shape):
    """A quality of a simulated conversation: judged by a criterion, or measured."""

    name: Words | None = None
    criterion: Words | None = None
    min_score: Annotated[float, Field(ge=0, le=1)] | None = None
    measure: Measure | None = None
    min_value: float | None = None
    max_value: float | None = None
    calls: list[str | Call] | None = None

    @model_validator(mode="after")
    def _is_judged_or_measured(self) -> Self:
        if (self.criterion is None) == (self.measure is None):
            raise ValueError("a metric has either a criterion or a measure")
        if self.criterion and not self.name:
            raise ValueError("a judged metric needs a name")
        if self.measure == "function_calls" and self.calls is None:
            raise ValueError("the measure function_calls needs calls")
        if self.measure not in {None, "function_calls"} and self.min_value is None and self.max_value is None:
            raise ValueError("a measure needs min_value or max_value")
        return self


class _Common(Shape):
    name: Words
    user: User | None = None
    judge: Judge | None = None
    trigger_disconnect: bool | None = None


class Script(_Common):
    """A scenario whose turns are written out."""

    turns: list[Turn] = Field(min_length=1)
    context: list[ContextMessage] = Field(default_factory=list)
    stop_on_failure: bool = True


class Simulation(_Common):
    """A scenario in which a model plays the caller."""

    persona: Words
    goal: Words
    success: Words
    simulator: Service | None = None
    metrics: list[Metric] = Field(default_factory=list)
    max_turns: Whole = 20
    max_duration_s: Positive = 300
    max_silence_s: Positive = 30
    runs: Whole = 1


def _kind(value: Any) -> str:
    return "simulation" if isinstance(value, Simulation) or "persona" in value else "script"


Scenario = Annotated[Annotated[Script, Tag("script")] | Annotated[Simulation, Tag("simulation")], Discriminator(_kind)]
