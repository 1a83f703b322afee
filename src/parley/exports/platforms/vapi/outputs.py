"""Structured outputs: what is taken from each finished conversation, and how it is judged."""

from parley.agents.schemas import Criterion
from parley.exports.platforms.vapi.export import NAME_LIMIT, Export, Json
from parley.exports.platforms.vapi.origins import Origins

COLLECTED = "collected-data"


def bodies(export: Export, origins: Origins) -> dict[str, Json]:
    """Outputs by resource id: one object for the data points of each origin, one truth value for each criterion."""
    found: dict[str, Json] = {}
    for point in export.spec.data_collection:
        home = origins.outputs.get(point.name, COLLECTED)
        schema = {"type": point.type.value, "description": point.description}
        if home in origins.single_outputs:
            found[home] = _output(export, point.name, schema)
        else:
            whole = found.setdefault(home, _output(export, "Collected data", {"type": "object", "properties": {}}))
            whole["schema"]["properties"][point.name] = schema
    for criterion in export.spec.criteria:
        found[criterion_id(criterion, origins)] = _output(
            export, criterion.name or criterion.id, {"type": "boolean", "description": criterion.goal}
        )
    if export.spec.data_collection:
        export.notes.mapped.append("Data collection: structured outputs")
    if export.spec.criteria:
        export.notes.mapped.append("Evaluation criteria: a structured output each, true where it is met")
    return found


def criterion_id(criterion: Criterion, origins: Origins) -> str:
    """The resource id of a criterion's output."""
    return origins.outputs.get(criterion.id, criterion.id.replace("_", "-").lower().strip("-") or "criterion")


def _output(export: Export, name: str, schema: Json) -> Json:
    return {
        "name": name[:NAME_LIMIT].strip() or "output",
        "type": "ai",
        "schema": schema,
        "assistant_ids": [export.assistant_id],
    }
