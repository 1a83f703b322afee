"""Guardrails that check what goes in and out."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.shaped import Shape

GuardrailExecutionMode = Literal["streaming", "blocking"]


class ContentThresholdGuardrail(Shape):
    is_enabled: bool | None = None
    threshold: float | Literal["low", "medium", "high"] | None = None


class ContentThresholds(Shape):
    sexual: ContentThresholdGuardrail | None = None
    violence: ContentThresholdGuardrail | None = None
    harassment: ContentThresholdGuardrail | None = None
    self_harm: ContentThresholdGuardrail | None = None
    profanity: ContentThresholdGuardrail | None = None
    religion_or_politics: ContentThresholdGuardrail | None = None
    medical_and_legal_information: ContentThresholdGuardrail | None = None


class EndCallTriggerAction(Shape):
    type: Literal["end_call"]


class RetryTriggerAction(Shape):
    type: Literal["retry"]
    feedback: str | None = None


TriggerAction = Annotated[EndCallTriggerAction | RetryTriggerAction, Field(discriminator="type")]


class ContentGuardrail(Shape):
    execution_mode: GuardrailExecutionMode | None = None
    config: ContentThresholds | None = None
    trigger_action: TriggerAction | None = None


class CustomGuardrail(Shape):
    is_enabled: bool | None = None
    name: Annotated[str, Field(min_length=1, max_length=500)]
    prompt: Annotated[str, Field(min_length=1, max_length=10000)]
    execution_mode: GuardrailExecutionMode | None = None
    model: (
        Literal[
            "gemini-2.5-flash-lite",
            "gemini-2.5-flash",
            "gemini-3.1-flash-lite",
            "gemini-3.5-flash",
            "claude-haiku-4-5",
            "claude-sonnet-4-6",
            "gpt-5.4-nano",
            "gpt-5.4-mini",
        ]
        | None
    ) = None
    history_message_count: Annotated[int, Field(ge=0, le=100)] | None = None
    history_include_tool_calls: bool | None = None
    trigger_action: TriggerAction | None = None
    evaluate_full_response_only: bool | None = None


class CustomGuardrailList(Shape):
    configs: list[CustomGuardrail] | None = None


class CustomGuardrails(Shape):
    config: CustomGuardrailList | None = None


class FocusGuardrail(Shape):
    is_enabled: bool | None = None


class ThresholdGuardrail(Shape):
    is_enabled: bool | None = None
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None


class ModerationThresholds(Shape):
    sexual: ThresholdGuardrail | None = None
    violence: ThresholdGuardrail | None = None
    violence_graphic: ThresholdGuardrail | None = None
    harassment: ThresholdGuardrail | None = None
    harassment_threatening: ThresholdGuardrail | None = None
    hate: ThresholdGuardrail | None = None
    hate_threatening: ThresholdGuardrail | None = None
    self_harm_instructions: ThresholdGuardrail | None = None
    self_harm: ThresholdGuardrail | None = None
    self_harm_intent: ThresholdGuardrail | None = None
    sexual_minors: ThresholdGuardrail | None = None


class ModerationGuardrail(Shape):
    execution_mode: GuardrailExecutionMode | None = None
    config: ModerationThresholds | None = None


class PromptInjectionGuardrail(Shape):
    is_enabled: bool | None = None


class Guardrails(Shape):
    version: Literal["1"] | None = None
    focus: FocusGuardrail | None = None
    prompt_injection: PromptInjectionGuardrail | None = None
    content: ContentGuardrail | None = None
    moderation: ModerationGuardrail | None = None
    custom: CustomGuardrails | None = None
