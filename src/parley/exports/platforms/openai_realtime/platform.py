"""The bundle: a session's configuration as the Realtime API takes it, and the process that answers its calls."""

from pathlib import Path

from parley.agents.schemas import AgentSpec
from parley.exports import carrying, pages
from parley.exports.carrying import Carrying
from parley.exports.json_text import dumped
from parley.exports.markdown import bullets, code
from parley.exports.platforms.openai_realtime.documents import documents
from parley.exports.platforms.openai_realtime.lint import lint
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

CARRIED = ("definition.py", "relay.py")
REQUIREMENTS = "openai[realtime]>=3.52,<4\npydantic>=2\n"
OWN = {
    "OPENAI_API_KEY": "key of the OpenAI project that pays for the sessions",
    "OPENAI_WEBHOOK_SECRET": "for phone calls: the signing secret of the webhook realtime.call.incoming",
    "RELAY_HOST": "address that relay.py listens on; 127.0.0.1 when empty",
    "RELAY_PORT": "its port; 8080 when empty",
}

STEPS = """\
1. `python3 -m venv .venv && .venv/bin/pip install -r requirements.txt` (Python 3.11 or later).
2. Copy `.env.example` to `.env`, fill it in, and load it: `set -a; . ./.env; set +a`.
3. `.venv/bin/python relay.py serve` starts sessions and answers their tool calls. It has two doors:
   - Phone: point your SIP trunk at `sip:PROJECT_ID@sip.api.openai.com;transport=tls`, and in the project's settings
     send the webhook `realtime.call.incoming` to `https://YOUR_HOST/webhook`. Calls are accepted with `session.json`.
   - Browser: `POST` the SDP offer of an `RTCPeerConnection` to `https://YOUR_HOST/session`; the answer's body is the
     SDP answer. Whoever reaches this door talks at your cost: keep it behind your own login.

Put a reverse proxy with TLS before it. `relay.py` fills in the variables, opens with the greeting, calls the tools,
hangs up and passes calls on."""

BY_HAND = """\
`session.json` is what the API takes. A key for a page of your own:

```sh
{command} \\
  | curl https://api.openai.com/v1/realtime/client_secrets -H "Authorization: Bearer $OPENAI_API_KEY" \\
      -H 'Content-Type: application/json' -d @-
```

In a session that is open already, send `{{"type": "session.update", "session": …}}` with the same object (`model` and
the voice cannot change any more){greeting}.
`.venv/bin/python relay.py attach CALL_ID` joins a call that somebody else began; the id is the last part of the
`Location` header of `POST /v1/realtime/calls`. A function call comes with `response.done`; its answer is a
`conversation.item.create` event with a `function_call_output`, then `response.create`. Without the relay, replace the
double braces in the texts yourself."""

LOSS = """\
What the agent is, against what a Realtime session can hold. What is listed as dropped reaches neither the session nor
`relay.py`."""


def render(spec: AgentSpec) -> Bundle:
    """The agent as a Realtime session, with the code that carries out what the session only asks for."""
    context = Carrying(spec, reserved=tuple(OWN))
    found = documents(context)
    _note_what_has_no_place(context)
    report = context.notes.report(spec.secrets)
    steps = [("Without the relay", _by_hand(found))]
    if answered := [tool.name for tool in spec.tools if tool.kind.value == "client"]:
        steps.append(("For your page", _page(answered)))
    texts = {
        **{name: dumped(tree) for name, tree in found.items()},
        **carrying.shared(),
        **{name: carrying.source(Path(__file__).with_name("carried") / name) for name in CARRIED},
        "requirements.txt": REQUIREMENTS,
        "README.md": pages.readme(spec, report, "OpenAI Realtime", STEPS, steps),
        "LOSS.md": pages.loss(report, LOSS),
        ".env.example": carrying.env_example(context, OWN),
        ".gitignore": ".env\n.venv/\n",
    }
    files = [BundleFile(path=path, content=text) for path, text in texts.items()]
    return Bundle(platform="openai-realtime", folder=spec.slug, files=files, report=report)


def _by_hand(found: dict[str, carrying.Json]) -> list[str]:
    addresses = [tool["server_url"] for tool in found["session.json"].get("tools", []) if tool["type"] == "mcp"]
    wrap = "jq '{session: .}' session.json"
    command = f"{wrap} | envsubst '{' '.join(addresses)}'" if addresses else wrap
    greeting = "; the event in `greeting.json` opens the conversation" if "greeting.json" in found else ""
    return BY_HAND.format(command=command, greeting=greeting).splitlines()


def _page(names: list[str]) -> list[str]:
    lead = "The relay leaves these calls to the page, which answers them over its data channel as told above:"
    return [lead, "", *bullets(map(code, names))]


def _note_what_has_no_place(context: Carrying) -> None:
    spec, notes = context.spec, context.notes
    if len(spec.workflow.nodes) > 1:
        notes.approximated.append("Workflow: its steps are in the instructions; a session has no graph")
    if spec.guardrails:
        notes.approximated.append("Guardrails: they stand in the instructions; nothing else checks the replies")
    for parts, name in ((spec.data_collection, "Data collection"), (spec.criteria, "Evaluation criteria")):
        if parts:
            notes.dropped.append(f"{name}: a session extracts and judges nothing afterwards ({len(parts)} in all)")
    if spec.tests:
        notes.dropped.append(f"Tests: the Realtime API has no format for them ({len(spec.tests)} in all)")


PLATFORM = Platform(
    name="openai-realtime",
    title="OpenAI Realtime",
    carries=(
        "system prompt",
        "first message",
        "webhook, client and MCP tools",
        "transfer and end of calls",
        "variables",
        "languages, pace and turns",
    ),
    files=(
        FileNote(path="session.json", purpose="the session, as session.update, client_secrets and calls take it"),
        FileNote(path="greeting.json", purpose="the event that opens the conversation"),
        FileNote(path="tools.json", purpose="what each tool does, and the variables' defaults"),
        FileNote(path="relay.py", purpose="starts sessions and answers their tool calls"),
        FileNote(path="definition.py, actions.py, webhooks.py", purpose="what relay.py is made of"),
        FileNote(path="README.md, LOSS.md, .env.example", purpose="how to run it, what was lost, what to set"),
        FileNote(path="requirements.txt, .gitignore", purpose="the packages that relay.py needs"),
    ),
    render=render,
    lint=lint,
)
