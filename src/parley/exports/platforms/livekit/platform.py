"""The bundle: the agent as data, the program that runs it on LiveKit Agents, and its tests."""

from pathlib import Path

from parley.agents.schemas import AgentSpec
from parley.exports import carrying, json_text, pages, yaml_text
from parley.exports.carrying import Carrying
from parley.exports.platforms.livekit import scenarios
from parley.exports.platforms.livekit.documents import document
from parley.exports.platforms.livekit.lint import lint
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

CARRIED = ("definition.py", "agent.py")
PACKAGE = "livekit-agents"
VERSION = "~=1.8"
OWN = {
    "LIVEKIT_URL": "address of the LiveKit project or server, wss://…",
    "LIVEKIT_API_KEY": "its API key",
    "LIVEKIT_API_SECRET": "its API secret",
}

STEPS = """\
1. `python3 -m venv .venv && .venv/bin/pip install -r requirements.txt` (Python 3.11 or later).
2. Copy `.env.example` to `.env`, fill it in, and load it: `set -a; . ./.env; set +a`.
3. `.venv/bin/python agent.py console` talks to it in the terminal, `dev` serves a LiveKit project while you change
   things, and `start` serves it for good.
4. For phone calls, give the project a SIP trunk and a dispatch rule; transfers need a trunk that allows them.

The models are LiveKit Inference's, so the project's keys pay for them; `agent.json` names them. Change texts, models
and tools there; `agent.py` is the same for every agent and refuses keys that it does not know. The metadata of a
dispatch may set variables: a JSON object with their names."""

ANSWERS = """\
`.venv/bin/pip install pytest pytest-asyncio`, then `.venv/bin/pytest test_agent.py` judges the answers in
`tests.json`; the tools answer as the tests say."""

TALKS = """\
`scenarios.yaml` has whole conversations for LiveKit's simulations: `lk agent simulate --scenarios scenarios.yaml`."""

LOSS = """\
What the agent is, against what this program on LiveKit Agents does. What is listed as dropped is in none of its
files."""


def render(spec: AgentSpec) -> Bundle:
    """The agent as a definition, with the program that reads it."""
    context = Carrying(spec, reserved=tuple(OWN))
    definition = document(context)
    tests = scenarios.documents(context, definition["tools"])
    _note_what_has_no_place(context)
    report = context.notes.report(spec.secrets)
    carried = [*CARRIED, *(["test_agent.py"] if "tests.json" in tests else [])]
    steps = [(ANSWERS, "tests.json"), (TALKS, "scenarios.yaml")]
    own = [line for text, path in steps if path in tests for line in text.splitlines()]
    extra = "[mcp]" if definition["mcp_servers"] else ""
    texts = {
        "agent.json": json_text.dumped(definition),
        **{path: (json_text if path.endswith(".json") else yaml_text).dumped(tree) for path, tree in tests.items()},
        **carrying.shared(),
        **{name: carrying.source(Path(__file__).with_name("carried") / name) for name in carried},
        "requirements.txt": f"{PACKAGE}{extra}{VERSION}\npydantic>=2\n",
        "README.md": pages.readme(spec, report, "LiveKit Agents", STEPS, [("Run the tests", own)]),
        "LOSS.md": pages.loss(report, LOSS),
        ".env.example": carrying.env_example(context, OWN),
        ".gitignore": ".env\n.venv/\n",
    }
    files = [BundleFile(path=path, content=text) for path, text in texts.items()]
    return Bundle(platform="livekit", folder=spec.slug, files=files, report=report)


def _note_what_has_no_place(context: Carrying) -> None:
    spec, notes = context.spec, context.notes
    if len(spec.workflow.nodes) > 1:
        notes.approximated.append(
            "Workflow: its steps are in the instructions of one agent, not handed between several"
        )
    if spec.guardrails:
        notes.approximated.append("Guardrails: they stand in the instructions; nothing else checks the replies")
    for parts, name in ((spec.data_collection, "Data collection"), (spec.criteria, "Evaluation criteria")):
        if parts:
            notes.dropped.append(f"{name}: the program extracts and judges nothing afterwards ({len(parts)} in all)")


PLATFORM = Platform(
    name="livekit",
    title="LiveKit Agents",
    carries=(
        "system prompt",
        "first message",
        "webhook, client and MCP tools",
        "transfer, keypad and end of calls",
        "variables",
        "languages, pace and turns",
        "tests",
    ),
    files=(
        FileNote(path="agent.json", purpose="the agent: texts, models, tools"),
        FileNote(path="agent.py", purpose="the program that runs it, the same for every agent"),
        FileNote(path="definition.py, actions.py, webhooks.py", purpose="what agent.py is made of"),
        FileNote(
            path="tests.json, test_agent.py",
            purpose="tests of answers and calls, and what runs them; scenarios.yaml has those of whole conversations",
        ),
        FileNote(path="README.md, LOSS.md, .env.example", purpose="how to run it, what was lost, what to set"),
        FileNote(path="requirements.txt, .gitignore", purpose="the packages that agent.py needs"),
    ),
    render=render,
    lint=lint,
)
