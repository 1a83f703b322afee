"""Spanish messages, from Spain and Latin America: read sentence by sentence and clause by clause.

`message` fills a draft from a whole message, `answers` reads a text as one slot's value, `revised` puts a new
value in the place of an old one. Values are kept in the user's own words; data have their usual names in English.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.guided.spanish import cues, data_words, identity, message, revised

__all__ = ["cues", "data_words", "identity", "message", "revised"]
__getattr__ = late.modules(__name__)
