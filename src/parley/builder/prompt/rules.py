"""The rules of one prompt: what success is, guardrails, how values are said, what to do when things go wrong."""

import re

from parley.agents.schemas import Brief, HandoverRule
from parley.builder.language.data import DataKind, distinct, kind_of, label
from parley.builder.language.people import caller_word, ending_tool, speaks, transfer_tool
from parley.builder.language.speech import Speech, closing, languages, sample, speech
from parley.builder.language.wording import (
    is_clause,
    listed,
    lowered,
    one_line,
    party,
    prohibition,
    recipient,
    sentence,
    situation,
    starts_with_verb,
)
from parley.builder.prompt import domain
from parley.builder.prompt.line import Sourced
from parley.builder.schemas import BuildState
from parley.builder.workflow.steps import contact_data
from parley.builder.workflow.synthesis import general_rule, merged, rules

_COMPLIANCE: tuple[tuple[str, str], ...] = (
    (
        r"gdpr|dsgvo|rgpd|data protection",
        "Ask only for data that the request needs, and say what it is for when asked (GDPR).",
    ),
    (
        r"hipaa",
        "Health details: ask for no more than the request needs and repeat them to nobody but the {caller} (HIPAA).",
    ),
    (r"\bpci\b", "Never ask for, repeat or note a card number; payment happens elsewhere (PCI DSS)."),
    (r"record", "Before you ask for any data, say that the conversation is recorded: {rule}"),
)


def person(state: BuildState) -> str:
    """What to offer where the agent cannot help, as an instruction without a full stop."""
    general, tool = general_rule(state), transfer_tool(state.tools)
    if general and tool:
        return f"hand over to {party(general.to)} with `{tool.name}`"
    to = recipient(general.to if general else "")
    return f"take the {listed([label(name) for name in contact_data(state)])} so that {to} can get back to them"


def success(state: BuildState) -> list[Sourced]:
    """What a good conversation leads to."""
    held = state.brief.success
    if held and held.value:
        items = [lowered(one_line(item).rstrip(".")) for item in held.value]
        head = "A conversation went well when" if all(map(is_clause, items)) else "Success means"
        return [Sourced(sentence(f"{head} {listed(items, 'or')}"), "/brief/success")]
    caller = caller_word(state.brief)
    text = f"Success means that the {caller}’s request is settled, or that the {caller} knows who will settle it."
    return [Sourced(text, "/brief/goals")]


def guardrails(state: BuildState) -> list[Sourced]:
    """What the agent never and always does: the brief's own rules first, then those every agent of its kind needs."""
    brief, caller = state.brief, caller_word(state.brief)
    found = _escalation(state)
    found += [
        Sourced(prohibition(item), f"/brief/scope_dont/{index}")
        for index, item in enumerate(brief.scope_dont.value if brief.scope_dont else [])
    ]
    found += _kept(brief, caller)
    found += domain.guardrails(state)
    decline = speech(languages(brief)[0]).decline
    general = general_rule(state) if transfer_tool(state.tools) else None
    reply = "a call back" if speaks(brief) else "a reply by email"
    helper = f"to connect them to {party(general.to, 'a person')}" if general else reply
    offer = f"To any request that is not under Goal say “{decline}”, then offer {helper}."
    found.append(Sourced(offer, "/brief/goals /brief/scope_do"))
    return found


def _escalation(state: BuildState) -> list[Sourced]:
    tool, caller = transfer_tool(state.tools), caller_word(state.brief)
    found = []
    for index, rule in enumerate(rules(state)):
        text = f"{_case(rule, caller)} {_passing(state, rule, tool.name if tool else '')}"
        found.append(Sourced(sentence(text), f"/brief/handover/{index}"))
    return found


def _case(rule: HandoverRule, caller: str) -> str:
    matter = situation(rule.when, caller)
    if not matter:
        return "On request,"
    return f"When {matter}," if is_clause(matter) else f"For {matter},"


def _passing(state: BuildState, rule: HandoverRule, tool: str) -> str:
    if tool:
        return f"hand over to {party(rule.to)} at once with `{tool}`"
    data, to = listed([label(name) for name in contact_data(state)]), recipient(rule.to)
    return f"take the {data} and say that {to} will get back to them"


def _kept(brief: Brief, caller: str) -> list[Sourced]:
    """Constraints and compliance; well-known regimes are told as what to do."""
    found = []
    for slot, items in (("constraints", brief.constraints), ("compliance", brief.compliance)):
        for index, item in enumerate(items.value if items else []):
            found.append(Sourced(_rule(item, caller), f"/brief/{slot}/{index}"))
    return found


def _rule(item: str, caller: str) -> str:
    plain = one_line(item).rstrip(".")
    if len(plain.split()) <= 4:
        for pattern, text in _COMPLIANCE:
            if re.search(pattern, plain, re.IGNORECASE):
                return text.format(caller=caller, rule=f"{lowered(plain)}.")
    if re.match(r"(?:never|do not|don[’']t|must not|no)\b", plain, re.IGNORECASE):
        return prohibition(plain)
    if starts_with_verb(plain):
        return sentence(f"Always {lowered(plain)}")
    return (
        sentence(plain)
        if re.match(r"(?:always|only|keep|stay|mention)\b", plain, re.I)
        else sentence(f"Keep to this: {plain}")
    )


_SPOKEN_RULES: dict[DataKind, str] = {
    DataKind.PHONE: "Phone numbers: digit by digit in small groups",
    DataKind.EMAIL: "Email addresses: with words for the signs",
    DataKind.DATE: "Dates: with weekday and month in words",
    DataKind.TIME: "Times: as in conversation",
    DataKind.MONEY: "Amounts: in words, the currency last",
    DataKind.CODE: "Codes and numbers: sign by sign in small groups",
    DataKind.ADDRESS: "Addresses: street and house number in words",
    DataKind.COUNT: "Quantities: as words",
}


def normalisation(brief: Brief, data: list[str]) -> list[Sourced]:
    """How each kind of value collected is said and written, with an example in the agent's first language."""
    if not speaks(brief):
        return []
    said = speech(languages(brief)[0])
    by_kind: dict[DataKind, list[str]] = {}
    for name in data:
        by_kind.setdefault(kind_of(name), []).append(name)
    return [
        Sourced(_normal(said, kind, by_kind[kind]), " ".join(f"/data/{name}" for name in by_kind[kind]))
        for kind in _SPOKEN_RULES
        if kind in by_kind
    ]


def _normal(said: Speech, kind: DataKind, names: list[str]) -> str:
    rule = _SPOKEN_RULES[kind]
    if kind in {DataKind.CODE, DataKind.COUNT, DataKind.MONEY}:
        rule = f"{sentence(listed([label(name) for name in names[:3]])).rstrip('.')}:{rule.partition(':')[2]}"
    value = sample(said, names[0]) or said.answer[str(kind)]
    return f"{rule}. Say “{value.spoken}”, write `{value.written}`."


def spelling(brief: Brief, data: list[str]) -> list[Sourced]:
    """Which values are spelled back, and that exact ones are read back once only."""
    if not speaks(brief):
        return []
    spelled = [label(name) for name in distinct(data) if kind_of(name) in {DataKind.NAME, DataKind.EMAIL}][:3]
    found = []
    if spelled:
        pointers = " ".join(f"/data/{name}" for name in data if kind_of(name) in {DataKind.NAME, DataKind.EMAIL})
        found.append(Sourced(f"Spell back the {listed(spelled)} if the spelling is not obvious.", pointers))
    soft = [label(name) for name in data if kind_of(name) is DataKind.TEXT][:3]
    if soft:
        found.append(Sourced(f"Do not repeat the {listed(soft, 'or')} word for word.", "/rules/speech"))
    return found


def errors(state: BuildState) -> list[Sourced]:
    """What to do when a tool, the line or the understanding fails."""
    brief, caller = state.brief, caller_word(state.brief)
    said = speech(languages(brief)[0])
    found = []
    if state.tools:
        found.append(Sourced(f"A tool fails: say “{said.retrying}” and try once more.", "/rules/failure"))
    unclear = f"say “{said.unclear}”" if speaks(brief) else f"write “{said.unclear_chat}”"
    found.append(Sourced(f"You did not understand: {unclear}", "/brief/channel"))
    found.append(Sourced(f"It goes wrong a second time: {person(state)}.", "/brief/handover /rules/failure"))
    if speaks(brief):
        silence = f"Silence: ask once whether the {caller} is still there; if nothing comes, say goodbye."
        found.append(Sourced(silence, "/brief/channel"))
    names = [label(name) for goal in merged(state) for name in goal.collect]
    if names:
        text = f"The {caller} contradicts an earlier answer, such as the {names[0]}: ask which one holds."
        found.append(Sourced(text, "/brief/goals"))
    return found


def ending(state: BuildState) -> list[Sourced]:
    """When to end, and when not."""
    caller, tool = caller_word(state.brief), ending_tool(state.tools)
    call = f", then call `{tool.name}`" if tool else ""
    sources = f"/brief/closing{' /tools/' + tool.name if tool else ''}"
    found = [Sourced(f"When the {caller} needs nothing more, say “{closing(state.brief)}”{call}.", sources)]
    if speaks(state.brief):
        text = f"An “ok”, a pause or an interruption is no goodbye: the {caller} may only be thinking."
    else:
        text = f"An “ok” or a pause is no goodbye: the {caller} may still be typing."
    found.append(Sourced(text, "/brief/channel"))
    return found
