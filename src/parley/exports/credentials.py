"""Which headers and query values of somebody's requests are credentials, told by the names they go under.

Those that stand there in plain text are not taken into an agent, so that no other platform's bundle shows them.
"""

import re

_NAMES = re.compile(r"authorization|api[-_]?key|token|secret|password|cookie", re.IGNORECASE)


def is_plain(name: str, value: object) -> bool:
    """Whether it is a credential in plain text; one that a variable fills is none."""
    return isinstance(value, str) and value != "" and "{{" not in value and _NAMES.search(name) is not None
