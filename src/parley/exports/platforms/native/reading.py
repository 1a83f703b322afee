"""Reads an agent in Parley's own form: `agent.json` or `agent.yaml`, alone or in a whole bundle."""

import re
from typing import Any

from pydantic import ValidationError

from parley.agents import formats
from parley.agents.schemas import AgentSpec
from parley.exports import shaped
from parley.exports.faults import fault
from parley.exports.platforms.native import notation
from parley.exports.platforms.native.documents import rendered
from parley.exports.schemas import Files, Imported, Report

NAMES = ("agent.json", "agent.yaml", "agent.yml")
_TOP_KEY = re.compile(r"""(?:^|[{,\s])["']?schema["']?\s*:\s*["']?parley\.agent/""")


def definitions(files: Files) -> list[str]:
    """The files that hold a definition, the usual names first."""
    held = [path for path in files if "/" not in path and path.endswith((".json", ".yaml", ".yml"))]
    found = [path for path in held if _TOP_KEY.search(files[path])]
    return sorted(found, key=lambda path: (path not in NAMES, path))


def recognises(files: Files) -> bool:
    """Whether one of the files at the top names a format of ours."""
    return bool(definitions(files))


def read(files: Files) -> Imported:
    """The agent, whole; ImportFault where there is none, several that differ, or one that cannot be read."""
    found = definitions(files)
    if not found:
        raise fault("agent.json", "", "the definition is not there (a file that names the format parley.agent/1)")
    spec = _spec(found[0], files[found[0]])
    for other in found[1:]:
        if _spec(other, files[other]) != spec:
            raise fault(other, "", f"it differs from {found[0]}; keep the one that holds")
    stale = [f"{path}: it is not what {found[0]} makes it, and was not read" for path in stale_pages(spec, files)]
    return Imported(spec, Report(mapped=["everything"], dropped=stale, to_fill=spec.to_fill, secrets=spec.secrets))


def stale_pages(spec: AgentSpec, files: Files) -> list[str]:
    """The pages beside the definition that say something else than it."""
    made = {file.path: file.content for file in rendered(spec) if not file.path.startswith("agent.")}
    return [path for path, text in made.items() if path in files and files[path].replace("\r\n", "\n") != text]


def _spec(path: str, text: str) -> AgentSpec:
    try:
        tree: Any = notation.load(path, text)
        if not isinstance(tree, dict):
            raise fault(path, "", "a definition is an object")
        return AgentSpec.model_validate(formats.migrated(tree))
    except shaped.Unreadable as error:
        raise fault(path, "", str(error)) from error
    except formats.UnknownFormat as error:
        raise fault(path, "/schema", error.detail) from error
    except ValidationError as error:
        [first, *_] = shaped.findings("native", path, tree, AgentSpec)
        raise fault(path, first.where.partition("#")[2], f"{first.message} {first.mend}".strip()) from error
