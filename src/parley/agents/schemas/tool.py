"""What an agent may call: parameters with their sources, the request, auth by reference, behaviour around the call."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, Strict, StringConstraints, model_validator

from parley.core.text import WHOLE, Flag, Line, Paragraph, Record, Text

ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]{0,63}$")]
"""What every platform takes; what the builder makes itself is in snake_case."""
VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,63}$")]
ParameterName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}$")]
SecretRef = Annotated[str, StringConstraints(pattern=r"^secret:[A-Z][A-Z0-9_]{0,63}$")]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")]
HeaderValue = Annotated[str, StringConstraints(pattern=r"^[^\u0000-\u001F\u007F-\u009F]*$", max_length=300)]
"""Without line breaks, which would begin another header."""
HttpUrl = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\u0000-\u0020\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]+$",
        max_length=2_000,
    ),
]
"""Without blanks and controls, spelt out: what `\\s` holds differs between the regexes of JSON Schema and Pydantic."""


class ToolKind(StrEnum):
    """Who carries the call out: an HTTP endpoint, an MCP server, our code, the caller's client, or the platform."""

    WEBHOOK = "webhook"
    MCP = "mcp"
    FUNCTION = "function"
    CLIENT = "client"
    BUILTIN = "builtin"


RUNTIME_VARIABLES = frozenset({"caller_number", "called_number", "conversation_id", "current_time"})
"""Session variables that every platform supplies by itself; all others are set once, by the agent's owner."""


class BuiltinTool(StrEnum):
    """What voice platforms bring themselves; the names are those ElevenLabs uses."""

    END_CALL = "end_call"
    TRANSFER_TO_NUMBER = "transfer_to_number"
    LANGUAGE_DETECTION = "language_detection"
    SKIP_TURN = "skip_turn"
    KEYPAD = "play_keypad_touch_tone"
    VOICEMAIL = "voicemail_detection"


class Method(StrEnum):
    """HTTP methods a webhook tool may use."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"


class ParameterType(StrEnum):
    """JSON types; ARRAY is an array of strings, since platform schemas need an item type."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ARRAY = "array"

    @classmethod
    def of(cls, value: object) -> "ParameterType":
        """The type of a single JSON value; what is no number and no truth value counts as text."""
        match value:
            case bool():
                return cls.BOOLEAN
            case int():
                return cls.INTEGER
            case float():
                return cls.NUMBER
        return cls.STRING


class ParameterSource(StrEnum):
    """Where a value comes from: the caller says it, the model works it out, a session variable, fixed, a secret."""

    CALLER = "caller"
    MODEL = "model"
    SESSION = "session"
    CONSTANT = "constant"
    SECRET = "secret"  # noqa: S105 - the name of a source, not a secret


class ParameterPlace(StrEnum):
    """Where in the request the value goes. A dotted name in BODY nests ("customer.email")."""

    PATH = "path"
    QUERY = "query"
    BODY = "body"
    HEADER = "header"


class Parameter(Record):
    """One value of a call. `value` is the constant, the session variable's name or the secret reference, by source."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"properties": {"source": {"enum": ["caller", "model"]}, "value": {"type": "null"}}},
                {
                    "properties": {"source": {"enum": ["session", "constant"]}, "value": {"type": "string"}},
                    "required": ["source", "value"],
                },
                {
                    "properties": {
                        "source": {"const": "secret"},
                        "value": {"type": "string", "pattern": "^secret:"},
                    },
                    "required": ["source", "value"],
                },
            ]
        }
    )

    name: ParameterName
    type: ParameterType = ParameterType.STRING
    description: Paragraph
    example: Line = ""
    required: Flag = True
    source: ParameterSource = ParameterSource.CALLER
    place: ParameterPlace = ParameterPlace.BODY
    value: Line | None = None
    enum: list[Line] = Field(default_factory=list, max_length=50)

    @model_validator(mode="after")
    def _fixed_sources_carry_a_value(self) -> "Parameter":
        fixed = self.source in {ParameterSource.SESSION, ParameterSource.CONSTANT, ParameterSource.SECRET}
        if fixed != (self.value is not None):
            raise ValueError("value is given exactly for the sources session, constant and secret")
        if self.source is ParameterSource.SECRET and not str(self.value).startswith("secret:"):
            raise ValueError("a secret is given as secret:NAME, never as its text")
        return self


class AuthKind(StrEnum):
    """How the endpoint knows who calls."""

    NONE = "none"
    BEARER = "bearer"
    BASIC = "basic"
    API_KEY = "api_key"
    OAUTH2 = "oauth2"


_SCHEMES = {AuthKind.BEARER: "Bearer", AuthKind.OAUTH2: "Bearer", AuthKind.BASIC: "Basic"}


class Auth(Record):
    """Credentials by reference: `secret` names what to set on the platform, `header` carries it after `prefix`."""

    kind: AuthKind = AuthKind.NONE
    header: HeaderName = "Authorization"
    prefix: HeaderValue = ""
    secret: SecretRef | None = None
    note: Paragraph = ""

    @property
    def scheme(self) -> str:
        """What stands before the credential: the prefix, or the usual word of the kind."""
        return self.prefix or _SCHEMES.get(self.kind, "")

    @property
    def lead(self) -> str:
        """The scheme, parted from the credential where it is a word."""
        return f"{self.scheme} " if self.scheme[-1:].isalnum() else self.scheme


class ResultField(Record):
    """A value worth keeping from the answer: `path` is dotted ("data.id"), `name` the variable that holds it."""

    name: VariableName
    path: Line
    description: Paragraph = ""


class Transfer(Record):
    """A destination of the hand-over tool; `number` is E.164, None until it is known (then it is "to fill")."""

    condition: Line
    number: Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None
    label: Line = ""


class McpTool(Record):
    """Where an MCP tool is: a server of the operator's MCP_SERVERS file, and the tool's own name there."""

    server: Annotated[Line, Field(min_length=1, max_length=100)]
    tool: Annotated[Line, Field(min_length=1)]


class ToolSpec(Record):
    """A configured tool. `url` None on a webhook means: still to be filled in, `url_hint` says with what."""

    name: ToolName
    kind: ToolKind
    title: Line
    description: Annotated[Text, Field(min_length=1, max_length=1_000)]
    catalogue_id: Line | None = None
    builtin: BuiltinTool | None = None
    mcp: McpTool | None = None
    method: Method = Method.POST
    url: HttpUrl | None = None
    url_hint: Line = ""
    content_type: Line = "application/json"
    headers: dict[HeaderName, HeaderValue] = Field(
        default_factory=dict, max_length=20, json_schema_extra={"additionalProperties": False}
    )
    parameters: list[Parameter] = Field(default_factory=list, max_length=40)
    results: list[ResultField] = Field(default_factory=list, max_length=20)
    transfers: list[Transfer] = Field(default_factory=list, max_length=20)
    auth: Auth = Auth()
    writes: Flag = False
    confirm: Flag = False
    wait_message: Line = ""
    timeout_s: Annotated[int, Strict(), Field(ge=5, le=120), WHOLE] = 20
    on_failure: Paragraph = ""
    source_page: Line = ""

    @property
    def lacking(self) -> dict[str, str]:
        """What a person must still supply before the tool works: the field ("url", "number"), and what it is."""
        missing = {}
        if self.kind is ToolKind.WEBHOOK and self.url is None:
            missing["url"] = f"URL ({self.url_hint or 'the endpoint to call'})"
        unknown = [transfer.label or transfer.condition for transfer in self.transfers if transfer.number is None]
        if unknown:
            missing["number"] = "phone number for " + ", ".join(f"“{name}”" for name in dict.fromkeys(unknown))
        return missing

    @property
    def to_fill(self) -> list[str]:
        """What is lacking, with the tool's name before it; secrets are listed apart."""
        return [f"{self.name}: {text}" for text in self.lacking.values()]

    @property
    def secrets(self) -> list[str]:
        """The names of the secrets the tool needs, sorted."""
        refs = {parameter.value for parameter in self.parameters if parameter.source is ParameterSource.SECRET}
        refs.add(self.auth.secret)
        return sorted(ref.removeprefix("secret:") for ref in refs if ref)
