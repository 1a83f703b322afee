"""One German sentence on its way to change the brief: its words, its clauses and what was said before it."""

import re
from itertools import pairwise

from parley.builder.guided.german import change_words as said
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.restating import cuts
from parley.builder.guided.revision import Revision, content


class Told:
    """A sentence with the brief as corrected so far; `before` is the sentence said just before it."""

    def __init__(self, reading: Reading, place: int, revision: Revision) -> None:
        self.sentence = reading.sentences[place]
        self.before: Sentence | None = reading.sentences[place - 1] if place else None
        self.low, self.text, self.revision = self.sentence.left, self.sentence.text, revision
        self.asked, self.context = reading.asked, reading.context
        self.evidence = self.text.strip(" .,;")
        self.clauses = [self.low[start:end] for start, end in pairwise(cuts(self.text))]

    @property
    def words(self) -> frozenset[str]:
        """Its words that may name what is meant."""
        return content(self.low) - said.IDLE

    @property
    def follows_change(self) -> bool:
        """Whether the sentence before has been used up by a change."""
        return self.before is not None and not re.search(r"\w", self.before.left)


def drops(words: str) -> bool:
    """Whether words take something back."""
    return said.DROPS.search(said.SENT.sub(r"\1", words)) is not None
