"""German messages, Swiss, Austrian and dictated ones too: read sentence by sentence, values in the user's own words.

`message` fills a draft from a whole message, `answers` reads a text as one slot's value, `changes` what shall be
different. Rules read the lower case of a sentence and keep the words as they were written.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.guided.german import casing, changes, cues, data, data_words, identity, message

__all__ = ["casing", "changes", "cues", "data", "data_words", "identity", "message"]
__getattr__ = late.modules(__name__)
