"""Judges bundles for Vapi by the types of `vapi-server-sdk`, unknown keys refused; resources are given as JSON."""

import json
import sys
from typing import Any, get_args

import conforming
from vapi.tools.types.create_tools_request import CreateToolsRequest
from vapi.types import (
    AssistantOverrides,
    CreateAssistantDto,
    CreateEvalDto,
    CreatePersonalityDto,
    CreateScenarioDto,
    CreateStructuredOutputDto,
)
from vapi.types.simulation_run_simulations_item import SimulationRunSimulationsItem
from vapi.types.simulation_run_target import SimulationRunTarget

REFERENCES = {"assistant_ids"}
"""What the GitOps tool takes out before it calls the platform."""
ROLES = {
    "assistants": CreateAssistantDto,
    "tools": CreateToolsRequest,
    "structuredOutputs": CreateStructuredOutputDto,
    "personalities": CreatePersonalityDto,
    "scenarios": CreateScenarioDto,
    "evals": CreateEvalDto,
}
PLAIN = {"tests": {"name", "personalityId", "scenarioId"}, "suites": {"name", "simulationIds"}}
"""Bodies for which the package has keyword arguments instead of a type."""


def judged(files: dict[str, str]) -> list[str]:
    return [fault for path, text in files.items() for fault in _faults(path, json.loads(text))]


def _faults(path: str, body: Any) -> list[str]:
    if path == "bodies/assistant.json":
        return conforming.faults(body, CreateAssistantDto, path)
    if path == "bodies/overrides.json":
        return conforming.faults(body, AssistantOverrides, path)
    if path == "bodies/simulations.json":
        return [
            *conforming.faults(body["simulations"], list[SimulationRunSimulationsItem], f"{path}.simulations"),
            *conforming.faults(body["target"], SimulationRunTarget, f"{path}.target"),
        ]
    role = path.split("/")[-2]
    if role in PLAIN:
        return [f"{path}.{key}: not known or missing" for key in body.keys() ^ PLAIN[role]]
    if role in ROLES:
        bare = {key: value for key, value in body.items() if key not in REFERENCES}
        return conforming.faults(bare, _narrowed(ROLES[role], bare), path)
    return [f"{path}: nothing that the platform has"]


def _narrowed(kind: Any, body: Any) -> Any:
    """The member of a union for the body's type, so that its faults are told and no other's."""
    members = get_args(get_args(kind)[0]) if get_args(kind) else ()
    named = [one for one in members if get_args(one.model_fields["type"].annotation) == (body.get("type"),)]
    return named[0] if named else kind


if __name__ == "__main__":
    sys.stdout.write(json.dumps([judged(files) for files in json.load(sys.stdin)]))
