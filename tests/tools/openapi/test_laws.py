"""Whatever a document holds, there are tools or an error that says what is wrong: never another exception."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parley.agents.schemas import ToolSpec
from parley.core.errors import AppError, InvalidInput
from tests.tools.openapi.samples import source

_REFS = st.sampled_from(["#", "#/x/A", "#/x/B", "#/x", "#/paths/~1a", "#/none", "x.json", "#/x/A/properties/a"])
_WORDS = st.sampled_from(
    ["$ref", "type", "properties", "required", "items", "allOf", "oneOf", "anyOf", "enum", "const", "format", "name"]
    + ["in", "schema", "content", "application/json", "parameters", "requestBody", "responses", "200", "description"]
    + ["security", "servers", "url", "variables", "default", "operationId", "summary", "tags", "examples", "minimum"]
)
_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ["object", "array", "string", "integer", "null", "path", "query", "header", "body", "a", "{a}", ""]
    )
    | _REFS
    | st.text(max_size=8)
)
_NODES: st.SearchStrategy[Any] = st.recursive(
    _VALUES | st.fixed_dictionaries({"$ref": _REFS}),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_WORDS, inner, max_size=4)
        | st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(_WORDS, inner, max_size=3)},
            optional={"required": st.lists(_WORDS, max_size=2)},
        )
    ),
    max_leaves=14,
)
_PARAMETERS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["a", "b", "org", "x y", "é"]),
            "in": st.sampled_from(["path", "query", "header", "body"]),
        },
        optional={"schema": _NODES, "required": st.booleans(), "content": _NODES, "type": _NODES, "items": _NODES},
    )
    | _NODES,
    max_size=3,
)
_OPERATIONS = st.fixed_dictionaries(
    {},
    optional={
        "parameters": _PARAMETERS | _NODES,
        "requestBody": st.fixed_dictionaries(
            {"content": st.fixed_dictionaries({"application/json": st.fixed_dictionaries({"schema": _NODES})})}
        )
        | _NODES,
        "responses": _NODES,
        "operationId": _NODES,
        "summary": _NODES,
        "description": _NODES,
        "security": _NODES,
        "servers": _NODES,
        "tags": _NODES,
        "externalDocs": _NODES,
    },
)
_DOCUMENTS = st.fixed_dictionaries(
    {
        "openapi": st.sampled_from(["3.0.3", "3.1.0"]),
        "paths": st.dictionaries(
            st.sampled_from(["/a", "/{a}", "/é/{b}"]), st.fixed_dictionaries({"post": _OPERATIONS})
        ),
    },
    optional={
        "x": st.fixed_dictionaries({"A": _NODES, "B": _NODES}),
        "info": _NODES,
        "servers": _NODES,
        "security": _NODES,
        "components": _NODES,
    },
)


def made(document: Any) -> list[ToolSpec]:
    """The tools of every operation that makes one."""
    tools = []
    try:
        found = source(document, "https://a.example/openapi.json")
    except AppError:
        return []
    for candidate in found.candidates:
        try:
            tools.append(found.tool(candidate.key, "do it"))
        except InvalidInput as error:
            assert error.detail  # noqa: PT017 - what it says is the point
    return tools


@given(_DOCUMENTS)
def test_any_document_gives_tools_or_an_error(document: Any) -> None:
    for tool in made(document):
        assert ToolSpec.model_validate_json(tool.model_dump_json()) == tool
        assert len({parameter.name for parameter in tool.parameters}) == len(tool.parameters)


@given(_DOCUMENTS)
def test_swagger_2_documents_do_too(document: Any) -> None:
    given = {name: value for name, value in document.items() if name != "openapi"}
    for tool in made({"swagger": "2.0", **given}):
        assert ToolSpec.model_validate_json(tool.model_dump_json()) == tool


@given(_NODES)
def test_anything_at_all_is_taken_or_refused(root: Any) -> None:
    made(root if isinstance(root, dict) else {"openapi": "3.0.0", "paths": root})
