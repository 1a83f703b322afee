"""Small calls, to learn whether a model's endpoint is there, streams, and answers in the shape it is asked for."""

from dataclasses import dataclass

from pydantic import BaseModel

from parley.llm.endpoint import clock
from parley.llm.errors import ModelBusy, ModelError, ModelMisconfigured, ModelNonsense, ModelRefused, ModelTimeout
from parley.llm.pool import ModelPool
from parley.llm.schemas import ModelConfig, Role, Said, Spent, StructuredRequest, TalkRequest, Vendor

_FEW_TOKENS = 200


class Pong(BaseModel):
    """What the model is asked to say."""

    answer: str


_SHAPED = StructuredRequest(
    "Answer with JSON.", (Said(Role.USER, 'Put the word "ready" into answer.'),), Pong, _FEW_TOKENS
)
_TALK = TalkRequest("You are brief.", (Said(Role.USER, "Count from one to five."),), max_tokens=_FEW_TOKENS)


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of two calls to an endpoint, one for an answer in a shape and one streamed; None: that one failed."""

    config: ModelConfig
    shaped_s: float | None
    first_token_s: float | None
    spent: Spent
    failures: tuple[ModelError, ...]

    @property
    def hints(self) -> list[str]:
        """What to do about the failures."""
        return list(dict.fromkeys(_hint(self.config, error) for error in self.failures))


async def probe(pool: ModelPool) -> float:
    """The seconds the model took; a ModelError says why it did not answer."""
    started = clock()
    await pool.structured(_SHAPED)
    return clock() - started


async def probe_endpoint(config: ModelConfig) -> Probe:
    """Ask one endpoint in both ways, nothing twice."""
    pool = ModelPool(config.model_copy(update={"retries": 0, "cooldown_s": 0.0}))
    failures: list[ModelError] = []
    try:
        first_s = await _streamed(pool, failures)
        shaped_s = await _shaped(pool, failures)
    finally:
        await pool.close()
    return Probe(config, shaped_s, first_s, pool.endpoints[0].health.spent, tuple(failures))


async def _shaped(pool: ModelPool, failures: list[ModelError]) -> float | None:
    try:
        return await probe(pool)
    except ModelError as error:
        failures.append(error)
        return None


async def _streamed(pool: ModelPool, failures: list[ModelError]) -> float | None:
    started, heard = clock(), list[float]()
    try:
        await pool.stream(_TALK, lambda piece: heard.append(clock()))
    except ModelError as error:
        failures.append(error)
        return None
    return (heard[0] if heard else clock()) - started


def _hint(config: ModelConfig, error: ModelError) -> str:
    match error:
        case ModelMisconfigured():
            return _correction(config, error)
        case ModelBusy():
            return "wait, or look at the account's limits"
        case ModelTimeout():
            return "it may still be loading: try again, or raise LLM_TIMEOUT_SECONDS and LLM_FIRST_TOKEN_SECONDS"
        case ModelNonsense():
            return "it answers, but not in the shape that builds need: take a larger model for them"
    return "start it: ollama serve" if config.vendor is Vendor.OLLAMA else "check the address, and that its server runs"


def _correction(config: ModelConfig, error: ModelMisconfigured) -> str:
    if "pip install" in error.detail:
        return "install that package: chats do without it, builds do not"
    if isinstance(error, ModelRefused):
        return "the model lacks something of what it was asked for; try another one"
    if "HTTP 404" in error.detail:
        is_local = config.vendor is Vendor.OLLAMA
        return f"ollama pull {config.model}" if is_local else f"check that {config.model} is its name there"
    if "HTTP" in error.detail:
        return f"check {config.key_name or 'its key (api_key_env)'}, and what the account may do"
    return "check its address"
