"""What a build may cost in tokens: a session's one number as an allowance for its calls, and the end of it.

The default, MAX_SESSION_TOKENS=30000, is 24,000 of input and 6,000 of output: no build costs more.
"""

from parley.builder.phrases import Phrases
from parley.llm.metered import Allowance, Metered
from parley.llm.schemas import StructuredModel
from parley.sessions.schemas import Header

OUTPUT_SHARE = 5
"""A fifth is for output, which costs several times as much; the rest is for input."""
ONE_CALL = Allowance(input_tokens=4_000, output_tokens=300)
"""What a call of the builder takes: system text, schema and context are under 4,000. With less left it is over."""


def metered(model: StructuredModel | None, header: Header) -> Metered | None:
    """The model with what the session has left; None where that covers no call, or there is no model."""
    output_tokens = header.max_tokens // OUTPUT_SHARE
    left = Allowance(
        header.max_tokens - output_tokens - header.input_tokens,
        output_tokens - header.output_tokens,
    )
    return Metered(model, left) if model is not None and left.covers(ONE_CALL) else None


def farewell(meter: Metered | None, header: Header, said: Phrases) -> str:
    """What the turn that has spent the budget says of it, once: no later turn has a meter."""
    if meter is None or meter.left.covers(ONE_CALL):
        return ""
    spent = said.tell(
        "This session's budget of {tokens} model tokens is spent. From here on I go by fixed rules: everything works, "
        "but short and plain answers are understood best.",
        tokens=f"{header.max_tokens:,}" if said.is_english else header.max_tokens,
    )
    return f"\n\n{spent}"
