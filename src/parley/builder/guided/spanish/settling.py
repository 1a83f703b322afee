"""What a whole Spanish message comes to: facts, goals and kind, once every sentence was read."""

import re
from dataclasses import dataclass, field

from parley.agents.schemas import Channel
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Reading
from parley.builder.guided.spanish import callers, goals, identity, names, prohibited, receivers, tasks

_SELF = re.compile(r"(?:también )?(?:conmigo|mí|a mí|yo)")


@dataclass(slots=True)
class Gathered:
    """What the sentences told so far; hours stand with the place of their sentence, `role` is the wish for an agent."""

    told: goals.Told = field(default_factory=goals.Told)
    hours: list[tuple[int, str]] = field(default_factory=list)
    facts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    donts: list[tuple[str, str]] = field(default_factory=list)
    role: str = ""
    wish: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return not (self.told.goals or self.told.loose or self.facts or self.hours or self.donts)


@dataclass(slots=True)
class Settling:
    """Puts what was gathered from a message into the draft."""

    reading: Reading
    draft: Draft
    all: Gathered
    is_about_tools: bool

    def settle(self) -> None:
        """Everything, once."""
        draft = self.draft
        if self.all.hours:
            draft.say("hours", self._joined_hours(), self.all.hours[0][1])
        for item, words in prohibited.distinct(self.all.donts):
            draft.say("scope_dont", [item], words)
        self._settle_receivers()
        if "name" not in draft and self.reading.state.brief.name is None and "greeting" in draft:
            draft.say("name", names.greeted(str(draft.value("greeting"))), draft.words("greeting"))
        self._settle_facts()
        self._settle_goals()
        self._settle_purpose()
        purpose = str(draft.value("purpose") or "")
        if "callers" not in draft and "purpose" in draft and (served := callers.served(purpose)):
            draft.imply("callers", served, draft.words("purpose"), 0.8)
        elif "callers" not in draft and self.all.role and (served := callers.served(self.all.role)):
            draft.imply("callers", served, self._said(served), 0.8)
        self._settle_kind(purpose)

    def _joined_hours(self) -> str:
        told = [self.all.hours[0][1]]
        for (at, _), (next_at, text) in zip(self.all.hours, self.all.hours[1:], strict=False):
            if next_at - at > 1:
                break
            told.append(text)
        return "; ".join(told)[:300]

    def _settle_receivers(self) -> None:
        """ "También conmigo" is who gave the name with an earlier rule of the message."""
        named = receivers.of_self(self.reading.text)
        rules = (self.draft.value("handover") or []) if named and "handover" in self.draft else []
        whole = next((rule["to"] for rule in rules if rule["to"].startswith(named)), named)
        for rule in rules:
            if _SELF.fullmatch(rule["to"].lower()):
                rule["to"] = whole

    def _settle_facts(self) -> None:
        """Facts, each with a topic of its own, since one of the same topic would take its place."""
        held = self.reading.state.brief.facts
        topics = {item.topic.casefold() for item in held.value} if held else set()
        for fact, words in self.all.facts:
            if fact["topic"].casefold() in topics:
                fact = {**fact, "topic": " ".join(fact["text"].split()[:6])[:120]}
            topics.add(fact["topic"].casefold())
            self.draft.say("facts", [fact], words)

    def _settle_purpose(self) -> None:
        """The agent's title with what it does, where an agent was wished for and no purpose said."""
        title, goals_ = identity.title(self.all.role), self.all.told.goals
        if title and goals_ and "purpose" not in self.draft and self.reading.state.brief.purpose is None:
            does = ", ".join(str(goal["name"])[:1].lower() + str(goal["name"])[1:] for goal in goals_[:3])
            self.draft.say("purpose", f"{title}: {does}", self.draft.words("goals"))
        elif self.all.wish and "purpose" not in self.draft and self.reading.state.brief.purpose is None:
            self.draft.say("purpose", self.all.wish, self.all.wish)

    def _settle_goals(self) -> None:
        told, draft, state = self.all.told, self.draft, self.reading.state
        if self.is_about_tools:
            return
        weak = (
            [(name, draft.words("purpose")) for name in goals.of_purpose(str(draft.value("purpose") or ""))]
            if "purpose" in draft
            else []
        )
        if told.loose and not told.goals and not weak and not told.weak and state.brief.goals is not None:
            draft.collect(told.loose, told.loose_words or self.reading.text[:200])
            return
        if told.loose and told.goals:
            first = next((name for name, _ in weak if not goals.overlaps(name, told.goals)), str(told.goals[0]["name"]))
            told.add(first, told.loose, told.words[0])
        if told.loose and not (told.goals or weak or told.weak):
            weak = [(name, told.loose_words) for name in tasks.listed(str(draft.value("purpose") or ""))[:1]]
        for name, words in [*weak, *told.weak]:
            if not told.completed(name) and not goals.overlaps(name, told.goals):
                told.add(name, told.loose if not told.goals else [], words)
        if told.goals:
            words = next(
                (each for each in told.words if each and each in self.reading.text), self.reading.text.strip()[:300]
            )
            draft.say("goals", told.goals, words)

    def _settle_kind(self, purpose: str) -> None:
        draft = self.draft
        if (
            self.reading.state.brief.kind is not None
            or "kind" in draft
            or not ("purpose" in draft or self.all.role or self.all.told.goals)
        ):
            return
        names = "\n".join(str(goal["name"]) for goal in self.all.told.goals).lower()
        kind = identity.kind(f"{self.all.role} {purpose.lower()}", names)
        words = draft.words("purpose") or draft.words("goals") or self._said(self.all.role.strip()[:60])
        if kind is not None and words:
            draft.imply("kind", kind, words, 0.7)
        if (
            "channel" not in draft
            and self.reading.state.brief.channel is None
            and re.search(r"\bllam(?:e|a|ar)\w*\b", purpose.lower())
        ):
            draft.imply("channel", Channel.VOICE, words or purpose, 0.9)

    def _said(self, low: str) -> str:
        place = self.reading.text.lower().find(low)
        return self.reading.text[place : place + len(low)] if place >= 0 else self.reading.text.strip()[:200]
