"""What only looks like a value: a greeting as a hand-over, "can't hear a thing" as a limit, "mostly booking".

A wrong value costs more than itself, since whoever has one is not asked for it any more.
"""

import re
from collections.abc import Callable
from typing import Any

from parley.builder.schemas import Op, Operation

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


_NO_LIMIT = re.compile(
    r"(?:(?:hear|see|afford|cope|manage|keep up|stand|believe|imagine|remember|complain|wait|stress|bother|be bothered|"
    r"be everywhere|get (?:me|us|to|through|around|round|any|anything|enough)|thank|find (?:the|anyone|anybody|time)|"
    r"(?:be )?answer(?:ing)? (?:the |my |our |any |every )?(?:phones?|calls?)|pick up|live without|lose|miss)\b|"
    r"(?:do|be|have|want|get|need|like|say|touch|use)(?: any of| all of| all)? "
    r"(?:it|that|this|those|these|them)$|deal with (?:the |our |any )?(?:tele|voice|web)?(?:phones?|calls?|chat|site|"
    r"website|online|whatsapp|voice)$)",
    re.IGNORECASE,
)
"""What the user cannot do, or minds; and the channels that an agent is not on."""
_NO_CALLERS = re.compile(
    r"(?:nothing|not|no|none|something|anything|everything|it|that|this|what|how|why|because|if|when)\b|"
    r".*\b(?:the|an?|of|for|and|or|our|my)$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:[a-z'’-]{2,}(?<!ss)(?<!us)(?<!is)s|people|folks?|staff|children|men|women|clientele|public|"
    r"(?:any|every)(?:one|body)|who\w*|famil\w+|kids|youth|community|press|[a-z]+(?:er|or|ist|ent|ant|ian|ee)|"
    r"[a-z-]*(?:mum|mom|dad|parent)s?)\b",
    re.IGNORECASE,
)
_NO_GOAL = re.compile(
    r".*(?:\b(?:am i|are we|god|lord|honestly|meanwhile|afterwards|or something)\b|\?)|"
    r"(?:kia|ora|hi|hello|hey|thanks?|cheers|sorry|yes|yeah|no|ok|okay)\b",
    re.IGNORECASE,
)
"""Remarks, greetings and questions, which are never what callers get done."""


def kept(operations: list[Operation]) -> list[Operation]:
    """The operations without the values that are none."""
    return [each for operation in operations if (each := _sifted(operation)) is not None]


def _sifted(operation: Operation) -> Operation | None:
    is_likely = _LIKELY.get(operation.path)
    if is_likely is None or operation.op is Op.REMOVE:
        return operation
    if not isinstance(operation.value, list):
        return operation if is_likely(operation.value) else None
    likely = [value for value in operation.value if is_likely(value)]
    if len(likely) == len(operation.value):
        return operation
    return operation.model_copy(update={"value": likely}) if likely else None


def _passes(rule: Any) -> bool:
    when, to = (rule["when"], rule["to"]) if isinstance(rule, dict) else (rule.when, rule.to)
    return _LEAD.match(when) is None and _NOBODY.match(to) is None and _SENTENCE.search(to) is None


def _calls(who: Any) -> bool:
    return not isinstance(who, str) or (_NO_CALLERS.match(who) is None and _SOMEBODY.search(who) is not None)


def _limits(item: Any) -> bool:
    return not isinstance(item, str) or _NO_LIMIT.match(item) is None


def _gets_done(goal: Any) -> bool:
    return _NO_GOAL.match(goal["name"] if isinstance(goal, dict) else goal.name) is None


def _names(name: Any) -> bool:
    return not isinstance(name, str) or sum(map(str.isalpha, name)) > 1


_LIKELY: dict[str, Callable[[Any], bool]] = {
    "/brief/handover": _passes,
    "/brief/name": _names,
    "/brief/callers": _calls,
    "/brief/scope_dont": _limits,
    "/brief/goals": _gets_done,
}
