"""What a whole Chinese message comes to: hours, limits, goals, callers and kind, once every sentence was read."""

import re
from dataclasses import dataclass, field

from parley.builder.guided.chinese import goals, handover, identity, limits, manner, names
from parley.builder.guided.chinese.clauses import Page
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Reading

_FURTHER = re.compile(
    r"(?:(?:也|还|同时)(?:要|得|能|可以|需要)(?:能够?|可以|支持)?|(?:要|得|能)(?:让|给)(?:人家|客人|客户|他们|大家|用户)(?:能|可以)?"
    r"|要(?=取消|改期|退))(?:让(?:人家|客人|客户|他们|大家|用户)(?:能|可以)?)?"
    r"(?P<task>(?:取消|改期|更改|修改|查|报修|投诉|续|退|预约|预订|登记|申请|请假|催|补办|挂失|订|约)[^,]{0,12})$"
)


_CAN = re.compile("(?:也|还|又|既|要|得)*(?:能够?|可以|会)(?P<task>[^、,，]{2,12})")


@dataclass(slots=True)
class Gathered:
    """What the sentences told so far; `title` is the wish for an agent, `able` what it "can" do with its words."""

    told: goals.Told = field(default_factory=goals.Told)
    hours: list[str] = field(default_factory=list)
    donts: list[limits.Limit] = field(default_factory=list)
    rules: list[handover.Rule] = field(default_factory=list)
    title: str = ""
    able: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Settling:
    """Puts what was gathered from a message into the draft; `is_asked`: whether goals were asked for."""

    reading: Reading
    draft: Draft
    page: Page
    all: Gathered
    is_asked: bool

    def settle(self) -> None:
        """Everything, once."""
        draft, state = self.draft, self.reading.state
        if self.all.hours:
            draft.say("hours", "；".join(self.all.hours)[:300], self.all.hours[0])
        for limit in limits.distinct(self.all.donts):
            draft.say("scope_dont", [limit.text], limit.words)
        self._goals()
        purpose = str(draft.value("purpose") or "")
        if "name" not in draft and "greeting" in draft and state.brief.name is None:
            line = str(draft.value("greeting"))
            draft.imply("name", names.in_line(line), self._said(line), 0.9)
        if "channel" not in draft and "purpose" in draft and state.brief.channel is None:
            draft.imply("channel", manner.channel(fold(purpose)), self._said(purpose), 0.9)
        if "callers" not in draft and "purpose" in draft:
            draft.imply("callers", identity.served(fold(purpose), purpose), draft.words("purpose"))
        if state.brief.kind is None and "kind" not in draft:
            tasks = " ".join(goal["name"] for goal in self.all.told.goals)
            kind = identity.kind(f"{self.all.title} {fold(purpose)}", fold(tasks))
            words = draft.words("purpose") or draft.words("goals") or self.all.title.strip()
            if kind is not None and words:
                draft.imply("kind", kind, self._said(words), 0.7)

    def _goals(self) -> None:
        told, draft = self.all.told, self.draft
        self._listed_abilities()
        self._able()
        is_loose = bool(told.loose) and not told.goals
        if self.is_asked and (told.goals or told.loose):
            self._bare()
        elif told.goals:
            self._also()
        if told.loose and told.goals and not (told.is_early and self._early()):
            told.add(told.goals[0 if is_loose else -1]["name"], told.loose, told.words[-1])
        elif told.loose and not told.goals:
            self._loose()
        if told.goals:
            draft.say("goals", told.goals, told.words[0] or self.page.text.strip()[:200])

    def _bare(self) -> None:
        """What is left beside goals that were asked for may name further ones."""
        told = self.all.told
        for clause in [each for sentence in self.page.sentences for each in sentence.open]:
            for goal in goals.listed(clause.text, is_asked=True):
                if not any(goals.similar(goal["name"], held["name"]) for held in told.goals):
                    told.add(goal["name"], [], self.page.take(clause))

    def _also(self) -> None:
        """Further tasks beside those with data: 也得让人家取消预约, 还要能改期."""
        told = self.all.told
        for clause in [each for sentence in self.page.sentences for each in sentence.open]:
            found = _FURTHER.match(clause.low)
            task = goals.name_of(clause.text[slice(*found.span("task"))]) if found else ""
            if (
                2 <= len(task) <= 12
                and goals.is_task(fold(task))
                and not any(goals.similar(task, held["name"]) for held in told.goals)
            ):
                told.add(task, [], self.page.take(clause))

    def _listed_abilities(self) -> None:
        """Tasks each led by "can": 能报修、能订会议室、能查物业费."""
        told = self.all.told
        for clause in [each for sentence in self.page.sentences for each in sentence.open]:
            parts = [_CAN.fullmatch(part) for part in clause.text.split("、")]
            if len(parts) < 2 or not all(parts):
                continue
            for name in [goals.name_of(part.group("task")) for part in parts if part]:
                if len(name) > 1 and not any(goals.similar(name, held["name"]) for held in told.goals):
                    told.add(name, [], self.page.take(clause))

    def _able(self) -> None:
        """The tasks that the agent "can" do: all where no other goal is told, else what a long list has beside them.

        A purpose that was asked for names tasks too, but not what each needs: the goals are asked for then.
        """
        told = self.all.told
        for text, words in self.all.able:
            listed = goals.listed(text)
            for goal in told.goals:
                fuller = next((each for each in listed if fold(goal["name"]) in fold(each["name"])), None)
                goal["name"] = fuller["name"] if fuller else goal["name"]
            if told.goals and len(listed) < 3 or not told.goals and (len(listed) < 2 or self.reading.state.question):
                continue
            known = list(told.goals)
            for goal in listed:
                if not any(goals.similar(goal["name"], other["name"]) for other in known):
                    told.add(goal["name"], [], words)

    def _early(self) -> bool:
        """Data told before the goals belong to the task of the purpose, where that is another."""
        tasks = goals.listed(self._task())
        if not tasks or any(goals.similar(tasks[0]["name"], held["name"]) for held in self.all.told.goals):
            return False
        told = self.all.told
        told.goals.insert(0, goals.value(tasks[0]["name"], told.loose))
        return True

    def _task(self) -> str:
        purpose = str(self.draft.value("purpose") or self.all.title).strip()
        return re.sub(
            "^(?:[我们想要做弄搞整]*一?[个款套])?|的?(?:机器人|助手|客服|热线)$|接电话|能够?|可以", "", purpose
        )

    def _loose(self) -> None:
        """Data without a goal: those of the goal held, else of the task that the purpose names."""
        told = self.all.told
        if self.draft.collect(told.loose, told.words[0] if told.words else self.page.text[:200]):
            return
        if tasks := goals.listed(self._task()):
            told.add(tasks[0]["name"], told.loose, told.words[0] if told.words else self._task())

    def _said(self, words: str) -> str:
        return words if words in self.page.text else self.page.text.strip()[:200]
