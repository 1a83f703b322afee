"""What no rule has read in a Chinese message, as the answer to the open questions; two may be open at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parley.builder.guided.chinese import goals, handover, identity, steering
from parley.builder.guided.chinese.clauses import MASK, Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.settling import Gathered
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Reading

_LOOKS = {
    "purpose": re.compile(r"^(?:主要|负责|专门|用来|帮|给|为|替|处理|解答|接听|全天|受理)|安排|处理|解答"),
    "handover": re.compile(
        rf"{handover.PHONE.pattern}|转|找|联系|交给|通知|人工|真人|投诉|紧急|着急|搞不定|解决不了|[答处]不了|答不上|的话$|的时候$"
    ),
    "channel": re.compile(r"电话|微信|网|聊天|app|小程序"),
    "greeting": re.compile(r"[您你]好|欢迎"),
    "kind": identity.ROLE,
    "callers": identity.PEOPLE,
}
"""What an open clause must have to be an answer in a message that says other things too."""
_CLOSED = frozenset({"channel", "languages", "kind"})
_MISTAKE = re.compile("[讲说弄搞写打记报看]错|不对(?=[,:。])|删|去掉|拿掉|改[成为]|换成|听他的|刚才[讲说]")
_TOPIC = re.compile("(?:我?刚才|刚刚|之前|前面)[^,]{0,6}$")
_HELLO = (
    r"(?:[您你]好|大家好|哈[啰喽罗]|嗨|hi|hello|hey|喂|欢迎|早上好|晚上好|亲|这里是|这边是"
    r"|感谢(?:您的?)?(?:来电|致电)|多谢)"
)
_LINE = re.compile(
    r"[\s,、]*(?:(?:就|那|那就|开头|开场白?|接起来|可以|直接|我们|一般|都|固定|统一|先|请|改成)*"
    rf"(?:说|讲|用|是|叫|为)(?:一?[句声]|的是|成)?[:,]?\s*)?(?P<line>{_HELLO})"
)
_BEFORE = re.compile(r"(?:[您你]好|大家好|哈[啰喽罗]|喂)[\s!！。~～,，]*\Z")
_ON = re.compile(r"请问|有什么|有啥|[您你]|欢迎|很高兴|我是|为您|可以帮|祝|这里是")
_NO_LINE = re.compile(
    "我们?(?:想|要|需要|开)|机器人|助手(?:要|能)|语气|转给|(?:最后|结束|结尾|挂|收尾|道别)[^,。]{0,8}[说讲:]"
)
_SO = re.compile(
    "(?:就|用|可以)?(?:这样|这么|这句|这个)(?:说|讲|用)?(?:就?(?:可以了?|行了?|好了?))?|就(?:可以了?|行了?|好了?)"
)


@dataclass(slots=True)
class Answering:
    """Gives what is left of a message to the questions; `say` puts a text into a slot, False where it does not fit."""

    reading: Reading
    draft: Draft
    page: Page
    told: Gathered
    say: Callable[[str, str, str], bool]

    def greeting(self) -> None:
        """Words to callers where the first words were asked for, also such as end in a question: none is for us."""
        if "greeting" not in self.reading.asked or MASK in self.page.low:
            return
        sentences = self.page.sentences
        for at, sentence in enumerate(sentences):
            found = _LINE.match(self.page.low, sentence.start, sentence.end)
            if found is None or _NO_LINE.search(self.page.low, sentence.start, sentence.end):
                continue
            last = at
            while (
                last + 1 < len(sentences)
                and sentences[last].mark in set("。！!~")
                and self._goes_on(sentences[last + 1])
            ):
                last += 1
            end = sentences[last].end + (sentences[last].mark in set("。！？!?"))
            hello = _BEFORE.search(self.page.low, max(0, sentence.start - 12), sentence.start)
            said = self.page.text[hello.start() if hello else found.start("line") : end].strip()
            if len(said) < 6:
                continue
            self.draft.say("greeting", " ".join(said.split()), said)
            follows = sentences[last + 1 : last + 2]
            for other in [*sentences[at : last + 1], *(each for each in follows if _SO.fullmatch(each.clauses[0].low))]:
                self.page.take(*other.clauses)
            return

    def _goes_on(self, sentence: Sentence) -> bool:
        low = self.page.low[sentence.start : sentence.end]
        return _ON.search(low) is not None and not _NO_LINE.search(low)

    def rest(self, open_: list[Sentence], *, is_first: bool) -> None:
        """What no rule has used, of the sentences that ask us nothing; `is_first`: no correction has used any."""
        for slot in self.reading.asked:
            is_told = slot in self.draft or slot == "goals" and (self.told.told.goals or self.told.told.loose)
            if not is_told and not (slot not in _CLOSED and self._is_mending()):
                self._answer(slot, self._left(slot, open_, is_first=is_first))

    def _is_mending(self) -> bool:
        return self.reading.is_correction or _MISTAKE.search(self.page.low) is not None

    def _answer(self, slot: str, rest: list[Clause]) -> None:
        text = "，".join(clause.text for clause in rest)
        if not rest or len(trimmed(text)) < 2 and slot != "channel":
            return
        if self.reading.state.question is None and not identity.does(fold(text)):
            return
        if slot == "purpose" and not (identity.kind(fold(text), "") or goals.is_task(fold(text))):
            return
        if slot in {"greeting", "closing"} and not re.search("您好|你好|欢迎|感谢|谢谢|再见|请问|喂", fold(text)):
            return
        text = self.page.words(rest[0], rest[-1]) if slot == "callers" else text
        text = rest[0].text if slot == "name" else self._line(rest) if slot in {"greeting", "closing"} else text
        if self.say(slot, text, self.page.words(rest[0], rest[-1])):
            for clause in rest:
                self.page.take(clause)

    def _line(self, rest: list[Clause]) -> str:
        """Words to be said, with the "hello" before them and the mark behind them."""
        text = self.page.text
        start = max(text.rfind(mark, 0, rest[0].start) for mark in "。！？!?\n：:") + 1
        end = rest[-1].end
        return text[start : end + (text[end : end + 1] in set("。！？!?～~"))].strip()

    def _left(self, slot: str, open_: list[Sentence], *, is_first: bool) -> list[Clause]:
        """The clauses that may answer: all where the message says nothing else, else those that look like an answer."""
        told = self.told
        clauses = [each for sentence in open_ for each in sentence.open if each.is_open]
        is_bare = self.draft.is_empty and not (told.donts or told.hours or told.told.goals or told.told.loose)
        looks = _LOOKS.get(slot)
        if is_first and is_bare:
            clauses = [each for each in clauses if not steering.is_remark(each.low) and not _TOPIC.match(each.low)]
            is_plain = len(clauses) == 1 and not any(each.mark in set("?？") for each in open_)
            is_answer = slot not in {"handover", "callers"} or any(looks.search(each.low) for each in clauses if looks)
            return clauses if is_answer or is_plain else []
        if slot == "callers":
            told_by = [(_callers(each), -at, each) for at, each in enumerate(open_)]
            weight, _, best = max(told_by, key=lambda item: item[:2], default=(0, 0, None))
            return best.open if best and weight else []
        return [clause for clause in clauses if looks and looks.search(clause.low)]


def _callers(sentence: Sentence) -> int:
    """How surely a sentence names those who call."""
    if identity.USUAL.match(sentence.open[0].low) if sentence.open else False:
        return 3
    clauses = [each for each in sentence.open if not identity.NOBODY.search(each.low)]
    return 2 * any(identity.PEOPLE.search(each.low) for each in clauses[:2])
