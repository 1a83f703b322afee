"""Simulations and evals."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.assistant import Assistant, AssistantOverrides
from parley.exports.platforms.vapi.shapes.outputs import AnyJudge, StructuredOutput
from parley.exports.platforms.vapi.shapes.values import Server
from parley.exports.platforms.vapi.shapes.words import Number, Stored
from parley.exports.shaped import Shape


class EvaluationPlanItem(Shape):
    comparator: Literal["=", "!=", ">", "<", ">=", "<="]
    value: Number | str | bool
    structuredOutputId: str | None = None
    structuredOutput: StructuredOutput | None = None
    path: str | None = None
    required: bool | None = None


class SimulationHookInclude(Shape):
    transcript: bool | None = None
    messages: bool | None = None
    recordingUrl: bool | None = None


class SimulationHookWebhookAction(Shape):
    type: Literal["webhook"]
    server: Server | None = None
    include: SimulationHookInclude | None = None


class SimulationRunStartedSimHook(Shape):
    on: Literal["simulation.run.started"]
    do: list[SimulationHookWebhookAction]


class SimulationRunEndedSimHook(Shape):
    on: Literal["simulation.run.ended"]
    do: list[SimulationHookWebhookAction]


class ScenarioToolMock(Shape):
    toolName: str
    result: str | None = None
    enabled: bool | None = None


class LatencyExpectation(Shape):
    metric: Literal["turn", "model", "voice"]
    aggregation: Literal["mean", "median", "p95", "max"]
    thresholdMs: Number
    required: bool | None = None


class Scenario(Stored):
    name: Annotated[str, Field(max_length=80)]
    instructions: Annotated[str, Field(max_length=10_000)]
    evaluations: Annotated[list[EvaluationPlanItem], Field(min_length=1)]
    hooks: list[SimulationRunStartedSimHook | SimulationRunEndedSimHook] | None = None
    targetOverrides: AssistantOverrides | None = None
    toolMocks: list[ScenarioToolMock] | None = None
    latencyExpectations: list[LatencyExpectation] | None = None
    path: str | None = None


class Personality(Stored):
    name: Annotated[str, Field(max_length=80)]
    assistant: Assistant
    path: str | None = None


class ChatEvalAssistantMessageMockToolCall(Shape):
    name: str
    arguments: dict[str, JsonValue] | None = None


class ChatEvalAssistantMessageMock(Shape):
    role: Literal["assistant"]
    content: str | None = None
    toolCalls: list[ChatEvalAssistantMessageMockToolCall] | None = None


class ChatEvalSystemMessageMock(Shape):
    role: Literal["system"]
    content: str


class ChatEvalToolResponseMessageMock(Shape):
    role: Literal["tool"]
    content: str


class AssistantMessageJudgePlanAi(Shape):
    model: AnyJudge
    type: Literal["ai"]
    autoIncludeMessageHistory: bool | None = None


class ChatEvalToolResponseMessageEvaluation(Shape):
    role: Literal["tool"]
    judgePlan: AssistantMessageJudgePlanAi


class ChatEvalUserMessageMock(Shape):
    role: Literal["user"]
    content: str


class ExactJudging(Shape):
    type: Literal["exact"]
    content: str
    toolCalls: list[ChatEvalAssistantMessageMockToolCall] | None = None


class RegexJudging(Shape):
    type: Literal["regex"]
    content: str
    toolCalls: list[ChatEvalAssistantMessageMockToolCall] | None = None


class AiJudging(Shape):
    type: Literal["ai"]
    model: AnyJudge
    autoIncludeMessageHistory: bool | None = None


class AssistantMessageEvaluationContinuePlan(Shape):
    exitOnFailureEnabled: bool | None = None
    contentOverride: str | None = None
    toolCallsOverride: list[ChatEvalAssistantMessageMockToolCall] | None = None


class ChatEvalAssistantMessageEvaluation(Shape):
    role: Literal["assistant"]
    judgePlan: "AnyJudging"
    continuePlan: AssistantMessageEvaluationContinuePlan | None = None


class Eval(Stored):
    messages: list[
        ChatEvalAssistantMessageMock
        | ChatEvalSystemMessageMock
        | ChatEvalToolResponseMessageMock
        | ChatEvalToolResponseMessageEvaluation
        | ChatEvalUserMessageMock
        | ChatEvalAssistantMessageEvaluation
    ]
    type: Literal["chat.mockConversation"]
    name: str | None = None
    description: str | None = None


AnySimHook = Annotated[
    SimulationRunStartedSimHook | SimulationRunEndedSimHook,
    Field(discriminator="on"),
]


AnyJudging = Annotated[
    ExactJudging | RegexJudging | AiJudging,
    Field(discriminator="type"),
]


class Simulation(Stored):
    personalityId: str
    scenarioId: str
    name: Annotated[str, Field(max_length=80)] | None = None
    path: str | None = None


class SuiteTarget(Shape):
    targetType: Literal["assistant", "squad"]
    targetId: str


class Suite(Stored):
    name: Annotated[str, Field(max_length=80)]
    simulationIds: list[str]
    slackWebhookUrl: str | None = None
    path: str | None = None
    targetAssignments: list[SuiteTarget] | None = None


class SimulationEntry(Shape):
    type: Literal["simulation"]
    name: str | None = None
    simulationId: str | None = None
    scenarioId: str | None = None
    scenario: Scenario | None = None
    personalityId: str | None = None
    personality: Personality | None = None


class SimulationTarget(Shape):
    type: Literal["assistant"]
    assistantId: str | None = None
    assistant: Assistant | None = None


class SimulationRun(Shape):
    simulations: Annotated[list[SimulationEntry], Field(min_length=1)]
    target: SimulationTarget
    iterations: Number | None = None
