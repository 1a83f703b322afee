"""`parley chat`: talk with an agent in the terminal or through a pipe, on any server, with what every client has."""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc

from parley.cli.chatscreen import Screen, screen
from parley.cli.hearing import Hearing, ending
from parley.cli.screen import fail
from parley.client import Busy, Client, EventStream, NotFound, ParleyError, Unauthorized
from parley.client.values.chats import Message, Session
from parley.core.config import Settings

DEFAULT_AGENT = "general"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to talk with, on which server, in which conversation: its name, or a session's id."""

    agent: str | None = None
    url: str | None = None
    name: str | None = None


def talk(settings: Callable[[], Settings], wanted: Wanted) -> int:
    """Talk until the user leaves; the exit code. Settings are looked at only where no address is given."""
    shown = screen()
    try:
        with _connected(settings, wanted.url, shown) as client:
            conversation = Conversation(client, shown, wanted)
            return 0 if conversation.hold() else 1
    except Unauthorized as error:
        fail(f"{error} Put yours into PARLEY_API_KEY.")
        return 2
    except ParleyError as error:
        fail(str(error))
        return 2


@contextlib.contextmanager
def _connected(settings: Callable[[], Settings], url: str | None, shown: Screen) -> Iterator[Client]:
    """The server that is named; else the one of these settings, which is started here where none runs."""
    import os

    if url or os.environ.get("PARLEY_URL"):
        with Client(url) as client:
            yield client
        return
    found = settings()
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(found.server_host, found.server_host)  # noqa: S104 - compared
    with Client(f"http://{host}:{found.server_port}") as client:
        if _is_there(client):
            yield client
            return
    from parley.cli.nearby import nearby  # with the whole server, which is needed only here

    with nearby(found) as near, Client(near.url, near.key) as client:
        if shown.is_lively:
            shown.note(f"No server runs at {host}:{found.server_port}; this one lasts as long as the conversation.")
        yield client


def _is_there(client: Client) -> bool:
    try:
        client.ready()
    except ParleyError as error:
        return getattr(error, "type", "").startswith("urn:parley:")
    return True


class Conversation:
    """A chat with one agent at a time, begun with its first message, and the commands that steer it."""

    def __init__(self, client: Client, shown: Screen, wanted: Wanted) -> None:
        self._client = client
        self._screen = shown
        self._name = wanted.name
        self._agent = wanted.agent or DEFAULT_AGENT
        self._session: Session | None = None
        self._last: Message | None = None
        self._unanswered: str | None = None
        self._is_over = False
        self._commands: dict[str, Callable[[str], None]] = {
            "/agent": self.switch,
            "/agents": self.list_agents,
            "/new": self.renew,
            "/retry": self.retry,
            "/stop": self.stop,
            "/history": self.tell_history,
            "/help": self.help,
            "/quit": self.leave,
        }
        self._open_named(wanted)

    def hold(self) -> bool:
        """Until the user leaves. Through a pipe the first failure ends it; whether there was none."""
        if self._screen.is_lively:
            self._screen.note(f"You are talking with {self._agent}. /help tells what else there is, Ctrl-D leaves.")
        for line in self._screen.asked():
            try:
                self._take(line)
            except ParleyError as error:
                self._tell(error)
                if not self._screen.is_lively:
                    return False
            if self._is_over:
                break
        return True

    def switch(self, name: str) -> None:
        """NAME: let another agent answer from here on; it knows what was said"""
        if not name:
            self.list_agents("")
            return
        self._require(name)
        self._agent = name
        self._screen.note(f"{name} answers now.")

    def list_agents(self, _: str) -> None:
        """who there is to talk with"""
        for one in self._client.chats.agents():
            self._screen.word(f"{one.name}: {one.description}" if one.description else one.name)
            self._screen.end()

    def renew(self, _: str) -> None:
        """begin another conversation"""
        self._session = self._last = self._unanswered = self._name = None
        if self._screen.is_lively:
            self._screen.note("A new conversation.")

    def retry(self, _: str) -> None:
        """let the last message be answered again"""
        if self._unanswered is not None:
            self.say(self._unanswered)
            return
        last = self._last or next((one for one in reversed(self._said()) if one.role == "assistant"), None)
        if last is None:
            self._screen.note("There is no reply yet that could be tried again.")
            return
        self._hear(self._client.chats.hear_again(last.id))

    def stop(self, _: str) -> None:
        """end the reply that is coming; so does Ctrl-C"""
        run_id = self._client.sessions.get(self._session.session_id).run_id if self._session else None
        if run_id is None:
            self._screen.note("Nothing is being answered.")
            return
        self._client.runs.cancel(run_id)
        self._screen.note("Stopped.")

    def tell_history(self, _: str) -> None:
        """what was said"""
        for one in self._said()[-_SHOWN:]:
            self._screen.begin(one.agent or "you")
            self._screen.word(one.content)
            self._screen.end(ending(one))

    def help(self, _: str) -> None:
        """this list; a message that begins with a slash is written with two"""
        for name, command in self._commands.items():
            self._screen.note(f"{name:9} {getdoc(command)}")

    def leave(self, _: str) -> None:
        """leave"""
        self._is_over = True

    def say(self, content: str) -> None:
        """Say it, and show the reply as it comes."""
        if self._session is None:
            self._session = self._client.chats.open(self._agent, name=self._name)
        self._unanswered = content
        self._hear(self._client.chats.hear(self._session.session_id, content, agent=self._agent))

    def _take(self, line: str) -> None:
        name, _, rest = line.strip().partition(" ")
        if name in self._commands:
            self._commands[name](rest.strip())
        elif name.startswith("//"):
            self.say(line.strip()[1:])
        elif name.startswith("/") and self._screen.is_lively:
            self._screen.note(f"There is no {name}; /help lists what there is.")
        elif name:
            self.say(line.strip())

    def _hear(self, stream: EventStream[Message]) -> None:
        session_id = self._session.session_id if self._session else None
        self._last = Hearing(self._client, self._screen, self._agent, session_id).hear(stream)
        self._unanswered = None

    def _said(self) -> list[Message]:
        """The conversation so far."""
        if self._session is None:
            return []
        return list(self._client.sessions.messages(self._session.session_id, branch="active"))

    def _open_named(self, wanted: Wanted) -> None:
        """Go on with a conversation that is named; begin one under a name that is new."""
        if wanted.name is None or _ID.fullmatch(wanted.name) is None:
            self._require(self._agent)
        if wanted.name is None:
            return
        if _ID.fullmatch(wanted.name):
            self._session = self._client.sessions.get(wanted.name)
        else:
            self._session = self._client.chats.open(self._agent, name=wanted.name)
        self._agent = wanted.agent or self._session.agent or self._agent
        if self._session.turns and self._screen.is_lively:
            self._screen.note(f"Going on with {wanted.name}; /history tells what was said.")

    def _require(self, name: str) -> None:
        """NotFound, with those whom one can talk with, where nobody has that name."""
        try:
            self._client.agents.get(name)
        except NotFound as error:
            names = ", ".join(one.name for one in self._client.chats.agents()[:_SHOWN])
            raise ParleyError(f"Nobody here is called {name}. You can talk with: {names}.") from error

    def _tell(self, error: ParleyError) -> None:
        fail(str(error))
        if isinstance(error, Busy) and self._screen.is_lively:
            self._screen.note("An earlier message is still being answered; /stop ends that.")
