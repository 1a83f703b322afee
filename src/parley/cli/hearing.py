"""A reply on the screen, as it comes: whole in the end whatever becomes of its stream, and stopped when wished."""

import contextlib
import threading

from parley.cli.chatscreen import Screen
from parley.client import Answered, Client, Delta, Event, EventStream, ParleyError, Started, ToolCalled
from parley.client.values.chats import Message

_ENDS = {
    "length": "cut off at the limit of tokens",
    "filtered": "withheld by the model's provider",
    "max_calls": "cut off: too many tools in a row",
    "timeout": "cut off: it took too long",
    "cancelled": "stopped",
    "interrupted": "interrupted",
    "model_failed": "broken off by the model; /retry asks again",
}


def ending(message: Message) -> str:
    """What is to be said of a reply that is not whole, or of a message that got none."""
    if message.status == "unanswered":
        return "got no reply"
    return _ENDS.get(message.stop_reason, "" if message.status == "complete" else message.status)


class Hearing:
    """One reply of somebody, in a session."""

    def __init__(self, client: Client, shown: Screen, speaker: str, session_id: str | None) -> None:
        self._client = client
        self._screen = shown
        self._speaker = speaker
        self._session_id = session_id
        self._heard = ""
        self._run_id: str | None = None
        self._is_unwanted = threading.Event()

    def hear(self, stream: EventStream[Message]) -> Message:
        """Show it; the reply as it is stored. Ctrl-C stops it, once more leaves. ParleyError: there is none."""
        self._screen.begin(self._speaker)
        try:
            reply = self._follow(stream)
        except KeyboardInterrupt:
            reply = self._follow(self._stopped(stream))
        except ParleyError:
            if self._heard or self._screen.is_lively:
                self._screen.end()
            raise
        self._screen.end(ending(reply))
        return reply

    def _follow(self, stream: EventStream[Message]) -> Message:
        with stream, self._screen.listening(self._stop):
            for event in stream:
                self._show(event)
            return stream.wait()

    def _show(self, event: Event[Message]) -> None:
        match event:
            case Delta(text):
                self._screen.word(text)
                self._heard += text
            case Started(run_id):
                self._begin(run_id)
            case ToolCalled(name=name):
                self._screen.end(f"uses {name}")
                self._screen.begin(self._speaker)
            case Answered(message):
                self._show_rest(message.content)
            case _:
                pass

    def _begin(self, run_id: str) -> None:
        if self._heard:
            self._screen.end("the connection was lost; once more")
            self._screen.begin(self._speaker)
        self._heard, self._run_id = "", run_id
        if self._is_unwanted.is_set():
            self._stop()

    def _show_rest(self, content: str) -> None:
        """What is stored counts: where events were missed it says more than was heard."""
        if content != self._heard:
            is_more = content.startswith(self._heard)
            self._screen.word(content.removeprefix(self._heard) if is_more else f"\n{content}")

    def _stop(self) -> None:
        """Let the run end, at its beginning where it has not begun. Its own last events say that it has."""
        self._is_unwanted.set()
        if self._run_id is not None:
            with contextlib.suppress(ParleyError):  # it may be over already
                self._client.runs.cancel(self._run_id)

    def _stopped(self, stream: EventStream[Message]) -> EventStream[Message]:
        """The run's last events, after it was told to end."""
        stream.close()
        run_id = stream.run_id
        if run_id is None and self._session_id is not None:
            run_id = self._client.sessions.get(self._session_id).run_id
        if run_id is None:
            raise KeyboardInterrupt
        self._client.runs.cancel(run_id)
        return self._client.runs.events(run_id, after=stream.seq)
