"""What FastAPI cannot say of this API by itself: problem document, optional keys, links, names of generic types."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from parley.core.problems import Problem

_SCHEMAS = "#/components/schemas/{model}"


def operation_id(route: APIRoute) -> str:
    """The endpoint's own name: what generated clients call the operation."""
    return route.name


def links(parameters: dict[str, str], *operations: str) -> dict[str, Any]:
    """Where an answer leads: operations, and where in it their parameters are (OpenAPI 3.1, Link Object)."""
    return {name: {"operationId": name, "parameters": parameters} for name in operations}


def extend(app: FastAPI, *, is_key_required: bool) -> None:
    """Add it to the app's document, which is made when somebody first asks for it."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = describe()
        problem = Problem.model_json_schema(ref_template=_SCHEMAS)
        document["components"]["schemas"].update(problem.pop("$defs"), Problem=problem)
        _name_by_title(document)
        if not is_key_required:
            _make_keys_optional(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document


def _name_by_title(document: dict[str, Any]) -> None:
    """Give generic types their classes' names; Pydantic names them after the whole type expression."""
    schemas = document["components"]["schemas"]
    titles = {name: schema["title"] for name, schema in schemas.items() if not name.isalnum()}
    if len({titles.get(name, name) for name in schemas}) < len(schemas):
        raise ValueError(f"two types of the API have the same name: {', '.join(sorted(titles.values()))}")
    document["components"]["schemas"] = {titles.get(name, name): schema for name, schema in schemas.items()}
    _redirect(document, {_SCHEMAS.format(model=name): _SCHEMAS.format(model=title) for name, title in titles.items()})


def _redirect(part: Any, targets: dict[str, str]) -> None:
    match part:
        case {"$ref": str(target)} if target in targets:
            part["$ref"] = targets[target]
        case dict():
            for value in part.values():
                _redirect(value, targets)
        case list():
            for value in part:
                _redirect(value, targets)


def _make_keys_optional(document: dict[str, Any]) -> None:
    for operations in document["paths"].values():
        for operation in operations.values():
            if "security" in operation:
                operation["security"] = [{}, *operation["security"]]
