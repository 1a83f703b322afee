"""Understands messages with a model: its operations are believed only where code finds them in the message.

`claims` is a large pattern, needed only where a model writes: who says `understand.claims` imports it then.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.understand import claims

__all__ = ["claims"]
__getattr__ = late.modules(__name__)
