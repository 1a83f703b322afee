"""Eval files: each scenario's shape, with the file's defaults; the calls they expect; turns that check nothing."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parley.agents.schemas import Finding
from parley.exports import shaped
from parley.exports.platforms.pipecat import lint_flow
from parley.exports.platforms.pipecat.eval_shapes import Call, Expectation, Scenario, Script, Simulation
from parley.exports.platforms.pipecat.project import Project
from parley.exports.platforms.pipecat.shapes import Flow
from parley.exports.shaped import Step, error, place, shown, warning

_SCENARIO: TypeAdapter[Script | Simulation] = TypeAdapter(Scenario)
_MOST = 200
_TEXTUAL = frozenset({"response", "llm_response", "tts_response", "user_transcription"})
_ONLY = {
    "persona": {*Script.model_fields} - {*Simulation.model_fields},
    "turns": {*Simulation.model_fields} - {*Script.model_fields},
}
"""Defaults of a file that scenarios of one kind leave to those of the other."""


@dataclass(frozen=True)
class Entry:
    """A scenario with the file's defaults; `own` are the keys that it sets itself."""

    path: str
    at: tuple[Step, ...]
    value: dict[str, Any]
    own: frozenset[str]

    def place(self, steps: Sequence[Step]) -> str:
        """Where something of the scenario stands: in it, or at the top of the file."""
        is_own = not steps or steps[0] in self.own or steps[0] not in self.value
        return place(self.path, (*(self.at if is_own else ()), *steps))


def entries(path: str, document: Any) -> list[Entry]:
    """The scenarios of a file; a file without a list is one scenario, as older ones are."""
    if not isinstance(document, dict):
        return []
    listed = document.get("scenarios")
    if listed is None:
        return [Entry(path, (), document, frozenset(document))]
    if not isinstance(listed, list):
        return []
    common = {key: value for key, value in document.items() if key not in {"scenarios", "name"}}
    return [
        Entry(path, ("scenarios", at), _merged(common, one), frozenset(one))
        for at, one in enumerate(listed[:_MOST])
        if isinstance(one, dict)
    ]


def scenario(entry: Entry) -> Script | Simulation | None:
    """The scenario, None where its shape is wrong."""
    try:
        return _SCENARIO.validate_python(entry.value)
    except ValidationError:
        return None


def _merged(common: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    both = {**common, **one}
    kind = "persona" if "persona" in both else "turns"
    return {key: value for key, value in both.items() if key in one or key not in _ONLY[kind]}


def shapes(found: Project) -> Iterator[Finding]:
    """What is wrong with the files in themselves."""
    for path, document in found.evals.items():
        if not isinstance(document, dict):
            yield error("pipecat.wrong-type", place(path), "An eval file is a mapping.", "Give it name and scenarios.")
            continue
        yield from _file(path, document)
        for entry in entries(path, document):
            for one in shaped.findings("pipecat", path, entry.value, _SCENARIO):
                steps = one.where.partition("#")[2].split("/")[1:]
                yield one.model_copy(update={"where": shaped.shown(entry.place(steps), 300)})


def _file(path: str, document: dict[str, Any]) -> Iterator[Finding]:
    if not isinstance(document.get("name"), str) or not document["name"]:
        yield error("pipecat.missing-field", place(path, ("name",)), "The file has no name.", "Add one.")
    listed = document.get("scenarios")
    if listed is not None and (not isinstance(listed, list) or not listed):
        where = place(path, ("scenarios",))
        yield error("pipecat.wrong-type", where, "This is no list of scenarios.", "List at least one.")
    names = [one.get("name") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    for at, name in enumerate(names[:_MOST]):
        if name is not None and name in names[:at]:
            where = place(path, ("scenarios", at, "name"))
            yield error("pipecat.duplicate-scenario", where, "Another scenario has this name.", "Rename one.")


def references(found: Project, flow: Flow) -> Iterator[Finding]:
    """What scenarios refer to, and whether they check anything."""
    known = {one.name for _, one in lint_flow.functions(flow)}
    for path, document in found.evals.items():
        for entry in entries(path, document):
            match scenario(entry):
                case Script() as script:
                    yield from _script(found, known, entry, script)
                case Simulation() as simulation:
                    for at, metric in enumerate(simulation.metrics):
                        calls = [Call(name=one) if isinstance(one, str) else one for one in metric.calls or []]
                        yield from _calls(found, known, entry.place(("metrics", at)), calls)


def _script(found: Project, known: Set[str], entry: Entry, script: Script) -> Iterator[Finding]:
    if not any(turn.expect for turn in script.turns):
        where = entry.place(("turns",))
        yield warning("pipecat.checks-nothing", where, "Nothing is expected of the bot.", "Add what is to come back.")
    if all(turn.user is None and turn.dtmf is None for turn in script.turns):
        where = entry.place(("turns",))
        yield warning("pipecat.nobody-speaks", where, "The user says nothing at all.", "Add what the user says.")
    for number, turn in enumerate(script.turns):
        for at, expected in enumerate(turn.expect):
            where = entry.place(("turns", number, "expect", at))
            yield from _calls(found, known, where, expected.expected_calls)
            yield from _expectation(where, expected)


def _expectation(where: str, expected: Expectation) -> Iterator[Finding]:
    checked = expected.model_fields_set - {"event", "within_ms", "check_from"}
    if not checked and (expected.event in _TEXTUAL or expected.event == "function_call"):
        message = f"Any {expected.event} will do."
        yield warning("pipecat.checks-nothing", where, message, "Add eval, text_contains or calls.")


def _calls(found: Project, known: Set[str], where: str, calls: Sequence[Call]) -> Iterator[Finding]:
    for call in calls:
        if call.name is None:
            continue
        if call.name not in known:
            message = f"The flow has no function “{shown(call.name)}”."
            yield error("pipecat.unknown-function", where, message, "Name one of the flow's functions.")
        handler = found.signatures.get(call.name)
        for argument in call.args or {}:
            if handler and argument not in {one.name for one in handler.arguments}:
                message = f"“{shown(call.name)}” has no argument “{shown(argument)}”."
                yield error("pipecat.unknown-argument", where, message, "Name one that it has.")
