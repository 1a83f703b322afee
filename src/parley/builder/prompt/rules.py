"""The rules of one prompt: what success is, guardrails, how values are said, what to do when things go wrong."""

import re

from parley.agents.schemas import Brief, HandoverRule
from parley.builder.language.data import DataKind, distinct, kind_of, label
from parley.builder.language.speech import Speech, closing, sample
from parley.builder.language.wording import (
    is_clause,
    listed,
    lowered,
    one_line,
    party,
    prohibition,
    recipient,
    sentence,
    starts_with_verb,
)
from parley.builder.prompt import domain
from parley.builder.prompt.line import Sourced
from parley.builder.workflow.outline import Case, Outline

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


def person(known: Outline) -> str:
    """What to offer where the agent cannot help, as an instruction without a full stop."""
    general = known.general
    if general and (tool := known.connecting(general.to)):
        return f"hand over to {party(general.to)} with `{tool.name}`"
    to = recipient(general.to if general else "")
    return f"take the {_contact(known)} so that {to} can get back to them"


def _contact(known: Outline) -> str:
    return listed([label(name) for name in known.contact])


def success(known: Outline) -> list[Sourced]:
    """What a good conversation leads to."""
    held = known.brief.success
    if held and held.value:
        items = [lowered(one_line(item).rstrip(".")) for item in held.value]
        head = "A conversation went well when" if all(map(is_clause, items)) else "Success means"
        return [Sourced(sentence(f"{head} {listed(items, 'or')}"), "/brief/success")]
    caller = known.caller
    text = f"Success means that the {caller}’s request is settled, or that the {caller} knows who will settle it."
    return [Sourced(text, "/brief/success /brief/goals")]


def guardrails(known: Outline) -> list[Sourced]:
    """What the agent never and always does: the brief's own rules first, then those every agent of its kind needs."""
    brief = known.brief
    found = _escalation(known)
    found += [
        Sourced(prohibition(item), f"/brief/scope_dont/{index}")
        for index, item in enumerate(brief.scope_dont.value if brief.scope_dont else [])
    ]
    found += _kept(brief, known.caller)
    found += domain.guardrails(known)
    general = known.general if known.general and known.connecting(known.general.to) else None
    reply = "a call back" if known.is_spoken else "a reply by email"
    helper = f"to connect them to {party(general.to, 'a person')}" if general else reply
    offer = f"To any request that is not under Goal say “{known.said.decline}”, then offer {helper}."
    found.append(Sourced(offer, "/brief/goals /brief/scope_do /brief/handover /brief/channel"))
    return found


def _escalation(known: Outline) -> list[Sourced]:
    return [
        Sourced(sentence(f"{_case(case)} {_passing(known, case.rule)}"), f"/brief/handover/{index}")
        for index, case in enumerate(known.handover)
    ]


def _case(case: Case) -> str:
    if not case.matter:
        return "On request,"
    return f"When {case.matter}," if is_clause(case.matter) else f"For {case.matter},"


def _passing(known: Outline, rule: HandoverRule) -> str:
    if tool := known.connecting(rule.to):
        return f"hand over to {party(rule.to)} at once with `{tool.name}`"
    return f"take the {_contact(known)} and say that {recipient(rule.to)} will get back to them"


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


def normalisation(known: Outline, data: list[str]) -> list[Sourced]:
    """How each kind of value collected is said and written, with an example in the agent's first language."""
    if not known.is_spoken:
        return []
    by_kind: dict[DataKind, list[str]] = {}
    for name in data:
        by_kind.setdefault(kind_of(name), []).append(name)
    return [
        Sourced(_normal(known.said, kind, by_kind[kind]), " ".join(f"/data/{name}" for name in by_kind[kind]))
        for kind in _SPOKEN_RULES
        if kind in by_kind
    ]


def _normal(said: Speech, kind: DataKind, names: list[str]) -> str:
    rule = _SPOKEN_RULES[kind]
    if kind in {DataKind.CODE, DataKind.COUNT, DataKind.MONEY}:
        rule = f"{sentence(listed([label(name) for name in names[:3]])).rstrip('.')}:{rule.partition(':')[2]}"
    value = sample(said, names[0]) or said.answer[str(kind)]
    return f"{rule}. Say “{value.spoken}”, write `{value.written}`."


def spelling(known: Outline, data: list[str]) -> list[Sourced]:
    """Which values are spelled back, and that exact ones are read back once only."""
    if not known.is_spoken:
        return []
    personal = [name for name in data if kind_of(name) in {DataKind.NAME, DataKind.EMAIL}]
    spelled = [label(name) for name in distinct(personal)[:3]]
    found = []
    if spelled:
        pointers = " ".join(f"/data/{name}" for name in personal)
        found.append(Sourced(f"Spell back the {listed(spelled)} if the spelling is not obvious.", pointers))
    soft = [label(name) for name in [name for name in data if kind_of(name) is DataKind.TEXT][:3]]
    if soft:
        pointers = " ".join(["/brief/channel", *(f"/data/{name}" for name in data if kind_of(name) is DataKind.TEXT)])
        found.append(Sourced(f"Do not repeat the {listed(soft, 'or')} word for word.", pointers))
    return found


def errors(known: Outline) -> list[Sourced]:
    """What to do when a tool, the line or the understanding fails."""
    said, caller = known.said, known.caller
    found = []
    if known.tools:
        found.append(Sourced(f"A tool fails: say “{said.retrying}” and try once more.", "/rules/failure"))
    unclear = f"say “{said.unclear}”" if known.is_spoken else f"write “{said.unclear_chat}”"
    found.append(Sourced(f"You did not understand: {unclear}", "/brief/channel"))
    found.append(
        Sourced(
            f"It goes wrong a second time: {person(known)}.",
            "/brief/handover /brief/goals /brief/channel /rules/failure",
        )
    )
    if known.is_spoken:
        silence = f"Silence: ask once whether the {caller} is still there; if nothing comes, say goodbye."
        found.append(Sourced(silence, "/brief/channel"))
    name = next((name for goal in known.goals for name in goal.collect), None)
    if name is not None:
        text = f"The {caller} contradicts an earlier answer, such as the {label(name)}: ask which one holds."
        found.append(Sourced(text, "/brief/goals"))
    return found


def ending(known: Outline, farewell: str = "") -> list[Sourced]:
    """When to end, and when not; with the user's own `farewell` in place of the brief's."""
    caller, tool = known.caller, known.ending
    call = f", then call `{tool.name}`" if tool else ""
    sources = f"/brief/closing /brief/purpose /brief/channel{' /tools/' + tool.name if tool else ''}"
    last = f"close like this: {one_line(farewell, 900)}" if farewell else f"say “{closing(known.brief)}”"
    if farewell:
        sources = f"/workflow/closing {sources}"
    found = [Sourced(sentence(f"When the {caller} needs nothing more, {last}{call}"), sources)]
    if known.is_spoken:
        text = f"An “ok”, a pause or an interruption is no goodbye: the {caller} may only be thinking."
    else:
        text = f"An “ok” or a pause is no goodbye: the {caller} may still be typing."
    found.append(Sourced(text, "/brief/channel"))
    return found
