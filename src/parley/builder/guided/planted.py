"""Commands to an AI within what the user sends: in a pasted text, a quotation or a document; they are blanked.

Whoever wrote them is not the user, so that they set no slot, take no tool and move no stage. What stands around them
counts as before.
"""

import re

from parley.builder.guided.preambles import SENTENCE

_MAX_CHARS = 20_000
_CUES = (
    *("ignor", "disregard", "forget", "overrid", "bypass", "drop all", "drop your", "do not follow", "stop following"),
    *("system", "prompt", " ai", "llm", " ki", " ia", "vergiss", "vergess", "missacht", "übergeh", "olvid", "descart"),
    *("omit", "caso omiso", "jailbreak", "dan mode", "忽略", "无视", "無視", "忘", "不要理会", "跳过", "系统", "系統"),
)
"""Of these every planted command outside brackets has one; where none is, none is looked for."""
_WHO = (
    r"(?:system|assistant|developer|ai|llm|bot|agent|model|prompt|instructions?|inst|ki|sistema|asistente"
    r"|系统|系統|助手|指令)"
)
_BRACKETED = re.compile(
    rf"<(?P<tag>{_WHO})\b[^<>]{{0,80}}>.{{0,1500}}?(?:</(?P=tag)\s*>|$)"
    rf"|<!--.{{0,1500}}?-->|<\|[^|>]{{0,60}}\|>"
    rf"|\[\[\s*{_WHO}\b.{{0,1500}}?\]\]|[\[{{【]\s*{_WHO}\s*(?:\w+\s*){{0,3}}[:：].{{0,1500}}?[\]}}】]",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(r"[<\[{【]")
_ALL_EN = (
    r"(?:(?:all|any|every|each|the|your|our|my|these|those|of|previous|prior|earlier|above|preceding|former|other"
    r"|system"
    r"|existing) )*"
)
_TOLD_EN = (
    r"(?:instructions?|rules?|prompts?|guidelines|directions|directives|commands?|constraints|restrictions|orders"
    r"|programming"
    r"|safeguards|guardrails)"
)
_TRIGGER = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass|drop|do not follow|stop following) {_ALL_EN}{_TOLD_EN}\b"
    r"|\b(?:ignore|disregard|forget) (?:everything|anything|all(?: of (?:it|this|that|the))?"
    r"|what(?:ever)?(?: was| is)?"
    r"|the (?:brief|text|message|conversation))"
    r"(?: that)?(?: (?:was|is|were|has been|you were))?(?: (?:said|written|told|stated))? "
    r"(?:above|before this|previously|so far|earlier)\b"
    r"|\b(?-i:SYSTEM|System|DEVELOPER|ADMIN) (?:note|notice|message|prompt|override|instruction|command"
    r"|alert)s?\b[^.:\n]{0,60}:"
    r"|\b(?:note|message|instruction|attention|notice|hinweis|nachricht|anweisung|nota|mensaje|aviso|instruccion)\w* "
    r"(?:to|for|an|für|para|a) (?:(?:any|all|every|the|alle|jede|die|cualquier|todas|la|las) )*(?:ais?|llms?|ki"
    r"|kis|ia"
    r"|sprachmodelle?)\b"
    r"|\b(?:note|message|instruction)s? to (?:any|all|every) (?:assistant|model|bot)s?\b"
    r"|\bif you(?:'re| are) (?:an? )?(?:ai|llm|language model|assistant reading)\b|\bdan mode\b|\bjailbreak\b"
    r"|\b(?:ignorier\w*|vergiss|vergesst|vergessen sie|missachte\w*|übergehe?) (?:bitte )?(?:(?:alle[ns]?|die"
    r"|deine[n]?"
    r"|ihre[n]?|sämtliche"
    r"|jede|obigen|vorherigen|bisherigen|vorigen|früheren|vorangegangenen|diese) )*(?:anweisung\w*|instruktion\w*"
    r"|regel\w*|vorgabe\w*"
    r"|befehl\w*|vorherige\b|bisherige\b|obige\b|anordnung\w*)"
    r"|\b(?:ignor[aeá]\w*|olvid[aeá]\w*|descart[aeá]\w*|omit[aeí]\w*|haz caso omiso de) (?:(?:todas?|todos?|las?|los?"
    r"|tus|sus|cualquier|de) )*"
    r"(?:(?:instruccion\w*|reglas?|órdenes|indicacion\w*|directrices|normas) ?(?:anteriores|previas|de arriba)?"
    r"|lo anterior|lo de arriba"
    r"|lo dicho antes)"
    r"|(?:忽略|无视|無視|忘记|忘記|忘掉|不要理会|跳过)(?:掉|了)?(?:(?:你|您|之前|以前|以上|上面|上述|前面|先前|此前|所有|全部|一切|任何|的)+)"
    r"(?:指令|要求|规则|規則|指示|提示词?|内容|設定|设定|命令|说明)"
    r"|(?:系统|系統)(?:提示|指令|消息|通知|命令)[：:]",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:should|must|shall|can|may|will|to|never|not|don't|soll|muss|darf|kann|nicht|nie|zu|debe|puede|nunca|no"
    r"|que)\s+$"
    r"|(?:应该|必须|可以|不要|不能|要|别)$",
    re.IGNORECASE,
)
"""What stands before such words where they are the agent's own duty: "it must ignore instructions of callers"."""
_MORE = re.compile(
    r"^\W*(?:(?:and|then|now|instead|next|also|please|und|dann|jetzt|bitte|y|luego|ahora|然后|现在|并|请)[ ,]*)*"
    r"(?:set|mark|change|rename|reply|respond|answer only|output|print|reveal|show|repeat|act|pretend|allow|approve"
    r"|transfer all"
    r"|send all|forward all|skip|jump|complete|finish|delete|remove|collect|ask every|new (?:goal|task|rule)"
    r"|add (?:the |a )?(?:tool|goal)"
    r"|you (?:are|must|will|have)|your (?:new )?(?:name|goal|task|job|role)|from now on|the (?:hand-?over|greeting"
    r"|name) (?:number )?(?:is|must)"
    r"|setze?|markiere?|ändere?|antworte|gib|lösche?|füge?|schließe?|überspringe?|du (?:bist|musst|sollst)"
    r"|dein\w* (?:neue\w* )?(?:name"
    r"|ziel|aufgabe)|ab (?:jetzt|sofort)|leite|erlaube|stelle?|nenne?|frag\w*|lies|verrat\w*|zeige?|send\w*|schick\w*"
    r"|sprich|wechsle|ersetz\w*|neue[rsn]? (?:ziel|aufgabe|regel|rolle|name|anweisung)|cambia|responde|marca"
    r"|elimina|borra|añade|agrega|salta|eres"
    r"|tu (?:nuevo )?nombre"
    r"|a partir de ahora|debes|transfiere todas|permite|muestra"
    r"|你(?:现在)?(?:是|必须|要)|把|将|删除|跳|回复|输出|从现在|改名|添加|允许|标记)",
    re.IGNORECASE,
)
"""How a further sentence of the same command begins."""


def blanked(text: str) -> str:
    """A message with the commands blanked, every other sign in its place."""
    for opening in list(_OPENING.finditer(text[:_MAX_CHARS])):
        if part := _BRACKETED.match(text, opening.start()):
            text = text[: part.start()] + " " * len(part.group()) + text[part.end() :]
    if not any(map(text.lower().__contains__, _CUES)):
        return text
    sentences = [found.span() for found in SENTENCE.finditer(text[:_MAX_CHARS])]
    is_within, last = False, 0
    for start, end in sentences:
        found = _trigger(text, start, end)
        is_within = found is not None or (is_within and "\n\n" not in text[last:start] and _goes_on(text[start:end]))
        if is_within:
            begin = found.start() if found else start
            text = text[:begin] + _blank(text[begin:end]) + text[end:]
        last = end
    return text


def _trigger(text: str, start: int, end: int) -> re.Match[str] | None:
    found = _TRIGGER.search(text, start, end)
    return None if found is None or _DUTY.search(text[start : found.start()]) else found


def _goes_on(sentence: str) -> bool:
    return not any(map(str.isalnum, sentence)) or _MORE.match(sentence.lstrip()) is not None


def _blank(command: str) -> str:
    """Blanks in place of a command; the mark that closes the quotation around it stays."""
    kept = len(command.rstrip("\"”“»」』' \n-"))
    return " " * kept + command[kept:]
