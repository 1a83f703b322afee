"""`parley tools`: what an import would choose of an OpenAPI document, and why."""

import asyncio
from pathlib import Path

from rich.markup import escape

from parley.builder.imports import telling
from parley.builder.phrases import ENGLISH
from parley.cli.screen import console
from parley.core import http
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.tools.openapi.document import Document
from parley.tools.openapi.reading import read
from parley.tools.openapi.source import OpenApiSource
from parley.tools.ranking import Ranking

_SHOWN = 10


async def search(settings: Settings, place: str, words: str) -> None:
    """Print the operations that serve the words, best first, each with its score and its reasons."""
    content, url = await _content(settings, place)
    source = OpenApiSource(Document(read(content, max_bytes=settings.openapi_max_bytes), url))
    found = Ranking(source.candidates).best(words, _SHOWN)
    console.print(f"{len(source.candidates):,} operations, {len(found)} shown")
    for one in found:
        told = f"{one.candidate.key}, {one.candidate.title}"
        console.print(
            f"{one.score:6.1f}  [bold]{escape(told)}[/] ({escape(telling.why(one.reasons, ENGLISH))})", soft_wrap=True
        )


async def _content(settings: Settings, place: str) -> tuple[bytes, str]:
    """The document, from a file or under the checks that users' URLs are under."""
    if place.startswith(("http://", "https://")):
        reach = http.Reach(settings.http_allow_hosts, settings.http_timeout_seconds, settings.openapi_max_bytes)
        fetched = await http.fetch(place, reach)
        return fetched.content, fetched.url
    try:
        return await asyncio.to_thread(Path(place).read_bytes), ""
    except OSError as error:
        raise ConfigError(f"{place} cannot be read ({type(error).__name__})") from error
