"""The two clients: the same calls, of the one answered, of the other awaited."""

from types import TracebackType
from typing import Self

import httpx

from parley.client.attempts import Patience
from parley.client.calls.agents import Agents
from parley.client.calls.builds import Builds
from parley.client.calls.chats import Chats
from parley.client.calls.runs import Runs
from parley.client.calls.service import Secrets, Service
from parley.client.calls.sessions import Sessions
from parley.client.methods import S
from parley.client.transport import Awaiting, Blocking, Target


class _Calls(Service[S]):
    """All calls, in groups."""

    def __init__(self, transport: S) -> None:
        super().__init__(transport)
        self.builds: Builds[S] = Builds(transport)
        self.chats: Chats[S] = Chats(transport)
        self.runs: Runs[S] = Runs(transport)
        self.sessions: Sessions[S] = Sessions(transport)
        self.agents: Agents[S] = Agents(transport)
        self.secrets: Secrets[S] = Secrets(transport)

    @property
    def url(self) -> str:
        """The server's address."""
        return self._transport.target.url


class Client(_Calls[Blocking]):
    """A server of Parley's, for programs that wait for its answers. Close it, or use it in a `with` block.

    Without arguments the address comes from PARLEY_URL (else http://127.0.0.1:8000), the key from PARLEY_API_KEY.

    >>> with Client() as client:
    ...     turn = client.builds.create("A phone receptionist for our dental clinic")
    """

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        patience: Patience | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        super().__init__(Blocking(Target.of(url, key, patience or Patience()), http))

    def close(self) -> None:
        """Let go of the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Calls[Awaiting]):
    """The same for programs with an event loop: every call is awaited, every list and stream is for `async for`.

    >>> async with AsyncClient() as client:
    ...     turn = await client.builds.create("A phone receptionist for our dental clinic")
    """

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        patience: Patience | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(Awaiting(Target.of(url, key, patience or Patience()), http))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
