"""Ways from node to node, and the examples and conditions that steer them."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import ABSENT, Equation, Equations, Id, PromptWords
from parley.exports.shaped import Shape

W = TypeVar("W", bound=str)


class _Way(Shape):
    id: Id
    destination_node_id: Id = ABSENT


class Way(_Way):
    """A way on under a condition."""

    transition_condition: Annotated[PromptWords | Equations, Field(discriminator="type")]


class Said(Shape, Generic[W]):
    """A condition whose words are fixed."""

    type: Literal["prompt"]
    prompt: W


class SaidEquations(Equations, Generic[W]):
    """The same, in the form of comparisons."""

    prompt: W = ABSENT


class Fixed(_Way, Generic[W]):
    """A way on in a case that the platform knows by itself."""

    transition_condition: Annotated[Said[W] | SaidEquations[W], Field(discriminator="type")]


AlwaysWay = Fixed[Literal["Always"]]
"""Taken once the caller has answered."""
ElseWay = Fixed[Literal["Else"]]
"""Taken in all other cases."""
SkipWay = Fixed[Literal["Skip response"]]
"""Taken once the agent has spoken."""
TransferFailedWay = Fixed[Literal["Transfer failed"]]
SentWay = Fixed[Literal["Sent successfully"]]
UnsentWay = Fixed[Literal["Failed to send"]]


class Turn(Shape):
    """What somebody says in an example."""

    role: Literal["user", "agent"]
    content: str


class Invocation(Shape):
    """A call in an example."""

    role: Literal["tool_call_invocation"]
    tool_call_id: Id
    name: str
    arguments: str


class Result(Shape):
    """The answer to a call in an example."""

    role: Literal["tool_call_result"]
    tool_call_id: Id
    content: str


Transcript = list[Annotated[Turn | Invocation | Result, Field(discriminator="role")]]


class Example(Shape):
    """How a conversation should go."""

    transcript: Transcript


class ConversationExample(Example):
    """How a node should talk."""

    id: Id


class TransitionExample(ConversationExample):
    """When a node should lead on, and where."""

    destination_node_id: Id = ABSENT


class MixedCondition(Shape):
    """Comparisons with a condition in words."""

    type: Literal["equation_prompt"]
    operator: Literal["||", "&&"]
    equations: list[Equation]
    prompt_condition: PromptWords = ABSENT


class GlobalNode(Shape):
    """When a node is gone to from anywhere."""

    condition: Id | Annotated[PromptWords | Equations | MixedCondition, Field(discriminator="type")]
    cool_down: Annotated[float, Field(ge=0)] = ABSENT
    go_back_conditions: list[Way] = ABSENT
    positive_finetune_examples: list[Example] = ABSENT
    negative_finetune_examples: list[Example] = ABSENT
