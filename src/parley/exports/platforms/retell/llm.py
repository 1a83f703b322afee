"""The body of "create Retell LLM": the whole agent in one prompt, with its tools."""

from parley.exports.platforms.retell import recast, tools
from parley.exports.platforms.retell.export import Export, Json

RULES = "# Further guardrails"


def body(export: Export) -> Json:
    """The body; what it says first is settled, or nothing, and then the caller begins."""
    spec = export.spec
    found: Json = {"start_speaker": "agent" if spec.first_message else "user", "general_prompt": prompt(export)}
    found["begin_message"] = spec.first_message
    made = tools.rendered(export)
    if came := recast.came(spec, "llm"):
        found |= {"states": recast.states(spec, came, made)} if came.get("states") else {}
        made = {name: one for name, one in made.items() if name not in recast.inner_tools(came)}
    if made:
        found["general_tools"] = tools.listed(made)
    if export.defaults:
        found["default_dynamic_variables"] = dict(export.defaults)
    export.notes.mapped += ["System prompt", "First message"]
    export.notes.mapped.append("Workflow: its steps are in the system prompt; one prompt is what the agent calls for")
    return found


def prompt(export: Export) -> str:
    """The system prompt, with the guardrails that it does not say itself."""
    text = export.spec.prompt.text
    missing = [one.rule for one in export.spec.guardrails if one.rule not in text]
    if export.spec.guardrails:
        export.notes.approximated.append("Guardrails: rules of the system prompt; nothing checks the replies for them")
    if not missing:
        return text
    return "\n".join([text, RULES, "", *(f"- {rule}" for rule in missing), ""])
