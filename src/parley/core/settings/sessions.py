"""What a session, its documents and the requests of users may take."""

import re

from pydantic import Field, field_validator

from parley.core.settings.variables import Commas, Variables


class Sessions(Variables):
    """Bounds on sessions, documents, bodies and the fetching of users' URLs."""

    session_expiry_seconds: int = Field(
        default=86_400, ge=1, le=31_536_000, description="Quiet time after which a session counts as paused."
    )
    live_max_sessions: int = Field(default=5_000, ge=1, le=1_000_000, description="Sessions kept in process memory.")
    live_max_states: int = Field(
        default=64, ge=1, le=10_000, description="Unfinished builds kept parsed; about 0.1 MB each."
    )
    turn_lock_seconds: int = Field(default=90, ge=5, le=900, description="Longest a turn may hold its session.")
    idempotency_hours: int = Field(default=24, ge=24, le=720, description="How long idempotent answers are kept.")
    max_turns: int = Field(
        default=200, ge=1, le=10_000, description="Turns a session may have; then its messages get 409."
    )
    max_session_tokens: int = Field(
        default=30_000,
        ge=0,
        le=100_000_000,
        description="Model tokens a session may cost, a fifth of them output; then the rules go on.",
    )
    max_document_tokens: int = Field(
        default=200_000,
        ge=0,
        le=100_000_000,
        description="Model tokens that a session's documents may cost; then the rules read them.",
    )
    document_part_chars: int = Field(
        default=6_000, ge=500, le=10_000, description="Characters of a part of a document; each part is one model call."
    )
    document_timeout_seconds: float = Field(
        default=60,
        gt=0,
        le=800,
        description="Longest a model reads a document (less than TURN_LOCK_SECONDS); the rules read what is left.",
    )
    max_body_bytes: int = Field(
        default=1_000_000,
        ge=20_000,
        le=50_000_000,
        description="Bytes of a request's body at most; an import's has OPENAPI_MAX_BYTES.",
    )
    openapi_max_bytes: int = Field(
        default=20_000_000,
        ge=100_000,
        le=50_000_000,
        description="Bytes of an OpenAPI document, or of an import's body, at most.",
    )
    bundle_max_bytes: int = Field(
        default=5_000_000,
        ge=100_000,
        le=50_000_000,
        description="Bytes of a bundle that is imported, packed and unpacked, at most.",
    )
    bundle_max_files: int = Field(default=500, ge=10, le=5_000, description="Files of an imported bundle at most.")
    http_allow_hosts: Commas = Field(
        default=(), description="Hosts (host or host:port) that users' URLs may name although they are private or http."
    )
    http_timeout_seconds: float = Field(default=10, gt=0, le=60, description="Longest fetch of a user's URL.")

    @field_validator("http_allow_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            if re.fullmatch(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", host) is None:
                raise ValueError("takes hosts such as api.internal or 127.0.0.1:8080, comma-separated")
        return tuple(host.lower() for host in value)
