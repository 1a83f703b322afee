"""An imported project goes back as it came, with what has changed since; handlers are changed function by function."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports.origin import restored
from parley.exports.platforms.pipecat import handlers as writing
from parley.exports.platforms.pipecat import importer, signatures
from parley.exports.platforms.pipecat.handlers import Handler

Rendition = Callable[[AgentSpec], tuple[dict[str, Any], list[Handler]]]


def documents(spec: AgentSpec, rendition: Rendition) -> dict[str, Any]:
    """The project's documents by role. `rendition` gives those of ours, and the handlers they need."""
    ours, wanted = rendition(spec)
    if spec.provenance is None or spec.provenance.platform != "pipecat":
        return ours | {"handlers": writing.source(wanted)}
    theirs = spec.provenance.documents
    _, before = rendition(importer.spec_of(theirs))
    found = restored(spec, "pipecat", lambda one: rendition(one)[0], importer.spec_of)
    text = theirs.get("handlers")
    adapted_ = adapted(text if isinstance(text, str) else "", before, wanted)
    if adapted_:
        found["handlers"] = adapted_
    gone = {one.name for one in before} - {one.name for one in wanted}
    return found | {"flow": _without(found["flow"], gone)}


def adapted(text: str, before: Sequence[Handler], wanted: Sequence[Handler]) -> str:
    """A module of handlers with those added that are new, and those told anew whose words changed.

    A handler of ours whose arguments changed is written again; of anybody's own only the docstring is. Nothing is taken
    out: a function that no node offers does no harm.
    """
    held = {one.name: one for one in before}
    known = signatures.read(text) or {}
    lines = text.split("\n")
    added = []
    for one in sorted(wanted, key=lambda one: -known[one.name].first_line if one.name in known else 0):
        if one.name not in known:
            if one.via:
                added.append(writing.written(one))
        elif one != held.get(one.name):
            _replace(lines, known[one.name], one)
    changed = "\n".join(lines)
    if not added:
        return changed
    head = [] if "from calls import" in text else [writing.HEAD if not text else _imports()]
    return (
        "\n\n\n".join([changed.rstrip("\n")] * bool(text) + [part.rstrip("\n") for part in (*head, *reversed(added))])
        + "\n"
    )


def _imports() -> str:
    return "\n".join(line for line in writing.HEAD.split("\n") if line.startswith("from "))


def _replace(lines: list[str], held: signatures.Signature, wanted: Handler) -> None:
    """The docstring in place of the old one, or the whole function where its arguments changed and it is ours."""
    new = writing.written(wanted)
    if held.via and [one.name for one in held.arguments] != [one.name for one in wanted.arguments]:
        lines[held.first_line - 1 : held.last_line] = new.split("\n")
        return
    made = signatures.read(new)
    span = made[wanted.name].docstring if made else None
    if span is None:
        return
    told = new.split("\n")[span[0] - 1 : span[1]]
    if held.docstring is not None:
        lines[held.docstring[0] - 1 : held.docstring[1]] = told
    else:
        lines[held.body_line - 1 : held.body_line - 1] = told


def _without(flow: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    """The flow without the functions of tools that were taken out, wherever they were offered."""
    if not gone:
        return dict(flow)

    def kept(node: Mapping[str, Any], key: str) -> dict[str, Any]:
        if key not in node:
            return dict(node)
        return {**node, key: [one for one in node[key] if one["name"] not in gone or one.get("transition_only")]}

    nodes = {name: kept(node, "functions") for name, node in flow["nodes"].items()}
    return kept({**flow, "nodes": nodes}, "global_functions")
