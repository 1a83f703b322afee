"""What an agent's tools do when the model calls them, as data. Whatever is secret is the name of a variable."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

EnvironmentName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,127}$")]
VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,300}$")]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")]
PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]


class Part(BaseModel):
    """The parent of every part of a definition: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Value(Part):
    """A value of a call: what it is called, where it goes in the request, and where it comes from.

    `value` is the constant's text, the variable's name or the environment variable's name; the model's have none.
    A dotted name nests, and `[]` after a part of it stands for each item of a list.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    type: Literal["string", "integer", "number", "boolean", "array"]
    place: Literal["path", "query", "header", "body"]
    source: Literal["model", "constant", "variable", "environment"]
    value: Annotated[str, StringConstraints(min_length=1, max_length=2_000)] | None = None
    required: bool

    @model_validator(mode="after")
    def _has_what_its_source_needs(self) -> "Value":
        if (self.value is None) != (self.source == "model"):
            raise ValueError("value is given for every source but the model")
        return self


class Credential(Part):
    """The header that says who calls: `prefix`, then the environment variable's text, as base64 where it is basic."""

    header: HeaderName
    prefix: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", max_length=300)]
    variable: EnvironmentName
    is_basic: bool


class Kept(Part):
    """A value of the answer that later calls may use: a dotted path in its JSON ("data.id")."""

    variable: VariableName
    path: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Webhook(Part):
    """An HTTP request. The address is `url`, or the text of the environment variable `url_from`."""

    kind: Literal["webhook"]
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=2_000)] | None = None
    url_from: EnvironmentName | None = None
    content_type: Literal["application/json", "application/x-www-form-urlencoded"]
    values: Annotated[list[Value], Field(max_length=100)]
    credential: Credential | None = None
    timeout_s: Annotated[int, Field(ge=1, le=120)]
    keeps: Annotated[list[Kept], Field(max_length=20)]

    @model_validator(mode="after")
    def _has_one_address(self) -> "Webhook":
        if (self.url is None) == (self.url_from is None):
            raise ValueError("give either url or url_from")
        return self


class Client(Part):
    """A call that the caller's own app or page carries out; `values` are what it gets."""

    kind: Literal["client"]
    values: Annotated[list[Value], Field(max_length=100)]
    keeps: Annotated[list[Kept], Field(max_length=20)]


class EndCall(Part):
    """The end of the conversation."""

    kind: Literal["end_call"]


class SkipTurn(Part):
    """Nothing is said; the caller goes on."""

    kind: Literal["skip_turn"]


class Keypad(Part):
    """Tones of a telephone's keypad."""

    kind: Literal["keypad"]


class Destination(Part):
    """Where callers are passed to: a number, or the environment variable that holds it."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    number: PhoneNumber | None = None
    number_from: EnvironmentName | None = None

    @model_validator(mode="after")
    def _has_one_number(self) -> "Destination":
        if (self.number is None) == (self.number_from is None):
            raise ValueError("give either number or number_from")
        return self


class Transfer(Part):
    """The hand-over of the caller to one of the destinations, which the model names by its label."""

    kind: Literal["transfer"]
    destinations: Annotated[list[Destination], Field(min_length=1, max_length=50)]


Action = Annotated[Webhook | Client | EndCall | SkipTurn | Keypad | Transfer, Field(discriminator="kind")]
