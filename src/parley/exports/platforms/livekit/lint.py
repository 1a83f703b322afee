"""What is wrong with a LiveKit bundle of ours, changed by anybody: definition, tools, tests, scenarios, prompt."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from parley.agents.schemas import Finding
from parley.exports import checklist, shaped, tool_lint
from parley.exports.carried.actions import Client, Webhook
from parley.exports.carrying import SUPPLIED
from parley.exports.json_schema import Arguments, nodes
from parley.exports.platforms.livekit.carried.definition import Definition, Test, Tests
from parley.exports.platforms.livekit.documents import HEARD, HEARING, SPEAKING, SPOKEN
from parley.exports.schemas import Files
from parley.exports.shaped import Shape, error, place, shown, warning
from parley.exports.tool_lint import Offered

NAME = "livekit"
AGENT = "agent.json"
TESTS = "tests.json"
SCENARIOS = "scenarios.yaml"

Line = Annotated[str, Field(min_length=1)]
_ARGUMENTS = TypeAdapter(Arguments)


class SimulatedCaller(Shape):
    """A scenario of LiveKit's simulations (livekit.protocol.agent_simulation.Scenario)."""

    id: Line | None = None
    label: Line
    instructions: Line
    agent_expectations: Line
    tags: dict[str, str] | None = None
    userdata: dict[str, Any] | None = None


class Simulations(Shape):
    """A scenario file (livekit.protocol.agent_simulation.ScenarioGroup)."""

    id: Line | None = None
    name: Line
    scenarios: Annotated[list[SimulatedCaller], Field(min_length=1)]


def lint(files: Files) -> list[Finding]:
    """Every finding, the definition's first; a bundle without `agent.json` has one."""
    if AGENT not in files:
        return [error(f"{NAME}.missing-file", place(AGENT), "The bundle has no agent.json.", "Add it.")]
    tree, found = shaped.tree(NAME, AGENT, files[AGENT])
    found += [] if found else shaped.findings(NAME, AGENT, tree, Definition)
    if found:
        return [*found, *_scenarios(files)]
    definition = Definition.model_validate(tree)
    return [*_agent(definition, tree, files), *_tests(definition, files), *_scenarios(files)]


def _agent(definition: Definition, tree: Any, files: Files) -> Iterator[Finding]:
    for index, tool in enumerate(tree["tools"]):
        at = ("tools", index, "parameters")
        yield from shaped.findings(NAME, AGENT, tool["parameters"], _ARGUMENTS, at)
    tools = [
        Offered(
            name=tool.name,
            description=tool.description,
            parameters=tool.parameters,
            path=AGENT,
            at=("tools", index),
            action=tool.action,
            action_path=AGENT,
            action_at=("tools", index, "action"),
        )
        for index, tool in enumerate(definition.tools)
    ]
    yield from tool_lint.findings(NAME, tools, definition.variables, files.get(".env.example"))
    yield from _repeated([tool.name for tool in definition.tools], AGENT, "tools", "name")
    yield from _languages(definition)
    yield from _variables(definition)
    yield from checklist.findings(NAME, _told(definition, tools))


def _told(definition: Definition, tools: list[Offered]) -> checklist.Told:
    return checklist.Told(
        prompt=definition.instructions,
        prompt_where=place(AGENT, ("instructions",)),
        first_message=definition.first_message,
        first_message_where=place(AGENT, ("first_message",)),
        tools={tool.name: tool.told() for tool in tools},
        variables=_declared(definition),
    )


def _declared(definition: Definition) -> Mapping[str, str | None]:
    """Variables with their defaults; None for what the program knows or a tool's answer sets."""
    actions = [tool.action for tool in definition.tools]
    kept = {one.variable for action in actions if isinstance(action, Webhook | Client) for one in action.keeps}
    known = kept | set(SUPPLIED.values())
    return {name: None if name in known else default for name, default in definition.variables.items()}


def _languages(definition: Definition) -> Iterator[Finding]:
    hearing, speaking = definition.hearing, definition.speaking
    if hearing.model == HEARING and hearing.language.split("-")[0] not in {*HEARD, "multi"}:
        message = f"{HEARING} does not hear “{hearing.language}”."
        yield error(f"{NAME}.language", place(AGENT, ("hearing", "language")), message, "Choose another model.")
    if speaking.language == "multi" or (speaking.model == SPEAKING and speaking.language.split("-")[0] not in SPOKEN):
        message = f"{speaking.model} does not list “{speaking.language}”."
        yield warning(f"{NAME}.language", place(AGENT, ("speaking", "language")), message, "Choose another model.")
    if hearing.language not in {"multi", speaking.language}:
        message = f"It hears “{hearing.language}” and speaks “{speaking.language}”."
        yield warning(f"{NAME}.language-differs", place(AGENT, ("hearing", "language")), message, "Use one language.")


def _variables(definition: Definition) -> Iterator[Finding]:
    """Variables that no text and no tool uses are slips of the pen more often than not."""
    actions = [tool.action for tool in definition.tools if isinstance(tool.action, Webhook | Client)]
    used = {one.value for action in actions for one in action.values if one.source == "variable"}
    used |= {one.variable for action in actions for one in action.keeps}
    for text in (definition.instructions, definition.first_message, *(tool.description for tool in definition.tools)):
        used |= set(checklist.placeholders(text))
    for name in definition.variables.keys() - used:
        message = f"Nothing uses the variable “{shown(name)}”."
        yield warning(f"{NAME}.unused-variable", place(AGENT, ("variables", name)), message, "Use it or take it out.")


def _repeated(names: list[str], path: str, *at: str) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name in names[:index]:
            message = f"“{shown(name)}” is there twice."
            yield error(f"{NAME}.repeated-name", place(path, (at[0], index, *at[1:])), message, "Give each its own.")


def _tests(definition: Definition, files: Files) -> Iterator[Finding]:
    if TESTS not in files:
        return
    tree, found = shaped.tree(NAME, TESTS, files[TESTS])
    found += [] if found else shaped.findings(NAME, TESTS, tree, Tests)
    yield from found
    if found:
        return
    tests = Tests.model_validate(tree).tests
    names = {tool.name for tool in definition.tools}
    yield from _repeated([test.name for test in tests], TESTS, "tests", "name")
    for index, test in enumerate(tests):
        where = place(TESTS, ("tests", index))
        if test.history[-1].role != "user":
            yield error(f"{NAME}.test-history", where, "The history does not end with the user.", "Let the user speak.")
        for name in [*([test.call.tool] if test.call else []), *(mock.tool for mock in test.mocks)]:
            if name not in names:
                message = f"The test names “{shown(name)}”, which is no tool of the agent."
                yield error(f"{NAME}.test-tool", where, message, "Name one of its tools.")
        yield from _checks(definition, test, where)


def _checks(definition: Definition, test: Test, where: str) -> Iterator[Finding]:
    if test.call is None:
        return
    schema = next((tool.parameters for tool in definition.tools if tool.name == test.call.tool), {})
    known = {node.name for node in nodes(schema)}
    for check in test.call.arguments:
        if check.parameter not in known:
            message = f"The test judges “{shown(check.parameter)}”, which the tool does not take from the model."
            yield error(f"{NAME}.test-argument", where, message, "Name one of its arguments.")


def _scenarios(files: Files) -> Iterator[Finding]:
    if SCENARIOS not in files:
        return
    tree, found = shaped.tree(NAME, SCENARIOS, files[SCENARIOS])
    found += [] if found else shaped.findings(NAME, SCENARIOS, tree, Simulations)
    yield from found
    if not found:
        labels = [one.label for one in Simulations.model_validate(tree).scenarios]
        yield from _repeated(labels, SCENARIOS, "scenarios", "label")
