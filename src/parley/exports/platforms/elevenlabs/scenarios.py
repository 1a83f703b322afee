"""Tests: the next answer to a history with examples of good and bad ones, or a conversation with a simulated caller."""

from parley.agents.schemas import Scenario, ScenarioKind
from parley.exports import variables
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Export, Json

SECONDS_PER_MESSAGE = 5


def config(export: Export, scenario: Scenario) -> Json:
    """The body of the platform's "create test" call: of type `simulation` for conversations, else `llm`."""
    found: Json = {"name": f"{export.spec.name or export.spec.slug}: {scenario.name}"}
    if scenario.kind is ScenarioKind.CONVERSATION:
        found |= {
            "type": "simulation",
            "simulation_scenario": scenario.caller,
            "simulation_max_turns": scenario.max_turns,
            "success_conditions": scenario.success,
        }
    else:
        found |= _next_answer(scenario)
    if defaults := variables.placeholders(export.spec, SUPPLIED):
        found["dynamic_variables"] = defaults
    return found


def _next_answer(scenario: Scenario) -> Json:
    found: Json = {
        "type": "llm",
        "chat_history": [
            {"role": message.role.value, "message": message.text, "time_in_call_secs": at * SECONDS_PER_MESSAGE}
            for at, message in enumerate(scenario.history)
        ],
        "success_condition": "\n".join(scenario.success),
    }
    if scenario.good:
        found["success_examples"] = [{"type": "success", "response": text} for text in scenario.good]
    if scenario.bad:
        found["failure_examples"] = [{"type": "failure", "response": text} for text in scenario.bad]
    return found
