"""What belongs to no feature: the welcome page, liveness and readiness."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel

from parley.core.errors import Unavailable
from parley.core.problems import documented, render

router = APIRouter(tags=["service"])

WELCOME = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 8vh auto; padding: 0 1.5rem; }
  h1 { margin-bottom: 0; letter-spacing: -0.02em; }
  p.lead { margin-top: .3rem; opacity: .75; }
  pre { padding: 1rem; border-radius: .6rem; overflow-x: auto; background: #8882; font-size: .88rem; }
  a { color: inherit; }
  nav a { margin-right: 1.2rem; }
</style>
<h1>Parley</h1>
<p class="lead">Talk an agent into existence, try it, and take it anywhere.</p>
<p>This server builds voice and chat agents in conversation. Say what you want, answer what is asked, try what comes
out, take the bundle.</p>
<pre><code>curl -X POST __BASE__/api/v1/sessions/create \\
  -H 'Content-Type: application/json' \\
  -d '{"initial_message": "A phone receptionist for our dental clinic"}'

curl -X POST __BASE__/api/v1/sessions/SESSION_ID/message \\
  -H 'Content-Type: application/json' -d '{"message": "Friendly but quick."}'

curl -OJ __BASE__/api/v1/agents/AGENT_ID/export/elevenlabs</code></pre>
<p>Talk with an agent: one of ours (miki, alex, kaito, general) or one of yours, by its name. It takes a model.</p>
<pre><code>curl -N -X POST __BASE__/api/chat/stream \\
  -H 'Content-Type: application/json' \\
  -d '{"input": "Hello! What is your name?", "session_id": "first", "persona": "miki"}'</code></pre>
<p>Or in the terminal: <code>parley build</code>, <code>parley chat miki</code></p>
<nav><a href="/docs">Try the API</a><a href="/redoc">Reference</a><a href="/openapi.json">OpenAPI</a>
<a href="/ready">Readiness</a></nav>
</html>
"""


class HealthOut(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class ReadyOut(BaseModel):
    """Whether requests can be served; `degraded` means yes, with the reasons why not as well as usual."""

    status: Literal["ok", "degraded"]
    reasons: list[str]


@router.get("/", include_in_schema=False)
async def welcome(request: Request) -> HTMLResponse:
    """What this is, and the first call to try."""
    settings = request.app.state.resources.settings
    base = f"http://localhost:{settings.server_port}"
    csp = "default-src 'none'; style-src 'unsafe-inline'"
    return HTMLResponse(WELCOME.replace("__BASE__", base), headers={"Content-Security-Policy": csp})


@router.get("/health")
async def health() -> HealthOut:
    """Liveness: answers as long as the process does, whatever else is down."""
    return HealthOut()


@router.get("/ready", response_model=ReadyOut, responses=documented(503))
async def ready(request: Request) -> JSONResponse:
    """Readiness: 503 without the database; `degraded` without Redis, since sessions then come from the database."""
    try:
        await request.app.state.resources.db.ping()
    except Unavailable as error:
        return render(error)  # type: ignore[return-value]  # a problem document is a Response, if not a JSONResponse
    request.app.state.builder.prepare()  # who asks is about to send turns
    reasons = [reason for reason in [await request.app.state.sessions.live.ping()] if reason]
    return JSONResponse(ReadyOut(status="degraded" if reasons else "ok", reasons=reasons).model_dump())
