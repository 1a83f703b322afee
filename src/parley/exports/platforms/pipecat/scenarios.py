"""evals.yaml: the agent's tests as Pipecat's evals, scripted for replies and calls, simulated for talks."""

from parley.agents.schemas import CheckKind, ExpectedCall, Parameter, Scenario, ScenarioKind, Speaker, ToolKind
from parley.core.text import sentence
from parley.exports.naming import slug, unique
from parley.exports.platforms.pipecat.export import Export, Json, arguments
from parley.exports.platforms.pipecat.tools import constant, filled

GOAL = "Get what the description of you says you want. When that is settled, or clearly cannot be, say goodbye."
GOOD = "Good replies are like these: "
BAD = "Bad replies are like these: "
ARGUMENT, PATTERN, JUDGED = "The argument ", " matches the pattern `", ": "
ABSENT = "The bot has not called the function "
LEADS = ("The bot did all of this:", "The reply does all of this:", "All of this holds:")
_ROLES = {Speaker.USER: "user", Speaker.AGENT: "assistant"}


def document(export: Export) -> Json:
    """All scenarios in one file; empty where there are none."""
    found: dict[str, Json] = {}
    elsewhere = {tool.name for tool in export.spec.tools if tool.kind is ToolKind.MCP}
    for scenario in export.spec.tests:
        is_theirs = export.origin is not None and scenario.name in export.origin.scenario_names
        if scenario.call and scenario.call.tool in elsewhere and not is_theirs:
            export.notes.dropped.append(f"Test “{scenario.name}”: its tool {scenario.call.tool} is not in the flow")
            continue
        name = unique(scenario.name if is_theirs else slug(scenario.name, "scenario"), found)
        found[name] = {"name": name, **_scenario(export, scenario)}
    _note(export)
    return {"name": export.spec.slug, "scenarios": list(found.values())} if found else {}


def _scenario(export: Export, scenario: Scenario) -> Json:
    if scenario.kind is not ScenarioKind.CONVERSATION:
        return _script(export, scenario)
    found: Json = {
        "persona": scenario.caller,
        "goal": GOAL,
        "success": _all(LEADS[0], scenario.success),
        "max_turns": scenario.max_turns,
    }
    if export.spec.criteria:
        found["metrics"] = [{"name": one.id, "criterion": one.goal or one.name} for one in export.spec.criteria]
    return found


def _script(export: Export, scenario: Scenario) -> Json:
    """The talk so far as the bot's context, then the message that is to be answered."""
    *earlier, last = scenario.history
    turn: Json = {}
    if last.role is Speaker.AGENT:
        earlier.append(last)
    else:
        turn["user"] = last.text
    turn["expect"] = _expected(export, scenario)
    found: Json = {}
    if earlier:
        found["context"] = [{"role": _ROLES[one.role], "content": one.text} for one in earlier]
    return found | {"turns": [turn]}


def _expected(export: Export, scenario: Scenario) -> list[Json]:
    if scenario.call is None:
        return [{"event": "response", "eval": _criterion(scenario)}]
    name = export.functions.get(scenario.call.tool, scenario.call.tool)
    if scenario.call.is_absent:
        told = f"{_criterion(scenario)}\n{ABSENT}{name}."
        return [{"event": "response", "eval": told}]
    exact, judged = _arguments(export, scenario.call)
    found: Json = {"name": name, **({"args": exact} if exact else {})}
    return [{"event": "function_call", "calls": [found], "eval": _all(LEADS[2], [*scenario.success, *judged])}]


def _arguments(export: Export, call: ExpectedCall) -> tuple[Json, list[str]]:
    """Values that must be equal, and what is put to the judge in words."""
    tool = next((one for one in export.called if one.name == call.tool), None)
    parameters = {one.name: one for one in filled(tool)} if tool else {}
    names = arguments(list(parameters.values()), export.held(tool) if tool else None)
    exact: Json = {}
    judged = []
    for check in call.arguments:
        argument = names.get(check.parameter, check.parameter)
        match check.kind:
            case CheckKind.EXACT:
                exact[argument] = _typed(parameters.get(check.parameter), check.value)
            case CheckKind.PATTERN:
                judged.append(f"{ARGUMENT}{argument}{PATTERN}{check.value}`.")
            case CheckKind.JUDGED:
                judged.append(f"{ARGUMENT}{argument}{JUDGED}{check.value}")
    return exact, judged


def _typed(parameter: Parameter | None, value: str) -> object:
    return constant(parameter.model_copy(update={"value": value})) if parameter else value


def _criterion(scenario: Scenario) -> str:
    lines = [_all(LEADS[1], scenario.success)]
    if scenario.good:
        lines.append(GOOD + " | ".join(scenario.good))
    if scenario.bad:
        lines.append(BAD + " | ".join(scenario.bad))
    return "\n".join(lines)


def _all(lead: str, wanted: list[str]) -> str:
    """One criterion of several, each on its own line; a single one stands alone."""
    told = [sentence(one) for one in wanted if one.strip()] or ["The bot answers sensibly."]
    return told[0] if len(told) == 1 else "\n".join([lead, *(f"- {one}" for one in told)])


def _note(export: Export) -> None:
    tests = export.spec.tests
    notes = export.notes
    if tests:
        notes.mapped.append(f"Tests: {len(tests)} scenarios for `pipecat eval run evals.yaml`")
    if any(test.mocks for test in tests):
        notes.dropped.append("Tests: answers given in place of tools; evals call the real addresses")
    if any(test.good or test.bad for test in tests):
        notes.approximated.append("Tests: examples of good and bad replies are part of the judge's criterion")
    if any(test.call and test.call.is_absent for test in tests):
        notes.approximated.append("Tests: that a tool is not called is left to the judge of the reply")
    if export.spec.criteria:
        if any(test.kind is ScenarioKind.CONVERSATION for test in tests):
            notes.approximated.append("Evaluation criteria: metrics of the simulated conversations, not of live ones")
        else:
            notes.dropped.append("Evaluation criteria: Pipecat judges no live conversations")
