"""The pages of a project for people: how to push it, what is still to fill, what did not come across."""

from parley.exports import pages
from parley.exports.markdown import bullets, code, document, plain, table
from parley.exports.platforms.elevenlabs.export import Export, Secret
from parley.exports.schemas import Report

PUSH = """\
1. Install the vendor's CLI: `npm install -g @elevenlabs/cli` (Python 3.9 or later is needed as well).
2. Copy `.env.example` to `.env` and put your API key there, with the value of each secret below.
3. Fill in `fill.json` where something is listed under "To fill".
4. `python3 push.py --check` says what is missing, without sending anything; `python3 push.py` pushes.

`push.py` runs `elevenlabs tools push`, `tests push` and `agents push`, and does what these leave to you: it creates
the secrets, puts the ids of the tools into the tests and the agent, attaches the tests, and stops with the item's name
when one is refused (the CLI alone reports success). Run it again after any change; what already has an id is updated.
Each run, `--check` included, keeps the ids and what you filled in in `kept.json`, which no bundle contains: put a newer
version over this folder and run `push.py` again, and the same agent is updated. For another workspace, start from a
fresh folder.
Set `ELEVENLABS_BASE_URL` for a data-residency region or a test server."""

SECRETS = """\
Headers refer to environment variables of the workspace by label, since the ids of secrets differ from one workspace to
the next. `push.py` creates those that are missing from the variables below. No value is part of this project; keep
`.env` out of version control."""

LOSS = """\
What the agent is, against what an ElevenLabs project can hold. Nothing listed as dropped reaches the platform."""


def readme(export: Export, report: Report) -> str:
    """How to get the agent running, from an empty workspace."""
    spec = export.spec
    sections = [
        ("Push it", PUSH.splitlines()),
        ("To fill", bullets(map(plain, report.to_fill)) or ["Nothing: the project is complete."]),
        ("Secrets", _secrets(export)),
        ("Tools", _tools(export)),
        ("Tests", pages.coverage(spec)),
        ("Assumptions", bullets(map(plain, spec.assumptions))),
        ("Files", _files()),
        (
            "Safety",
            ["Anyone who knows the agent's id can talk to it until authentication is switched on in the dashboard."],
        ),
    ]
    lead = plain(spec.description) or "A voice agent for ElevenLabs."
    return document(f"{plain(spec.name) or spec.slug}: ElevenLabs project", sections, lead=lead)


def env_example(export: Export) -> str:
    """The variables that the push reads; values stay with whoever pushes."""
    lines = ["# Copy to .env and fill in. Never commit .env.", "ELEVENLABS_API_KEY=", "# ELEVENLABS_BASE_URL="]
    for variable in sorted({secret.variable for secret in export.secrets.values()}):
        labels = [secret.label for secret in export.secrets.values() if secret.variable == variable]
        lines += [f"# stored in the workspace as {', '.join(labels)}", f"{variable}="]
    return "\n".join(lines) + "\n"


def _secrets(export: Export) -> list[str]:
    if not export.secrets:
        return []
    rows = [
        [code(secret.variable), code(secret.label), code(secret.template), _advice(secret)]
        for secret in export.secrets.values()
    ]
    return [*SECRETS.splitlines(), "", *table(["Variable", "Label in the workspace", "Sent as", "What it is"], rows)]


def _advice(secret: Secret) -> str:
    note = plain(secret.note)
    return f"{note} Give user:password; it is encoded for you.".strip() if secret.is_basic else note


def _tools(export: Export) -> list[str]:
    rows = [
        [code(tool.name), plain(tool.title), tool.kind.value, plain(tool.source_page)] for tool in export.spec.tools
    ]
    return table(["Name", "What it is", "Kind", "Facts from"], rows) if rows else []


def _files() -> list[str]:
    return bullets(
        [
            "`agent_configs/`, `tool_configs/`, `test_configs/`: the bodies the platform receives",
            "`agents.json`, `tools.json`, `tests.json`: the CLI's registries; it writes the ids there",
            "`fill.json`: addresses, phone numbers and values that only you know",
            "`secrets.json`: which secret goes under which label; names only",
            "`LOSS.md`: what could not be carried over",
        ]
    )
