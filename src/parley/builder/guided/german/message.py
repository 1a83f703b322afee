"""What a German message tells: every rule over every sentence, the particular ones before the general ones."""

import re

from parley.agents.schemas import Channel
from parley.builder.guided.draft import Draft
from parley.builder.guided.german import (
    answers,
    audience,
    conduct,
    duties,
    facts,
    goals,
    handover,
    hours,
    identity,
    limits,
    manner,
    page,
    purpose,
    receivers,
    spoken,
    tasks,
    usual_data,
)
from parley.builder.guided.german.page import Part
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.schemas import Stage

_QUESTION = re.compile(
    r"^(?:eine frage|frage|kann|können|was|wie|wann|wer|wo|warum|welche\w*|gibt es|geht|haben sie|hast du|sagen sie"
    r"|ist)\b"
)
_TASK_CUE = re.compile(
    r"\b(?:soll(?:en|te)?|kann|können|könnten|um|möchten?|wollen|will|muss|aufgaben?|erledigen|geht es um|der|die|das"
    r"|dass|rufen|damit|bitte|es geht)\b"
)
_BESIDES = re.compile(r"\b(?:soll\w*|auch|genauso|ebenso|sowohl|zusätzlich|beides)\b")
_ROLE = re.compile(
    r"\b(?P<role>[A-ZÄÖÜ]?[\wäöü-]*(?:[Aa]ssistent(?:in)?|[Aa]gent(?:in)?|[Rr]ezeptionist(?:in)?|[Bb]ot|KI"
    r"|[Hh]otline))(?:en)?\b"
)


class _Reader:
    """One message on its way into the draft."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        self.page = page.page(reading)
        self.parts = self.page.parts
        self.is_tools = reading.path.startswith("/tools")
        self.told = goals.Told()
        self.asked = reading.asked
        self.hours: list[tuple[str, str]] = []

    def read(self) -> None:
        for slot, (line, words) in spoken.lines(self.page, self.asked).items():
            self.draft.say(slot, line, words)
        brief = self.reading.state.brief
        if not self.is_tools:
            self.draft.say("name", *identity.name(self.page, is_known=brief.name is not None))
        self._labels()
        self._purpose()
        for part in self.parts:
            if any(map(str.isalnum, part.sentence.left)) and not self._is_question(part):
                self._particular(part)
        telling = [facts.is_telling(part.sentence.text.lower()) for part in self.parts]
        for place, part in enumerate(self.parts):
            if any(map(str.isalnum, part.sentence.left)) and not self._is_question(part):
                self._general(part, is_near=self._is_near(place, telling))
        self._answered()
        self._settle()

    def _is_question(self, part: Part) -> bool:
        low = part.sentence.left
        return low.rstrip().endswith("?") and _QUESTION.match(low) is not None

    def _labels(self) -> None:
        """Lines that say what they are, and the items below a heading that does."""
        kept = ""
        for part in self.parts:
            sentence = part.sentence
            slot, start = answers.label(sentence.left)
            if slot and start >= len(sentence.left.rstrip()):
                sentence.take(0, len(sentence.left))
                continue
            if not slot:
                slot, start = answers.heading(part.heading) if part.heading and (part.is_item or kept) else "", 0
            if not slot and kept and self._goes_on(part, kept):
                slot, start = kept, 0
            kept = slot if slot in {"facts", "handover", "scope_dont"} else ""
            if slot and self._labelled(slot, part, start):
                sentence.take(0, len(sentence.left))

    def _goes_on(self, part: Part, slot: str) -> bool:
        """Whether a sentence behind a labelled one in the same line still belongs to the label."""
        before = self.reading.text[max(0, part.sentence.start - 2) : part.sentence.start]
        return "\n" not in before and not part.is_item and slot in {"facts", "handover"}

    def _labelled(self, slot: str, part: Part, start: int) -> bool:
        sentence = part.sentence
        words = sentence.text[start:].strip(" .")
        if not words or (slot in {"name", "kind"} and len(words.split()) > 6):
            return False
        if slot == "goals":
            before = len(self.told.goals)
            sentence.take(0, start)
            answers.read_goals(sentence, self.told)
            return len(self.told.goals) > before
        value = answers.value(slot, sentence.text[start:])
        if value is None:
            return False
        self.draft.say(slot, value, words)
        if slot == "tone":
            self.draft.say("languages", *manner.languages(sentence))
        return True

    def _purpose(self) -> None:
        if "purpose" not in self.draft and self.reading.state.brief.purpose is None:
            self.draft.say("purpose", *purpose.found(self.parts))

    def _particular(self, part: Part) -> None:
        sentence = part.sentence
        if "callers" in self.asked and "callers" not in self.draft and (who := audience.listed(sentence)):
            self.draft.say("callers", who, sentence.take(0, len(sentence.left)))
            return
        if "languages" in self.asked:
            self.draft.say("languages", *manner.languages(sentence, is_asked=True))
        self.draft.say("success", *duties.success(sentence))
        self.draft.say("voice", *manner.voice(sentence))
        self.draft.say("compliance", *duties.compliance(sentence))
        if not self.is_tools and not tasks.with_data(sentence, self.told):
            self._handover(sentence)
        if told := hours.found(sentence, is_asked="hours" in self.asked):
            self.hours += [told] if told[0] else []
        if "callers" in self.asked or self.reading.state.brief.callers is None:
            self.draft.say("callers", *audience.callers(part, is_asked="callers" in self.asked))
        is_barred = answers.heading(part.heading) == "scope_dont"
        for limit in limits.donts(sentence, is_listed=is_barred):
            self.draft.say(limit.slot, [limit.text], limit.words)

    def _handover(self, sentence: Sentence) -> None:
        self.draft.say("handover", *handover.found(sentence, is_asked="handover" in self.asked))
        rules = self.draft.value("handover") if "handover" in self.draft else None
        if rules and (case := receivers.likewise(sentence)):
            self.draft.say("handover", [{"when": case, "to": rules[-1]["to"]}], sentence.text)

    def _is_near(self, place: int, telling: list[bool]) -> bool:
        """Whether facts stand right before and after a sentence, or it ends a message that tells nothing else."""
        before, after = place > 0 and telling[place - 1], telling[place + 1 : place + 2] == [True]
        return before and (after or (place + 1 == len(telling) and sum(telling) * 2 >= len(telling)))

    def _general(self, part: Part, *, is_near: bool) -> None:
        sentence = part.sentence
        self.draft.say("languages", *manner.languages(sentence, is_asked="languages" in self.asked))
        channel, words = manner.channel(sentence, is_asked="channel" in self.asked)
        is_told = "channel" in self.asked or self.reading.state.brief.channel is None
        if channel is not None and (is_told or (channel is Channel.BOTH and _BESIDES.search(sentence.text))):
            self.draft.say("channel", channel, words)
        self.draft.say("constraints", *conduct.found(sentence))
        for fact, said in facts.found(sentence, is_listed=answers.heading(part.heading) == "facts", is_near=is_near):
            self.draft.say("facts", [fact], said)
        tones, words = manner.tones(sentence, is_asked="tone" in self.asked)
        self.draft.say("tone", [tone for tone in tones if not tone.startswith("nicht ")], words)
        self.draft.say("constraints", [tone.capitalize() for tone in tones if tone.startswith("nicht ")], words)
        self._goals(part)

    def _goals(self, part: Part) -> None:
        sentence = part.sentence
        if "purpose" in self.asked and not _TASK_CUE.search(sentence.left) and len(self.parts) == 1:
            goals.listed(sentence.text, self.told)
            return
        if self.is_tools or not _TASK_CUE.search(sentence.left):
            return
        if "purpose" in self.asked and "goals" not in self.asked and self.reading.state.stage is not Stage.INITIAL:
            return
        text = "".join(
            mark if mark == "\ue002" else sign for sign, mark in zip(sentence.text, sentence.left, strict=True)
        )
        found = goals.phrases(text)
        for name, start, end in found:
            self.told.add(name, usual_data.of(name), sentence.text[start:end].strip(" ,"), sentence.start)

    def _answered(self) -> None:
        """What no rule has used, as the answer to an open question."""
        for slot in self.asked:
            if slot in self.draft or (slot == "goals" and self.told.goals) or (slot == "hours" and self.hours):
                continue
            if slot == "purpose" and self.reading.state.stage is Stage.INITIAL:
                continue
            rest = [
                part for part in self.parts if any(map(str.isalnum, part.sentence.left)) and not self._is_question(part)
            ]
            if not rest or (slot not in _CLOSED and not self._is_bare(rest)):
                continue
            self._answer(slot, rest)

    def _answer(self, slot: str, rest: list[Part]) -> None:
        """Sentences that are nothing but the answer for a slot."""
        first = rest[0].sentence
        if slot == "goals":
            for part in rest:
                answers.read_goals(part.sentence, self.told)
            return
        if slot == "scope_dont":
            rest = [part for part in rest if audience.is_verbless(part.sentence.text) or limits.negates(part.sentence)]
        words = first.text if slot in {"name", "purpose"} else " ".join(part.sentence.text for part in rest)
        value = audience.listed(first, is_alone=True) if slot == "callers" else answers.value(slot, words)
        if value is not None and not (slot in {"greeting", "closing"} and not spoken.sounds(words)):
            self.draft.say(slot, value, first.text)

    def _is_bare(self, rest: list[Part]) -> bool:
        """Whether a message says nothing else, so that its words are the answer."""
        if self.reading.state.question is None:
            return False
        untouched = [part for part in rest if "\ue002" not in part.sentence.left]
        return bool(untouched) and untouched[0] is self.parts[0] and not self.reading.text.rstrip().endswith("?")

    def _settle(self) -> None:
        draft = self.draft
        if self.hours:
            text = ", ".join(dict.fromkeys(text for text, _ in self.hours))
            self.draft.say("hours", text[:300], self.hours[0][1])
        if "greeting" in draft and "name" not in draft and (name := spoken.named(str(draft.value("greeting")))):
            draft.imply("name", name, name)
        self._settle_goals()
        self._kind()
        if "purpose" not in draft and self.reading.state.brief.purpose is None and self.told.goals:
            names = ", ".join(goal["name"] for goal in self.told.goals[:3])
            role = _ROLE.search(self.reading.text)
            if role:
                self.draft.say("purpose", f"{role.group('role')}: {names}", self.told.words[0])

    def _settle_goals(self) -> None:
        told, draft = self.told, self.draft
        if told.goals:
            self._without_summaries()
            told.bind()
            told.mend(self.page.text)
        elif told.loose:
            draft.collect([name for _, listed, _ in told.loose for name in listed], told.loose[0][2])
        if told.goals:
            held = self.reading.state.brief.goals
            known = [goal.model_dump() for goal in held.value] if held else []
            fresh = []
            for goal, words in zip(told.goals, told.words, strict=True):
                same = next((each for each in known if goals.is_same(each["name"], goal["name"])), None)
                if same is None:
                    fresh.append((goal, words))
                elif goal["collect"] and goal["collect"] != same["collect"]:
                    said = same["collect"] if same["collect"] != usual_data.of(same["name"]) else []
                    same["collect"] = list(dict.fromkeys([*said, *goal["collect"]]))[:20]
                    draft.amend("goals", [same], words)
            self.draft.say("goals", [goal for goal, _ in fresh], fresh[0][1] if fresh else "")

    def _without_summaries(self) -> None:
        """Goals that only sum up a list with data told below them, in the sentence that says the purpose, go."""
        told, words = self.told, self.draft.words("purpose")
        place = self.page.text.find(words) if words else -1
        listed = [goal for goal in told.goals if goal["collect"] and goal["collect"] != usual_data.of(goal["name"])]
        if place < 0 or len(listed) < 2:
            return
        sentence = max((part.sentence.start for part in self.parts if part.sentence.start <= place), default=0)
        kept = [
            (goal, said, start)
            for goal, said, start in zip(told.goals, told.words, told.places, strict=True)
            if goal in listed
            or start != sentence
            or not any(goals.is_kin(goal["name"], each["name"]) for each in listed)
        ]
        told.goals, told.words, told.places = ([*part] for part in zip(*kept, strict=True))

    def _kind(self) -> None:
        draft, brief = self.draft, self.reading.state.brief
        if "kind" in draft or brief.kind is not None:
            return
        names = " ".join(goal["name"] for goal in draft.value("goals") or [] if isinstance(goal, dict))
        aim = str(draft.value("purpose") or "")
        role = _ROLE.search(self.reading.text)
        kind, is_named = identity.job(f"{aim} {names} {role.group('role') if role else ''}".lower())
        words = draft.words("purpose") or draft.words("goals")
        if kind is not None and words:
            if is_named:
                self.draft.say("kind", kind, words)
            else:
                draft.imply("kind", kind, words, 0.7)


_CLOSED = frozenset({"kind", "channel", "languages"})


def gather(reading: Reading, draft: Draft) -> None:
    """Fill a draft from a German message."""
    _Reader(reading, draft).read()
