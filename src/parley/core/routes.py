"""Routes of endpoints that are called often: FastAPI's way to them for every request that is in order, made short.

Which parameters an endpoint has is looked at once, and pydantic reads the body's JSON by itself. Whatever does not fit
goes FastAPI's own way from the start, so there is one way only to refuse something.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

_JSON = "application/json"

Given = dict[str, Callable[[Request], Awaitable[Any]]]
"""What gives each of an endpoint's parameters."""


class BodyRoute(APIRoute):
    """For endpoints whose parameters are the request, dependencies that ask for it alone, and a model as the body, and
    that answer with a Response. To all others nothing changes.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        usual = super().get_route_handler()
        if not _is_plain(self.dependant) or not _answers_itself(self.endpoint):
            return usual
        (field,), endpoint = self.dependant.body_params, self.endpoint
        body_name, model, given = field.name, field.field_info.annotation, _given(self.dependant)
        if not (inspect.isclass(model) and issubclass(model, BaseModel)):
            return usual

        async def handle(request: Request) -> Response:
            if request.headers.get("content-type") != _JSON:
                return await usual(request)
            try:
                body = model.model_validate_json(await request.body())
            except ValidationError:
                return await usual(request)
            values = {name: await give(request) for name, give in given.items()}
            answer: Response = await endpoint(**values, **{body_name: body})
            return answer

        return handle


def _is_plain(dependant: Dependant) -> bool:
    """Whether an endpoint takes nothing but its request, its body, and what is made of the request."""
    return (
        len(dependant.body_params) == 1 and all(map(_asks_for_request, dependant.dependencies)) and _is_bare(dependant)
    )


def _asks_for_request(dependency: Dependant) -> bool:
    is_bare = _is_bare(dependency) and not dependency.dependencies and not dependency.body_params
    is_named = dependency.name is not None and dependency.request_param_name is not None
    return is_bare and is_named and _is_awaited(dependency.call)


def _is_bare(dependant: Dependant) -> bool:
    return not (
        dependant.path_params
        or dependant.query_params
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
