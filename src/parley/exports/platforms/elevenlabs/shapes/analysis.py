"""What is judged and extracted after a conversation."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.names import ModelName
from parley.exports.platforms.elevenlabs.shapes.parameters import LiteralSchema
from parley.exports.shaped import Shape

AnalysisScope = Literal["conversation", "agent"]
CriteriaScoringMode = Literal["binary", "numeric_uniform"]


class AttachedSystemDataCollectionRef(Shape):
    source: Literal["system"]
    analysis_item_id: Literal["__system_data_collection_topic"] | None = None
    scope: AnalysisScope | None = None


class AttachedSystemEvaluationRef(Shape):
    source: Literal["system"]
    analysis_item_id: Literal["__system_eval_criteria_sentiment", "__system_eval_criteria_frustration"]
    scope: AnalysisScope | None = None
    weight: float | None = None


class AttachedUserDataCollectionRef(Shape):
    source: Literal["user"]
    analysis_item_id: str
    version_id: str | None = None
    scope: AnalysisScope | None = None


class AttachedUserEvaluationRef(Shape):
    source: Literal["user"]
    analysis_item_id: str
    version_id: str | None = None
    additional_version_ids: list[str] | None = None
    scope: AnalysisScope | None = None
    weight: float | None = None


class AgentAnalysisItems(Shape):
    evaluation_criteria: (
        list[Annotated[AttachedUserEvaluationRef | AttachedSystemEvaluationRef, Field(discriminator="source")]] | None
    ) = None
    data_collection: (
        list[Annotated[AttachedUserDataCollectionRef | AttachedSystemDataCollectionRef, Field(discriminator="source")]]
        | None
    ) = None


class AnalysisProperty(LiteralSchema):
    name: str | None = None
    llm: ModelName | None = None


class PromptEvaluationCriteria(Shape):
    id: str
    name: str
    type: Literal["prompt"]
    conversation_goal_prompt: Annotated[str, Field(max_length=2000)]
    use_knowledge_base: bool | None = None
    scope: AnalysisScope | None = None
    llm: ModelName | None = None
    scoring_mode: CriteriaScoringMode | None = None
    max_score: int | None = None
    score_instructions: Annotated[str, Field(max_length=2000)] | None = None


class EvaluationSettings(Shape):
    criteria: list[PromptEvaluationCriteria] | None = None
