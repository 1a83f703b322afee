"""What a request brings to be imported: an archive, files by path, or a single configuration."""

import asyncio
from typing import Annotated, Any, Self

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError, model_validator
from pydantic.json_schema import SkipJsonSchema

from parley.core.errors import InvalidInput, TooLarge
from parley.exports import unpacking
from parley.exports.schemas import Files
from parley.exports.unpacking import Limits
from parley.tools.openapi.faults import DocumentFault
from parley.tools.openapi.reading import parse_json

CONFIG = "config.json"
"""What a configuration that comes without a file's name is called."""
ZIPPED = frozenset({"application/zip", "application/x-zip-compressed"})
_EXAMPLE: dict[str, JsonValue] = {"config": {"name": "Front desk", "model": {"provider": "openai", "model": "gpt-5.2"}}}


class ImportIn(BaseModel):
    """An agent in a platform's own form, exactly one of the two."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"oneOf": [{"required": ["files"]}, {"required": ["config"]}], "examples": [_EXAMPLE]},
    )

    files: (
        Annotated[
            dict[Annotated[str, StringConstraints(min_length=1, max_length=300)], str],
            Field(min_length=1, max_length=5_000),
        ]
        | SkipJsonSchema[None]
    ) = Field(default=None, description="A bundle's or a project's text files by path.")
    config: dict[str, Any] | SkipJsonSchema[None] = Field(
        default=None, description="One configuration, as the platform's API answers it."
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.files is None) == (self.config is None):
            raise ValueError("takes exactly one of files, config")
        return self


BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": ImportIn.model_json_schema()},
        "application/zip": {"schema": {"type": "string", "format": "binary"}},
    },
}
"""What the API's document says of the body, which is read apart: it may be large, and only a known caller's is."""


async def read(request: Request, limits: Limits) -> Files:
    """The files; InvalidInput, TooLarge or FastAPI's own validation error where they are not taken."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind in ZIPPED:
        return await asyncio.to_thread(unpacking.unzipped, body, limits)
    if kind != "application/json":
        raise InvalidInput("Send a zip (Content-Type: application/zip), or JSON with `files` or `config`.")
    return await asyncio.to_thread(_parsed, body, limits)


def _parsed(body: bytes, limits: Limits) -> Files:
    try:
        given = ImportIn.model_validate(parse_json(body))
    except DocumentFault as error:
        raise InvalidInput(f"The body cannot be read as JSON (line {error.facts['line']}).") from error
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in told]) from error
    if given.files is None:
        return {CONFIG: orjson.dumps(given.config).decode()}
    if len(given.files) > limits.files:
        raise TooLarge(f"There are more than {limits.files} files (BUNDLE_MAX_FILES).", max_files=limits.files)
    return {unpacking.safe(path): text for path, text in given.files.items()}
