"""Tools: what every kind has, and the kinds that a tool file can be of."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter

from parley.exports.platforms.elevenlabs.shapes.builtins import SystemTool
from parley.exports.platforms.elevenlabs.shapes.common import (
    AuthConnectionLocator,
    DynamicVariables,
    EnvironmentAuthConnectionLocator,
    EnvironmentLocator,
    SecretLocator,
    ToolBase,
    ToolExecutionMode,
    VariableLocator,
)
from parley.exports.platforms.elevenlabs.shapes.parameters import (
    LiteralSchema,
    ObjectSchema,
    ParameterCheck,
    QuerySchema,
    SchemaOverride,
)
from parley.exports.shaped import Shape

ResponseFilterMode = Literal["all", "allow", "hide_all"]
IntegrationType = Literal["mcp_server", "mcp_integration"]
MCPApprovalPolicy = Literal["auto_approve_all", "require_approval_all", "require_approval_per_tool"]


class ApiIntegrationWebhookOverrides(Shape):
    schema_overrides: dict[str, SchemaOverride] | None = None
    response_filter_mode: ResponseFilterMode | None = None
    response_filters: list[str] | None = None
    request_headers: dict[str, str | VariableLocator] | None = None


class ApiIntegrationWebhookTool(ToolBase):
    type: Literal["api_integration_webhook"]
    description: str
    response_timeout_secs: Annotated[int, Field(ge=5, le=300)] | None = None
    dynamic_variables: DynamicVariables | None = None
    execution_mode: ToolExecutionMode | None = None
    tool_version: str | None = None
    api_integration_id: str
    api_integration_connection_id: str
    api_schema_overrides: ApiIntegrationWebhookOverrides | None = None


class SmbParams(Shape):
    smb_tool_type: str
    post_dial_digits_enabled: bool | None = None


class SMBTool(ToolBase):
    type: Literal["smb"]
    description: str | None = None
    human_description: str | None = None
    enabled: bool | None = None
    params: SmbParams


class ClientTool(ToolBase):
    type: Literal["client"]
    description: str
    response_timeout_secs: Annotated[int, Field(ge=1, le=120)] | None = None
    parameters: ObjectSchema | None = None
    expects_response: bool | None = None
    dynamic_variables: DynamicVariables | None = None
    execution_mode: ToolExecutionMode | None = None


class MCPTool(ToolBase):
    type: Literal["mcp"]
    description: str
    response_timeout_secs: Annotated[int, Field(ge=5, le=300)] | None = None
    integration_type: IntegrationType
    parameters: ObjectSchema | None = None
    approval_policy: MCPApprovalPolicy | None = None
    mcp_tool_name: str
    mcp_tool_description: str
    mcp_server_id: str
    mcp_server_name: str
    mcp_input_schema: dict[str, JsonValue] | None = None
    execution_mode: ToolExecutionMode | None = None
    input_overrides: dict[str, SchemaOverride] | None = None


class ToolResponseMock(Shape):
    parameter_conditions: list[ParameterCheck] | None = None
    mock_result: str
    is_error: bool | None = None


class ResponseFilter(Shape):
    mode: ResponseFilterMode | None = None
    filters: list[str] | None = None
    content_type: Literal["application/json"] | None = None


class WebhookToolApiSchema(Shape):
    request_headers: dict[str, str | SecretLocator | VariableLocator | EnvironmentLocator] | None = None
    url: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] | None = None
    path_params_schema: dict[str, LiteralSchema] | None = None
    query_params_schema: QuerySchema | None = None
    request_body_schema: ObjectSchema | None = None
    response_body_schema: ObjectSchema | None = None
    response_filter: ResponseFilter | None = None
    content_type: Literal["application/json", "application/x-www-form-urlencoded"] | None = None
    auth_resolved_params: list[str] | None = None
    auth_connection: AuthConnectionLocator | EnvironmentAuthConnectionLocator | None = None


class WebhookTool(ToolBase):
    type: Literal["webhook"]
    description: str
    response_timeout_secs: Annotated[int, Field(ge=5, le=300)] | None = None
    dynamic_variables: DynamicVariables | None = None
    execution_mode: ToolExecutionMode | None = None
    api_schema: WebhookToolApiSchema
    follow_redirects: bool | None = None
    follow_redirects_allowed_domains: Annotated[list[str], Field(max_length=20)] | None = None


class Tool(Shape):
    tool_config: Annotated[WebhookTool | ClientTool | SystemTool | MCPTool, Field(discriminator="type")]
    response_mocks: list[ToolResponseMock] | None = None


ToolBody: TypeAdapter[WebhookTool | ClientTool | SystemTool | MCPTool] = TypeAdapter(
    Annotated[WebhookTool | ClientTool, Field(discriminator="type")], config=ConfigDict(defer_build=True)
)
"""A tool file of a project, of the kinds that the CLI pushes."""
