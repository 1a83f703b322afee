"""A project's files, whoever made them: which one is the flow, which the evals, and what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from parley.agents.schemas import Finding
from parley.exports import shaped
from parley.exports.platforms.pipecat import files, signatures
from parley.exports.platforms.pipecat.export import RUNTIME
from parley.exports.platforms.pipecat.signatures import Signature
from parley.exports.schemas import Files

_FLOW_KEYS = {"initial_node", "nodes"}
_EVAL_KEYS = {"scenarios", "turns", "persona"}
_MOST_FILES = 40


@dataclass
class Project:
    """What was found, each with its path; an empty path says that there is no such file.

    `unreadable` are the findings on files that could not be read.
    """

    texts: Files
    flow_path: str = ""
    flow: Any = None
    evals: dict[str, Any] = field(default_factory=dict)
    tools: Any = None
    settings: Any = None
    handlers: dict[str, Signature] | None = None
    unreadable: list[Finding] = field(default_factory=list)

    @property
    def has_handlers(self) -> bool:
        """Whether there is a module of handlers."""
        return files.HANDLERS in self.texts

    @property
    def signatures(self) -> Mapping[str, Signature]:
        """The functions of handlers.py; none where it is missing or no Python."""
        return self.handlers or {}

    @cached_property
    def declared(self) -> dict[str, str | None]:
        """What prompts may name, with defaults; None where the bot, a handler or any other code gives the value."""
        names = self.settings.get("variables", {}) if isinstance(self.settings, dict) else {}
        given = {str(name): str(value) for name, value in names.items()} if isinstance(names, dict) else {}
        keeping = (one for one in self.signatures.values() if one.via == "keep")
        kept = results(self.tools) | {argument.name for one in keeping for argument in one.arguments}
        if files.SETTINGS in self.texts:
            return {**given, **dict.fromkeys((RUNTIME | kept) & given.keys())}
        codes = (text for path, text in self.texts.items() if path.endswith(".py"))
        in_code = {key for text in codes for key in signatures.kept_keys(text)}
        return {**given, **dict.fromkeys(RUNTIME | kept | in_code)}


def gather(texts: Files) -> Project:
    """Everything that the files hold. Never raises."""
    found = Project(texts)
    for path in sorted(texts, key=lambda path: (path != files.FLOW, path))[:_MOST_FILES]:
        if path.endswith((".yaml", ".yml", ".json")):
            value, unreadable = shaped.tree("pipecat", path, texts[path])
            found.unreadable += unreadable
            _file(found, path, value)
    if found.has_handlers:
        found.handlers = signatures.read(texts[files.HANDLERS])
        if found.handlers is None:
            where = shaped.place(files.HANDLERS)
            message = "The file is no Python, or too long to be read."
            found.unreadable.append(shaped.error("pipecat.unreadable", where, message, "Mend it."))
    return found


def _file(found: Project, path: str, value: Any) -> None:
    if path == files.TOOLS:
        found.tools = value
    elif path == files.SETTINGS:
        found.settings = value
    elif not found.flow_path and (is_flow(value) or path == files.FLOW):
        found.flow_path, found.flow = path, value
    elif path == files.EVALS or (isinstance(value, dict) and _EVAL_KEYS & value.keys()):
        found.evals[path] = value


def is_flow(value: Any) -> bool:
    """Whether a value has the keys of a flow's configuration."""
    return isinstance(value, dict) and bool(_FLOW_KEYS & value.keys())


def results(tools: Any) -> set[str]:
    """The names under which answers are kept, of whatever tools.json holds."""
    entries = tools.values() if isinstance(tools, dict) else ()
    lists = [entry.get("results") for entry in entries if isinstance(entry, dict)]
    kept = [one.get("name") for found in lists if isinstance(found, list) for one in found if isinstance(one, dict)]
    return {name for name in kept if isinstance(name, str)}
