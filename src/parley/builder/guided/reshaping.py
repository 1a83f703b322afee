"""Wishes about the flow itself: "ask for the order number before you look it up", "skip the greeting".

They are read once there is a flow to be changed, in English, German, Spanish and Chinese; a sentence that holds one is
read by no other rule.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from parley.builder.guided.reading import Reading, Sentence, single
from parley.builder.phrases import phrases
from parley.builder.schemas import BuildState, Op, Operation, Stage
from parley.builder.workflow import places, revision, wishes
from parley.builder.workflow.edits import Unfit
from parley.builder.workflow.wishes import Nowhere, Verb, Wish

_STAGES = frozenset({Stage.REVIEWING_WORKFLOW, Stage.FINALIZING, Stage.COMPLETED})
_SIGNS = re.compile(
    r"move|step|before|after|first|skip|goodbye|bye|fail|schritt|bevor|zuerst|überspring|verabschied|fehlschl|scheiter|"
    r"lass|paso|antes|primero|salta|omite|despid|fall[ae]|步骤|之前|先|跳过|失败|再见"
)
_STEP = r"(?:the |a |den |die |el |la )?(?:step|schritt|paso)"
_WORDINGS: dict[tuple[Verb, bool], tuple[str, ...]] = {
    (Verb.ASK_BEFORE, False): (
        r"ask (?:them )?(?:for |about )?(?P<what>[^,.]+?) (?:first,? )?before (?:you |it |asking for "
        r")?(?P<where>.+)",
        r"(?:first )?ask (?:them )?(?:first )?for (?P<what>[^,.]+?)(?: first)?,? (?:and )?then (?:ask )?(?:for "
        r")?(?P<where>.+)",
        r"(?:frag|erfrage|frage)\w* (?:zuerst )?(?:nach )?(?P<what>[^,.]+?),? bevor (?:du |sie )?(?P<where>.+)",
        r"(?:frag|frage)\w* zuerst (?:nach )?(?P<what>[^,.]+?),? (?:und )?dann (?:nach )?(?P<where>.+)",
        r"(?:pide|pregunta|pida|pregunte)(?: por)? (?P<what>[^,.]+?) antes de (?P<where>.+)",
        r"(?:primero )?(?:pide|pregunta|pida|pregunte)(?: por)? (?:primero )?(?P<what>[^,.]+?),? (?:y "
        r")?(?:luego|después) (?P<where>.+)",
        r"(?:在)?(?P<where>[^，,。]+?)之前[，,]?(?:先)?(?:询问|问|收集)(?P<what>[^，,。]+)",
        r"先(?:询问|问|收集)(?P<what>[^，,。再]+?)[，,]?(?:然后)?再(?:询问|问|收集)?(?P<where>[^，,。]+)",
        r"move (?P<what>[^,.]+?) before (?P<where>.+)",
    ),
    (Verb.ADD, True): (
        rf"add {_STEP} (?:that |which |to )(?P<what>[^,.]+?),? after (?P<where>.+)",
        r"füge? (?:nach|hinter) (?P<where>[^,.]+?) einen schritt (?:ein|hinzu),? der (?P<what>.+)",
        r"(?:añade|agrega) un paso (?:que|para) (?P<what>[^,.]+?),? después de (?P<where>.+)",
        r"在(?P<where>[^，,。]+?)之?后(?:面)?(?:加|添加|增加)一个?步骤[，,:：]?(?P<what>[^，,。]+)",
    ),
    (Verb.ADD, False): (
        rf"add {_STEP} (?:that |which |to )(?P<what>[^,.]+?),? before (?P<where>.+)",
        r"füge? vor (?P<where>[^,.]+?) einen schritt (?:ein|hinzu),? der (?P<what>.+)",
        r"(?:añade|agrega) un paso (?:que|para) (?P<what>[^,.]+?),? antes de (?P<where>.+)",
        r"在(?P<where>[^，,。]+?)之?前(?:面)?(?:加|添加|增加)一个?步骤[，,:：]?(?P<what>[^，,。]+)",
    ),
    (Verb.REMOVE, False): (
        rf"(?:remove|drop|delete|take out|leave out|skip) {_STEP} (?:that |which |where it |with )(?P<what>.+)",
        r"(?:remove|drop|delete|leave out|skip) (?:the )?(?P<what>[^,.]+?) step",
        r"(?:skip|leave out) (?:the )?(?P<what>greeting|goodbye|farewell|confirmation|read.?back)",
        r"(?:entfern|lösch|streich)\w* den schritt,? (?:der |in dem |mit )(?P<what>.+)",
        r"(?:überspring\w*|lass) (?:die |den )?(?P<what>begrüßung|verabschiedung|bestätigung)(?: weg| aus)?",
        r"(?:quita|elimina|borra) el paso (?:que|de|en que|donde) (?P<what>.+)",
        r"(?:salta|sáltate|omite) (?:el |la )?(?P<what>saludo|despedida|confirmación)",
        r"(?:删除|去掉|删掉)(?P<what>[^，,。]+?)的?步骤",
        r"跳过(?P<what>问候|告别|确认|欢迎语)",
    ),
    (Verb.AVOID, False): (
        r"(?:do not|don't|never) say (?P<where>goodbye|bye|hello) with (?P<what>.+)",
        r"(?P<where>verabschiede) dich nicht mit (?P<what>.+)",
        r"no te (?P<where>despid)as con (?P<what>.+)",
        r"不要用(?P<what>[^，,。]+?)(?:来)?(?P<where>告别|再见|道别)",
    ),
    (Verb.IF_FAILED, False): (
        r"(?:if|when) (?:the |a )?(?P<where>[^,.]+?) (?:fails|does not work|doesn't work),? (?P<what>.+)",
        r"(?:wenn|falls) (?:die |der |das |eine )?(?P<where>[^,.]+?) (?:fehlschlägt|scheitert|nicht klappt),? "
        r"(?P<what>.+)",
        r"si (?:el |la )?(?:falla (?:el |la )?(?P<where>[^,.]+?)|(?P<where_2>[^,.]+?) falla),? (?P<what>.+)",
        r"(?:如果|若)(?P<where>[^，,。]+?)失败[，,]?(?:就|则)?(?P<what>[^，,。]+)",
    ),
}
"""A verb, and whether its step comes after `where`, with the words that wish for it: `what` and `where`."""


class Reshaped(NamedTuple):
    """The edits a message wishes for, what to say where one cannot be made, and the sentences that say other things."""

    operations: list[Operation]
    answer: str = ""
    rest: str = ""


def take(reading: Reading) -> Reshaped:
    """What a message wishes of the flow; nothing while there is none."""
    if reading.state.stage not in _STAGES or reading.state.workflow is None or not _SIGNS.search(reading.low):
        return Reshaped([])
    operations, answers, rest, state = list[Operation](), list[str](), list[str](), reading.state
    for sentence in reading.sentences:
        wish = _wish(sentence)
        if wish is None:
            rest.append(sentence.text)
            continue
        try:
            made, state = _fulfilled(wish, state)
        except (Nowhere, Unfit, revision.Broken) as error:
            if wish.verb is Verb.IF_FAILED and isinstance(error, Nowhere):
                rest.append(sentence.text)  # it may be a hand-over rule, which other rules read
                continue
            answers.append(_refusal(error, reading.state))
        else:
            operations.append(Operation(op=Op.SET, path="/workflow", value=made, evidence=sentence.text[:2_000]))
    return Reshaped(operations, "\n".join(answers), " ".join(rest))


def value(text: str, state: BuildState) -> list[dict[str, Any]]:
    """A wish in one sentence as edits, in JSON; ValueError, with what is wrong, where it is none or cannot be made."""
    wish = _wish(single(text))
    if wish is None or state.workflow is None:
        raise ValueError("say it as “ask for X before Y”, “add a step that X after Y”, “remove the X step”")
    try:
        return _fulfilled(wish, state)[0]
    except Nowhere as error:
        raise ValueError(f"no step for it; the steps are: {', '.join(places.names(state.workflow))}") from error


def _wish(sentence: Sentence) -> Wish | None:
    low = sentence.left.strip()
    for verb, is_after, pattern in _compiled():
        found = pattern.match(low)
        if found:
            parts = found.groupdict()
            where = next((name for name in ("where", "where_2") if parts.get(name)), "")
            what = _said(sentence, *found.span("what"))
            return Wish(verb, what, _said(sentence, *found.span(where)) if where else "", is_after)
    return None


def _said(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start:end].strip(" .!?,;:\"“”„«»'。！？「」")


@cache
def _compiled() -> tuple[tuple[Verb, bool, re.Pattern[str]], ...]:
    lead = r"(?:please |ok(?:ay)?,? |and |bitte |por favor,? |请)?"
    return tuple(
        (verb, is_after, re.compile(lead + pattern))
        for (verb, is_after), patterns in _WORDINGS.items()
        for pattern in patterns
    )


def _fulfilled(wish: Wish, state: BuildState) -> tuple[list[dict[str, Any]], BuildState]:
    """The edits in JSON, and the state with them; Nowhere, Unfit or Broken where they cannot be made."""
    assert state.workflow is not None  # noqa: S101 - the callers looked
    made = wishes.edits(_resolved(wish), state.workflow, state.tools)
    after = state.model_copy(update={"workflow": revision.revise(state, made)}) if made else state
    return [edit.model_dump(mode="json", exclude_defaults=True) for edit in made], after


def _resolved(wish: Wish) -> Wish:
    """ "… after collecting it" is about what the step itself is about."""
    words = set(re.findall(r"\w+", wish.where.lower()))
    if wish.verb is Verb.ADD and words & {"it", "them", "that", "das", "eso"}:
        return Wish(wish.verb, wish.what, " ".join(wish.what.split()[1:]) or wish.what, wish.is_after)
    return wish


def _refusal(error: Nowhere | Unfit | revision.Broken, state: BuildState) -> str:
    said = phrases(state.language)
    if isinstance(error, Nowhere) and state.workflow is not None:
        steps = ", ".join(places.names(state.workflow))
        return said.tell("I find no step for “{words}”. The steps are: {steps}.", words=error.wanted[:80], steps=steps)
    return said.tell("That would break the flow, so nothing was changed: {reason}.", reason=str(error).rstrip("."))
