"""Rules on tests: something to answer, something to judge, tools and variables that are there."""

from collections.abc import Iterator, Sequence

from parley.agents.schemas import Finding
from parley.exports.platforms.elevenlabs.configs import Configs, member, objects, prompt_of, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.lint_tools import schemas
from parley.exports.shaped import Step, error, place, shown, warning

NAME = "elevenlabs"
_HOLDERS = frozenset({"properties", "path_params_schema"})


def findings(configs: Configs) -> Iterator[Finding]:
    """All findings on the tests of a project."""
    known = _known(configs)
    keys = ("conversation_config", "agent", "dynamic_variables", "dynamic_variable_placeholders")
    declared = {name: value for agent in configs.agents.values() for name, value in member(agent, *keys).items()}
    for path, test in configs.tests.items():
        yield from _judged(path, test)
        yield from _history(path, test)
        for at, name in _references(test):
            if name not in known:
                message = f"There is no tool “{shown(name)}” in this project."
                mend = "Name the path of its config, its id, or a built-in tool of the agent."
                yield error(f"{NAME}.test-unknown-tool", place(path, at), message, mend)
        yield from _variables(path, test, declared)
        yield from _values(path, test, configs)
        yield from _mocks(path, test, configs)


def _known(configs: Configs) -> set[str]:
    """The ways in which a test may name a tool: path, id, or the name of a built-in or inline one."""
    found = {*configs.tools, *(text(entry, "id") for entry in configs.entries("tools"))}
    for path, agent in configs.agents.items():
        found |= member(prompt_of(agent), "built_in_tools").keys()
        found |= {text(tool, "name") for tool in configs.inline[path].values()}
        listed = prompt_of(agent).get("tool_ids")
        found |= {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()
    return found - {""}


def _references(test: Json) -> Iterator[tuple[tuple[str, ...], str]]:
    referenced = member(test, "tool_call_parameters", "referenced_tool")
    if referenced:
        yield ("tool_call_parameters", "referenced_tool"), text(referenced, "id")
    for name in member(test, "tool_mock_overrides"):
        yield ("tool_mock_overrides", name), name
    mocked = member(test, "tool_mock_config").get("mocked_tool_ids")
    for name in mocked if isinstance(mocked, list) else []:
        yield ("tool_mock_config", "mocked_tool_ids"), str(name)


def _variables(path: str, test: Json, declared: Json) -> Iterator[Finding]:
    given = member(test, "dynamic_variables")
    where = place(path, ("dynamic_variables",))
    for name in sorted(declared.keys() - given.keys()):
        message = f"The agent's variable “{shown(name)}” has no value in this test."
        yield warning(f"{NAME}.test-without-variable", where, message, "Give it under dynamic_variables.")
    for name, value in given.items() if declared else ():
        if name not in declared:
            message = f"The agent has no variable “{shown(name)}”."
            yield warning(f"{NAME}.test-unknown-variable", where, message, "Declare it there, or drop it here.")
        elif type(value) is not type(declared[name]):
            message = f"The variable “{shown(name)}” has another type than in the agent."
            yield warning(f"{NAME}.test-variable-type", where, message, "Give both the same type.")


def _values(path: str, test: Json, configs: Configs) -> Iterator[Finding]:
    """What is judged of a call is among what the tool is called with."""
    expected = member(test, "tool_call_parameters")
    tool = configs.tools.get(text(member(expected, "referenced_tool"), "id"))
    if tool is None:
        return
    paths = {".".join(_names(at)) for at, _ in schemas(tool)}
    for at, check in objects(expected, "parameters"):
        if text(check, "path") not in paths:
            message = f"The tool has no value “{shown(text(check, 'path'))}”."
            where = place(path, ("tool_call_parameters", "parameters", at))
            yield error(f"{NAME}.test-unknown-value", where, message, "Name one by its path, with dots.")


def _names(at: Sequence[Step]) -> list[str]:
    """The names of the values on the way to a schema, one of which may itself be called “properties”."""
    found, steps = [], iter(at)
    for step in steps:
        if step in _HOLDERS:
            found.append(str(next(steps, "")))
    return found


def _mocks(path: str, test: Json, configs: Configs) -> Iterator[Finding]:
    behaviour = member(test, "tool_mock_config")
    if test.get("type") == "simulation" and configs.tools and "mocking_strategy" not in behaviour:
        message = "Mocking is off, so the agent calls its real tools."
        yield warning(f"{NAME}.test-mocks-off", place(path), message, "Set tool_mock_config.mocking_strategy.")
    if text(behaviour, "mocking_strategy") != "all" or text(behaviour, "fallback_strategy") == "call_real_tool":
        return
    named = member(test, "tool_mock_overrides").keys()
    ids = {text(entry, "config"): text(entry, "id") for entry in configs.entries("tools")}
    bare = [text(tool, "name") for file, tool in configs.tools.items() if not {file, ids.get(file)} & named]
    if bare:
        message = f"Calls of these tools fail in this test, since they have no mock: {', '.join(bare)}."
        yield warning(f"{NAME}.test-without-mock", place(path), message, "Add answers under tool_mock_overrides.")


def _judged(path: str, test: Json) -> Iterator[Finding]:
    rule = {"llm": _reply, "tool": _call, "simulation": _simulation}.get(text(test, "type"))
    if rule:
        yield from rule(place(path), test)


def _reply(where: str, test: Json) -> Iterator[Finding]:
    if not text(test, "success_condition"):
        yield error(f"{NAME}.test-without-condition", where, "It is not said what a good answer does.", "Say it.")
    for kind, other in (("success", "failure"), ("failure", "success")):
        if f"{kind}_examples" in test and f"{other}_examples" not in test:
            message = f"There are examples of {kind} and none of {other}; the judge learns from both."
            yield warning(f"{NAME}.test-one-sided", f"{where}/{kind}_examples", message, f"Add {other}_examples.")


def _call(where: str, test: Json) -> Iterator[Finding]:
    expected = member(test, "tool_call_parameters")
    if not any(expected.get(key) for key in ("referenced_tool", "workflow_node_transition", "guardrail_trigger")):
        message = "No tool call or transition is expected, so the test judges nothing."
        yield error(f"{NAME}.test-without-call", where, message, "Add a referenced_tool.")
    elif expected.get("referenced_tool") and not expected.get("parameters") and not expected.get("verify_absence"):
        message = "The values of the call are not judged."
        yield warning(f"{NAME}.test-without-values", where, message, "Check those that matter.")


def _simulation(where: str, test: Json) -> Iterator[Finding]:
    if not test.get("success_conditions") and not test.get("success_condition"):
        yield error(f"{NAME}.test-without-condition", where, "It is not said when it succeeds.", "Say it.")
    if not text(test, "simulation_scenario"):
        yield error(f"{NAME}.test-without-caller", where, "It is not said who calls, and why.", "Say it.")
    if "simulation_max_turns" not in test:
        message = "The conversation ends after five turns."
        yield warning(f"{NAME}.test-short", where, message, "Set simulation_max_turns.")


def _history(path: str, test: Json) -> Iterator[Finding]:
    messages = objects(test, "chat_history")
    if not messages and test.get("type") != "simulation":
        message = "There is no chat_history to answer."
        yield error(f"{NAME}.test-without-history", place(path), message, "Add at least what the user says.")
    for at, message_ in messages:
        if not text(message_, "message") and not message_.get("tool_calls") and not message_.get("tool_results"):
            where = place(path, ("chat_history", at))
            yield warning(f"{NAME}.test-empty-message", where, "The message says nothing.", "Give its text.")
