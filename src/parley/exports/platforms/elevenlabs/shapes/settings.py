"""Settings of the platform around the agent: access, limits, privacy, webhooks, alerts."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.analysis import (
    AgentAnalysisItems,
    AnalysisProperty,
    AnalysisScope,
    EvaluationSettings,
)
from parley.exports.platforms.elevenlabs.shapes.common import EnvironmentLocator, SecretLocator
from parley.exports.platforms.elevenlabs.shapes.guardrails import Guardrails
from parley.exports.platforms.elevenlabs.shapes.names import ModelName
from parley.exports.platforms.elevenlabs.shapes.overrides import Overridable
from parley.exports.platforms.elevenlabs.shapes.widget import AllowlistItem, Widget
from parley.exports.shaped import Shape

WebhookEventType = Literal[
    "transcript",
    "audio",
    "call_initiation_failure",
    "answering_machine_detection",
    "unredacted_transcript",
    "unredacted_audio",
]
WebhookTranscriptFormat = Literal["json", "opentelemetry"]
ConfigEntityType = Literal[
    "name",
    "name.name_given",
    "name.name_family",
    "name.name_other",
    "email_address",
    "contact_number",
    "dob",
    "age",
    "religious_belief",
    "political_opinion",
    "sexual_orientation",
    "ethnicity_race",
    "marital_status",
    "occupation",
    "physical_attribute",
    "language",
    "username",
    "password",
    "url",
    "organization",
    "financial_id",
    "financial_id.payment_card",
    "financial_id.payment_card.payment_card_number",
    "financial_id.payment_card.payment_card_expiration_date",
    "financial_id.payment_card.payment_card_cvv",
    "financial_id.bank_account",
    "financial_id.bank_account.bank_account_number",
    "financial_id.bank_account.bank_routing_number",
    "financial_id.bank_account.swift_bic_code",
    "financial_id.financial_id_other",
    "location",
    "location.location_address",
    "location.location_city",
    "location.location_postal_code",
    "location.location_coordinate",
    "location.location_state",
    "location.location_country",
    "location.location_other",
    "date",
    "date_interval",
    "unique_id",
    "unique_id.government_issued_id",
    "unique_id.account_number",
    "unique_id.vehicle_id",
    "unique_id.healthcare_number",
    "unique_id.healthcare_number.medical_record_number",
    "unique_id.healthcare_number.health_plan_beneficiary_number",
    "unique_id.device_id",
    "unique_id.unique_id_other",
    "medical",
    "medical.medical_condition",
    "medical.medication",
    "medical.medical_procedure",
    "medical.medical_measurement",
    "medical.medical_other",
]
AgentTrustContext = Literal["unknown", "low", "high"]


class AgentCallLimits(Shape):
    agent_concurrency_limit: int | None = None
    daily_limit: int | None = None
    bursting_enabled: bool | None = None


class AgentHoldAudio(Shape):
    audio_path: str
    audio_url: str
    original_filename: str
    duration_secs: float
    size_bytes: int


class AgentQueueing(Shape):
    enabled: bool | None = None
    wait_timeout_seconds: Annotated[int, Field(le=1800, gt=0)] | None = None
    hold_audio: AgentHoldAudio | None = None


class AttachedTest(Shape):
    test_id: str
    workflow_node_id: str | None = None


class AgentTestingSettings(Shape):
    attached_tests: Annotated[list[AttachedTest], Field(min_length=0, max_length=5000)] | None = None


class Webhooks(Shape):
    post_call_webhook_id: str | None = None
    events: list[WebhookEventType] | None = None
    transcript_format: WebhookTranscriptFormat | None = None
    send_audio: bool | None = None
    exclude_transcript: bool | None = None


class ConversationInitiationClientDataWebhook(Shape):
    url: str
    request_headers: dict[str, str | SecretLocator | EnvironmentLocator]


class AgentWorkspaceOverrides(Shape):
    conversation_initiation_client_data_webhook: ConversationInitiationClientDataWebhook | None = None
    webhooks: Webhooks | None = None


class AlertingIntegrationNotifier(Shape):
    type: Literal["integration"]
    connection_id: str
    channel_id: str | None = None
    integration_type: Literal["pagerduty", "slack"] | None = None


class AlertingMonitor(Shape):
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None
    relative_increase_threshold: Annotated[float, Field(ge=0, le=10)] | None = None
    min_failure_count: Annotated[int, Field(ge=1)] | None = None
    min_history_bucket_count: Annotated[int, Field(ge=1)] | None = None
    min_sample_count: Annotated[int, Field(ge=1)] | None = None
    suspect_trigger_threshold: Annotated[int, Field(ge=1, le=10)] | None = None
    auto_resolve_after_inactive_minutes: Annotated[int, Field(ge=1)] | None = None
    enabled: bool | None = None


class AlertingWebhookNotifier(Shape):
    type: Literal["webhook"]
    webhook_id: str


class AlertingSettings(Shape):
    monitor_configs: dict[str, AlertingMonitor] | None = None
    auto_resolve_after_inactive_minutes: Annotated[int, Field(ge=1)] | None = None
    notifiers: (
        Annotated[
            list[Annotated[AlertingWebhookNotifier | AlertingIntegrationNotifier, Field(discriminator="type")]],
            Field(max_length=10),
        ]
        | None
    ) = None


class AuthSettings(Shape):
    enable_auth: bool | None = None
    allowlist: list[AllowlistItem] | None = None
    require_origin_header: bool | None = None
    shareable_token: str | None = None


class ConversationInitiationClientData(Shape):
    conversation_config_override: Overridable | None = None
    custom_llm_extra_body: bool | None = None
    enable_conversation_initiation_client_data_from_webhook: bool | None = None
    enable_starting_workflow_node_id_from_client: bool | None = None
    enable_procedure_ids_from_client: bool | None = None


class HistoryRedaction(Shape):
    enabled: bool | None = None
    entities: list[ConfigEntityType] | None = None
    excluded_data_collection_ids: list[str] | None = None


class Privacy(Shape):
    record_voice: bool | None = None
    retention_days: int | None = None
    delete_transcript_and_pii: bool | None = None
    delete_audio: bool | None = None
    apply_to_existing_conversations: bool | None = None
    zero_retention_mode: bool | None = None
    conversation_history_redaction: HistoryRedaction | None = None


class SentimentAnalysisSettings(Shape):
    pass


class TopicDiscoverySettings(Shape):
    pass


class PlatformSettings(Shape):
    evaluation: EvaluationSettings | None = None
    widget: Widget | None = None
    data_collection: dict[str, AnalysisProperty] | None = None
    data_collection_scopes: dict[str, AnalysisScope] | None = None
    analysis_items: AgentAnalysisItems | None = None
    overrides: ConversationInitiationClientData | None = None
    workspace_overrides: AgentWorkspaceOverrides | None = None
    testing: AgentTestingSettings | None = None
    archived: bool | None = None
    guardrails: Guardrails | None = None
    summary_language: str | None = None
    auto_translate_transcript_to_app_language: bool | None = None
    auth: AuthSettings | None = None
    call_limits: AgentCallLimits | None = None
    queueing_config: AgentQueueing | None = None
    privacy: Privacy | None = None
    trust_context: AgentTrustContext | None = None
    analysis_llm: ModelName | None = None
    topic_discovery: TopicDiscoverySettings | None = None
    sentiment_analysis: SentimentAnalysisSettings | None = None
    alerting: AlertingSettings | None = None
