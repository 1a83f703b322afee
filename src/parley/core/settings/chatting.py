"""Chats: their models, their memory, and what one reply may take."""

from pydantic import Field

from parley.core.settings.variables import Variables


class Chatting(Variables):
    """Personas, the models that answer, what they remember, and the bounds of a reply."""

    personas_dir: str | None = Field(
        default=None, description="Folder with more personas, name.md.j2 each; a file there wins over ours."
    )
    personas_max: int = Field(default=200, ge=1, le=10_000, description="Personas that are read from a folder.")
    persona_max_bytes: int = Field(
        default=65_536, ge=1_000, le=1_000_000, description="Bytes that a persona's file may have."
    )
    chat_max_agents: int = Field(
        default=500, ge=1, le=100_000, description="Built agents that are kept ready for chats, in process memory."
    )
    chat_max_listed: int = Field(
        default=500, ge=1, le=10_000, description="Agents that GET /agents and GET /v1/models list, personas first."
    )
    models_file: str | None = Field(
        default=None, description="YAML file of models, each with its endpoints; see docs/models.md."
    )
    llm_first_token_seconds: float = Field(
        default=15, gt=0, le=300, description="Longest wait for a reply's first words before another endpoint is asked."
    )
    llm_stall_seconds: float = Field(
        default=30, gt=0, le=300, description="Longest silence in the middle of a reply; then it counts as interrupted."
    )
    chat_timeout_seconds: float = Field(
        default=300, gt=0, le=3_600, description="Longest a whole reply may take, its tools included."
    )
    chat_max_tokens: int = Field(default=2_000, ge=16, le=64_000, description="Longest output of one call for a reply.")
    chat_max_calls: int = Field(
        default=8, ge=1, le=50, description="Model calls that one reply may take, one after each round of tools."
    )
    chat_tool_chars: int = Field(
        default=8_000, ge=500, le=1_000_000, description="Characters of a tool's answer that a reply's model is shown."
    )
    chat_tool_calls: int = Field(
        default=100,
        ge=1,
        le=10_000,
        description="Calls of tools under way at once for chats, a process; a further one fails and its model is told.",
    )
    chat_max_turns: int = Field(
        default=10_000, ge=1, le=1_000_000, description="Turns that a chat may have; then its messages get 409."
    )
    completion_max_messages: int = Field(
        default=2_000, ge=1, le=100_000, description="Messages that a request to /v1/chat/completions may hold."
    )
    completion_max_tools: int = Field(
        default=128, ge=0, le=1_000, description="Tools that a request to /v1/chat/completions may bring."
    )
    memory_window_size: int = Field(
        default=20, ge=1, le=500, description="Messages of a chat that its model is shown at most."
    )
    memory_token_budget: int = Field(
        default=6_000, ge=200, le=1_000_000, description="Tokens of a chat that its model is shown at most."
    )
    memory_ttl_seconds: int = Field(
        default=3_600, ge=1, le=31_536_000, description="How long a quiet chat's window is kept at hand."
    )
    memory_max_sessions: int = Field(
        default=5_000, ge=1, le=1_000_000, description="Chats whose window is kept in process memory."
    )
    memory_summary: bool = Field(default=True, description="Whether a model sums up what falls out of a chat's window.")
    memory_summaries: int = Field(
        default=4,
        ge=1,
        le=1_000,
        description="Summaries written at once, a process; further chats wait for a later turn.",
    )
    compress_above_chars: int = Field(
        default=2_000, ge=200, le=1_000_000, description="Characters above which a stored message is compressed."
    )
    chat_memory: bool = Field(default=True, description="Whether POST /chat remembers a conversation.")
    chat_memory_ttl_seconds: int = Field(
        default=3_600, ge=1, le=31_536_000, description="Quiet time after which POST /chat begins with an empty memory."
    )
    chat_memory_turns: int = Field(
        default=20, ge=1, le=500, description="Turns of a conversation that POST /chat remembers."
    )
    chat_memory_size: int = Field(
        default=1_000, ge=1, le=1_000_000, description="Conversations that POST /chat remembers in process memory."
    )
    chat_queue_length: int = Field(
        default=5, ge=0, le=1_000, description="Messages that may wait for a busy chat (on_busy: queue); then 409."
    )
    chat_queue_seconds: float = Field(default=60, gt=0, le=600, description="Longest such a message waits; then 409.")
