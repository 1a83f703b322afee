"""The scripted user: opens, answers from the card, interrupts, and otherwise leaves it to the builder."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from parley.agents.schemas import SLOTS
from parley.evals.schemas import Case, Interrupt, Tongue

_WORDS: dict[Tongue, dict[str, str]] = {
    Tongue.EN: {
        "yours": "That's up to you.",
        "other": "The other one is up to you.",
        "yes": "Yes.",
        "later": "Later.",
    },
    Tongue.DE: {
        "yours": "Das überlasse ich Ihnen.",
        "other": "Das andere überlasse ich Ihnen.",
        "yes": "Ja.",
        "later": "Später.",
    },
    Tongue.ES: {
        "yours": "Eso lo dejo a su criterio.",
        "other": "Lo otro lo dejo a su criterio.",
        "yes": "Sí.",
        "later": "Más tarde.",
    },
    Tongue.ZH: {"yours": "这个由您决定。", "other": "另一个由您决定。", "yes": "是的。", "later": "以后再说。"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message, the slots it tells, the questions it answers, and those of them that it leaves to the builder."""

    text: str
    tells: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class User:
    """The user of one case. What is on the card is said twice where it is asked twice, tools and summary once.

    Asked again the user says "yes" to tools and summary, and leaves a slot to the builder.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._words = _WORDS[case.language]
        self._times: Counter[str] = Counter()
        self._interrupts: deque[Interrupt] = deque(sorted(case.interrupts, key=lambda item: item.turn))

    def opens(self) -> Said:
        """The first message."""
        opening = self._case.opening
        return Said(opening.text, frozenset(opening.tells or ()))

    def says(self, turn: int, asked: Sequence[str], *, is_done: bool) -> Said | None:
        """The message of a turn, given the open questions; None when the build is done and nothing is left to say."""
        if self._interrupts and (is_done or self._interrupts[0].turn <= turn):
            said = self._interrupts.popleft()
            return Said(said.text, frozenset(said.tells))
        if is_done:
            return None
        known = [path for path in asked if self._has(path)]
        self._times.update(known)
        left = tuple(path for path in asked if path not in known and path.removeprefix("/brief/") in SLOTS)
        parts = [self._case.card[path.removeprefix("/brief/")].text for path in known]
        parts += [self._usual(path) for path in asked if path not in known and path not in left]
        if left or not asked:
            parts.append(self._words["other" if parts else "yours"])
        tells = frozenset(slot for path in known for slot in self._tells(path))
        return Said(" ".join(dict.fromkeys(parts)), tells, tuple(asked), left)

    def _has(self, path: str) -> bool:
        """Whether the card still answers a question."""
        most = 2 if path.startswith("/brief/") else 1
        return path.removeprefix("/brief/") in self._case.card and self._times[path] < most

    def _tells(self, path: str) -> list[str]:
        key = path.removeprefix("/brief/")
        held = self._case.card[key].tells
        return held if held is not None else [key] if key in SLOTS else ["tools"] if key != "/workflow" else []

    def _usual(self, path: str) -> str:
        """To the proposed tools and the summary "yes"; what a tool still needs comes later."""
        return self._words["yes" if path in {"/tools", "/workflow"} else "later"]
