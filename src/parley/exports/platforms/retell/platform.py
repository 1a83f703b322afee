"""The bundle of JSON bodies for Retell AI's API, and the platform's name in Parley."""

from parley.agents.schemas import AgentSpec
from parley.exports import pages
from parley.exports.json_text import dumped
from parley.exports.naming import slug, unique
from parley.exports.origin import Documents, restored
from parley.exports.platforms.retell import readme
from parley.exports.platforms.retell.documents import documents, rendition
from parley.exports.platforms.retell.export import Export
from parley.exports.platforms.retell.lint import lint
from parley.exports.platforms.retell.push import PUSH
from parley.exports.platforms.retell.reading import IMPORTER, reading
from parley.exports.platforms.retell.roles import PATHS
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

FILES = {role: path for path, role in PATHS.items()}
"""Where the documents are, by role; tests have a file each."""


def render(spec: AgentSpec) -> Bundle:
    """The bodies, the page that says how to send them, and what did not come across."""
    export = Export.of(spec)
    ours = documents(export)
    is_theirs = spec.provenance is not None and spec.provenance.platform == "retell"
    bodies = _files(restored(spec, "retell", rendition, reading) if is_theirs else ours)
    report = export.notes.report(export.secrets)
    steps = readme.steps([file.path for file in bodies], has_secrets=bool(report.secrets))
    page = pages.readme(spec, report, "Retell AI", steps, [("Secrets", readme.secrets(spec, report.secrets))])
    told = [
        BundleFile(path="README.md", content=page),
        BundleFile(path="LOSS.md", content=pages.loss(report, readme.LOSS)),
    ]
    return Bundle(platform="retell", folder=spec.slug, files=[*bodies, *told], report=report)


def _files(made: Documents) -> list[BundleFile]:
    found = [BundleFile(path=path, content=dumped(made[role])) for role, path in FILES.items() if role in made]
    taken: list[str] = []
    for case in made.get("tests", []):
        taken.append(unique(slug(str(case["name"]), "test"), taken))
        found.append(BundleFile(path=f"tests/{taken[-1]}.json", content=dumped(case)))
    return found


PLATFORM = Platform(
    name="retell",
    title="Retell AI",
    carries=(
        "system prompt",
        "first message",
        "HTTP tools",
        "hand-over, end of call and keypad",
        "variables",
        "languages, pace and timeouts",
        "workflow as a conversation flow",
        "data collection",
        "evaluation criteria",
        "tests",
    ),
    files=(
        FileNote(path="conversation-flow.json", purpose="what answers, where the agent's course is a graph"),
        FileNote(path="agent.json", purpose="the voice agent; chat-agent.json for a chat agent"),
        FileNote(path="tests/", purpose="one file for each test"),
        FileNote(path="README.md, LOSS.md", purpose="the calls in their order, what to fill, what was lost"),
    ),
    render=render,
    lint=lint,
    importer=IMPORTER,
    push=PUSH,
)
