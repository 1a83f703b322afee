"""The destinations of the hand-over tools: they follow the brief's hand-over rules."""

import re

from parley.agents.schemas import Transfer
from parley.builder.language.people import is_by_mail
from parley.builder.schemas import BuildState

PHONE = re.compile(r"\+[1-9](?:[ ().-]{0,2}\d){6,14}(?!\d)")


def followed(state: BuildState) -> BuildState:
    """The state with its hand-over tools' destinations as the brief's hand-over rules say; given numbers stay."""
    rules = [rule for rule in state.brief.handover.value if not is_by_mail(rule.to)] if state.brief.handover else []
    changed = []
    for tool in state.tools:
        if tool.builtin == "transfer_to_number":
            known = {each.condition: each.number for each in tool.transfers}
            transfers = [_transfer(rule.when, rule.to, known.get(rule.when)) for rule in rules]
            if transfers != tool.transfers and transfers:
                tool = tool.model_copy(update={"transfers": transfers})
        changed.append(tool)
    return state if changed == state.tools else state.model_copy(update={"tools": changed})


def _transfer(when: str, to: str, number: str | None) -> Transfer:
    """A destination; a phone number with country code among the words of `to` is taken out of them."""
    found = PHONE.search(to)
    if found is None:
        return Transfer(condition=when, number=number, label=to)
    label = PHONE.sub("", to).strip(" ,;:()-–").removesuffix(" at").removesuffix(" on")
    return Transfer(condition=when, number="+" + re.sub(r"\D", "", found.group()), label=label)
