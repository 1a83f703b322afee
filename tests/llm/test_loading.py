"""Vendors are loaded when the first call needs them, never trace to anybody, and a missing extra is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from parley.llm import providers
from parley.llm.errors import ModelMisconfigured
from parley.llm.pool import ModelPool, open_pool
from parley.llm.schemas import ModelConfig, Vendor
from tests.scripted.replies import Protocol, says
from tests.scripted.server import ScriptedServer

ROOT = Path(__file__).parents[2]


def run(code: str, **environment: str) -> str:
    """The output of a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": "", "PYTHONPATH": str(ROOT / "src"), **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_pool_is_made_without_loading_a_vendor() -> None:
    code = (
        "import sys; from parley.llm.pool import open_pool; from parley.llm.schemas import *\n"
        "import parley.builder.understand.engine\n"
        "open_pool(ModelConfig(vendor=Vendor.OPENAI, model='m'))\n"
        "heavy = ('langchain', 'langsmith', 'openai', 'ollama', 'anthropic')\n"
        "print([name for name in sys.modules if name.startswith(heavy)])"
    )
    assert run(code) == "[]"


def test_idle_server_loads_no_client_and_no_numbers() -> None:
    heavy = ("httpx", "mcp", "numpy", "bm25s", "langgraph", "cryptography", "jinja2")
    assert run(f"import sys; import parley.app\nprint([name for name in sys.modules if name in {heavy}])") == "[]"


def test_idle_server_holds_no_rules() -> None:
    loaded = run("import sys; import parley.app\nprint(*(name for name in sys.modules if '.guided.' in name))").split()
    assert {name.rpartition(".")[2] for name in loaded} == {"language_names", "lexicon", "tables"}


@pytest.mark.parametrize("sign", ["client.post('/api/v1/sessions/create', json={})", "client.get('/ready')"])
def test_what_turns_need_is_loaded_before_the_first_message(sign: str, sqlite_url: str) -> None:
    code = (
        "import asyncio, sys; from parley.core.config import Settings; from tests.conftest import serving\n"
        "def is_loaded(): return {'parley.builder.runner', 'parley.builder.guided.engine'} <= set(sys.modules)\n"
        "async def main():\n"
        "    async with asyncio.timeout(60), serving(Settings()) as client:\n"
        "        await client.get('/health')\n"
        "        before = is_loaded()\n"
        f"        await {sign}\n"
        "        while not is_loaded(): await client.get('/health')\n"
        "        print(before)\n"
        "asyncio.run(main())"
    )
    assert run(code, DATABASE_URL=sqlite_url, LLM_MODEL="guided") == "False"


@pytest.mark.parametrize("heard", ["None", "lambda text: None"], ids=["whole", "streamed"])
def test_message_is_never_traced_even_where_tracing_is_switched_on(heard: str) -> None:
    with ScriptedServer(lambda asked: says({"question": "Yes?"})) as model, ScriptedServer() as tracer:
        code = (
            "import asyncio; from parley.llm.pool import ModelPool; from parley.llm.schemas import *\n"
            "from parley.builder.phrase import Phrasing\n"
            "async def main():\n"
            f"    config = ModelConfig(vendor=Vendor.OPENAI, model='m', base_url='{model.base_url(Protocol.OPENAI)}')\n"
            "    pool = ModelPool(config)\n"
            "    request = StructuredRequest('s', (Said(Role.USER, 'u'),), Phrasing)\n"
            f"    print((await pool.structured(request, {heard})).value.question)\n"
            "    await pool.close()\n"
            "asyncio.run(main())"
        )
        tracing = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": tracer.url, "LANGSMITH_API_KEY": "k"}
        assert run(code, **tracing) == "Yes?"
        assert tracer.connections == 0


def test_turn_is_never_traced_even_where_tracing_is_switched_on() -> None:
    with ScriptedServer() as tracer:
        code = (
            "import asyncio\n"
            "from parley.builder import graph, runner; from parley.builder.schemas import BuildState\n"
            "async def nothing(*_): return None\n"
            "state = BuildState(turn=1)\n"
            "context = graph.Context(None, nothing, nothing)\n"
            "turn = runner.Runner().run(graph.Work('A friendly phone agent', state, state, context))\n"
            "async def main(): return await turn\n"
            "print(asyncio.run(main()).build.stage)"
        )
        tracing = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": tracer.url, "LANGSMITH_API_KEY": "k"}
        assert run(code, **tracing) == "COLLECTING_BASICS"
        assert tracer.connections == 0


def test_missing_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['langchain_anthropic'] = None\n"
        "from parley.llm.providers import open_channel; from parley.llm.schemas import *\n"
        "try: open_channel(ModelConfig(vendor=Vendor.ANTHROPIC, model='m'))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    assert run(code) == "ModelMisconfigured anthropic:m needs an optional package: pip install 'parley[anthropic]'"


@pytest.mark.parametrize("vendor", list(Vendor))
async def test_every_vendor_opens_and_closes(vendor: Vendor) -> None:
    assert providers.missing_extra(vendor) is None
    pool = ModelPool(ModelConfig(vendor=vendor, model="m"))
    await pool.warm()
    await pool.close()


async def test_vendor_that_cannot_be_made_is_misconfigured() -> None:
    pool = ModelPool(ModelConfig(vendor=Vendor.OPENAI, model="m", base_url="http://host:port"))
    with pytest.raises(ModelMisconfigured):
        await pool.warm()


def test_no_configuration_means_no_pool() -> None:
    assert open_pool(None) is None
