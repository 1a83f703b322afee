"""Bounds on what runs for users: streamed turns, tests of agents and of tools, MCP servers."""

from pydantic import Field

from parley.core.settings.variables import Variables


class Running(Variables):
    """Streamed turns and their events, tools under test, MCP servers."""

    max_runs: int = Field(
        default=500,
        ge=1,
        le=100_000,
        description="Runs under way at once, a process: chats' and streamed turns, and /v1 completions; then 503.",
    )
    run_drain_seconds: float = Field(
        default=8, ge=0, le=300, description="How long runs may finish at shutdown; then they are stopped."
    )
    run_log_runs: int = Field(
        default=1_000,
        ge=1,
        le=100_000,
        description="Streamed turns whose events are kept, in process memory; the oldest go first.",
    )
    run_log_events: int = Field(default=5_000, ge=1, le=100_000, description="Events kept of one streamed turn.")
    run_log_bytes: int = Field(
        default=262_144, ge=10_000, le=10_000_000, description="Bytes of events kept of one streamed turn."
    )
    run_log_seconds: float = Field(
        default=300, ge=1, le=86_400, description="How long a streamed turn's events are kept after its end."
    )
    run_log_flush_seconds: float = Field(
        default=0.05, gt=0, le=1, description="How often new events go to Redis, and others' are asked for there."
    )
    run_log_backlog_bytes: int = Field(
        default=8_000_000, ge=10_000, le=1_000_000_000, description="Events that wait for Redis while it is away."
    )
    run_look_seconds: float = Field(
        default=0.4, gt=0, le=0.5, description="How often a process looks whether somebody stopped one of its runs."
    )
    run_alive_seconds: float = Field(
        default=15, ge=0.5, le=300, description="Silence after which a process is taken for dead, and its runs closed."
    )
    run_stop_seconds: float = Field(
        default=5, gt=0, le=60, description="Longest that a run that is stopped may take to store what it has."
    )
    max_readers: int = Field(
        default=2_000, ge=1, le=100_000, description="Streams read at once, a process; a further one gets 503."
    )
    stream_heartbeat_seconds: float = Field(
        default=10, gt=0, le=15, description="Silence after which a stream says that it is alive."
    )
    stream_stall_seconds: float = Field(
        default=20, gt=0, le=300, description="How long a reader may take nothing before it is cut off."
    )
    tool_timeout_seconds: float = Field(
        default=30,
        gt=0,
        le=120,
        description="Longest test call of a tool, over HTTP or MCP; a tool's own timeout_s may be shorter.",
    )
    tool_answer_bytes: int = Field(
        default=100_000, ge=1_000, le=5_000_000, description="Bytes of a test call's answer that are read."
    )
    max_tool_calls: int = Field(
        default=8, ge=1, le=1_000, description="Test calls under way at once, a process; a further one gets 409."
    )

    test_max_calls: int = Field(
        default=2_000, ge=1, le=1_000_000, description="Model calls that one `parley test` may make."
    )
    test_max_tokens: int = Field(
        default=5_000_000, ge=1_000, le=10_000_000_000, description="Model tokens that one `parley test` may cost."
    )

    mcp_servers: str | None = Field(
        default=None,
        description="JSON file with an mcpServers object; every owner may take tools from these MCP servers.",
    )
    mcp_timeout_seconds: float = Field(
        default=20, gt=0, le=120, description="Longest an MCP server may take to start and list its tools."
    )
    mcp_max_tools: int = Field(
        default=1_000, ge=1, le=20_000, description="Tools an MCP server may list; one with more is refused."
    )
