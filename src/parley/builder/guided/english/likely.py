"""Hand-overs that only look like one: a greeting before a name, people who are not staff, a sentence as receiver.

A wrong hand-over costs more than its own value, since whoever has one is not asked for it any more.
"""

import re
from typing import Any

from parley.builder.schemas import Op, Operation

_PATH = "/brief/handover"
_NOBODY = re.compile(
    r"(?:the |our |an?y? |some |other |older |young |new )*"
    r"(?:customers?|callers?|clients?|people|somebody else|someone else|anyone|everyone|everybody|the public|us|them"
    r"|you|it|this|that|me this|english|spanish|french|german|agent|bot|assistant)\b"
    r"(?! (?:care|service|support|success|relations|team|desk|department|manager|line|serving))",
    re.IGNORECASE,
)
"""Who is no receiver, unless it is the customer service."""
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|must|has|have|does|do|will|would|costs?|per|thing)\b(?!['’])|[$€£?!]|^and\b|\bif the\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:the call is about |the caller has )?"
    r"(?:[\"“]|(?:right|well|shoot|oh|ah|hi|hello|hey|hiya|g'day|ok|okay|abeg|sorry|isn't|aren't|bot|agent)\b)",
    re.IGNORECASE,
)
"""What begins a remark or a greeting, and no case."""


def kept(operations: list[Operation]) -> list[Operation]:
    """The operations, hand-overs without the rules that are none."""
    return [each for operation in operations if (each := _sifted(operation)) is not None]


def _sifted(operation: Operation) -> Operation | None:
    if operation.path != _PATH or operation.op is Op.REMOVE or not isinstance(operation.value, list):
        return operation
    likely = [rule for rule in operation.value if _is_likely(rule)]
    if len(likely) == len(operation.value):
        return operation
    return operation.model_copy(update={"value": likely}) if likely else None


def _is_likely(rule: Any) -> bool:
    when, to = (rule["when"], rule["to"]) if isinstance(rule, dict) else (rule.when, rule.to)
    return _LEAD.match(when) is None and _NOBODY.match(to) is None and _SENTENCE.search(to) is None
