"""An import as a request brings it: one source, and what is wanted of it in words."""

from typing import Annotated, Any, Self

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.json_schema import SkipJsonSchema

from parley.core.errors import InvalidInput
from parley.core.text import Line
from parley.tools.openapi.faults import DocumentFault
from parley.tools.openapi.reading import parse_json

SOURCES = ("openapi_url", "openapi", "mcp_server")
MAX_WISHES = 20
_ONE_OF = {
    "oneOf": [{"required": [name]} for name in SOURCES],
    "examples": [{"openapi_url": "https://api.example.com/openapi.json", "wanted": ["look up an order"]}],
}
_Wishes = Annotated[list[Annotated[Line, Field(min_length=1)]], Field(min_length=1, max_length=MAX_WISHES)]


class ImportIn(BaseModel):
    """Where tools come from, exactly one of the three; `wanted` left out, the brief's goals are the wishes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_ONE_OF)  # type: ignore[typeddict-item]  # plain JSON

    openapi_url: Annotated[str, Field(min_length=1, max_length=2_000)] | SkipJsonSchema[None] = Field(
        default=None, description="An https address that answers with the document."
    )
    openapi: dict[str, Any] | str | SkipJsonSchema[None] = Field(
        default=None, description="The document itself: an object, or its text in JSON or YAML."
    )
    mcp_server: Annotated[Line, Field(min_length=1)] | SkipJsonSchema[None] = Field(
        default=None, description="The name of an MCP server that the operator configured."
    )
    wanted: _Wishes | SkipJsonSchema[None] = Field(default=None, description="What the tools are for, in plain words.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = [name for name in SOURCES if name in self.model_fields_set]
        if len(given) != 1 or getattr(self, given[0]) is None:
            raise ValueError(f"takes exactly one of {', '.join(SOURCES)}")
        if "wanted" in self.model_fields_set and self.wanted is None:
            raise ValueError("wanted is a list of wishes, or left out")
        return self


BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": ImportIn.model_json_schema()}},
}
"""What the API's document says of the body, which is read apart: it may be large, and only a known caller's is."""


async def read(request: Request) -> ImportIn:
    """The request's body; InvalidInput, or FastAPI's own validation error, where it does not fit."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise InvalidInput("Send a JSON object, with Content-Type: application/json.")
    try:
        found = parse_json(await request.body())
    except DocumentFault as error:
        raise InvalidInput(f"The body cannot be read as JSON (line {error.facts['line']}).") from error
    try:
        return ImportIn.model_validate(found)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in told]) from error
