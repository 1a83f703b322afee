"""The agents of the platforms' tests are as varied as they claim."""

from parley.agents.schemas import NodeKind, ToolKind
from tests.exports.varied import varied


def test_they_are_varied() -> None:
    agents = varied().values()
    assert len(agents) >= 20
    assert {agent.voice.language[:2] for agent in agents} >= {"en", "de", "es", "zh"}
    assert {len(agent.tools) for agent in agents} >= {0, 1, 6, 12}
    assert {node.kind for agent in agents for node in agent.workflow.nodes} == set(NodeKind)
    assert {tool.kind for agent in agents for tool in agent.tools} == set(ToolKind) - {ToolKind.FUNCTION}
