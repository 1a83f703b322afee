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
    heavy = ("aiohttp", "httpx", "mcp", "numpy", "bm25s", "langgraph", "cryptography", "jinja2", "rich", "websockets")
    code = f"import sys; import parley.app, parley.core.upgrade\nprint([one for one in sys.modules if one in {heavy}])"
    assert run(code) == "[]"


def test_idle_server_holds_no_rules() -> None:
    loaded = run("import sys; import parley.app\nprint(*(name for name in sys.modules if '.guided.' in name))").split()
    assert {name.rpartition(".")[2] for name in loaded} == {"language_names", "lexicon", "tables"}


_SAID = {
    "english": "We need a phone agent for our dental clinic. Patients book appointments, and it never gives advice.",
    "german": "Wir brauchen einen Telefonagenten für unsere Praxis. Patienten vereinbaren Termine, er soll nett sein.",
    "spanish": "Necesitamos un agente telefónico para nuestra clínica. Los pacientes piden citas y debe ser amable.",
    "chinese": "我们是一家牙科诊所，需要一个电话助手。病人可以预约和取消，语气要友好。",
}


@pytest.mark.parametrize("language", _SAID)
def test_message_loads_the_rules_of_its_own_language_beside_those_of_english(language: str) -> None:
    code = (
        "import sys; from parley.builder import guided; from parley.builder.schemas import BuildState\n"
        f"assert guided.understand({_SAID[language]!r}, BuildState(turn=1)).operations\n"
        "rules = [name.split('.') for name in sys.modules if name.startswith('parley.builder.guided.')]\n"
        "print(*{parts[3] for parts in rules if parts[4:] in (['message'], ['goals'], ['answers'], ['manner'])})"
    )
    assert set(run(code).split()) == {"english", language}


def test_rules_of_all_languages_may_be_loaded_at_once() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor; from threading import Barrier\n"
        "from parley.builder import guided; from parley.builder.schemas import BuildState\n"
        "together = Barrier(8)\n"
        "def read(text): return together.wait(), guided.understand(text, BuildState(turn=1))\n"
        f"said = [*{list(_SAID.values())!r}] * 2\n"
        "with ThreadPoolExecutor(8) as threads: first = [told for _, told in threads.map(read, said)]\n"
        "print(first == [guided.understand(text, BuildState(turn=1)) for text in said])"
    )
    assert run(code) == "True"


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


@pytest.mark.parametrize("has_model", [False, True])
def test_what_checks_a_models_words_is_loaded_only_where_there_is_a_model(has_model: bool) -> None:
    code = (
        "import sys; from parley.builder import machinery\n"
        f"machinery.load(has_model={has_model})\n"
        "print(*({'regex', 'parley.builder.understand.claims'} & set(sys.modules)))"
    )
    assert ("regex" in run(code)) is has_model


def test_turns_load_no_command_line() -> None:
    code = "import sys; from parley.builder import machinery; machinery.load(has_model=False)\n"
    assert run(code + "print(*({'rich', 'pygments'} & set(sys.modules)))") == ""


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
