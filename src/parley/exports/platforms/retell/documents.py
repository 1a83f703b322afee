"""The agent as the platform's documents: what answers, the agents that use it, the tests."""

from parley.agents.schemas import AgentSpec
from parley.exports.origin import Documents
from parley.exports.platforms.retell import agent, flow, llm, scenarios
from parley.exports.platforms.retell.export import Export, neutral_tree


def documents(export: Export) -> Documents:
    """The bodies by role: "llm" or "flow", "agent", "chat_agent", "tests"."""
    found: Documents = {"flow": flow.body(export)} if export.is_flow else {"llm": llm.body(export)}
    found |= agent.bodies(export)
    if export.spec.tests:
        found["tests"] = scenarios.cases(export)
    made: Documents = neutral_tree(found, export.known)
    return made


_LISTS = {
    "llm": "general_tools",
    "flow": "tools",
    "agent": "post_call_analysis_data",
    "chat_agent": "post_chat_analysis_data",
}
"""What others may have filled with things that a spec has no words for, by role."""


def rendition(spec: AgentSpec) -> Documents:
    """The documents of an agent without a report, lists that hold nothing included, so that they can be compared."""
    made = documents(Export.of(spec))
    for role, key in _LISTS.items():
        if role in made:
            made[role].setdefault(key, [])
    return {"tests": [], **made}
