"""The lint rules on tools: every configured one is told of and no other, writes are confirmed, failures are met."""

import re
from collections.abc import Iterator

from parley.agents.schemas import Finding, ParameterSource, ParameterType, ToolKind
from parley.builder.language.people import ending_tool, speaks
from parley.builder.prompt.findings import Report, error, warning

_SHORTEST, _LONGEST = 200, 800
_NAME = re.compile(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`")
_FROM_WORDS = frozenset({ParameterSource.CALLER, ParameterSource.MODEL})


def _told(report: Report) -> Iterator[Finding]:
    headings = {line.removeprefix("## ").strip("`") for line in report.lines("Tools") if line.startswith("## ")}
    names = {tool.name for tool in report.spec.tools}
    for name in sorted(names - headings):
        message = f"The tool `{name}` is configured, but the prompt does not say when to use it."
        yield error("tool-untold", f"/tools/{name}", message, "Describe it under Tools.")
    mentioned = set(_NAME.findall(report.text)) | headings
    for name in sorted(mentioned - names):
        yield error("tool-unknown", name, f"The prompt speaks of `{name}`, which is not configured.", "Take it out.")


def _confirmed(report: Report) -> Iterator[Finding]:
    text = "\n".join(report.lines("Tools") + report.lines("Goal"))
    for tool in report.spec.tools:
        if tool.confirm and not re.search(r"said yes|clear yes|confirm", text):
            message = f"`{tool.name}` changes something and is not confirmed first."
            yield error("unconfirmed-write", f"/tools/{tool.name}", message, "Ask for a yes before the call.")
        if tool.writes and not tool.confirm and tool.method == "DELETE":
            message = f"`{tool.name}` deletes something without asking."
            yield warning("unconfirmed-delete", f"/tools/{tool.name}", message, "Set `confirm`.")


def _failures(report: Report) -> Iterator[Finding]:
    text = " ".join(report.lines("Error handling"))
    called = [tool for tool in report.spec.tools if tool.builtin is None]
    if called and not re.search(r"tool fails.*once more.*second", text, re.IGNORECASE):
        message = "It is not said to try a failed tool once more and then to bring in a person."
        yield warning("no-failure-rule", "Error handling", message, "Add the rule.")
    for tool in called:
        if not tool.on_failure:
            message = f"`{tool.name}` has no way on when it fails."
            yield warning("tool-without-failure", f"/tools/{tool.name}", message, "Say what to do instead.")


def _described(report: Report) -> Iterator[Finding]:
    for tool in report.spec.tools:
        if not _SHORTEST <= len(tool.description) <= _LONGEST:
            message = f"The description of `{tool.name}` has {len(tool.description)} characters."
            yield warning("tool-description", f"/tools/{tool.name}", message, f"Use {_SHORTEST} to {_LONGEST}.")
        for item in tool.parameters:
            is_open = item.source in _FROM_WORDS and item.type is not ParameterType.BOOLEAN and not item.enum
            if is_open and not item.example:
                message = f"`{item.name}` of `{tool.name}` has no example."
                yield warning("parameter-example", f"/tools/{tool.name}/{item.name}", message, "Add one in its format.")


def _waiting(report: Report) -> Iterator[Finding]:
    for tool in report.spec.tools:
        if speaks(report.spec.brief) and tool.kind is ToolKind.WEBHOOK and not tool.wait_message:
            message = f"Nothing is said while `{tool.name}` runs."
            yield warning("no-wait-message", f"/tools/{tool.name}", message, "Give a short sentence for the wait.")


def _ending(report: Report) -> Iterator[Finding]:
    tool = ending_tool(report.spec.tools)
    if tool and f"`{tool.name}`" not in " ".join(report.lines("Ending")):
        message = f"The ending does not say when to call `{tool.name}`."
        yield warning("ending-without-tool", "Ending", message, "Say goodbye first, then call it.")


RULES = (_told, _confirmed, _failures, _described, _waiting, _ending)
