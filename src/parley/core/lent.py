"""The HTTP client that is lent to the MCP library for one conversation with an operator's server: it reads so much and
no more. Loaded with that library, which brings its own HTTP.
"""

from collections.abc import AsyncIterator

import httpx2


class _Counted(httpx2.AsyncByteStream):
    """A body that counts against what the conversation may still read."""

    def __init__(self, inner: httpx2.AsyncByteStream, budget: "_Budget") -> None:
        self._inner = inner
        self._budget = budget

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._budget.take(len(chunk))
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Budget:
    def __init__(self, max_bytes: int) -> None:
        self._most = self._left = max_bytes

    def take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise httpx2.ReadError(f"more than {self._most:,} bytes")

    async def bound(self, response: httpx2.Response) -> None:
        """A response hook. What is compressed, although that was not asked for, could grow without a bound."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx2.ReadError("a compressed answer")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Counted(response.stream, self)


def client(headers: dict[str, str], *, timeout_s: float, max_bytes: int) -> httpx2.AsyncClient:
    """A client with the operator's headers; no proxy, no redirect to another origin, `max_bytes` in all."""
    return httpx2.AsyncClient(
        headers={"User-Agent": "parley", **headers, "Accept-Encoding": "identity"},
        timeout=timeout_s,
        trust_env=False,
        follow_redirects=False,
        limits=httpx2.Limits(max_connections=4),
        event_hooks={"response": [_Budget(max_bytes).bound]},
    )


def deed(error: BaseException) -> str:
    """What an operator's server did over HTTP, in our words; "" where the error is none of HTTP."""
    match error:
        case httpx2.HTTPStatusError():
            return f"answers with HTTP status {error.response.status_code}"
        case httpx2.TimeoutException():
            return "does not answer in time"
        case httpx2.HTTPError():
            return "cannot be reached, or does not speak HTTP as it should"
    return ""
