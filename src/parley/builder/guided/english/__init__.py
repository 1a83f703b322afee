"""English messages, and those of languages without rules of their own: values in the user's own words.

`message` fills a draft from a whole message, `answers` (beside this package, as it reads labels and forms of every
language) reads a text as one slot's value. Particular rules come before general ones and blank what they have used.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.guided.english import business, cues, identity, message, verbs

__all__ = ["business", "cues", "identity", "message", "verbs"]
__getattr__ = late.modules(__name__)
