"""Thoughts that a server leaves among the words, in a tag at their very beginning, as some local ones do: taken out."""

_OPENS, _ENDS = "<think>", "</think>"


class Thoughts:
    """Words pass through; `is_over` says that no thoughts can come any more, so that they need not."""

    __slots__ = ("_held", "_is_past", "is_over")

    def __init__(self) -> None:
        self._held = ""
        self._is_past = False
        self.is_over = False

    def without(self, words: str, *, is_last: bool) -> str:
        """The words as far as they are none of the thoughts; what cannot be told yet is held until the last."""
        self._held += words
        begun = self._held.lstrip()
        if not self._is_past and begun.startswith(_OPENS):
            place = begun.find(_ENDS)
            if place < 0:
                self._held = _OPENS + begun[len(_OPENS) :][-len(_ENDS) :]
                return self._let("") if is_last else ""
            self._is_past, begun = True, begun[place + len(_ENDS) :].lstrip()
            self._held = begun
        if not begun or (not self._is_past and _OPENS.startswith(begun)):
            return self._let("" if self._is_past else self._held) if is_last else ""
        return self._let(begun if self._is_past else self._held)

    def _let(self, words: str) -> str:
        self.is_over, self._held = True, ""
        return words
