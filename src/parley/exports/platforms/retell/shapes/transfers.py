"""Where a call goes to, and how."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    Id,
    Milliseconds,
    PhoneNumber,
    PromptWords,
    StaticMessage,
    Version,
)
from parley.exports.shaped import Shape

Handoff = Annotated[PromptWords | StaticMessage, Field(discriminator="type")]
Music = Literal["none", "relaxing_sound", "uplifting_beats", "ringtone", "custom"]


class PredefinedNumber(Shape):
    """A known number."""

    type: Literal["predefined"]
    number: PhoneNumber
    extension: str = ""


class InferredNumber(Shape):
    """A number that the model works out."""

    type: Literal["inferred"]
    prompt: str


Destination = Annotated[PredefinedNumber | InferredNumber, Field(discriminator="type")]


class _Transfer(Shape):
    show_transferee_as_caller: bool = ABSENT
    transfer_ring_duration_ms: Milliseconds = ABSENT


class ColdTransfer(_Transfer):
    """Passed on without a word."""

    type: Literal["cold_transfer"]
    cold_transfer_mode: Literal["sip_refer", "sip_invite"] = ABSENT


class _WithMusic(_Transfer):
    on_hold_music: Music = ABSENT
    custom_on_hold_music_asset_id: str = ABSENT
    enable_bridge_audio_cue: bool = True
    public_handoff_option: Handoff | None = None


class WarmTransfer(_WithMusic):
    """Passed on once a person has answered."""

    type: Literal["warm_transfer"]
    agent_detection_timeout_ms: Annotated[float, Field(ge=0)] = ABSENT
    ivr_option: PromptWords = ABSENT
    opt_out_human_detection: bool = False
    private_handoff_option: Handoff | None = None


class TransferAgent(Shape):
    """The agent that decides about a transfer."""

    agent_id: Id
    agent_version: Version


class AgenticTransfer(Shape):
    """How another agent decides about a transfer."""

    transfer_agent: TransferAgent = ABSENT
    transfer_timeout_ms: Annotated[float, Field(ge=0)] = 30_000
    action_on_timeout: Literal["bridge_transfer", "cancel_transfer"] = "cancel_transfer"


class AgenticWarmTransfer(_WithMusic):
    """Passed on when another agent says so."""

    type: Literal["agentic_warm_transfer"]
    agentic_transfer_config: AgenticTransfer


TransferOption = Annotated[ColdTransfer | WarmTransfer | AgenticWarmTransfer, Field(discriminator="type")]
