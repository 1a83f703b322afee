"""Texts of a source that read like commands to an AI: whoever wrote them is not the user, so that no tool carries them.

A title becomes a neutral one, from method and path or the tool's name; any other such text is left out.
"""

import re
from dataclasses import replace

from parley.agents.schemas import Parameter, ResultField, ToolSpec
from parley.builder import guided
from parley.tools import manners
from parley.tools.candidates import Candidate
from parley.tools.openapi import prose

_ORDER = re.compile(
    r"(?:^|[.!?:;\n]\s*|<)(?-i:SYSTEM|ASSISTANT|DEVELOPER|System)\s*[:>]"
    r"|\b(?:always|must|should|first|never) (?:(?:always|first|now|only) )*(?:call|use|invoke|run|pick|choose|select"
    r"|prefer) (?:this|our) (?:tool|function|operation|endpoint)\b(?! (?:to|for|if|when|with|instead)\b)"
    r"|\b(?:ais?|assistants?|llms?|language models?) (?:must|should|has to|have to|shall)\b"
    r"|\b(?:do not|don't|never) (?:tell|inform|mention\w*|reveal\w*)\b.{0,40}\b(?:user|caller|human|owner)\b",
    re.IGNORECASE,
)


def is_command(text: str) -> bool:
    """Whether a text has in it what reads like a command to an AI."""
    return _ORDER.search(text) is not None or guided.planted.blanked(text) != text


def plain(candidate: Candidate) -> Candidate:
    """The candidate as it may be shown to people and models."""
    title = _neutral(candidate.key) if is_command(candidate.title) else candidate.title
    about = "" if is_command(candidate.description) else candidate.description
    if (title, about) == (candidate.title, candidate.description):
        return candidate
    return replace(candidate, title=title, description=about)


def quiet(tool: ToolSpec, candidate: Candidate, wish: str) -> ToolSpec:
    """The tool made of a candidate without such texts; the same one where there were none."""
    shown = plain(candidate)
    if shown is not candidate:
        told = manners.described(shown.title, shown.description, prose.line(wish, 300))
        tool = tool.model_copy(update={"title": shown.title, "description": told})
    if is_command(tool.auth.note):
        tool = tool.model_copy(update={"auth": tool.auth.model_copy(update={"note": ""})})
    parameters, results = [_parameter(one) for one in tool.parameters], [_result(one) for one in tool.results]
    if (parameters, results) == (tool.parameters, tool.results):
        return tool
    return tool.model_copy(update={"parameters": parameters, "results": results})


def _neutral(key: str) -> str:
    title = prose.titled(key)[:80]
    return title if title and not is_command(title) else "Tool"


def _parameter(one: Parameter) -> Parameter:
    update = {"description": prose.titled(one.name)} if is_command(one.description) else {}
    if is_command(one.example):
        update["example"] = ""
    return one.model_copy(update=update) if update else one


def _result(one: ResultField) -> ResultField:
    return one.model_copy(update={"description": ""}) if is_command(one.description) else one
