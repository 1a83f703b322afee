"""What a Chinese message tells: every rule over every sentence, the particular ones before the general ones."""

import re
from itertools import zip_longest

from parley.builder.guided.chinese import (
    answers,
    facts,
    goals,
    handover,
    hours,
    identity,
    limits,
    manner,
    names,
    open_answers,
    steering,
    terms,
)
from parley.builder.guided.chinese.clauses import MASK, Page, Sentence, page, trimmed
from parley.builder.guided.chinese.settling import Gathered, Settling
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Reading

_LABELLED = re.compile(r"【(?P<heading>[^】\n]{1,14})】\s*:?|(?P<label>[^,:。\n“「]{1,12})(?<!\d):")
_QUESTION = re.compile(r"怎么办|怎么样|是什么|吗$|呢$|为什么|能不能|可不可以|是不是|多少钱$|怎么")
_LOOSE = frozenset({"constraints", "facts", "scope_do"})
"""Slots whose heading stands above anything (要求如下): a line below tells itself what it is, or is that."""
_KIND = re.compile(
    r"(?:属于|算是?|归为?)(?P<kind>[^,的]{2,6}?)(?:类的?|型的?)?$|(?:就)?是(?P<sort>[^,的]{2,6}?)[类型]的?$"
)
_KIND_ASKED = re.compile(r"(?:就)?是(?P<kind>[^,的]{2,6}?)$")
_RULES = re.compile(r"规则|须知|政策|可以告诉|跟客人说|说明一下|信息")

_TALK = re.compile(
    r"(?:它|机器人|助手)?(?:也|还|另外|顺便|同时|,)*(?:可以|能|要|会)?(?:也|还|顺便)*"
    r"(?P<what>(?:聊聊|讲讲|说说|谈谈|科普|介绍介绍|介绍一下|讲解一下)[^,]{2,30})$"
)
_BECAUSE = re.compile("因为|因爲|由于|不然|要不然|平时|现在|天天|每天|老是|总是|最近|.{0,6}忙不过来")


class _Reader:
    """One message on its way into the draft."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        self.page = _unused(reading)
        self.all = Gathered()
        self.is_first = all(clause.is_open for sentence in self.page.sentences for clause in sentence.clauses)
        self.asked = reading.asked
        self.below: list[tuple[str, Sentence]] = []

    def read(self) -> None:
        context, is_rules = "", False
        answering = open_answers.Answering(self.reading, self.draft, self.page, self.all, self._say)
        answering.greeting()
        reading_of_tools = self.reading.path.startswith("/tools")
        for sentence in self.page.sentences:
            context = self._labelled(sentence, context)
            if not sentence.open or self._is_question(sentence) and not _without_question(sentence):
                continue
            self._particular(sentence)
            if not reading_of_tools:
                self._general(sentence, is_rules=is_rules)
            is_rules = _RULES.search(sentence.clauses[0].low) is not None or (is_rules and sentence.mark not in "\n")
        for rule in handover.mended(self.all.rules):
            self.draft.say("handover", [{"when": rule.when, "to": rule.to}], rule.words)
        for slot, sentence in self.below:
            if all(clause.is_open for clause in sentence.clauses):
                words = self.page.take(*sentence.clauses)
                self._say(slot, words, words)
        answering.rest(
            [each for each in self.page.sentences if each.open and not self._is_question(each)], is_first=self.is_first
        )
        Settling(self.reading, self.draft, self.page, self.all, is_asked="goals" in self.asked).settle()

    def _labelled(self, sentence: Sentence, context: str) -> str:
        """A sentence below or behind a label, as that label's slot; the label that holds for the next one."""
        first = sentence.clauses[0]
        found = _LABELLED.match(self.page.low, first.start, sentence.clauses[-1].end)
        slot = answers.heading(found.group("heading") or found.group("label")) if found else ""
        if found and slot:
            start = found.end()
            is_heading = bool(found.group("heading"))
        elif context.endswith("?") and sentence.is_bullet:
            self.below.append((context[:-1], sentence))
            return context
        elif context and (context[-1] in "|;" or sentence.is_bullet):
            slot, start, is_heading = context.rstrip("|;+"), first.start, context.endswith("|")
        else:
            return ""
        is_line = slot in {"greeting", "closing"}
        end = sentence.clauses[-1].end + (is_line and sentence.mark in set("。！？!?"))
        text = self.page.text[start:end].strip(" ：:\n")
        if not text and slot in _LOOSE:
            self.page.take(*sentence.clauses)
            return f"{slot}?"
        if not text or self._say(slot, text, text):
            self.page.take(*sentence.clauses)
        if found and text and sentence.is_bullet and sentence.mark not in {";", "；"}:
            return context
        if sentence.mark in {";", "；"}:
            return f"{slot}|" if is_heading else f"{slot};"
        return (
            f"{slot}|"
            if is_heading and sentence.mark != "\n"
            else f"{slot}+"
            if not text or sentence.is_bullet and context
            else ""
        )

    def _say(self, slot: str, text: str, words: str) -> bool:
        if slot == "collect":
            self.all.told.loose += terms.names(text)
            return True
        if slot == "hours" and not hours.is_told(fold(text)):
            return False
        if slot == "goals":
            before = len(self.all.told.goals) + len(self.all.told.loose)
            for goal in answers.value("goals", text) or []:
                self.all.told.add(goal["name"], goal["collect"], words)
            return len(self.all.told.goals) + len(self.all.told.loose) > before
        value = answers.value(slot, text)
        if value is None:
            return False
        if slot == "scope_dont":
            self.all.donts += [limits.Limit(item, words) for item in value]
        else:
            self.draft.say(slot, value, words)
        return True

    def _is_question(self, sentence: Sentence) -> bool:
        low = ",".join(clause.low for clause in sentence.clauses)
        if sentence.mark not in {"?", "？"} or MASK in low:
            return False
        return _QUESTION.search(sentence.clauses[-1].low) is not None or steering.wonders(low)

    def _particular(self, sentence: Sentence) -> None:
        page_, draft = self.page, self.draft
        for slot, (line, words) in manner.spoken_lines(page_, sentence, self.asked).items():
            draft.say(slot, line, words)
        duty, words = limits.compliance(page_, sentence)
        draft.say("compliance", [duty], words)
        aim, words = limits.success(page_, sentence)
        draft.say("success", [aim] if aim else [], words)
        for text, words in limits.instead(page_, sentence):
            draft.say("constraints", [text], words)
        for text, words in limits.conduct(page_, sentence):
            draft.say("constraints", [text], words)
        self.all.rules += handover.found(page_, sentence, is_labelled="handover" in self.asked)
        for clause in sentence.open:
            told = limits.donts(page_, clause)
            self.all.donts += [limit for limit in told if not limit.is_manner]
            draft.say("tone", [limit.text for limit in told if limit.is_manner], clause.text)
        self._identity(sentence)
        if text := hours.found(page_, sentence):
            self.all.hours.append(text)
        draft.say("voice", *manner.voice(page_, sentence))

    def _identity(self, sentence: Sentence) -> None:
        page_, draft = self.page, self.draft
        called, clause = names.name(sentence)
        if clause is not None:
            draft.say("name", called, clause.text)
            if not identity.ROLE.search(clause.low) and len(clause.low) <= len(called) + 8:
                page_.take(clause)
        for clause in sentence.open:
            if (found := self._stated(clause.low)) and (kind := identity.stated_kind(found)):
                draft.say("kind", kind, page_.take(clause))
        draft.say("callers", *identity.callers(page_, sentence))
        self._languages(sentence)

    def _stated(self, low: str) -> str:
        """What a clause calls the kind of job."""
        found = _KIND.match(low) or ("kind" in self.asked and _KIND_ASKED.match(low))
        return next(filter(None, found.groups()), "") if found else ""

    def _languages(self, sentence: Sentence) -> None:
        for clause in sentence.open:
            tags = manner.languages(clause.low, is_asked="languages" in self.asked)
            if tags:
                self.draft.say("languages", tags, self.page.words(clause))
                if not goals.is_task(clause.low):
                    self.page.take(clause)

    def _general(self, sentence: Sentence, *, is_rules: bool) -> None:
        page_, draft = self.page, self.draft
        is_role = identity.is_role(sentence)
        for clause, items in manner.tones(sentence, is_asked="tone" in self.asked):
            draft.say("tone", items, page_.take(clause))
        self._answered_channel(sentence)
        if is_role:
            self._role(sentence, is_role=True)
        self._answered_purpose(sentence)
        goals.with_data(page_, sentence, self.all.told)
        if not is_role:
            self._role(sentence, is_role=False)
        for clause in sentence.open:
            if found := _TALK.match(clause.low):
                draft.say("scope_do", [trimmed(clause.text[slice(*found.span("what"))])], page_.take(clause))
        low = sentence.clauses[0].low
        if is_rules or facts.is_firm(low) or not ({"purpose", "goals"} & set(self.asked) and identity.does(low)):
            for fact, words in facts.found(page_, sentence, is_rules=is_rules):
                draft.say("facts", [fact], words)

    def _role(self, sentence: Sentence, *, is_role: bool) -> None:
        page_, draft = self.page, self.draft
        self._channel(sentence, is_role=is_role)
        if "purpose" in draft or self.reading.state.brief.purpose is not None:
            return
        purpose, words = identity.purpose(page_, sentence, is_role_told=is_role)
        if purpose:
            self.all.able.append((purpose, words))
            draft.say("purpose", purpose, words)
            for clause, after in zip_longest(sentence.open, sentence.open[1:]):
                is_head = after is not None and goals.needs_data(after.low) and goals.is_task(clause.low)
                if clause.text in words and not is_head:
                    page_.take(clause)

    def _answered_purpose(self, sentence: Sentence) -> None:
        """Where it was asked for, a sentence that tells of work and of no data is the answer, all of it."""
        is_asked = self.reading.state.question is not None and "purpose" in self.asked
        if is_asked and "purpose" not in self.draft and (text := identity.work(self.page, sentence)):
            self.draft.say("purpose", answers.value("purpose", text), self.page.take(*sentence.clauses))

    def _answered_channel(self, sentence: Sentence) -> None:
        """Where it was asked for, a short clause that names a channel is the answer, and no datum."""
        short = [clause for clause in sentence.open if "channel" in self.asked and len(clause.low) <= 12]
        named = [clause for clause in short if answers.value("channel", clause.text)]
        if named:
            text = "，".join(clause.text for clause in named)
            self.draft.say("channel", answers.value("channel", text), self.page.words(named[0], named[-1]))
            for clause in named:
                self.page.take(clause)

    def _channel(self, sentence: Sentence, *, is_role: bool) -> None:
        page_, draft = self.page, self.draft
        low = ",".join(clause.low for clause in sentence.open if not _BECAUSE.match(clause.low))
        if is_role:
            self.all.title += f" {low}"
        if is_role or identity.ROLE.search(low) or {"channel", "purpose"} & set(self.asked):
            channel = manner.channel(low)
            if channel and (words := page_.words(sentence.clauses[0], sentence.clauses[-1])):
                draft.say("channel", channel, words)
        elif re.search("来电|来电话|打来|打电话|接电话|热线", low):
            draft.imply("channel", manner.channel(low), page_.words(sentence.clauses[0], sentence.clauses[-1]), 0.9)


def _without_question(sentence: Sentence) -> bool:
    """Whether a sentence tells of the agent before the question at its end, which is closed then."""
    if not any(identity.ROLE.search(clause.low) for clause in sentence.clauses[:-1]):
        return False
    sentence.clauses[-1].is_open = False
    return True


def _unused(reading: Reading) -> Page:
    """The message cut up, the clauses that a correction has used closed, and those that only deny something."""
    paper = page(reading.text)
    used = [
        (sentence.start + found.start(), sentence.start + found.end())
        for sentence in reading.sentences
        for found in re.finditer("\ue002+", sentence.left)
    ]
    for sentence in paper.sentences:
        for clause in sentence.clauses:
            is_denial = len(sentence.clauses) > 1 and re.match("(?:而|并)?(?:不是|并非)", clause.low) is not None
            clause.is_open = not is_denial and not any(start < clause.end and clause.start < end for start, end in used)
    return paper


def gather(reading: Reading, draft: Draft) -> None:
    """Fill a draft from a Chinese message."""
    _Reader(reading, draft).read()
