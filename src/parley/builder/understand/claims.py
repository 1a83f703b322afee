"""Whether a model's words claim that something was done; only code reports changes.

`regex` rather than `re`: it tells whether a text may still become a match, so the check of whole texts and the one of
texts that go on rest on the same pattern (decision 0070).
"""

import regex

_START = (
    r"(?:^[^\w¿]*|(?<=[.!?…:;。！？：；\n]\s*)[¡\"“«„]?)"
    r"(?:(?:ok|okay|gut|klar|alles|schon|super|perfecto|vale|ya|好的)\W+)?"
)
"""The beginning of a sentence, and what may stand before the one word that claims; "¿" never does."""

_ENGLISH = (
    "added|set|changed|updated|removed|saved|configured|created|connected|built|noted|recorded|deleted|enabled|"
    "disabled|switched|adjusted|included|stored|marked|turned|renamed|replaced|done|made|put"
)
_GERMAN = (
    "hinzugefügt|eingefügt|ergänzt|geändert|abgeändert|angepasst|umgestellt|eingestellt|umbenannt|ersetzt|gespeichert|"
    "abgespeichert|gesichert|notiert|vermerkt|vorgemerkt|festgehalten|festgelegt|gesetzt|eingerichtet|eingetragen|"
    "angelegt|erstellt|hinterlegt|aufgenommen|übernommen|aktualisiert|entfernt|gelöscht|gestrichen|konfiguriert|"
    "aktiviert|deaktiviert|verbunden|angeschlossen|eingebaut|markiert|erledigt|gemacht|fertig"
)
_GERMAN_BETWEEN = r"(?:(?:jetzt|nun|bereits|schon|soeben|gerade|damit|somit|auch|alles|das|es|so|erfolgreich) ){0,3}"
_SPANISH_STEMS = (
    "añad|agreg|cambi|modific|guard|actualiz|elimin|borr|quit|configur|cre|registr|anot|apunt|inclu|incorpor|ajust|"
    "activ|desactiv|conect|renombr|reemplaz|sustitu|establec|defin|fij|complet|correg|aplic|marc"
)
_SPANISH = rf"(?:(?:{_SPANISH_STEMS})(?:[ai]d|íd)|hech|puest|list)[oa]s?"
_SPANISH_I = (
    r"(?:añad|establec|inclu|defin|correg|sustitu)í|(?:agregu|cambi|modifiqu|guard|actualic|elimin|borr|quit|configur|"
    r"cre|registr|anot|apunt|incorpor|ajust|activ|desactiv|conect|renombr|reemplac|fij|complet|apliqu|marqu|dej)é|"
    "puse|hice"
)
_CHINESE = (
    "添加|增加|加|修改|更改|更新|更换|改|换|调整|调|设置|设定|设|保存|存|记录|记|删除|删|移除|去掉|去除|取消|创建|建立|建|配置|启用|"
    "开启|关闭|停用|连接|接入|标记|完成|处理|搞定|弄|办|安排|纳入|补充|应用|写|填|命名|替换|切换|生成|做"
)
_CHINESE_OTHERS = "您|你|客户|顾客|客人|用户|对方|来电者|患者|病人|他们"
"""Who is asked about: what they have done is no claim of ours."""

_WITHIN = (
    rf"(?:i|we)(?:['’]ve| have|['’]ll| will)? (?:\w+ ){{0,2}}(?:{_ENGLISH})\b"
    rf"|(?:has|have) been (?:\w+ )?(?:{_ENGLISH})\b|(?:is|are|was|were) (?:now|{_ENGLISH})\b"
    r"|(?:ich|wir) hab(?:en?)?\b|wurden? \w+|worden\b|(?:ist|sind) (?:jetzt|nun)\b"
    rf"|hab(?:en?)? (?:ich|wir) (?:\w+ ){{0,5}}(?:{_GERMAN})\b|(?:ist|sind) {_GERMAN_BETWEEN}(?:{_GERMAN})\b"
    rf"|(?:{_GERMAN}) (?:ist|sind|hab(?:en?)?)\b"
    rf"|he(?:mos)? (?:\w+[aií]do|puesto|hecho)\b|se han? {_SPANISH}\b|han? sido {_SPANISH}\b|fue(?:ron)? {_SPANISH}\b"
    rf"|se (?:{_SPANISH_STEMS})(?:[iy]?ó|aron|[iy]eron)\b|(?:{_SPANISH_I})\b|ahora (?:es|son|está|están)\b"
    rf"|qued(?:a|an|ó|aron|ado) (?:\w+ ){{0,2}}{_SPANISH}\b|(?<!¿(?:ya )?)están? (?:ya |ahora )?{_SPANISH}\b"
    r"|j['’]ai \w+é"
)
_AT_THE_START = (
    rf"(?:done|saved|added|updated|changed|noted|{_GERMAN}|{_SPANISH}|ya está)\b"
    rf"|好了|(?:{_CHINESE})(?:好|完|上|下|掉|妥)?[。！，!,]"
)
_IN_CHINESE = (
    rf"(?<!您|你|否)已经?\p{{Han}}{{0,6}}?(?:{_CHINESE})"
    rf"|(?:(?<!{_CHINESE_OTHERS}|已|已经|(?:是否|有没有)\p{{Han}}{{0,4}})|[帮为给替][您你]\p{{Han}}{{0,6}}?)"
    rf"(?:{_CHINESE})(?:好|完|上|下|掉|成|进|入|进去|下来|妥|为|完成)?了(?![吗么没])"
)
_CLAIM = regex.compile(rf"\b(?:{_WITHIN})|{_START}(?:{_AT_THE_START})|{_IN_CHINESE}", regex.IGNORECASE)


def claims_a_change(text: str) -> bool:
    """Whether a text says that something was done. Errs on the side of yes: only code reports changes."""
    return bool(_CLAIM.search(text))


def unclaimed(text: str) -> int:
    """How many characters of a text that goes on make no claim, and will be part of none, whatever follows.

    Cut off within a word (Chinese has no spaces), the rest may be a claim itself: then it ends before that one.
    """
    found = _CLAIM.search(text, partial=True)
    end = found.start() if found else len(text)
    if found and not found.partial:  # it looks for a whole claim first, and one that is yet to be may begin before it
        end = next(place for place in range(end + 1) if _CLAIM.match(text, place, partial=True))
    while claim := _CLAIM.search(text[:end]):
        end = claim.start()
    return int(end)
