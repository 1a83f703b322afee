"""Wire: one endpoint's connections, and requests whose answers are read as they come.

It bounds waiting, sizes and connections. It does not try again what failed, nor choose between endpoints: that is the
pool's. Only this module asks aiohttp for anything.
"""

import json
import ssl

import aiohttp
import certifi
import orjson

from parley.llm.errors import ModelError, ModelMisconfigured, ModelTimeout, ModelUnavailable
from parley.llm.schemas import ModelConfig, Piece, Talked, TalkRequest, Vendor
from parley.llm.vendors.facts import ADDRESSES
from parley.llm.wire import anthropic, failures, ollama, openai
from parley.llm.wire.inflow import IS_NEW, Connector, Inflow
from parley.llm.wire.manners import Manners
from parley.llm.wire.patience import Patience
from parley.llm.wire.reading import Json, Reading

_DIALECTS = {
    Vendor.OPENAI: openai.DIALECT,
    Vendor.DEEPSEEK: openai.DIALECT,
    Vendor.QWEN: openai.DIALECT,
    Vendor.ANTHROPIC: anthropic.DIALECT,
    Vendor.OLLAMA: ollama.DIALECT,
}
_HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "identity", "User-Agent": "parley"}
_LONGEST_LINE = 1_000_000
_LONGEST_REPLY = 32_000_000
_LONGEST_REFUSAL = 64_000
_KEPT_S = 60.0
_TO_CONNECT_S = 10.0
_LAST_BYTES_S = 0.1
"""How long the end of a body that says nothing more is waited for, so that its connection can be used again."""
_REUSED_TRIES = 3


class Wire:
    """Safe to share between all turns of one event loop; connects when first used. `close()` when done."""

    def __init__(self, config: ModelConfig) -> None:
        """ModelMisconfigured: the address is none. Reads certificates from disk, so make it in a thread."""
        self._config = config
        self._dialect = _DIALECTS[config.vendor]
        address = (config.base_url or ADDRESSES[config.vendor]).rstrip("/")
        if not address.startswith(("http://", "https://")):
            raise ModelMisconfigured(f"{config.name} cannot be reached: its address is no http(s) URL")
        self._url = address + self._dialect.path
        self._trust = _trust() if address.startswith("https") else None
        self._manners = Manners(self._dialect.optional)
        self._session: aiohttp.ClientSession | None = None

    async def stream(self, request: TalkRequest, hear: Piece, *, first_token_s: float, stall_s: float) -> Talked:
        """The next message; `hear` is given its words as they come, often several in one piece.

        `first_token_s` is how long the first sign of the model may take (words, a call or thoughts; waiting for a free
        connection counts), `stall_s` the longest silence after it. How long the whole may take is for the caller to
        bound, and the request's `max_tokens` is sent as it is. Failures are ModelErrors whether or not something was
        heard. Cancelling closes the connection.
        """
        reading = self._dialect.reading()
        try:
            await self._exchange(request, reading, hear, Patience(first_token_s, stall_s, lambda: reading.beats))
            return reading.talked(request)
        except ModelError as error:
            error.spent = reading.spent(request)
            raise

    async def close(self) -> None:
        """Close the connections; a later call would open new ones."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _exchange(self, request: TalkRequest, reading: Reading, hear: Piece, patience: Patience) -> None:
        """Until the message is whole; what breaks after that breaks nothing."""
        try:
            async with patience:
                response = await self._answered(request, reading)
                try:
                    await self._read(response, reading, hear, patience)
                finally:
                    response.close()  # does nothing to a connection whose answer was read to its end
        except TimeoutError as error:
            if not reading.is_whole:
                raise ModelTimeout("The model did not answer in time.") from error
        except (aiohttp.ClientError, OSError) as error:  # OSError: a name of no host, no permission
            if not reading.is_whole:
                raise _unreachable(error, reading) from error

    async def _answered(self, request: TalkRequest, reading: Reading) -> aiohttp.ClientResponse:
        """An answer with status 200, in the way of asking that the server takes."""
        asked = self._dialect.body(self._config, request)
        while True:
            body = self._manners.applied(asked)
            response = await self._post(body, reading)
            if response.status == 200:
                return response
            try:
                text = await _beginning(response)
            finally:
                response.close()
            if not self._manners.learn(response.status, text, body):
                raise failures.of_status(response.status, response.headers, text)

    async def _post(self, body: Json, reading: Reading) -> aiohttp.ClientResponse:
        """The answer's head. A kept connection that turns out to be closed is no failure of the server's."""
        session, content = self._open(), _encoded(body)
        for last in range(_REUSED_TRIES, 0, -1):
            IS_NEW.set(False)
            reading.requests += 1
            try:
                return await session.post(self._url, data=content, allow_redirects=False)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                if IS_NEW.get() or last == 1:
                    raise
                reading.requests -= 1
            except ValueError as error:  # aiohttp's word for a key or an address that HTTP cannot carry
                raise ModelMisconfigured(f"{self._config.name} cannot be asked: check its address and key") from error
        raise AssertionError  # the last try returns or raises

    async def _read(self, response: aiohttp.ClientResponse, reading: Reading, hear: Piece, patience: Patience) -> None:
        frames, size, is_at_work = self._dialect.frames(), 0, False

        def take(chunk: bytes) -> bool:  # at a token's rate: what is added here is paid for each of them
            nonlocal size, is_at_work
            words = reading.read(frames.feed(chunk))
            if not is_at_work and reading.beats:
                is_at_work = True
                patience.begin()
            size += len(chunk)
            if words:
                hear(words)
            elif frames.held > _LONGEST_LINE:
                return False
            return not reading.is_over and size <= _LONGEST_REPLY

        inflow = Inflow(response, take)
        if await inflow.enough() and not reading.is_over and (words := reading.rest(frames.rest())):
            hear(words)
        reading.end()
        patience.at_most(_LAST_BYTES_S)
        await inflow.end()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=Connector(
                    limit=self._config.stream_max_parallel, keepalive_timeout=_KEPT_S, ssl=self._trust or True
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={**_HEADERS, **self._dialect.headers(self._config)},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_TO_CONNECT_S),
                trust_env=False,
            )
        return self._session


def _trust() -> ssl.SSLContext:
    """The system's certificates, and those that come with Python's HTTP clients: a small container has no others."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _encoded(body: Json) -> bytes:
    try:
        return orjson.dumps(body)
    except TypeError:  # a lone surrogate, out of a tool's result
        return json.dumps(body, ensure_ascii=False).encode(errors="replace")


async def _beginning(response: aiohttp.ClientResponse) -> str:
    """The first part of a refusal."""
    read = b""
    while len(read) < _LONGEST_REFUSAL and (chunk := await response.content.readany()):
        read += chunk
    return read[:_LONGEST_REFUSAL].decode(errors="replace")


def _unreachable(error: Exception, reading: Reading) -> ModelError:
    if isinstance(error, aiohttp.InvalidURL | aiohttp.ClientConnectorCertificateError | aiohttp.NonHttpUrlClientError):
        return ModelMisconfigured("The model's address cannot be used, or its certificate is not trusted.")
    if reading.beats:
        return ModelUnavailable("The model's server broke off in the middle of its answer.")
    return ModelUnavailable("The model cannot be reached.")
