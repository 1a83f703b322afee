"""How a described call becomes a method: of a Client it answers, of an AsyncClient it is awaited."""

import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar, overload

from parley.client.attempts import Stream
from parley.client.call import Call
from parley.client.transport import AsyncEventStream, Awaiting, Blocking, EventStream
from parley.client.values.common import Page

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound=Blocking | Awaiting)


class Group(Generic[S]):
    """Calls that belong together. They are described once and sent by either transport."""

    def __init__(self, transport: S) -> None:
        self._transport: S = transport


class call(Generic[P, T]):
    """Makes a function that describes a Call a method that makes it."""

    def __init__(self, describe: Callable[Concatenate[Any, P], Call[T]]) -> None:
        self._describe = describe
        functools.update_wrapper(self, describe)  # type: ignore[arg-type]  # for help(), which reads the names it sets

    @overload
    def __get__(self, group: None, kind: type) -> Self: ...
    @overload
    def __get__(self, group: Group[Blocking], kind: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, group: Group[Awaiting], kind: type) -> Callable[P, Coroutine[Any, Any, T]]: ...

    def __get__(self, group: Any, kind: type) -> Any:
        return self if group is None else _bound(self._describe, group, group and group._transport.send)


class stream(Generic[P, T]):
    """The same for a Stream: its events come one by one."""

    def __init__(self, describe: Callable[Concatenate[Any, P], Stream[T]]) -> None:
        self._describe = describe
        functools.update_wrapper(self, describe)  # type: ignore[arg-type]  # as above

    @overload
    def __get__(self, group: None, kind: type) -> Self: ...
    @overload
    def __get__(self, group: Group[Blocking], kind: type) -> Callable[P, EventStream[T]]: ...
    @overload
    def __get__(self, group: Group[Awaiting], kind: type) -> Callable[P, AsyncEventStream[T]]: ...

    def __get__(self, group: Any, kind: type) -> Any:
        return self if group is None else _bound(self._describe, group, group._transport.stream)


class pages(Generic[P, T]):
    """The same for a list: its items one by one, over as many pages as they take.

    The function describes the call of a page, with a keyword `cursor`.
    """

    def __init__(self, describe: Callable[Concatenate[Any, P], Callable[[str | None], Call[Page[T]]]]) -> None:
        self._describe = describe
        functools.update_wrapper(self, describe)  # type: ignore[arg-type]  # as above

    @overload
    def __get__(self, group: None, kind: type) -> Self: ...
    @overload
    def __get__(self, group: Group[Blocking], kind: type) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, group: Group[Awaiting], kind: type) -> Callable[P, AsyncIterator[T]]: ...

    def __get__(self, group: Any, kind: type) -> Any:
        if group is None:
            return self
        transport = group._transport
        return _bound(
            self._describe, group, functools.partial(_each if isinstance(transport, Blocking) else _aeach, transport)
        )


def _bound(describe: Callable[..., Any], group: Any, use: Callable[[Any], Any]) -> Callable[..., Any]:
    describing = describe.__get__(group)

    @functools.wraps(describing)
    def method(*args: Any, **values: Any) -> Any:
        return use(describing(*args, **values))

    return method


def _each(transport: Blocking, page_of: Callable[[str | None], Call[Page[T]]]) -> Iterator[T]:
    page = transport.send(page_of(None))
    yield from page.items
    while page.next_cursor is not None:
        page = transport.send(page_of(page.next_cursor))
        yield from page.items


async def _aeach(transport: Awaiting, page_of: Callable[[str | None], Call[Page[T]]]) -> AsyncIterator[T]:
    page = await transport.send(page_of(None))
    for item in page.items:
        yield item
    while page.next_cursor is not None:
        page = await transport.send(page_of(page.next_cursor))
        for item in page.items:
            yield item
