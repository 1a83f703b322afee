"""The floor: an aiohttp server that passes an upstream's bytes on as they come and looks at none of them."""

import os

import aiohttp
import uvloop
from aiohttp import web

_UPSTREAM = web.AppKey("upstream", aiohttp.ClientSession)


async def _pass_on(request: web.Request) -> web.StreamResponse:
    body = await request.read()
    headers = {"Content-Type": "application/json"}
    async with request.app[_UPSTREAM].post("/v1/chat/completions", data=body, headers=headers) as answer:
        response = web.StreamResponse(status=answer.status, headers={"Content-Type": answer.content_type})
        await response.prepare(request)
        async for part in answer.content.iter_any():
            await response.write(part)
        await response.write_eof()
        return response


async def _create_app() -> web.Application:
    app = web.Application()
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None)
    app[_UPSTREAM] = aiohttp.ClientSession(os.environ["BENCH_UPSTREAM"], connector=connector, timeout=timeout)
    app.router.add_post("/{path:.*}", _pass_on)
    return app


def run(port: int) -> None:
    """Serve until told to stop; BENCH_UPSTREAM is the address of the provider."""
    loop = uvloop.new_event_loop()
    web.run_app(_create_app(), host="127.0.0.1", port=port, access_log=None, print=None, loop=loop)
