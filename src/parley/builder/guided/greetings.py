"""The words to be said to callers within an answer that has no quotation marks: from where to where."""

import re

from parley.builder.guided.preambles import SENTENCE

_QUOTED = re.compile(r"[\"“„«「]|(?<!\w)[‘'](?=\w[^'’]{8,}['’](?!\w))")
_SPEECH = re.compile(
    r"\b(?:hi|hello|hey|hiya|howdy|howya|g'day|ahoy|aloha|namaste|namaskar|good day|welcome|thank|thanks|good "
    r"(?:morning|afternoon|evening|day)"
    r"|this is|you've reached|how (?:can"
    r"|may)"
    r"|speaking|help you|hallo|guten (?:tag|morgen|abend)|grüß gott|willkommen|danke|moin"
    r"|servus|grüezi|worum geht"
    r"|was kann ich"
    r"|hola|buen[oa]s|bienvenid\w+|gracias por|le saluda|le atiende|dígame"
    r"|en qué (?:puedo|le|te)|bonjour|bienvenue"
    r"|ciao|olá)\b"
    r"|你好|您好|欢迎|歡迎|感谢|感謝|请讲|請講|请问|請問|为您服务",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\W*(?:(?:and|but|so|then|also|oh|und|aber|y|pero|what about|how about|before (?:that|i (?:go on|answer|forget))"
    r"|(?:a |one )?quick (?:question|one)|by the way|btw|out of interest|out of curiosity|while (?:i think of it|"
    r"we're at it))"
    r"[ ,:]+)*"
    r"(?:(?:can|could|does|do|will|would|should|is|are|was|how|what|why|when|where|which"
    r"|may|might) (?:\w+ ){0,2}?"
    r"(?:it|this|that|there|i|we|the (?:agent|bot|assistant|greeting|caller|callers)|much"
    r"|long|many|isn't|you mean"
    r"|you think|you suggest)\b"
    r"|isn't|aren't|is that|right\b|ok\b|(?:kann|könnte|soll|sollte|muss|darf|wird|ist"
    r"|geht|was|wie|warum|wann"
    r"|wer) (?:\w+ )?(?:er|sie|es|das"
    r"|man|ich|wir|der (?:agent|bot))\b|¿?(?:puede|debe|podría|es|hay|cómo|qué|cuánto"
    r"|por qué) (?:\w+ )?(?:el (?:agente"
    r"|asistente)|eso|esto|ser|yo"
    r"|nosotros|cuesta|funciona)\b|(?:这个|它|你们?|我们?|机器人|能不能|会不会|是不是|可不可以))",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\W*(?:and|oh|also|plus|but|then|isn't|that's|you(?:'ve| have| need)? to|or so"
    r"|or something|if that|(?:it|they|she"
    r"|he"
    r"|we) (?:has|have|needs?|must|should"
    r"|ends?|also)|before that|after that|at the end|und|ach|vorher|davor|danach|dazu"
    r"|außerdem|zum (?:schluss|abschied)"
    r"|am (?:ende|schluss)|das"
    r"|y|luego|además|al (?:final|despedirse)|de despedida|eso|pero|así|就|最后|最後|完了|挂|再见"
    r"|結束|结束|有人情味|别|另外|还有)\b",
    re.IGNORECASE,
)
_HAN_REMARK = re.compile(r"\W*(?:就(?:行|这|好)|最后|最後|完了|挂|再见的|結束|结束|有人情味|别|另外|还有)")
_INSTRUCTION = re.compile(
    r"\W*(?:make|keep|greet|ask|say hello|something (?!like)|anything|short|brief"
    r"|it should|be |just be|nothing|formal|friendly|warm|no "
    r"|not |don't"
    r"|with |in |whatever|er soll"
    r"|sie soll|etwas|irgendwas|kurz|freundlich|förmlich|nicht|mit |que |algo (?!como"
    r"|tipo|así)|corto|formal|amable"
    r"|sin |con |简单|简短|要|用"
    r"|不)",
    re.IGNORECASE,
)
_TO_CALLERS = re.compile(
    r"\b(?:you(?!'ve to| have to| mean| think| suggest)|your|ya|ihnen|ihr|dir|du|usted|te"
    r"|vos)\b|您|你",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(?:(?:please|just|maybe|perhaps|then|something like|how about|let it say"
    r"|it should say|it could say"
    r"|have it say|say|answer with"
    r"|start with|etwas wie|so was wie|sowas wie|einfach|vielleicht|algo (?:como|tipo"
    r"|así como)|que diga|por ejemplo"
    r"|simplemente|就说|比如说?)"
    r"[\s,:]+)+",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:no,? wait|wait,? no|no,? rather|actually,? no|scratch that|nein,? (?:warte"
    r"|moment|lieber)|quatsch"
    r"|no,? (?:espera|mejor)|mejor dicho)\b[\s,.:–—-]*"
    r"|(?:不对|不對|等等)[，,。 ]*",
    re.IGNORECASE,
)


def span(text: str, *, is_alone: bool) -> tuple[int, int] | None:
    """Where an unquoted greeting stands in an answer; `is_alone` where nothing else was asked: it comes first."""
    if _QUOTED.search(text) is not None:
        return None
    start = max((found.end() for found in _AGAIN.finditer(text)), default=0)
    sentences = [
        (start + begin, start + end) for begin, end in (found.span() for found in SENTENCE.finditer(text[start:]))
    ]
    first = next((place for place, part in enumerate(sentences) if _opens(text[slice(*part)])), None)
    if first is None or (is_alone and first > 1):
        return None
    first = _back_to_name(text, sentences, first) if is_alone else first
    last = first
    for place in range(first + 1, len(sentences)):
        part = text[slice(*sentences[place])]
        is_ours = "?" in part and not _is_said(part)
        if is_ours or _REMARK.match(part) or _HAN_REMARK.match(part) or not (is_alone or _is_said(part)):
            break
        last = place
    begin, end = sentences[first][0], sentences[last][1]
    lead = _LEAD.match(text, begin, end)
    begin = lead.end() if lead else begin + len(text[begin:end]) - len(text[begin:end].lstrip())
    return begin, end


_ASIDE = re.compile(
    r"\W*(?:(?:by the way|btw|say|tell me|out of (?:interest|curiosity)|(?:a |one )?quick (?:question|one)|hang on|"
    r"before (?:i|we)|(?:one |a |just a )moment|later\b|"
    r"while|sorry|random|do you (?:think|know|happen)|you (?:don't|wouldn't|couldn't) happen)\b|[\w'-]+(?: "
    r"[\w'-]+)?\?)",
    re.IGNORECASE,
)
"""How a question begins that is none of a greeting: an aside to us, or a word or two taken up: "Billing?"."""

TO_US = re.compile(
    r"\W*(?:hey|hi|hello|oh),? (?:sorry|me again|it's me|i (?:meant|forgot|said)|listen)\b", re.IGNORECASE
)
"""How somebody begins who speaks to us once more."""
_TOGETHER = re.compile(
    r"\W*(?:so,? )?what (?:are|can|shall|do) we (?!need|have|want|say|tell|call|put)\w+", re.IGNORECASE
)
"""A question to callers in which the business says we: "What are we celebrating?"."""


def _opens(sentence: str) -> bool:
    """Whether a greeting may begin with a sentence."""
    if TO_US.match(sentence):
        return False
    return _is_said(sentence) and (_SPEECH.search(sentence) is not None or _ASIDE.match(sentence) is None)


def _is_said(sentence: str) -> bool:
    """Whether a sentence speaks to callers: a greeting, or a question that is not put to us."""
    if _INSTRUCTION.match(sentence) or _REMARK.match(sentence):
        return False
    if _TOGETHER.match(sentence):
        return True
    if "?" in sentence or "？" in sentence:
        return _ABOUT_US.match(sentence) is None or _TO_CALLERS.search(sentence) is not None
    return _SPEECH.search(sentence) is not None


def _back_to_name(text: str, sentences: list[tuple[int, int]], first: int) -> int:
    """ "RapidFlow Plumbing! Are you safe?" begins with the name."""
    if first == 0:
        return 0
    before = text[slice(*sentences[0])]
    return 0 if len(before.split()) <= 8 and not _INSTRUCTION.match(before) else first
