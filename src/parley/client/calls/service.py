"""What belongs to no session and no agent: secrets, whether the server lives, and how it fares."""

from collections.abc import Callable

from parley.client.call import Call, change, get, json_of, nothing, path
from parley.client.methods import Group, S, call, pages
from parley.client.values.agents import Secret
from parley.client.values.common import Health, Page, Readiness, Stats

_SECRETS = "/api/v1/secrets"
_PAGE = json_of(Page[Secret])


class Secrets(Group[S]):
    """`client.secrets`: what tools' credentials name as secret:NAME. Values go in and never come out."""

    @pages
    def list(self) -> Callable[[str | None], Call[Page[Secret]]]:
        """All of them by name, without their values."""
        return lambda cursor: get(_SECRETS, _PAGE, limit=100, cursor=cursor)

    @call
    def get(self, name: str) -> Call[Secret]:
        """One, as far as it is shown."""
        return get(path(_SECRETS, name), json_of(Secret))

    @call
    def set(self, name: str, value: str) -> Call[Secret]:
        """Set it; an older value is gone."""
        return change("PUT", path(_SECRETS, name), json_of(Secret), {"value": value})

    @call
    def delete(self, name: str) -> Call[None]:
        """Forget it for good."""
        return change("DELETE", path(_SECRETS, name), nothing)


class Service(Group[S]):
    """What a client can be asked itself."""

    @call
    def health(self) -> Call[Health]:
        """Whether the process lives."""
        return get("/health", json_of(Health))

    @call
    def ready(self) -> Call[Readiness]:
        """Whether it can serve, and what does not go as well as usual; Unavailable where it cannot."""
        return get("/ready", json_of(Readiness))

    @call
    def stats(self) -> Call[Stats]:
        """How the process that answers fares: its requests, its runs, its models."""
        return get("/api/v1/stats", json_of(Stats))
