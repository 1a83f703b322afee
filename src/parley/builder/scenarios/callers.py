"""Who calls in a test: what they want, how they begin, what they know, and when they are done."""

from parley.builder.language.wording import clip
from parley.builder.scenarios.setting import Request, Setting


def caller(at: Setting, request: Request) -> str:
    """Who calls for this: the matter, the first words, the data, and when to stop."""
    tell = at.words.tell
    parts = [tell("You want this: {goal}. You begin with: “{opening}”", goal=request.name, opening=request.opening)]
    if request.data:
        parts.append(tell("When asked, you give what you know: {data}.", data=request.known))
    if any(tool.confirm for tool in request.tools):
        parts.append(tell("When your details are read back and are right, you say yes."))
    parts.append(tell("Once it is settled, or cannot be, you say goodbye."))
    return clip(at.words.joined(*parts), 1_900)
