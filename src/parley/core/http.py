"""The one outgoing HTTP client: for the operator's addresses and, under further checks, for those that users send."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from parley.core import addresses
from parley.core.errors import InvalidInput, TooLarge, Unavailable

if TYPE_CHECKING:
    import ssl

    import httpx

_LONGEST_ANSWER = 1_000_000
_LONGEST_URL = 2_000
_REDIRECTS = 3
_SELF = {"User-Agent": "parley", "Accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a user's URL may lead. `timeout_s` is for everything: names, redirects, the body."""

    allow_hosts: tuple[str, ...]
    timeout_s: float
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered, and the URL that did, redirects followed."""

    content: bytes
    url: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request of a user's own making, its secrets in it."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What it was answered: the body as far as the reach allows; `is_cut` when there was more."""

    status: int
    headers: dict[str, str]
    content: bytes
    is_cut: bool


async def fetch(url: str, reach: Reach) -> Fetched:
    """GET a user's URL without credentials: https to public addresses, or whatever the operator lists.

    Each redirect is checked like the first URL. InvalidInput: the URL is not acceptable, or answers no 200. TooLarge:
    over `max_bytes`. Unavailable: nobody answers, or not in time.
    """
    async with _calling(reach) as client:
        for _ in range(1 + _REDIRECTS):
            here = _checked(url, reach)
            content = await _get_checked(client, here, reach)
            if isinstance(content, bytes):
                return Fetched(content, str(here))
            url = str(content)
    raise InvalidInput(f"The URL redirects more than {_REDIRECTS} times.")


async def send(outgoing: Outgoing, reach: Reach) -> Answered:
    """Send a user's request where `fetch` would go. No redirect is followed: what is sent was meant for one address.

    InvalidInput: the URL is not acceptable. Unavailable: nobody answers, or not in time.
    """
    url = _checked(outgoing.url, reach)
    async with _calling(reach) as client, _dialled(client, outgoing, url, reach) as answer:
        content, is_cut = await _head(answer, reach.max_bytes)
        return Answered(answer.status_code, dict(answer.headers.items()), content, is_cut)


@asynccontextmanager
async def _calling(reach: Reach) -> "AsyncIterator[httpx.AsyncClient]":
    """A client for one call, and what goes wrong with it in our words; a request's own content reaches no log."""
    import httpx  # an idle server does without it

    limits = httpx.Limits(max_connections=1, max_keepalive_connections=0)
    try:
        async with (
            asyncio.timeout(reach.timeout_s),
            httpx.AsyncClient(
                headers=_SELF, timeout=reach.timeout_s, trust_env=False, limits=limits, verify=_trust()
            ) as client,
        ):
            yield client
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Unavailable(f"The URL did not answer in full within {reach.timeout_s:g} seconds.") from error
    except httpx.LocalProtocolError:
        raise InvalidInput("The request cannot be sent: a header of it is not one of HTTP.") from None
    except httpx.HTTPError as error:
        raise Unavailable("The URL's server cannot be reached, or answers with something that is not HTTP.") from error


@cache
def _trust() -> "ssl.SSLContext":
    """The certificates that are trusted, read once: they take longer to read than most calls last."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _checked(url: str, reach: Reach) -> "httpx.URL":
    """The URL, if its form is acceptable; one parser for what is checked and what is dialled."""
    import httpx

    try:
        here = httpx.URL(url[: _LONGEST_URL + 1])
    except (httpx.InvalidURL, ValueError) as error:
        raise InvalidInput("The URL cannot be read as one.") from error
    is_whole = here.scheme in {"http", "https"} and bool(here.host) and "%" not in here.host and _port(here) < 65_536
    if len(url) > _LONGEST_URL or not is_whole or here.userinfo:
        raise InvalidInput("A URL is https://host/path, at most 2,000 characters, without a user name in it.")
    if here.scheme == "http" and not addresses.is_allowed(here.host, _port(here), reach.allow_hosts):
        raise InvalidInput("The URL begins with http://; only https:// is called, unless the operator allows the host.")
    return here


def _port(url: "httpx.URL") -> int:
    return url.port or (443 if url.scheme == "https" else 80)


@asynccontextmanager
async def _dialled(
    client: "httpx.AsyncClient", outgoing: Outgoing, url: "httpx.URL", reach: Reach
) -> "AsyncIterator[httpx.Response]":
    """The answer, its body unread. The checked address is dialled, under the host's own name."""
    address = await addresses.resolve(url.host, _port(url), reach.allow_hosts)
    headers = {**outgoing.headers, "Host": url.netloc.decode(), "Accept-Encoding": "identity"}
    request = client.build_request(
        outgoing.method,
        url.copy_with(host=address),
        headers=[(name.encode(), value.encode()) for name, value in headers.items()],
        content=outgoing.content,
        extensions={"sni_hostname": url.raw_host.decode()},
    )
    answer = await client.send(request, stream=True)
    try:
        yield answer
    finally:
        await answer.aclose()


async def _get_checked(client: "httpx.AsyncClient", url: "httpx.URL", reach: Reach) -> "bytes | httpx.URL":
    """The body of a 200, or where a redirect leads."""
    outgoing = Outgoing("GET", str(url), {"Accept": "application/json, */*"}, None)
    async with _dialled(client, outgoing, url, reach) as answer:
        if answer.has_redirect_location:
            return url.join(answer.headers["location"])
        if answer.status_code != 200:
            raise InvalidInput(f"The URL answers with status {answer.status_code} instead of a document.")
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise InvalidInput("The URL's server sends its answer compressed, although plain bytes were asked for.")
        content, is_cut = await _head(answer, reach.max_bytes)
    if is_cut:
        raise TooLarge(f"The URL's document is larger than {reach.max_bytes:,} bytes.", max_bytes=reach.max_bytes)
    return content


async def _head(answer: "httpx.Response", max_bytes: int) -> tuple[bytes, bool]:
    """The first bytes of the body as they came, and whether there are more."""
    chunks, size = [], 0
    async for chunk in answer.aiter_raw():
        chunks.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            break
    return b"".join(chunks)[:max_bytes], size > max_bytes


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
