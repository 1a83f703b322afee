"""What people say before they come to the point: greetings, and remarks about the message itself; four languages."""

import re

from parley.builder.guided import openings

_GREETING = (
    r"(?:h(?:i|ey|ello|eya|iya|owdy)|morning|afternoon|evening|good (?:morning|afternoon|evening|day)|g'day|greetings"
    r"|hi there"
    r"|dear (?:all|team|sir or madam|sirs)|hallo|hallöchen|moin(?: moin)?|servus|grüezi|grüß (?:gott|dich|sie)"
    r"|guten (?:tag|morgen"
    r"|abend)|sehr geehrte damen und herren|liebes team|tach|mahlzeit|na|hola|holi|buenas(?: tardes| noches)?"
    r"|buen(?:os)? d[ií]as?|buen día|qué (?:tal|onda|hay)|cómo (?:andan|están|está|estás|va)|estimad\w+(?: \w+)?"
    r"|saludos"
    r"|bonjour|ciao|olá)"
)
_NOISE = (
    r"(?:there|all|everyone|everybody|team|folks|guys|to you|ihr|zusammen|erstmal|miteinander|allerseits|a todos|po|che"
    r"|amigos"
    r"|so|also|well|ok|okay|right|um|uh|er|ja|pues|bueno|mirá|mira|mire|oiga|oye|a ver|alright|now|then|um so|äh|ähm"
    r"|nun|na ja)"
)
_LEAD = re.compile(rf"(?:\W*(?:{_GREETING}|{_NOISE})\b(?!['’-]))+[\s,.!;:¡¿?–—-]*", re.IGNORECASE)
_HAN_LEAD = re.compile(
    r"(?:(?:喂|哎|嗨|嘿|哈[囉喽罗]|您?好(?!几)|你好|大家好|早上好|下午好|晚上好|上午好|早安|请问一下|是这样的?|我跟你说下?|呀|啊|哈|呢|～|~)[\s，,。.!！：:～~]*)+"
)
_ABOUT_THE_MESSAGE = re.compile(
    r"\b(?:(?:i'm|i am|i'll|i will|let me|we're|i) (?:just )?(?:past(?:e|ing)|dictat(?:e|ing)|forward(?:ing)?"
    r"|copy(?:ing)?|attach(?:ing)?"
    r"|send(?:ing)?|writ(?:e|ing) (?:this|you)|typ(?:e|ing))|excuse (?:the|my|any)|sorry for|(?:here|this) (?:goes"
    r"|is what|are (?:our|the|my)"
    r" (?:notes|points))|see below|below is|subject\b|re:|betreff|asunto|hier (?:unsere|meine|die|kommt|sind)"
    r"|ich (?:schick|schicke|diktier"
    r"|diktiere|kopiere|füge|tippe)|entschuldig|les? (?:pego|mando|copio|escribo|cuento)|te (?:pego|mando|copio|cuento)"
    r"|perdón por)\b"
    r"|[我把].{0,8}(?:贴|发给|粘)",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:need|needs|want|wants|would like|'d like|looking for|hoping|agents?|assistants?|bots?|chatbots?|voicebots?"
    r"|helpline|receptionist"
    r"|should|(?:takes?|answers?|books?|handles?|picks? up)\b|suchen?|sucht|möchten?"
    r"|(?:wir|ich) (?:brauch|woll|will|hätt|würd)\w*|(?:brauch|woll|will|hätt|würd)\w* (?:wir|ich)"
    r"|soll|sollte|agent\w*"
    r"|assistent\w*|\w*bot|\w*hotline|queremos|quiero|quisiera|necesit\w+|busc\w+|asistente|agente|recepcionista"
    r"|contestador)\b"
    r"|想|需要|要一?个|做一?个|机器人|機器人|助手|客服|小帮手|小幫手|AI",
    re.IGNORECASE,
)
SENTENCE = re.compile(
    r"(?:[^.!?。！？\n]|(?<=\d)[.](?=\d)|(?<=\b[A-Za-z])\.(?=[A-Za-z]\.?)|\n(?!\s*(?:\n|[-*•·–]|\(?\w{1,2}[.)]|[①-⑳【])))+"
    r"[.!?。！？]*"
)
_SHORT = 160
_MAXSENTENCES = 12


def without(text: str) -> str:
    """A text from where it comes to the point: the first sentence that tells what is wanted, else the likeliest.

    "" when there is nothing but greetings.
    """
    said = [found.group().strip() for found in SENTENCE.finditer(text[:3_000])][:_MAXSENTENCES]
    plain = [bare for sentence in said if (bare := bared(sentence)) and not _is_remark(bare)]
    likeliest = max(plain, key=openings.weight, default="")
    return next((sentence for sentence in plain if _TELLING.search(sentence)), likeliest)


def _is_remark(sentence: str) -> bool:
    return len(sentence) < _SHORT and _ABOUT_THE_MESSAGE.search(sentence) is not None


def bared(sentence: str) -> str:
    """A sentence without the greeting at its beginning; "" when it is nothing else."""
    for lead in (_LEAD, _HAN_LEAD):
        if found := lead.match(sentence):
            sentence = sentence[found.end() :]
    bare = sentence.strip(" ,.!;:–—-")
    return sentence.strip() if any(map(str.isalnum, bare)) else ""
