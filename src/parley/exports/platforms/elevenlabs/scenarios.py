"""Tests of the next answer: a history, what a good answer does, examples of good and bad ones."""

from parley.agents.schemas import Scenario
from parley.exports import variables
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Export, Json

SECONDS_PER_MESSAGE = 5


def config(export: Export, scenario: Scenario) -> Json:
    """The body of the platform's "create test" call, of type `llm`."""
    found: Json = {
        "type": "llm",
        "name": f"{export.spec.name or export.spec.slug}: {scenario.name}",
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
    if defaults := variables.placeholders(export.spec, SUPPLIED):
        found["dynamic_variables"] = defaults
    return found
