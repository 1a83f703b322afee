"""Chinese messages, simplified and traditional: read clause by clause, since their words have no blanks between them.

`message` fills a draft from a whole message, `answers` reads a text as one slot's value, `corrections` what shall be
different, `steering` words that only steer. Rules read the folded signs and keep the user's own.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.guided.chinese import (
        answers,
        corrections,
        cues,
        hours,
        identity,
        message,
        rehours,
        revising,
        slips,
        takings,
        terms,
    )

__all__ = [
    "answers",
    "corrections",
    "cues",
    "hours",
    "identity",
    "message",
    "rehours",
    "revising",
    "slips",
    "takings",
    "terms",
]
__getattr__ = late.modules(__name__)
