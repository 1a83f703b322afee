"""The benchmark against models behind real HTTP: the same table, whatever understands the messages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.evals import cases, report, service, totals
from parley.evals.score import Score
from parley.evals.service import Engine
from parley.llm.schemas import ModelConfig
from tests.conftest import make_settings
from tests.scripted.extraction import Extraction
from tests.scripted.fixtures import VENDORS
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer

CASES = [case for case in cases.load([Path(__file__).parent / "cases"]) if case.language in {"en", "de"}]


@pytest.fixture
def keywords() -> Iterator[ScriptedServer]:
    """A model that looks for a few words in the message, and knows nothing of the cases."""
    with ScriptedServer(Extraction()) as server:
        yield server


def printed(scores: list[Score]) -> list[str]:
    """The rows of the summary, their figures left out."""
    console = Console(width=120)
    with console.capture() as captured:
        console.print(report.summary(totals.by_tongue(scores), ""))
    return [line[:26].strip() for line in captured.get().splitlines()]


@pytest.mark.parametrize("protocol", [Protocol.OPENAI, Protocol.OLLAMA])
async def test_model_is_measured_with_the_same_table(
    embedded: Settings, keywords: ScriptedServer, protocol: Protocol
) -> None:
    model = ModelConfig(
        vendor=VENDORS[protocol], model="scripted", base_url=keywords.base_url(protocol), api_key=SecretStr("any")
    )
    scores = await service.run(embedded, CASES, model)
    held = totals.total(scores)
    assert held.cases == len(CASES) == 2
    assert held.model_calls == len(keywords.asked) > 0
    assert held.input_tokens > held.output_tokens > 0
    assert held.completed.share == 1
    assert 0 < (held.f1 or 0) < 1
    assert (held.false_claims, held.untold) == (0, 0)
    guided = await service.run(embedded, CASES, None)
    assert totals.total(guided).model_calls == 0
    assert printed(scores) == printed(guided)
    assert report.as_json(scores, model.name)["totals"].keys() == report.as_json(guided, "guided")["totals"].keys()


async def test_model_that_is_not_configured_is_said() -> None:
    with pytest.raises(ConfigError, match="needs a model"):
        await service.configured(make_settings(llm_model="guided"), Engine.MODEL)


async def test_same_run_gives_the_same_figures(embedded: Settings) -> None:
    first, again = [report.as_json(await service.run(embedded, CASES, None), "guided") for _ in range(2)]
    assert first == again
