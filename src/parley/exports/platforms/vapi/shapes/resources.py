"""Which shape the body of each role has; roles are those of `documents.ROLES`."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from parley.exports.platforms.vapi.shapes.assistant import Assistant, AssistantOverrides, Squad
from parley.exports.platforms.vapi.shapes.outputs import StructuredOutputFile
from parley.exports.platforms.vapi.shapes.tests import Eval, Personality, Scenario, Simulation, SimulationRun, Suite
from parley.exports.platforms.vapi.shapes.tools import AnyTool
from parley.exports.shaped import Kind

TOOL: Kind = TypeAdapter(AnyTool)
BODIES: Mapping[str, Kind] = {
    "assistants": Assistant,
    "tools": TOOL,
    "structuredOutputs": StructuredOutputFile,
    "squads": Squad,
    "personalities": Personality,
    "scenarios": Scenario,
    "simulations": Simulation,
    "suites": Suite,
    "evals": Eval,
}
RUN: Kind = SimulationRun
OVERRIDES: Kind = AssistantOverrides
