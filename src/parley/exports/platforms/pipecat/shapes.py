"""The files of a Pipecat project as Pipecat 1.14 documents them; tools.json and settings.json are ours.

They are stricter than its own loader: what is passed over there, an action's odd key, a role nobody knows, is refused.

https://docs.pipecat.ai/api-reference/pipecat-flows/flow-config
"""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from parley.exports.shaped import Shape

Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]{0,63}$")]
"""What models take for a function's name."""
Words = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Secret = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


class Message(Shape):
    """A message of a node's task."""

    role: Literal["developer", "system", "user", "assistant"]
    content: Words


class Branch(Shape):
    """A transition by a field of a tool's result."""

    field: Words
    cases: dict[str, str] = Field(min_length=1)
    default: str | None = None


class Function(Shape):
    """A tool of a node: a handler in code, or with `transition_only` a way on that needs none."""

    name: Name
    transition_only: bool = False
    description: Words | None = None
    transition_to: str | Branch | None = None

    @model_validator(mode="after")
    def _is_code_or_way(self) -> Self:
        if self.transition_only and not self.description:
            raise ValueError("a transition_only function needs a description")
        if self.transition_only and not isinstance(self.transition_to, str):
            raise ValueError("a transition_only function needs the name of a node in transition_to")
        if not self.transition_only and self.description is not None:
            raise ValueError("only a transition_only function has a description; a handler has a docstring")
        return self

    def targets(self) -> dict[tuple[str, ...], str]:
        """Every node it leads to, by the place where it is named."""
        match self.transition_to:
            case str() as target:
                return {("transition_to",): target}
            case Branch() as branch:
                found = {("transition_to", "cases", case): target for case, target in branch.cases.items()}
                return found | ({("transition_to", "default"): branch.default} if branch.default else {})
        return {}


class Say(Shape):
    """Speaks a text as it is written."""

    type: Literal["tts_say"]
    text: Words
    append_text_to_context: bool = True


class End(Shape):
    """Ends the conversation, after a text where there is one."""

    type: Literal["end_conversation"]
    text: str | None = None
    append_text_to_context: bool = True


class Inline(Shape):
    """Runs a function of the handlers in the pipeline; further keys go to it."""

    model_config = ConfigDict(extra="allow")

    type: Literal["function"]
    handler: Name


class Custom(Shape):
    """An action of the project's own; without a handler it is registered in code."""

    model_config = ConfigDict(extra="allow")

    type: Words
    handler: Name | None = None


_BUILT_IN = frozenset({"tts_say", "end_conversation", "function"})


def _kind(value: Any) -> str:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return kind if isinstance(kind, str) and kind in _BUILT_IN else "custom"


Action = Annotated[
    Annotated[Say, Tag("tts_say")]
    | Annotated[End, Tag("end_conversation")]
    | Annotated[Inline, Tag("function")]
    | Annotated[Custom, Tag("custom")],
    Discriminator(_kind),
]


class Node(Shape):
    """A node of the flow."""

    task_messages: list[Message]
    role_message: str | None = None
    functions: list[Function] = Field(default_factory=list)
    pre_actions: list[Action] = Field(default_factory=list)
    post_actions: list[Action] = Field(default_factory=list)
    context_strategy: Literal["append", "reset"] | None = None
    respond_immediately: bool = True

    @property
    def ends(self) -> bool:
        """Whether the conversation ends here."""
        return any(isinstance(one, End) for one in (*self.pre_actions, *self.post_actions))


class Flow(Shape):
    """flow.yaml."""

    initial_node: str
    nodes: dict[str, Node] = Field(min_length=1)
    global_functions: list[Function] = Field(default_factory=list)


class Parameter(Shape):
    """A value of a request, from exactly one source."""

    name: Words
    place: Literal["path", "query", "header", "body"]
    type: Literal["string", "integer", "number", "boolean", "array"]
    argument: Key | None = None
    constant: str | int | float | bool | list[str] | None = None
    variable: Words | None = None
    secret: Secret | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if sum(one is not None for one in (self.argument, self.constant, self.variable, self.secret)) != 1:
            raise ValueError("exactly one of argument, constant, variable and secret is given")
        return self


class Auth(Shape):
    """The credential of a request, by the environment variable that holds it."""

    kind: Literal["none", "bearer", "basic", "api_key", "oauth2"]
    header: Words
    prefix: str = ""
    secret: Secret

    @model_validator(mode="after")
    def _has_its_scheme(self) -> Self:
        if self.kind in {"bearer", "basic", "oauth2"} and not self.prefix:
            raise ValueError(f"a credential of the kind {self.kind} goes after a prefix")
        return self


class Result(Shape):
    """A value kept from an answer."""

    name: Words
    path: str


class Webhook(Shape):
    """What a tool sends."""

    kind: Literal["webhook"]
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]
    content_type: Literal["application/json", "application/x-www-form-urlencoded"]
    timeout_s: Annotated[int, Field(ge=1, le=300)]
    headers: dict[str, str] = Field(default_factory=dict)
    auth: Auth | None = None
    parameters: list[Parameter] = Field(default_factory=list)
    results: list[Result] = Field(default_factory=list)


class Destination(Shape):
    """Where a call may be handed over to."""

    label: Words
    condition: str
    number: Annotated[str, Field(pattern=r"^(\+[1-9][0-9]{6,14})?$")]


class Transfer(Shape):
    """The hand-over of calls."""

    kind: Literal["transfer"]
    destinations: list[Destination] = Field(min_length=1)


class Plain(Shape):
    """A tool that sends nothing to a server."""

    kind: Literal["client", "keypad", "wait"]


Tool = Annotated[Webhook | Transfer | Plain, Field(discriminator="kind")]


class Settings(Shape):
    """settings.json; bot.py reads every one of these."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    speed: Annotated[float, Field(ge=0.25, le=4)]
    voice_description: str
    turn_timeout_s: Annotated[float, Field(ge=0, le=600)]
    max_duration_s: Annotated[float, Field(ge=1, le=86_400)]
    variables: dict[str, str]
