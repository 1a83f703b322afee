"""What one server was found to refuse: it is asked without, then and ever after."""

import re
from dataclasses import dataclass, field
from typing import Any

from parley.llm.wire import failures

_REFUSALS = frozenset({400, 415, 422, 501})
_OTHER_NAME = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_UNKNOWN_NAME = re.compile(r"unsupported|not supported|instead|unknown|unrecogni[sz]ed|not permitted|extra")


@dataclass(slots=True)
class Manners:
    """`optional` are the parameters a request can do without."""

    optional: frozenset[str]
    dropped: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)

    def applied(self, body: dict[str, Any]) -> dict[str, Any]:
        """The request as this server takes it."""
        if not self.dropped and not self.renamed:
            return body
        kept = {self.renamed.get(name, name): value for name, value in body.items() if name not in self.dropped}
        if isinstance(options := kept.get("options"), dict):
            kept["options"] = {name: value for name, value in options.items() if name not in self.dropped}
        return kept

    def learn(self, status: int, text: str, body: dict[str, Any]) -> bool:
        """Whether what this request was asked for can be asked in another way, which is remembered."""
        if status not in _REFUSALS or failures.overflows(text):
            return False
        if self.applied(body) != body:  # another request was quicker to learn it
            return True
        lowered = text.lower()
        for name in sorted(self.optional & {*body, *body.get("options", {})} - self.dropped):
            if _names(lowered, name):
                self.dropped |= {name}
                return True
        for name, other in _OTHER_NAME.items():
            if name in body and not self.renamed and _names(lowered, name) and _UNKNOWN_NAME.search(lowered):
                self.renamed = {name: other}
                return True
        return False


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![a-z_]){name}(?![a-z_])", text) is not None
