"""The one outgoing HTTP client. Addresses come from the operator's settings; nothing a user sends is fetched here."""

import httpx

from parley.core.config import Settings


def open_client(settings: Settings) -> httpx.AsyncClient:
    """A client that follows no redirect, trusts no proxy variable, and gives up at the configured deadline."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(settings.llm_timeout_seconds, connect=min(3.0, settings.llm_timeout_seconds)),
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
    )
