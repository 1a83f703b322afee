"""Routes of endpoints that are called often: FastAPI's way to them for every request that is in order, made short.

Which parameters an endpoint has is looked at once, and pydantic reads the body's JSON by itself. Whatever does not fit
goes FastAPI's own way from the start, so there is one way only to refuse something. FastAPI finds a route by trying
those of every router before it, and tries those of its own router twice; these are put before all others.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

_JSON = "application/json"

Given = dict[str, Callable[[Request], Awaitable[Any]]]
"""What gives each of an endpoint's parameters."""


class BodyRoute(APIRoute):
    """For endpoints whose parameters are the request, dependencies that ask for it alone, texts of the path and a model
    as the body, and that answer with a Response. To all others nothing changes.
    """

    @property
    def is_short(self) -> bool:
        """Whether the endpoint is one of those."""
        return _is_plain(self.dependant) and _answers_itself(self.endpoint)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        usual = super().get_route_handler()
        if not self.is_short:
            return usual
        (field,), endpoint = self.dependant.body_params, self.endpoint
        body_name, model, given = field.name, _model(field), _given(self.dependant)

        async def handle(request: Request) -> Response:
            placed = request.path_params
            if request.headers.get("content-type") != _JSON or not all(map(str.isascii, placed.values())):
                return await usual(request)
            try:
                body = model.model_validate_json(await request.body())
            except ValidationError:
                return await usual(request)
            values = {name: await give(request) for name, give in given.items()}
            answer: Response = await endpoint(**values, **placed, **{body_name: body})
            return answer

        return handle


class Ahead(BaseRoute):
    """A route that is looked at before its router is."""

    def __init__(self, route: BodyRoute) -> None:
        self.route = route
        self._methods = route.methods or set()
        self.path_format = route.path_format

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Fully or not at all: what the address takes besides is for the router to say."""
        if scope["type"] != "http" or scope["method"] not in self._methods:
            return Match.NONE, {}
        match, found = self.route.matches(scope)
        return (match, found) if match is Match.FULL else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the route itself."""
        await self.route.handle(scope, receive, send)


def ahead(routers: Iterable[APIRouter]) -> list[BaseRoute]:
    """The short ways of these routers, to be put before them; none may stand there for another's address."""
    return [
        Ahead(route) for router in routers for route in router.routes if isinstance(route, BodyRoute) and route.is_short
    ]


def _is_plain(dependant: Dependant) -> bool:
    """Whether an endpoint takes its request, its body, texts of its path, what is made of the request, and no more."""
    return (
        len(dependant.body_params) == 1
        and _model(dependant.body_params[0]) is not None
        and all(map(_is_any_text, dependant.path_params))
        and all(map(_asks_for_request, dependant.dependencies))
        and _is_bare(dependant)
    )


def _model(field: ModelField) -> Any:
    """The model that a body is read as, None where it is something else."""
    kind = field.field_info.annotation
    return kind if inspect.isclass(kind) and issubclass(kind, BaseModel) else None


def _is_any_text(field: ModelField) -> bool:
    return field.field_info.annotation is str and not field.field_info.metadata and field.alias == field.name


def _asks_for_request(dependency: Dependant) -> bool:
    is_bare = _is_bare(dependency) and not (dependency.dependencies or dependency.body_params or dependency.path_params)
    is_named = dependency.name is not None and dependency.request_param_name is not None
    return is_bare and is_named and _is_awaited(dependency.call)


def _is_bare(dependant: Dependant) -> bool:
    return not (
        dependant.query_params
        or dependant.header_params
        or dependant.cookie_params
        or dependant.http_connection_param_name
        or dependant.response_param_name
        or dependant.background_tasks_param_name
        or dependant.security_scopes_param_name
    )


def _is_awaited(call: Any) -> bool:
    return inspect.iscoroutinefunction(call) or inspect.iscoroutinefunction(type(call).__call__)


def _answers_itself(endpoint: Callable[..., Any]) -> bool:
    answer = inspect.signature(endpoint).return_annotation
    return inspect.iscoroutinefunction(endpoint) and inspect.isclass(answer) and issubclass(answer, Response)


def _given(dependant: Dependant) -> Given:
    given: Given = {one.name: one.call for one in dependant.dependencies if one.name and one.call}
    if dependant.request_param_name is not None:
        given[dependant.request_param_name] = _itself
    return given


async def _itself(request: Request) -> Request:
    return request
