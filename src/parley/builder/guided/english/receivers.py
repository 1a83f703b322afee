"""Who stands at a place in a sentence, as a receiver of calls: a team or a name, with the number behind it."""

import re

from parley.builder.guided import recipients
from parley.builder.guided.reading import MASK_LINK, Sentence

_DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double)"
_SPOKEN = rf"(?:plus )?{_DIGIT}(?:[ ,]+{_DIGIT}){{5,18}}"
_EXTENSION = r"(?:ext\.?|extension) ?\d{2,6}"
_PHONE = r"(?:\+|00)?\(?\d[\d\s().\-/]{5,20}\d"
_LINE = (
    r"(?:(?:on |at |is |her |his |their |my |our |the )+(?:mobile|cell|direct line|number|line|phone)(?: is| "
    r"number)?,? ?)"
)
_CONTACT = re.compile(
    rf"(?:,|:|\(| on| at| under| via| or| directly on)*\s*(?:whose )?{_LINE}?"
    rf"(?P<said>{_EXTENSION}|(?<![\w/]){_PHONE}(?!\w)|{_SPOKEN}|{MASK_LINK}+)"
)
_STOP = re.compile(
    r"(?:[;:!?\n(\ue000\ue002]|\.(?=\s|$)(?<!\bdr\.)(?<!\bms\.)(?<!\bmr\.)(?<!\bmrs\.)|, |\s(?:right away|"
    r"straight away"
    r"|at once|immediately|please|without|because|so that|if|when|whenever|once|as soon as|day and night|who|which|"
    r"for that|"
    r"too|instead|and (?!the )|but|hes|shes|he's|she's)\b|$)"
)
_END = re.compile(r",? (?:on|at|under|via|by|directly|straight|over|number|whose|her|his|their)$")
_OWN = re.compile(r"\s*(?P<own>[A-Z][a-z]+),")
_ME = re.compile(r"me, (?:i'm )?(?P<who>[A-Z][a-z]+)\b")
_ANYBODY = re.compile(
    r"(?:an? )?(?:human|person|real person|live person|someone|somebody|me|us|mobile|cell)(?: on)?", re.IGNORECASE
)


def at(sentence: Sentence, start: int, *, is_sure: bool) -> tuple[str, int]:
    """The receiver that begins at `start`, and where it ends; "" where nobody is named.

    `is_sure` says that the words before leave no doubt that somebody follows ("put them through to").
    """
    low, text = sentence.left, sentence.text
    stop = _STOP.search(low, start)
    contact = _CONTACT.search(low, start, min(len(low), start + 160))
    end = finish = stop.start() if stop else len(low)
    said = own = ""
    if contact and (contact.start() <= end + 1 or low[end : contact.start()].count(" ") <= 4):
        end, finish = min(end, contact.start()), contact.end()
        said = text[slice(*contact.span("said"))]
        named = _OWN.match(text, end + 1)
        own = named.group("own") if named else ""
    who = _END.sub("", text[start:end].strip(" ,.:-–(")).strip(" ,")
    if own and who == "me":
        who = own
    elif named := _ME.match(who):
        who = named.group("who")
    if not _is_somebody(who, said, is_sure=is_sure):
        return "", start
    who = "" if _ANYBODY.fullmatch(who) else re.sub(r"^(?:our|my)\s+(?=\S)", "", who)
    shown = (recipients.number(said) or said.strip(" .-/(,")) if said else ""
    return ", ".join(part for part in (who, shown) if part)[:200], finish


_NOBODY = re.compile(
    r"^(?:the (?:website|system|app|calendar|crm|next|shop|start|end|point|hotel|airport)|book\b|find\b|see\b|"
    r"a (?:link|payment|webhook)|bed\b|sleep\b|work\b|school\b|for\b|be\b|have\b|do\b|that\b|this\b|it\b|them\b|"
    r"you\b|(?:the|a) (?:customer|caller|client|patient|guest|visitor|member|user)s?$|(?:customer|caller|client)s?$|\d)"
)
_AGENT = re.compile(r"\b(?:phone|voice|chat|virtual|ai) (?:agent|assistant|bot)|\bbot\b|\bthemselves\b")
_PLACE = re.compile(
    r"\b(?:branch|accounts?|housekeeping|service|press|events|communications|reservations|claims|finance|legal|it)\b"
)


def _is_somebody(who: str, said: str, *, is_sure: bool) -> bool:
    low = who.lower()
    if len(who.split()) > 8 or _NOBODY.match(low) or _AGENT.search(low) or recipients.NOT_PEOPLE.search(low):
        return False
    if not who:
        return bool(said) and is_sure
    if said:
        return len(who.split()) <= 6
    return bool(recipients.PEOPLE.search(low)) or (is_sure and (who[:1].isupper() or bool(_PLACE.search(low))))
