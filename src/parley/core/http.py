"""The one outgoing HTTP client. Addresses come from the operator's settings; nothing a user sends is fetched here."""

import asyncio
import json
from contextlib import suppress
from urllib.parse import urlsplit

_LONGEST_ANSWER = 1_000_000


async def fetch_json(url: str, headers: dict[str, str], *, timeout_s: float = 2.0) -> object:
    """GET an operator's address: the JSON of a 200, None for everything else; never raises, follows no redirect.

    The port is tried before the client library is loaded, since mostly nobody listens (a laptop without Ollama).
    """
    with suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(timeout_s):
            await _knock(url)
            return await _get(url, headers, timeout_s)
    return None


async def _knock(url: str) -> None:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    _, writer = await asyncio.open_connection(parts.hostname, port)
    writer.close()


async def _get(url: str, headers: dict[str, str], timeout_s: float) -> object:
    import httpx  # loaded only when somebody listens at the other end

    async with httpx.AsyncClient(timeout=timeout_s, follow_redirects=False, trust_env=False) as client:
        try:
            answer = await client.get(url, headers=headers)
        except httpx.HTTPError:
            return None
    if answer.status_code != 200 or len(answer.content) > _LONGEST_ANSWER:
        return None
    found: object = json.loads(answer.content)
    return found
