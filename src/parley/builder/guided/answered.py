"""The answer to what was asked: the whole message where one thing was, its parts where two were, in any order."""

import re
from typing import Any

from parley.builder.guided import answers, besides, greetings, inquiries, lexicon, passed_on, tongues
from parley.builder.guided.english import audience, tones, tones_said
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.reading import Reading, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op, Operation

_CLOSED = frozenset({"/brief/channel", "/brief/languages", "/brief/tone"})
_MAX_KIND = 60
_EAGER = word_set("purpose kind channel tone languages goals name")
_SPEECH = re.compile(
    r"\b(?:hi|hello|hey|welcome|thank|thanks|good (?:morning|afternoon|evening|day)|this is|you've "
    r"reached|how (?:can|may)|speaking|help you|hallo|guten|willkommen|danke|grüß|"
    r"hola|buenos|buenas|bienvenid\w+|gracias|bonjour|bienvenue|ciao|buongiorno|olá|servus|moin|grüezi|"
    r"here)\b|你好|您好|欢迎|感谢|こんにちは|もしもし"
)
_OFFER = re.compile(
    r"\w.{8,}\b(?:you|your|sie|ihnen|ihr\w*|usted|le|te|su)\b.*\?\W*$|.{4,}[您你].*[?？]\W*$", re.DOTALL
)
_FILLERS = word_set(
    """
    it should be sound keep make stay speak very quite rather a bit but and or also please just only in on over by
    via the our your preferably yes er sie es soll sein klingen sprechen sehr eher etwas aber und oder auch bitte
    nur am im per über auf die der dem unserer por en el la los las nuestra y o muy algo un poco pero también solo
    sólo que sea hable habla e
    """
)
_WORDS = {
    "channel": _FILLERS
    | word_set(
        """
        phone telephone call calls voice chat chats website web site online whatsapp both telefon telefonisch anruf
        anrufe webseite homepage beides beide teléfono telefono llamada llamadas página sitio ambos ambas dos
        """
    ),
    "languages": _FILLERS | tongues.BESIDE | frozenset(LANGUAGES),
    "tone": _FILLERS | lexicon.TONES | frozenset(lexicon.TONES_ABROAD) | frozenset(lexicon.TONE_ADVERBS),
}
"""All the words of a clause that says nothing but a value of the slot."""
_HAN_FILLERS = (
    "在|用|通过|主要|只|我们的?|上|和|或|也|都|两者|要|可以|说|讲|接听?|语气|一点|一些|的|就|行|吧|请|最好|比较|要有"
)
_HAN = {
    "channel": re.compile(rf"(?:{_HAN_FILLERS}|电话|网站|网页|聊天|在线|微信)+"),
    "languages": re.compile(rf"(?:{_HAN_FILLERS}|[\u4e00-\u9fff]{{1,3}}[语文话])+"),
    "tone": re.compile(
        rf"(?:{_HAN_FILLERS}|{'|'.join(word for word in lexicon.TONES_ABROAD if word >= chr(0x4E00))})+"
    ),
}
_CLAUSE = re.compile(r"(?:[^,，、.;:!?。；！？\n](?! (?:and|und|y|e) ))+[^,，、.;:!?。；！？\n]?")
_REASON = re.compile(r"\b(?:like|because|since|as if|cos|cause|'cause|coz)\b")
"""What follows an answer and is none: "patient, like my mother", "calm because people are upset"."""
_JOINT = re.compile(r"[\s,，、.;:!?。；！？]*(?:(?:and|und|y|e)\b)?[\s,，、]*")
_QUOTED = re.compile(r"[\"“„«].{2,1500}?[\"”“»]", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?。！？\n])\s*")


def is_speech(text: str) -> bool:
    """Whether a text has the look of words to be said to callers: a greeting, a quotation, a question put to them."""
    low = text.lower()
    if greetings.TO_US.match(low):
        return False
    if _SPEECH.search(low) or re.search(r"[\"“„«]", text):
        return True
    return _OFFER.search(low) is not None and not inquiries.is_asked(low)


def answer(reading: Reading, path: str, text: str) -> Operation | None:
    """A text as the value of the slot that was asked for, or as the tool that was offered."""
    if not path.startswith("/brief/"):
        return _tool_answer(reading, path, text)
    value: Any = answers.value(path.removeprefix("/brief/"), text)
    if value is None:
        return None
    return Operation(op=Op.SET, path=path, value=value, evidence=reading.text.strip()[:2_000].strip())


def _tool_answer(reading: Reading, path: str, text: str) -> Operation | None:
    found = next(
        (proposal for proposal in reading.state.proposals if text in {proposal.catalogue_id, proposal.title}), None
    )
    if path != "/tools" or found is None:
        return None
    return Operation(op=Op.ADD, path=f"/tools/{found.catalogue_id}", evidence=reading.text.strip()[:200])


def open_slots(reading: Reading) -> list[str]:
    """The slots that were asked for and have no value yet; which of two answers holds asks for one that has."""
    paths = [question.path for question in reading.state.open_questions if question.path.startswith("/brief/")]
    slots = [path.removeprefix("/brief/") for path in paths]
    return [slot for slot in slots if reading.state.brief.value(slot) is None]


def to_open(reading: Reading, found: list[Operation]) -> list[Operation]:
    """What an English message answers beyond what was found in it: one operation for each open slot at most."""
    open_ = open_slots(reading)
    if len(open_) > 1:
        return [*_to_both(open_, reading, found), *_left_over(open_, reading, found)]
    if rest := _left_over(open_, reading, found) if found else []:
        return rest
    slot = reading.path.removeprefix("/brief/")
    touched = {operation.path for operation in found if not operation.inferred}
    if slot == "purpose" and reading.is_correction and reading.state.brief.purpose is not None:
        return []
    if slot == reading.path or reading.path in touched or not _is_answer(slot, reading, found):
        return []
    made = answer(reading, reading.path, reading.text.strip())
    return [made] if made else []


def _left_over(open_: list[str], reading: Reading, found: list[Operation]) -> list[Operation]:
    """Callers, hours and limits in sentences that nothing else has used; limits join those that were found."""
    held = {operation.path: operation for operation in found if not operation.inferred}
    asked = [slot for slot in open_ if slot == "scope_dont" or f"/brief/{slot}" not in held]
    if any(each.op is Op.REMOVE for each in found):
        return []
    told = besides.told(reading, asked, is_of_facts="/brief/facts" in held)
    made = []
    for slot in dict.fromkeys(slot for slot, _ in told):
        said = [words for other, words in told if other == slot]
        if part := _part(slot, "\n".join(said) if slot == "scope_dont" else ". ".join(said), said):
            before = held.get(part.path)
            more = [*before.value, *part.value] if before and isinstance(before.value, list) else part.value
            made.append(part.model_copy(update={"value": more}))
    return made


def _is_answer(slot: str, reading: Reading, found: list[Operation]) -> bool:
    """Whether to read the whole message as the answer: not where it speaks of other things or asks something."""
    said = [operation for operation in found if not operation.inferred]
    if slot == "purpose" and {operation.path for operation in said} == {"/brief/tone"}:
        return False
    if any(operation.op is Op.REMOVE for operation in said):
        return False
    if slot in {"greeting", "closing"}:
        return not said and is_speech(reading.text)
    if inquiries.is_question(reading.text.lower()):
        return False
    return not said or (slot in _EAGER and (slot == "purpose" or len(reading.text) < 400))


def plain(reading: Reading) -> list[Operation]:
    """What of an English message plainly answers what is open: an unquoted greeting, clauses with a closed value."""
    open_ = open_slots(reading)
    made = _greeting(open_, reading)
    made += _callers(open_, reading)
    if len(open_) > 1:
        return [*made, *_closed(open_, reading)]
    return [*made, *_closed(open_, reading)] if open_ == ["tone"] and len(reading.sentences) > 1 else made


def _callers(open_: list[str], reading: Reading) -> list[Operation]:
    """Where callers were asked for beside another thing: the sentence that names people and does nothing else."""
    for sentence in reading.sentences if "callers" in open_ else ():
        if who := audience.listed(sentence):
            sentence.take(0, len(sentence.left))
            return [Operation(op=Op.SET, path="/brief/callers", value=who, evidence=sentence.text.strip())]
    return []


def greets(reading: Reading) -> bool:
    """Whether a message, though it asks something, is the greeting that was asked for: "Hi, what can I do for you?"."""
    if "greeting" not in open_slots(reading):
        return False
    found = greetings.span(reading.text, is_alone=True)
    return found is not None and found[0] == 0 and is_speech(reading.text)


def _greeting(open_: list[str], reading: Reading) -> list[Operation]:
    found = greetings.span(reading.text, is_alone=len(open_) == 1) if "greeting" in open_ else None
    if found is None:
        return []
    for sentence in reading.sentences:
        begin, end = (min(max(place - sentence.start, 0), len(sentence.text)) for place in found)
        if begin < end:
            sentence.take(begin, end)
    said = reading.text[slice(*found)].strip()
    made = _part("greeting", said, [said])
    return [made] if made else []


def _closed(open_: list[str], reading: Reading) -> list[Operation]:
    """Where two things were asked: the clauses that say nothing but a channel, languages or a tone; they are taken."""
    parts: dict[str, list[str]] = {slot: [] for slot in ("channel", "languages", "tone") if slot in open_}
    toned: list[str] = []
    for sentence in reading.sentences:
        if "tone" in parts and (listed := _toned(sentence.left)):
            toned += listed
            parts["tone"].append(sentence.take(0, len(sentence.left)).strip())
            continue
        for found in _CLAUSE.finditer(sentence.left):
            head = _REASON.split(found.group(), maxsplit=1)[0]
            slot = next((slot for slot in parts if _is_about(slot, head)), None)
            if slot is not None:
                joint = _JOINT.match(sentence.left, found.end())
                parts[slot].append(sentence.text[slice(*found.span())].strip())
                toned += answers.value(slot, _bare([head])) or [] if slot == "tone" else []
                sentence.take(found.start(), joint.end() if joint else found.end())
    toned = [each for each in toned if not each.startswith("not ") or each in lexicon.TONE_PHRASES or " too " in each]
    tone = parts.pop("tone", [])
    made = [_part(slot, _bare(said), said) for slot, said in parts.items()]
    made += (
        [Operation(op=Op.SET, path="/brief/tone", value=list(dict.fromkeys(toned)), evidence=tone[0])] if toned else []
    )
    return [each for each in made if each]


def _toned(sentence: str) -> list[str]:
    """The tones of a sentence that tells nothing else, or that begins with one: "Friendly, bit chatty is fine"."""
    if listed := tones.listed(sentence, strict=True):
        return listed
    return tones_said.answered(sentence) if tones.begins(sentence) and not _PASSED.search(sentence) else []


_PASSED = re.compile(r"\b(?:go(?:es)?|through|transfer\w*|pass(?:es|ed)?|sen[dt]|put|hand)\b|\bto (?!the point|talk)")
"""What speaks of a hand-over beside the tone."""


def _bare(said: list[str]) -> str:
    """The clauses without the words that carry no value: "just warm, please" is "warm"."""
    return ", ".join(word for clause in said for word in words(clause) if word not in _FILLERS)


def _is_about(slot: str, clause: str) -> bool:
    """Whether a clause says nothing but the value of a closed slot."""
    said = words(clause)
    if not said or not set(said) - _FILLERS:
        return False
    is_bare = set(said) <= _WORDS[slot] or _HAN[slot].fullmatch("".join(said)) is not None
    return is_bare and answers.value(slot, _bare([clause])) is not None


def _part(slot: str, text: str, said: list[str]) -> Operation | None:
    """A part of the message as a slot's value; the first of its words are what it rests on."""
    value = answers.value(slot, text) if text else None
    return None if value is None else Operation(op=Op.SET, path=f"/brief/{slot}", value=value, evidence=said[0][:2_000])


def _to_both(open_: list[str], reading: Reading, found: list[Operation]) -> list[Operation]:
    """The words to be said to callers as the greeting, what else is left as the other slot."""
    said = [operation for operation in found if not operation.inferred]
    open_ = [slot for slot in open_ if f"/brief/{slot}" not in {operation.path for operation in said}]
    if any(operation.op is Op.REMOVE for operation in said):
        return []
    rest = _without(reading.text, [operation.evidence for operation in said])
    made: list[Operation | None] = []
    if "greeting" in open_:
        quoted = _QUOTED.search(rest)
        spoken = [part.strip() for part in _SENTENCE.split(rest) if is_speech(part)]
        spoken = [quoted.group()] if quoted else spoken
        rest = _without(rest, spoken)
        made.append(_part("greeting", " ".join(spoken), spoken))
    if "handover" in open_ and (rules := _passed_on(reading)):
        open_.remove("handover")
        made.append(rules)
    rest = _JOINT.sub("", rest, count=1).strip(" ,.;，。；")
    if "kind" in open_ and len(rest) <= _MAX_KIND and (job := _part("kind", rest, [rest])) and rest in reading.text:
        return [operation for operation in (*made, job) if operation]
    free = [slot for slot in open_ if slot in {"goals", "handover"}]
    is_free = all(operation.path in _CLOSED for operation in said) and not inquiries.is_question(reading.text.lower())
    if free and is_free and any(map(str.isalnum, rest)):
        made.append(_part(free[0], rest, [rest if rest in reading.text else reading.text.strip()]))
    return [operation for operation in made if operation]


def _passed_on(reading: Reading) -> Operation | None:
    """The sentences that say in another language when to pass people on, and to whom."""
    told = [(sentence.text, rule) for sentence in reading.sentences for rule in passed_on.told_in(sentence.text)]
    if not told:
        return None
    rules = [rule for _, rule in told][:20]
    return Operation(op=Op.SET, path="/brief/handover", value=rules, evidence=told[0][0].strip())


def _without(text: str, taken: list[str]) -> str:
    for part in sorted(filter(None, taken), key=len, reverse=True):
        text = text.replace(part, " ", 1)
    return text
