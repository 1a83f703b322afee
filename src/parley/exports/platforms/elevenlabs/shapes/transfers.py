"""Where a call can be handed over to: numbers, SIP addresses, other agents."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.shaped import Shape

TransferType = Literal["blind", "conference", "sip_refer"]


class AgentTransfer(Shape):
    agent_id: str | None = None
    node_id: str | None = None
    condition: str
    delay_ms: int | None = None
    transfer_message: str | None = None
    enable_transferred_agent_first_message: bool | None = None
    is_workflow_node_transfer: bool | None = None
    preserve_client_tts_overrides: bool | None = None
    branch_id: str | None = None
    preserve_voice_settings: bool | None = None


class CustomSIPHeader(Shape):
    type: Literal["static"]
    key: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    value: Annotated[str, Field(min_length=1, max_length=512, pattern=r"^[\x09\x20-\x7E]+$")]


class CustomSIPHeaderWithDynamicVariable(Shape):
    type: Literal["dynamic"]
    key: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    value: Annotated[str, Field(min_length=1)]


class PhoneNumberVariable(Shape):
    type: Literal["phone_dynamic_variable"]
    phone_number: str


class PhoneNumber(Shape):
    type: Literal["phone"]
    phone_number: str


class PostDialDigitsDynamicVariable(Shape):
    type: Literal["dynamic"]
    value: Annotated[str, Field(min_length=1)]


class PostDialDigitsStatic(Shape):
    type: Literal["static"]
    value: Annotated[str, Field(min_length=1, pattern=r"^[0-9*#wW]*$")]


class SipUriVariable(Shape):
    type: Literal["sip_uri_dynamic_variable"]
    sip_uri: str


class SipUri(Shape):
    type: Literal["sip_uri"]
    sip_uri: str


class UserToUserInformation(Shape):
    data: Annotated[str, Field(max_length=8192)]
    protocol_discriminator: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{2}$")] | None = None
    protocol_discriminator_mode: Literal["prefix", "pd_parameter"] | None = None


class TransferBase(Shape):
    custom_sip_headers: (
        Annotated[
            list[Annotated[CustomSIPHeader | CustomSIPHeaderWithDynamicVariable, Field(discriminator="type")]],
            Field(max_length=20),
        ]
        | None
    ) = None
    transfer_destination: Annotated[
        PhoneNumber | SipUri | PhoneNumberVariable | SipUriVariable, Field(discriminator="type")
    ]
    transfer_type: TransferType | None = None
    sip_refer_play_dialtone: bool | None = None
    uui: UserToUserInformation | None = None
    post_dial_digits: (
        Annotated[PostDialDigitsStatic | PostDialDigitsDynamicVariable, Field(discriminator="type")] | None
    ) = None


class PhoneNumberTransfer(TransferBase):
    phone_number: str | None = None
    condition: str
