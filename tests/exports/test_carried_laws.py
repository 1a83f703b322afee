"""Whatever users write, the platforms that carry their own program get bundles without an error, the same each time."""

import pytest
from hypothesis import HealthCheck, given, settings

from parley.agents.schemas import AgentSpec
from parley.exports import service
from parley.exports.bundle import zip_bytes
from tests.exports.linted import errors
from tests.exports.test_laws import specs


@pytest.mark.parametrize("platform", ["livekit", "openai-realtime"])
def test_any_agent_gives_a_good_bundle(platform: str) -> None:
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(specs())
    def holds(spec: AgentSpec) -> None:
        assert errors(spec, platform) == []
        assert zip_bytes(service.render(spec, platform)) == zip_bytes(service.render(spec, platform))

    holds()
