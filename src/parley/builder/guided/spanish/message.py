"""What a Spanish message tells: every rule over every sentence, the particular ones before the general ones."""

import re

from parley.builder.guided import recipients
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Reading
from parley.builder.guided.spanish import (
    abilities,
    answers,
    callers,
    duties,
    facts,
    goals,
    handover,
    hours,
    identity,
    languages,
    limits,
    manner,
    names,
    orders,
    page,
    receivers,
    spoken,
    verbs,
    wishes,
)
from parley.builder.guided.spanish.page import Part
from parley.builder.guided.spanish.settling import Gathered, Settling

_LABEL = re.compile(r"^(?P<label>[^:,.;¿?\ue000-\ue002]{2,40}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
_AIM = re.compile(
    r"^(?:(?:pues|bueno|que|para|la idea es que|principalmente|sobre todo)\s+)*(?:nos |les "
    r"|le )?(?P<verb>[a-zñáéíóú]+)\b"
)
_MOVED = re.compile(r"\b(?<!qué le )(?<!qué les )(?<!qué )(?:pas|transf|deriv|desv|comuni)\w*\b")


class _Reader:
    """One message on its way into the draft."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        self.parts = page.parts(reading)
        self.all = Gathered()
        self.is_role_told = self.is_listing = False
        self.asked = reading.asked
        self.is_about_tools = reading.path.startswith("/tools")

    def read(self) -> None:
        self.draft.say("channel", *manner.reached(self.parts[-1].sentence, self.asked) if self.parts else (None, ""))
        for slot, (line, words) in spoken.lines(self.parts, self.asked).items():
            self.draft.say(slot, line, words)
        for at, part in enumerate(self.parts):
            if part.is_heading or self._is_said(at) or part.is_question or self._labelled(part):
                continue
            if "callers" in self.asked and self._callers(part):
                continue
            self._particular(part, at)
            self._manner(part)
            self._general(part, at)
        self._answered()
        Settling(self.reading, self.draft, self.all, self.is_about_tools).settle()

    def _labelled(self, part: Part) -> bool:
        """A sentence behind or below a label, as that label's slot."""
        sentence = part.sentence
        found = _LABEL.match(sentence.left)
        slot = answers.label(found.group("label")) if found else ""
        start = found.start("rest") if found else 0
        if not slot and part.heading:
            slot, start = answers.label(part.heading), 0
        text = sentence.text[start:].strip()
        if not slot or len(text) < 2 or "\ue002" in sentence.left[start:] or not self._say(slot, text):
            return False
        if slot == "purpose" and identity.ROLE.search(text.lower()):
            self.draft.say("channel", manner.channel(re.split(r" (?:que|para) ", text.lower())[0]), text)
        sentence.take(0, len(sentence.left))
        return True

    def _is_said(self, at: int) -> bool:
        """A greeting without quotation marks behind its label goes on to the question that ends it."""
        if at + 1 >= len(self.parts) or not self.parts[at + 1].is_question:
            return False
        sentence, after = self.parts[at].sentence, self.parts[at + 1].sentence
        found = _LABEL.match(sentence.left)
        slot = answers.label(found.group("label")) if found else ""
        if found is None or slot not in {"greeting", "closing"}:
            return False
        line = self.reading.text[sentence.start + found.start("rest") : after.start + len(after.text)].strip()
        self.draft.say(slot, " ".join(line.split()), line)
        sentence.take(0, len(sentence.left))
        after.take(0, len(after.left))
        return True

    def _say(self, slot: str, text: str) -> bool:
        value = answers.value(slot, text)
        if not value:
            return False
        if slot == "collect":
            self.all.told.loose += value
        elif slot == "goals":
            for goal in value:
                self.all.told.add(goal["name"], goal["collect"], text)
        elif slot == "facts":
            self.all.facts += [(fact, fact["text"]) for fact in value]
        elif slot == "scope_dont":
            self.all.donts += [(item, text) for item in value]
        elif slot == "hours":
            self.all.hours.append((len(self.all.hours), value))
        else:
            self.draft.say(slot, value, text)
        return True

    def _callers(self, part: Part) -> bool:
        """Those that an answer names beside another answer: "Cotizar una mudanza: fecha. Familias y oficinas."."""
        said = part.sentence
        if len(self.parts) < 2 or "callers" in self.draft or not callers.is_list(said.left):
            return False
        return self._say("callers", said.text) and bool(said.take(0, len(said.left)))

    def _particular(self, part: Part, at: int) -> None:
        sentence, draft = part.sentence, self.draft
        aim, words = duties.success(sentence)
        draft.say("success", [aim] if aim else [], words)
        duty, words = duties.compliance(sentence)
        draft.say("compliance", duty, words)
        self._named(part, at)
        if "tone" in self.asked:
            self._tones(part)
        draft.say("voice", *manner.voice(sentence))
        is_moved = _MOVED.search(sentence.left) or recipients.PHONE.search(sentence.left) or "handover" in self.asked
        if not is_moved:
            self._data(part)
        if not is_moved or "handover" in self.asked and not handover.moves(sentence):
            self._donts(part)
        if not self._is_role(part) or recipients.PHONE.search(sentence.left) or "@" in sentence.text:
            is_same = "handover" in draft and receivers.renewed(sentence, draft.value("handover") or [])
            for rule in () if is_same else handover.found(sentence, is_asked="handover" in self.asked):
                draft.say("handover", [rule.value], rule.words)
        self._donts(part)
        self._hours(part, at)
        if is_moved:
            self._data(part)

    def _hours(self, part: Part, at: int) -> None:
        said, _ = hours.found(part.sentence, is_asked="hours" in self.asked)
        held = self.all.hours
        if said and held and hours.is_taken_back(self.reading.low, self.parts[held[-1][0]].sentence, part.sentence):
            held.clear()
        if said:
            held.append((at, said))

    def _donts(self, part: Part) -> None:
        self.all.donts += limits.donts(part.sentence)

    def _named(self, part: Part, at: int) -> None:
        if self.is_about_tools:
            return
        said, words = names.name(part.sentence, is_first=at < 3 or "name" in self.asked)
        if not said:
            return
        if "name" not in self.draft:
            self.draft.say("name", said, words)
        if len(words) * 2 > len(part.sentence.text):
            part.sentence.take(0, len(part.sentence.left))

    def _data(self, part: Part) -> None:
        """Tasks with their data, but in the sentence that says which agent is wanted: there only what it shall ask."""
        if self.is_about_tools or facts.is_telling(part.sentence):
            return
        self._tasks(part)
        orders.enough(part.sentence, self.all.told)

    def _tasks(self, part: Part) -> None:
        is_role = self._is_role(part)
        if not is_role or ": " in part.sentence.left:
            abilities.others(part.sentence, self.all.told)
        goes_on = self.is_listing and abilities.answered(part.sentence, self.all.told)
        is_told = abilities.of_callers(part.sentence, self.all.told, is_role=is_role) or goes_on
        self.is_listing = is_told and part.sentence.text.endswith(";")
        if goes_on:
            return
        if is_role and "goals" not in self.asked and wishes.with_data(part.sentence, self.all.told):
            return
        is_asked = "goals" in self.asked or answers.label(part.heading) == "goals"
        if "goals" in self.asked and self.reading.state.question and abilities.answered(part.sentence, self.all.told):
            return
        is_told = goals.with_data(part.sentence, self.all.told, is_asked=is_asked, is_item=part.is_item)
        if not is_told and not orders.found(part.sentence, self.all.told, is_purpose=self._is_purpose(part)):
            self.all.told.weak += orders.wished(part.sentence)
            if is_asked and not part.is_question:
                goals.bare(part.sentence, self.all.told)

    def _is_purpose(self, part: Part) -> bool:
        return self.is_role_told and "purpose" not in self.draft and identity.goes_on(part.sentence.left)

    def _is_role(self, part: Part) -> bool:
        low = part.sentence.left
        return identity.WANT.search(low) is not None and (identity.ROLE.search(low) is not None or " que " in low)

    def _manner(self, part: Part) -> None:
        sentence, draft = part.sentence, self.draft
        tags, words = languages.found(sentence, is_asked="languages" in self.asked)
        if tags and self.reading.state.brief.languages is not None and languages.adds(sentence.text):
            draft.amend("languages", list(tags), words)
        else:
            draft.say("languages", tags, words)
        draft.say("callers", *callers.told(sentence))
        if "tone" not in self.asked:
            self._tones(part)

    def _tones(self, part: Part) -> None:
        is_asked = "tone" in self.asked and len(part.sentence.left.split()) < 25
        rules = duties.without(part.sentence)
        for tone, words in manner.tones(part.sentence, is_asked=is_asked):
            self.draft.say("tone", [tone], words)
        for rule in [*rules, *manner.address(part.sentence)]:
            self.draft.say("constraints", [rule], rule)

    def _general(self, part: Part, at: int) -> None:
        sentence, draft = part.sentence, self.draft
        is_role = self._is_role(part) or self.is_role_told and identity.goes_on(sentence.left)
        if is_role and not self.is_about_tools:
            self.is_role_told = True
            self._role(part)
        if "purpose" not in draft and self.reading.state.brief.purpose is None and not self.is_about_tools:
            said, words = identity.purpose(sentence, is_role=is_role)
            draft.say("purpose", said, words)
            if not said and is_role and (wish := identity.wish(sentence)):
                self.all.wish = self.all.wish or wish
            if not said and "purpose" in self.asked and self.reading.state.question and self._aims(part):
                return
        if facts.is_telling(sentence):
            self.all.facts += facts.found(sentence)
            return
        if self.is_about_tools:
            self.all.facts += facts.found(sentence)
            return
        text, words = duties.constraints(sentence)
        draft.say("constraints", [text] if text else [], words)
        if not is_role and ("purpose" not in self.asked or self.reading.state.question is None or at > 0):
            self.all.facts += facts.found(sentence, is_labelled="facts" in self.asked)

    def _aims(self, part: Part) -> bool:
        """An answer that begins with what the agent does is the purpose."""
        found = _AIM.match(part.sentence.left)
        if found is None or not verbs.is_task(found.group("verb")):
            return False
        self._say("purpose", part.sentence.text)
        part.sentence.take(0, len(part.sentence.left))
        return True

    def _role(self, part: Part) -> None:
        low = part.sentence.left
        found = identity.WANT.search(low)
        start = found.start() if found else 0
        self.all.role += f" {low[start:]}"
        stop = re.compile(r",? (?:así|porque|que mientras|ya que)\b").search(low, start)
        channel = manner.channel(low[start : stop.start() if stop else len(low)])
        if channel is not None:
            self.draft.say("channel", channel, part.sentence.text[start:].strip())

    def _answered(self) -> None:
        """What no rule has used, as the answer to the open question."""
        if self.reading.state.question is None:
            return
        for slot in self.asked:
            if slot not in self.draft and not (slot == "goals" and (self.all.told.goals or self.all.told.loose)):
                self._answer(slot)

    def _answer(self, slot: str) -> None:
        rest = page.rest(self.parts)
        if not rest or slot in {"greeting", "closing"} and not spoken.is_speech(rest):
            return
        is_bare = self.draft.is_empty and self.all.is_empty
        if (
            slot in {"facts", "hours", "constraints", "compliance", "success", "voice", "callers", "scope_dont"}
            and not is_bare
        ):
            return
        if slot == "goals" and not is_bare or slot == "purpose" and not is_bare and not self._is_job(rest):
            return
        if any(part.is_question for part in self.parts) and slot not in {"kind", "channel"}:
            return
        if slot == "purpose" and (identity.WANT.search(rest.lower()) or self.is_role_told):
            return
        if slot == "name" and (len(rest.split()) > 10 or not any(map(str.isupper, rest))):
            return
        self._say(slot, rest.split("\n")[0] if slot in {"kind", "name", "channel", "callers"} else rest)

    def _is_job(self, rest: str) -> bool:
        found = _AIM.match(rest.lower())
        return found is not None and verbs.is_task(found.group("verb")) or identity.JOB.match(rest.lower()) is not None


def gather(reading: Reading, draft: Draft) -> None:
    """Fill a draft from a Spanish message."""
    _Reader(reading, draft).read()
