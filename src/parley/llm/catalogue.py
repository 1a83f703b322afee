"""The operator's models: the YAML file that MODELS_FILE names, each model with its endpoints. Docs: docs/models.md.

Keys are never in the file: an endpoint names the variable that holds its key. A vendor's own key goes only to the
address that belongs to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.settings.variables import Variables
from parley.llm import detect
from parley.llm.schemas import ModelConfig

_LARGEST_FILE = 1_000_000
_MOST_AT_ONCE = 90
"""What the vendors' own clients can bear; streams are bounded apart."""

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class EndpointIn(_Strict):
    """Where a model is: "vendor:model", at the vendor's address or another."""

    model: Annotated[str, StringConstraints(min_length=3, max_length=300)]
    base_url: HttpUrl | None = None
    api_key_env: Variable | None = None
    weight: float = Field(default=1, gt=0, le=1_000)
    max_parallel: int | None = Field(default=None, ge=1, le=10_000)


class ModelIn(_Strict):
    """A model, and where it is to be had."""

    endpoints: tuple[EndpointIn, ...] = Field(min_length=1, max_length=20)


class FileIn(_Strict):
    """The whole file."""

    default: Name | None = None
    models: dict[Name, ModelIn] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _default_is_there(self) -> Self:
        if self.default is not None and self.default not in self.models:
            raise ValueError(f"default: no model is called {self.default}")
        return self


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models by name, each with one endpoint or more; `default` is one of the names, or None."""

    models: Mapping[str, Sequence[ModelConfig]]
    default: str | None = None


EMPTY = Catalogue(MappingProxyType({}))


def load(settings: Settings) -> Catalogue:
    """The models of MODELS_FILE; none without. ConfigError, one line: the file, or something in it, is wrong."""
    if settings.models_file is None:
        return EMPTY
    path = Path(settings.models_file).expanduser()
    try:
        given = _checked(_parsed(path))
        keys = _keys({one.api_key_env for model in given.models.values() for one in model.endpoints if one.api_key_env})
        models = {name: _endpoints(name, model, keys, settings) for name, model in given.models.items()}
    except ValueError as error:
        raise ConfigError(f"MODELS_FILE: {path}: {error}") from error
    return Catalogue(MappingProxyType(models), given.default)


def _parsed(path: Path) -> Any:
    import yaml  # an operator without such a file need not wait for it

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror or type(error).__name__})") from error
    if len(content) > _LARGEST_FILE:
        raise ValueError(f"is larger than {_LARGEST_FILE:,} bytes")
    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"is no YAML{f', line {mark.line + 1}' if mark else ''}") from error


def _checked(given: Any) -> FileIn:
    if not isinstance(given, dict):
        raise ValueError("takes an object with “models”, and a “default” among them")
    try:
        return FileIn.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:200]
        raise ValueError(f"{where}: {first['msg']}".removeprefix(": ").replace("Value error, ", "")) from error


def _keys(names: set[str]) -> Mapping[str, SecretStr | None]:
    """The variables' values, from where the settings come from too: the environment, else `.env`."""
    fields: dict[str, Any] = {f"{name}": (SecretStr | None, None) for name in names}
    found = create_model("Keys", __base__=Variables, **fields)()
    return {name: getattr(found, name) for name in names}


def _endpoints(
    name: str, model: ModelIn, keys: Mapping[str, SecretStr | None], settings: Settings
) -> tuple[ModelConfig, ...]:
    found = []
    for at, one in enumerate(model.endpoints):
        try:
            found.append(_endpoint(one, keys, settings))
        except (ValueError, ConfigError) as error:
            raise ValueError(f"models.{name}.endpoints.{at}: {error}") from error
    return tuple(found)


def _endpoint(one: EndpointIn, keys: Mapping[str, SecretStr | None], settings: Settings) -> ModelConfig:
    own: dict[str, Any] = {"weight": one.weight}
    if one.max_parallel is not None:
        own |= {"stream_max_parallel": one.max_parallel, "max_parallel": min(one.max_parallel, _MOST_AT_ONCE)}
    if one.api_key_env is not None:
        own |= {"api_key": keys[one.api_key_env], "key_name": one.api_key_env}
        if own["api_key"] is None:
            raise ValueError(f"the environment has no {one.api_key_env}")
    if one.base_url is not None:
        own |= {"base_url": str(one.base_url).rstrip("/"), "api_key": own.get("api_key"), "key_name": one.api_key_env}
    config = detect.described(one.model, settings).model_copy(update=own)
    if variable := detect.missing_key(config):
        raise ValueError(f"{one.model} needs {variable}, or an api_key_env of its own")
    return config
