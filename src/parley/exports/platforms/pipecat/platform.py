"""Pipecat as a platform: an agent becomes a project that runs as it is, and a project becomes an agent."""

from functools import cache
from pathlib import Path
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import pages, variables
from parley.exports.notes import Notes
from parley.exports.platforms.pipecat import (
    files,
    flow,
    handlers,
    importer,
    lint,
    readme,
    returning,
    scenarios,
    settings,
    tools,
)
from parley.exports.platforms.pipecat.export import Export
from parley.exports.platforms.pipecat.handlers import Handler
from parley.exports.platforms.pipecat.origins import Origin
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

REQUIREMENTS = "pipecat-ai[cli,evals,runner,webrtc]~=1.14\n"
GITIGNORE = ".env\n__pycache__/\neval-runs/\n"
SCRIPTS = ("bot.py", "calls.py")


def render(spec: AgentSpec) -> Bundle:
    """The agent as a project."""
    notes = Notes()
    came = spec.provenance is not None and spec.provenance.platform == "pipecat"
    origin = Origin(spec.provenance.documents) if spec.provenance and came else None
    documents = returning.documents(spec, lambda one: _rendition(one, notes if one is spec else Notes(), origin))
    report = notes.report(spec.secrets)
    theirs = documents.get("files", {})
    if came and "bot.py" not in theirs:
        documents["paths"] = {}
        documents = _rendition(spec, Notes(), origin)[0] | documents
    texts = {
        **{name: _script(name) for name in SCRIPTS},
        "requirements.txt": REQUIREMENTS,
        **files.written(documents),
        **theirs,
        "README.md": readme.readme(spec, report),
        "LOSS.md": pages.loss(report, readme.LOSS),
        ".env.example": readme.env_example(report),
        ".gitignore": GITIGNORE,
    }
    found = [BundleFile(path=path, content=content) for path, content in texts.items()]
    return Bundle(platform="pipecat", folder=spec.slug, files=found, report=report)


def _rendition(spec: AgentSpec, notes: Notes, origin: Origin | None = None) -> tuple[dict[str, Any], list[Handler]]:
    """The documents by role, and the handlers that they need."""
    export = Export(spec, variables.names(spec, settings.KNOWN), notes, origin)
    workflow = flow.steps(export)
    made = handlers.handlers(export, handlers.keeping(workflow.nodes))
    trees = {
        "flow": flow.document(export, workflow),
        "tools": tools.document(export),
        "settings": settings.document(export, workflow),
    }
    if spec.tests:
        trees["evals"] = scenarios.document(export)
    found = {role: variables.neutral_tree(tree, export.known) for role, tree in trees.items()}
    return (origin.respelled(found) if origin else found), made


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


PLATFORM = Platform(
    name="pipecat",
    title="Pipecat",
    carries=(
        "system prompt",
        "first message",
        "webhook and client tools",
        "built-in tools",
        "variables",
        "language, pace and timeouts",
        "the workflow as a flow of nodes",
        "tests",
    ),
    files=(
        FileNote(path="flow.yaml", purpose="the conversation as a graph, for pipecat.flows.FlowConfig"),
        FileNote(path="handlers.py", purpose="a typed function for each tool"),
        FileNote(path="tools.json", purpose="what each tool sends, and where; addresses and numbers to fill"),
        FileNote(path="settings.json", purpose="language, voice, timeouts and the values the flow starts with"),
        FileNote(path="evals.yaml", purpose="the tests, for pipecat eval"),
        FileNote(path="bot.py, calls.py", purpose="the pipeline, and what carries the tools out"),
        FileNote(path="README.md, LOSS.md", purpose="how to run it, and what was lost"),
        FileNote(path="requirements.txt, .env.example", purpose="what to install and what to set"),
    ),
    render=render,
    lint=lint.lint,
    importer=importer.IMPORTER,
)
