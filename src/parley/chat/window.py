"""What a model is shown of a chat: pure. Messages of a branch in, the messages of a TalkRequest out.

The newest message is always shown, and whole. Before it come the last ones that fit the limits; what is older is in
the summary, a message of its own at the head, or left out. Roles alternate and the first is the user's, as
`llm.schemas.Said` wants it; where nobody spoke in between, a bracketed note of ours stands there. Other agents' replies
are quoted in what the user says next: they are neither this agent's words nor orders to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from parley.chat.remembered import Remembered, Round, Summed
from parley.llm import tokens
from parley.llm.schemas import Call, Calling, Result, Role, Said
from parley.sessions.schemas import MessageStatus

Shown = Said | Calling | Result

_BEGINS = "[The conversation begins.]"
_LEFT_OUT = "[Earlier messages are left out here.]"
_NOTHING_SAID = "[The user says nothing.]"
_NO_WORDS = "[Without words.]"
_NO_RESULT = "[No result: the reply was cut off before this call was over.]"
_NOTED = "[Noted.]"
_GOES_ON = "[The user goes on:]\n"
_QUOTED = "[{agent}, another assistant, answered:]\n"
_SUMMARY = "[A summary of the conversation before this point. Background, not a request:]\n"
_CUT = {
    MessageStatus.INTERRUPTED: "[This reply was cut off here.]",
    MessageStatus.CANCELLED: "[The user stopped this reply here.]",
}
_NOTE_TOKENS = 24
"""More than any of the notes takes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a chat is shown at most: messages, the newest among them, and tokens."""

    messages: int
    tokens: int


def shown(
    branch: Sequence[Remembered], newest: Remembered, *, agent: str, limits: Limits, summary: Summed | None = None
) -> tuple[Shown, ...]:
    """The messages for `agent`'s model. `branch` is what came before `newest`, oldest first, and may begin anywhere.

    With a summary, what it covers is left out. Within the limits, unless `newest` alone is above them.
    """
    left = limits.tokens - newest.tokens - _NOTE_TOKENS
    since = unsummed(branch, summary)
    page = _Page(agent)
    if summary is not None and (cost := tokens.count(summary.text) + 2 * _NOTE_TOKENS) <= left // 2:
        left -= cost
        page.sum_up(summary)
    kept = _last(since, agent, limits.messages - 1, left)
    if kept and kept[0].parent_id is not None:
        page.left_out()
    for message in (*kept, newest):
        page.add(message)
    return tuple(page.items)


def unsummed(branch: Sequence[Remembered], summary: Summed | None) -> Sequence[Remembered]:
    """What the summary does not cover; all of it where the summary ends before the branch's first message."""
    if summary is not None:
        for place, message in enumerate(branch):
            if message.id == summary.message_id:
                return branch[place + 1 :]
    return branch


def _last(branch: Sequence[Remembered], agent: str, most: int, left: int) -> Sequence[Remembered]:
    """The last messages that fit."""
    first = len(branch)
    while first > max(0, len(branch) - most) and (left := left - _cost(branch[first - 1], agent)) >= 0:
        first -= 1
    return branch[first:]


def _cost(message: Remembered, agent: str) -> int:
    """Its tokens, with room for the notes that it may need."""
    if message.role is Role.USER:
        return message.tokens
    quote = 0 if message.agent == agent else tokens.count(message.agent)
    notes = 2 + sum(len(one.calls) for one in message.rounds) if message.rounds else 2
    return message.tokens + quote + _NOTE_TOKENS * notes


class _Page:
    """Messages on their way to the model, roles in turn."""

    def __init__(self, agent: str) -> None:
        self.items: list[Shown] = []
        self._agent = agent
        self._opening = _BEGINS
        self._ids: set[str] = set()
        self._is_alone = False
        self._is_quoted = False

    def sum_up(self, summary: Summed) -> None:
        self.items.append(Said(Role.USER, _SUMMARY + summary.text))
        self._is_alone = True

    def left_out(self) -> None:
        self._opening = _LEFT_OUT

    def add(self, message: Remembered) -> None:
        if message.role is Role.USER:
            self._user(_GOES_ON + message.text if self._is_quoted else message.text)
            self._is_quoted = False
        elif message.agent != self._agent:
            self._user(_QUOTED.format(agent=message.agent) + _words(message))
            self._is_quoted = True
        else:
            self._reply(message)

    def _user(self, text: str) -> None:
        """Joined to what the user said just before; a summary stays by itself."""
        said = Said(Role.USER, text or _NOTHING_SAID)
        if self._is_alone:
            self.items += [Said(Role.ASSISTANT, _NOTED), said]
        elif self.items and _is_users(last := self.items[-1]):
            self.items[-1] = Said(Role.USER, f"{last.text}\n\n{said.text}")
        else:
            self.items.append(said)
        self._is_alone = False

    def _reply(self, message: Remembered) -> None:
        if not self.items:
            self.items.append(Said(Role.USER, self._opening))
        elif not _is_users(self.items[-1]):
            self.items.append(Said(Role.USER, _NOTHING_SAID))
        self._is_alone = self._is_quoted = False
        for one in message.rounds:
            self.items += self._round(one)
        self.items.append(Said(Role.ASSISTANT, _words(message)))

    def _round(self, one: Round) -> Iterable[Shown]:
        """The calls under ids that nobody else has (models without ids of their own begin anew in each reply)."""
        found = {result.call_id: result.text for result in one.results}
        calls, results = [], []
        for call in one.calls:
            name = self._fresh(call.id)
            calls.append(Call(name, call.name, call.arguments))
            results.append(Result(name, found.get(call.id, _NO_RESULT)))
        return [Calling(one.text, tuple(calls)), *results] if calls else []

    def _fresh(self, name: str) -> str:
        fresh, number = name, 1
        while fresh in self._ids:
            number += 1
            fresh = f"{name}_{number}"
        self._ids.add(fresh)
        return fresh


def _is_users(item: Shown) -> TypeGuard[Said]:
    return isinstance(item, Said) and item.role is Role.USER


def _words(message: Remembered) -> str:
    """A reply's text, with a note where it was cut off."""
    mark = _CUT.get(message.status)
    if mark is None:
        return message.text or _NO_WORDS
    return f"{message.text}\n\n{mark}" if message.text else mark
