"""The reply of a turn: the changes as code computed them, the answer to what the user asked, then our questions.

A reply claims nothing that is not in the changes it is given.
"""

from parley.agents.schemas import Finding, Severity
from parley.builder import guided, report
from parley.builder.ask import JUDGEMENT, wording
from parley.builder.phrases import N_, Phrases, phrases
from parley.builder.schemas import CHANGING, BuildState, Change, Op, Stage, Understanding

_MAX_LISTED = 1_500
_NOT_GOT = N_("I did not get that.")
_NOT_FOUND = N_("I still did not find an answer in that.")
_SAME = N_("It is like that already, so nothing changed.")
NOWHERE = {
    Op.UNDO: N_("There is nothing to undo."),
    Op.REDO: N_("There is nothing to redo: nothing was undone since the last message or edit."),
    Op.GO_BACK: N_("This is the beginning already."),
}
"""What is said where a message moves to a state that the session's history does not have."""
_BRIEFLY = {
    "/tools": N_("So: shall I use these tools?"),
    "/tools/config": N_("So: will you send the open details now, or shall I build it and list them in the bundle?"),
    "/workflow": N_("So: shall I build it?"),
}
"""What is asked again where the list or the summary was just shown."""


def moved(lead: str, changes: list[Change], state: BuildState) -> str:
    """What going back or forth changed, then the question that is open there."""
    told = f"{lead}\n{report.changes(changes, phrases(state.language))}".strip()
    return f"{told}\n\n{wording(state)}".strip()


def opening(state: BuildState) -> str:
    """The open question on its own, or that the agent is ready."""
    return wording(state) or _closing(state, phrases(state.language))


def reply(state: BuildState, changes: list[Change], understanding: Understanding, *, is_shown: bool = False) -> str:
    """The turn's answer in the user's language; what was shown just before is said again briefly, or not at all."""
    said = phrases(state.language)
    parts = [report.changes(changes, said)]
    is_told_ready = state.stage is Stage.COMPLETED and is_shown and not changes and not _agrees(understanding)
    if understanding.answer:
        parts.append(understanding.answer)
    elif is_told_ready:
        parts.append(_idle(state, understanding, said))
    elif not changes:
        parts.append(_nothing_done(state, understanding, said))
    if state.question is not None:
        parts.append(_briefly(state, said) if is_shown else wording(state))
    elif state.stage is Stage.COMPLETED and not is_told_ready and (changes or not understanding.answer):
        parts.append(_closing(state, said))
    return "\n\n".join(part for part in parts if part)


def _briefly(state: BuildState, said: Phrases) -> str:
    """The open question again, without what was listed with it."""
    path = state.question.path if state.question else ""
    if path.startswith("/tools/"):
        path = "/tools/config"
    return said.tell(_BRIEFLY[path]) if path in _BRIEFLY else wording(state)


def _agrees(understanding: Understanding) -> bool:
    """Whether the message says yes to a finished agent, and asks for nothing."""
    return bool(understanding.operations) and all(
        operation.op is Op.CONFIRM or (operation.op is Op.OFF_TOPIC and guided.consent.is_all(operation.evidence))
        for operation in understanding.operations
    )


def _idle(state: BuildState, understanding: Understanding, said: Phrases) -> str:
    """What is said of a turn that left a finished agent as it was."""
    if state.question is not None:
        return _nothing_done(state, understanding, said)
    operations = understanding.operations
    if not operations or any(operation.op is not Op.OFF_TOPIC for operation in operations):
        return said.tell(_SAME)
    return said.joined(
        said.tell(_NOT_GOT), said.tell("You can say, for example, “make it more formal”, “add German” or “undo”.")
    )


def _nothing_done(state: BuildState, understanding: Understanding, said: Phrases) -> str:
    operations = understanding.operations
    if not operations or all(operation.op is Op.OFF_TOPIC for operation in operations):
        return _not_understood(state, said)
    if any(operation.op in CHANGING for operation in operations):
        return said.tell(_SAME)
    return ""


def _not_understood(state: BuildState, said: Phrases) -> str:
    question = state.question
    if state.turn <= 1 or question is None:
        return ""
    is_repeated = state.asked.count(question.path) > 1
    shown = [option.label for option in question.options if option.value != JUDGEMENT.value]
    return said.joined(
        said.tell(_NOT_FOUND if is_repeated else _NOT_GOT),
        said.tell("You can pick one: {choices}.", choices=said.side_by_side(shown))
        if any(label not in question.text for label in shown)
        else "",
        said.tell("Or say “skip”.") if is_repeated else "",
    )


def _closing(state: BuildState, said: Phrases) -> str:
    if state.agent_version:
        ready = said.tell("The agent is ready, version {version}.", version=state.agent_version)
    else:
        ready = said.tell("The agent is ready.")
    where = (
        said.tell(
            "Its bundles are at {bundles}, one for each of {platforms}.",
            bundles=f"/api/v1/agents/{state.agent_id}/export/…",
            platforms="/api/v1/platforms",
        )
        if state.agent_id
        else ""
    )
    more = said.tell("Tell me whenever something should change.")
    return "\n".join([said.joined(ready, where), *_left_open(state, said), more])


def _left_open(state: BuildState, said: Phrases) -> list[str]:
    """What is still to fill in and what the linters found, one sentence each; nothing where nothing is left."""
    lacking = [text for tool in state.tools for text in report.lacking(tool, said).values()]
    lines = []
    if lacking:
        things = said.side_by_side(lacking)[:_MAX_LISTED]
        lines.append(
            said.count(
                "{n} thing to fill in before it works: {things}.",
                "{n} things to fill in before it works: {things}.",
                len(lacking),
                things=things,
            )
        )
    if findings := [finding for finding in state.findings if finding.severity is not Severity.NOTE]:
        lines.append(_findings(findings, said))
    return lines


def _findings(findings: list[Finding], said: Phrases) -> str:
    """The findings themselves in English, which they are written in; their rules in other languages."""
    if said.is_english:
        found = [f"{finding.message.rstrip('.')} ({finding.rule})" for finding in findings]
    else:
        found = list(dict.fromkeys(finding.rule for finding in findings))
    return said.count(
        "{n} finding of the checks: {findings}.",
        "{n} findings of the checks: {findings}.",
        len(findings),
        findings=said.side_by_side(found)[:_MAX_LISTED],
    )
