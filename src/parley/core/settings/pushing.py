"""Where agents are pushed to, with which keys, and for how long."""

from pydantic import Field, SecretStr

from parley.core.settings.variables import Variables


class Pushing(Variables):
    """The platforms' keys and addresses, and the bounds of a push."""

    elevenlabs_api_key: SecretStr | None = Field(default=None, description="Key for `parley push elevenlabs`.")
    elevenlabs_base_url: str = Field(default="https://api.elevenlabs.io", description="Address of ElevenLabs' API.")
    retell_api_key: SecretStr | None = Field(default=None, description="Key for `parley push retell`.")
    retell_base_url: str = Field(default="https://api.retellai.com", description="Address of Retell AI's API.")
    vapi_api_key: SecretStr | None = Field(default=None, description="Private key for `parley push vapi`.")
    vapi_base_url: str = Field(default="https://api.vapi.ai", description="Address of Vapi's API.")
    push_timeout_seconds: float = Field(default=30, gt=0, le=300, description="Longest wait for one answer of a push.")
    push_deadline_seconds: float = Field(
        default=120, gt=0, le=3_600, description="Longest one call of a push may take, its further tries in."
    )
    push_answer_bytes: int = Field(
        default=10_000_000, ge=100_000, le=100_000_000, description="Bytes of one answer to a push at most."
    )
