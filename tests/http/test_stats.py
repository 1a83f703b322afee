"""How the process fares, over HTTP: models, runs and requests, as JSON and for Prometheus."""

import asyncio
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from parley.core.config import Settings
from tests.chat.completing import COMPLETIONS, asking
from tests.chat.sockets import listening
from tests.chat.talking import Slow, with_model
from tests.conftest import make_settings, serving
from tests.faults.running import until
from tests.http.calls import get
from tests.scripted.replies import Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

KEY = "pk_shop_" + "0" * 32


def _configured(settings: Settings, tmp_path: Path, *servers: ScriptedServer) -> Settings:
    """The settings with a model that has these servers as endpoints."""
    endpoints = "".join(
        f"      - {{model: 'openai:scripted', base_url: '{one.base_url(Protocol.OPENAI)}'}}\n" for one in servers
    )
    path = tmp_path / "models.yaml"
    path.write_text(f"default: main\nmodels:\n  main:\n    endpoints:\n{endpoints}")
    return settings.model_copy(update={"models_file": str(path), "llm_model": None})


async def test_stats_tell_of_models_runs_and_requests(api: httpx.AsyncClient) -> None:
    assert (await api.get("/nowhere")).status_code == 404
    told = await get(api, "/api/v1/stats")
    assert told["models"] == []
    assert told["runs"] == 0
    assert told["requests"]["404"] == 1
    assert told["uptime_s"] >= 0


async def test_stats_show_which_endpoint_failed_and_rests(embedded: Settings, tmp_path: Path) -> None:
    with ScriptedServer(lambda asked: fails(500)) as broken, ScriptedServer() as sound:
        address = broken.url.removeprefix("http://")
        async with serving(_configured(embedded, tmp_path, broken, sound)) as client:
            await client.post("/api/v1/sessions/create", json={"initial_message": "A phone agent for our shop."})
            [model] = (await get(client, "/api/v1/stats"))["models"]
            figures = await client.get("/metrics")
    failed, answered = model["endpoints"]
    assert (model["name"], model["is_default"]) == ("main", True)
    assert (failed["status"], failed["failures"], answered["status"]) == ("resting", 1, "ready")
    assert failed["address"] == address
    assert answered["attempts"] >= 1
    assert answered["failures"] == 0
    assert figures.headers["content-type"].startswith("text/plain")
    samples = {
        (sample.name, sample.labels.get("endpoint")): sample.value
        for family in text_string_to_metric_families(figures.text)
        for sample in family.samples
    }
    assert samples["parley_model_failures_total", "0"] == 1
    assert samples["parley_model_requests_total", "1"] == answered["attempts"]
    assert samples["parley_model_rest_seconds", "0"] > 0
    assert ("parley_model_first_token_seconds", "0") not in samples
    assert samples["parley_runs", None] == 0


async def test_chat_is_answered_by_the_endpoint_that_works_and_its_time_is_told(
    settings: Settings, tmp_path: Path
) -> None:
    with ScriptedServer(lambda asked: fails(503)) as broken, ScriptedServer(lambda asked: Reply("Hello.")) as sound:
        async with serving(_configured(settings, tmp_path, broken, sound)) as client:
            replies = [
                (await client.post("/chat", json={"message": "Hi", "agent": "general"})).json()["reply"]
                for _ in range(3)
            ]
            [model] = (await get(client, "/api/v1/stats"))["models"]
    assert replies == ["Hello."] * 3
    failed, answered = model["endpoints"]
    assert (failed["attempts"], failed["first_token_ms"]) == (1, None)
    assert answered["attempts"] >= 3
    assert 0 < answered["first_token_ms"] <= answered["whole_ms"]
    assert answered["output_tokens"] >= 60


async def test_client_that_leaves_before_its_answer_counts_as_499(embedded: Settings) -> None:
    with ScriptedServer() as model:
        model.respond = slow = Slow()
        async with listening(with_model(embedded, model)) as url, httpx.AsyncClient(base_url=url, timeout=20) as client:
            async with httpx.AsyncClient(base_url=url, timeout=20) as leaver:
                leaving = asyncio.create_task(leaver.post(COMPLETIONS, json=asking()))
                await slow.stopped()
                leaving.cancel()
                await asyncio.wait([leaving])

            async def is_counted() -> bool:
                return "499" in (await get(client, "/api/v1/stats"))["requests"]

            await until(is_counted)
            text = (await client.get("/metrics")).text
            slow.let()
    assert '\nparley_requests_total{status="499"} 1.0\n' in text
    assert 'status="0"' not in text


async def test_nobody_without_a_key_sees_figures(sqlite_url: str) -> None:
    async with serving(make_settings(database_url=sqlite_url, api_keys=KEY)) as client:
        for path in ("/api/v1/stats", "/metrics"):
            assert (await client.get(path)).status_code == 401
            assert (await client.get(path, headers={"Authorization": f"Bearer {KEY}"})).status_code == 200
