"""The models a process may ask, by name: those of MODELS_FILE, and "vendor:model" as the vendors' settings reach it."""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.llm import catalogue, detect
from parley.llm.catalogue import Catalogue
from parley.llm.detect import FetchJson
from parley.llm.endpoint import Endpoint, clock
from parley.llm.errors import ModelMisconfigured
from parley.llm.pool import ModelPool
from parley.llm.schemas import ModelConfig, Spent
from parley.llm.vendors.facts import ADDRESSES

_MOST_POOLS = 200
_MOST_SHOWN = 20
NOTHING_CONFIGURED = (
    "No model is configured to answer with. Set OPENAI_API_KEY, ANTHROPIC_API_KEY or OPENAI_BASE_URL, start Ollama "
    "(OLLAMA_HOST), or name a model in LLM_MODEL (vendor:model) or MODELS_FILE; then start the server again."
)


@dataclass(frozen=True, slots=True)
class EndpointState:
    """How an endpoint fares. Seconds are None before there was anything to measure."""

    name: str
    address: str
    is_resting: bool
    in_flight: int
    attempts: int
    failures: int
    interrupted: int
    rests_s: float
    first_token_s: float | None
    whole_s: float | None
    spent: Spent


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model with its endpoints; `is_default` where it answers for whoever names none."""

    name: str
    is_default: bool
    endpoints: Sequence[EndpointState]


async def open_models(settings: Settings, fetch: FetchJson) -> "Models":
    """The models of the settings. ConfigError: MODELS_FILE or LLM_MODEL is wrong. Connects to no model."""
    listed = catalogue.load(settings)
    return Models(settings, listed, await default_of(settings, listed, fetch))


async def configured(settings: Settings, fetch: FetchJson) -> Sequence[ModelConfig]:
    """The default model's endpoints, none for guided; errors as `open_models`."""
    listed = catalogue.load(settings)
    name = await default_of(settings, listed, fetch)
    return () if name is None else _endpoints(name, listed, settings)


def check(settings: Settings) -> None:
    """ConfigError: MODELS_FILE or LLM_MODEL is wrong. Asks nobody."""
    listed = catalogue.load(settings)
    if settings.llm_model and settings.llm_model not in listed.models:
        detect.named(settings.llm_model, settings)


async def default_of(settings: Settings, listed: Catalogue, fetch: FetchJson) -> str | None:
    """The name of the model that is asked where none is named: LLM_MODEL's, the file's default, or the one found."""
    if settings.llm_model:
        check(settings)
        return None if settings.llm_model == detect.GUIDED else settings.llm_model
    if listed.default is not None:
        return listed.default
    found = await detect.detect(settings, fetch)
    return found.name if found else None


def _endpoints(name: str, listed: Catalogue, settings: Settings) -> Sequence[ModelConfig]:
    if name in listed.models:
        return listed.models[name]
    found = detect.named(name, settings)
    if found is None:
        raise ConfigError(f"“{detect.GUIDED}” is no model")
    return (found,)


class Models:
    """Pools by name, made when first asked for; `close()` when done."""

    def __init__(self, settings: Settings, listed: Catalogue, default: str | None) -> None:
        self._settings = settings
        self._listed = listed
        self._default = default
        self._pools: dict[str, ModelPool] = {}

    @property
    def default(self) -> ModelPool | None:
        """The pool of whoever names no model; None: nothing is configured, or LLM_MODEL is guided."""
        return None if self._default is None else self.pool(self._default)

    @property
    def names(self) -> Sequence[str]:
        """The models of the file, and the default."""
        return tuple(dict.fromkeys([*([self._default] if self._default else []), *self._listed.models]))

    def pool(self, name: str | None = None) -> ModelPool:
        """The pool of a model by its name in the file, or as "vendor:model"; of the default without a name.

        ModelMisconfigured: it cannot be had, and what to set.
        """
        name = name or self._default
        if name is None:
            raise ModelMisconfigured(NOTHING_CONFIGURED)
        if name not in self._pools:
            self._pools[name] = self._made(name)
        return self._pools[name]

    def pools(self) -> Iterable[ModelPool]:
        """Those of all names."""
        return map(self.pool, self.names)

    def health(self) -> list[ModelState]:
        """The models that have a name here or were asked for, and how their endpoints fare."""
        found = dict.fromkeys([*self.names, *self._pools])
        return [
            ModelState(name, name == self._default, [_state(endpoint) for endpoint in self.pool(name).endpoints])
            for name in found
        ]

    async def close(self) -> None:
        """Close all connections."""
        await asyncio.gather(*(pool.close() for pool in self._pools.values()))

    def _made(self, name: str) -> ModelPool:
        if len(self._pools) >= _MOST_POOLS:
            raise ModelMisconfigured(
                f"More than {_MOST_POOLS} models are in use; name those that matter in MODELS_FILE."
            )
        try:
            configs = _endpoints(name, self._listed, self._settings)
        except (ConfigError, ValueError) as error:
            raise ModelMisconfigured(self._excuse(name)) from error
        return ModelPool(*configs, name=name)

    def _excuse(self, name: str) -> str:
        """Why a name leads nowhere, without repeating one that is none: it may come from anywhere."""
        with contextlib.suppress(ValueError):
            config = detect.described(name, self._settings)
            return f"{config.name} needs {detect.missing_key(config)}: set it, and start the server again."
        known = ", ".join(list(self._listed.models)[:_MOST_SHOWN]) or "none is set"
        return (
            f"No such model. Take a name of MODELS_FILE ({known}), or vendor:model with vendor one of "
            f"{', '.join(detect.VENDOR_NAMES)}."
        )


def _state(endpoint: Endpoint) -> EndpointState:
    health, now = endpoint.health, clock()
    return EndpointState(
        name=endpoint.config.name,
        address=host(endpoint.config),
        is_resting=health.is_resting(now),
        in_flight=health.in_flight,
        attempts=health.attempts,
        failures=health.failures,
        interrupted=health.interrupted,
        rests_s=health.rests_s(now),
        first_token_s=health.first_token_s,
        whole_s=health.whole_s,
        spent=health.spent,
    )


def host(config: ModelConfig) -> str:
    """The address's host and port, without what else may stand in it; the vendor's where none was given."""
    parts = urlsplit(config.base_url or ADDRESSES[config.vendor])
    return parts.netloc.rpartition("@")[2]
