"""How English takes things back: what goes stands behind a verb, before a predicate, or beside what replaces it."""

import re

from parley.builder.guided.tables import word_set

_Y = r"[^,;:.!?\n]"
_STOP = (
    r"(?=\s*(?:[,;:.!?\n(–—]|$)|\s(?:which|that|who|because|since|as|cos|though|although|when|if|for now|we|i|they"
    r"|nobody|from (?:the|our|your|that|it)|in there|at all|altogether|completely|entirely|please|after all|any ?more"
    r"|any longer|and (?:add|put|use|take|make|ask|let|we|i|it|they))\b)"
)
_LEAD = (
    r"(?:^\W*|[,;:–—-]\s*|\b(?:and|so|but|please|kindly|actually|oh|ok|okay|just|can you|could you|would you|you can"
    r"|you may|let's|we'd|i'd|also|now|sorry|wait|no|then|me|us|to|should|must|better|could|will you|maybe|perhaps"
    r"|best"
    r"|can it|could it|it can|it could|we can|we could|want to|like to|feel free to|can we|could we|shall we|let me"
    r"|and then|on (?:reflection|second thoughts?)|having thought about it|in fact"
    r"|well)[\s,]+)"
)
_VERBS = (
    r"(?:remove|delete|drop|forget(?: about)?|never mind|scrap|ditch|lose|cut|skip|strike|scratch|leave out|take"
    r" out|take"
    r" away|take off|get rid of|bin|omit|kill|ignore|do without|do away with|dispense with|take back|cross (?:out"
    r"|off)|strike"
    r" out"
    r"|axe|exclude|withdraw|erase|stop (?:asking (?:\w+ )?for|collecting|taking|offering|doing|with))"
)
_ABOUT = (
    r"(?:(?:the (?:bit|part|thing|line|point|stuff|one|rule|ban|business|question) (?:about|on|with|for|of|that"
    r" says|where (?:they|people|callers|it)(?: can)?)"
    r"|what(?:ever)? (?:i|we) (?:said|wrote|told you) (?:about|on|of|regarding)) )?"
)
_NEEDED = (
    r"(?:need|want|use|do|offer|have|take|ask|require|sell|serve|run|book|accept|cover|send|keep|speak|collect"
    r"|mention"
    r"|include|cater)\w*"
)
_WHO = r"(?:we|it|they|you|i|she|he|nobody(?: here)?|no one(?: here)?)"
_DEGREE = r"(?:really |actually |even |so |that |very |all that |quite |strictly |much )*"
_END = r"(?=\s*(?:$|[,;.!?–—])|\s(?:and|too|as well|then|again|now|because|since|after all|altogether|please)\b)"
_OLD = (
    r"(?P<what>(?:(?!they\b|we\b|it\b|you\b|people\b|callers\b|customers\b|please\b|let\b)[^\s,;:.!?]+)"
    r"(?: (?!they\b|we\b|it\b|you\b|people\b|callers\b|customers\b|please\b|let\b|let's\b|for\b"
    r"|when\b)[^\s,;:.!?]+){0,4})"
)

PLAIN: tuple[tuple[str, str], ...] = (
    (
        "remove delete drop forget never scrap ditch lose cut skip strike scratch leave take get bin omit kill ignore"
        " without away dispense cross axe exclude withdraw erase stop",
        rf"{_LEAD}{_VERBS} {_ABOUT}(?P<what>{_Y}{{1,80}}?){_STOP}",
    ),
    (
        "take leave cross strike cut throw rule keep",
        rf"\b(?:take|leave|cross|strike|cut|throw|rule|keep) (?P<what>{_Y}{{1,60}}?) (?:out(?! of (?!it|this|that"
        rf"|there))|off|away)\b",
    ),
    (
        "longer stopped any anymore all",
        rf"\b{_WHO}(?:'ve| have)? (?:(?:don't|do not|doesn't|won't|can't) (?:really |actually |even )?(?:{_NEEDED} )?"
        r"(?:(?:for|to know|to have) )?(?=[^,;:.!?]{1,60} (?:any ?more|any longer|after all)\b)"
        rf"|(?:no longer|(?:have |'ve )?stopped) (?:{_NEEDED} )?(?:(?:for|to know|to have) )?"
        rf"|[a-z]+ (?=[^,;:.!?]{{1,60}} any ?more\b))(?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
    (
        "need point use reason call",
        r"\bno(?: real| longer any)? (?:need|point|use|reason|call)(?: of| in| for| to)?(?: (?:ask(?:ing)?"
        r"|know(?:ing)?"
        rf"|hav(?:e|ing)|tak(?:e|ing)|collect(?:ing)?|includ(?:e|ing)))?(?: (?:for|about))?"
        rf" (?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
    (
        "have has need needs needn",
        rf"\b(?:it|she|he|you|the agent|the bot|we) (?:needn't|(?:doesn't|does not|don't|do not|won't) (?:have"
        rf"|need) to"
        r"|no longer (?:has|have|needs?) to) (?:ask(?: \w+)? for |collect |take |know |have |keep )?"
        rf"(?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
    (
        "not",
        r"\b(?:can|could|shall|may) (?:we|you|it) (?:please )?not (?:have|do|offer|ask for|include|mention|take) "
        rf"(?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
    (
        "rather prefer",
        rf"\b(?:i|we)(?:'d| would) (?:rather|prefer)(?: it)?(?: not|(?: was| were| did)(?:n't| not))(?: to)? "
        rf"(?:(?:have|be|sound|ask for) )?(?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
    (
        "don stop",
        rf"\b(?:don't|do not|stop) (?:ask(?:ing)?|collect(?:ing)?|tak(?:e|ing)|bother(?:ing)?)(?: \w+)?(?: for|"
        rf" with)? "
        rf"(?P<what>{_Y}{{1,60}}?) (?:any ?more|any longer|after all|then)\b",
    ),
    (
        "needed required necessary wanted offered available thing important relevant useful essential crucial worth",
        rf" ?(?:(?:is|are|was|were|will|would|'s)? ?(?:not|n't)|is no longer|are no longer) (?:be )?{_DEGREE}"
        r"(?:needed|required|necessary|wanted|offered|available|a thing|important|relevant|useful|essential|crucial"
        r"|worth"
        r" it)\b",
    ),
    (
        "gone dropped scrapped list out discontinued cancelled history superfluous unnecessary redundant overkill"
        " pointless irrelevant mistake lifted obsolete withdrawn",
        r" ?(?: is| are| has been| have been| was| were|'s)(?: all)? (?:gone|dropped|scrapped|off the list|out"
        r"|discontinued"
        rf"|cancelled|history|superfluous|unnecessary|redundant|overkill|pointless|irrelevant|a mistake|lifted"
        rf"|obsolete|withdrawn){_END}",
    ),
    (
        "go out off dropped removed deleted cut scrapped skipped disappear",
        r" (?:can|could|should|must|has to|have to|had to|needs? to|may|will|might as well|wants? to)(?: all| both"
        r"| probably| really| just| safely)? (?:go|come out|come off|be (?:dropped|removed|left out|deleted|cut"
        r"|scrapped"
        rf"|taken out|skipped)|disappear|stay out|be out){_END}",
    ),
    (
        "goes falls fall drops drop comes",
        rf" (?:(?:goes(?: out| away)?|falls? (?:away|out)|drops? out|comes off){_END}|falls? by the wayside\b)",
    ),
    (
        "matter apply belong sense",
        r" (?:doesn't|don't|does not|do not|no longer) (?:really |actually )?(?:matters?|appl(?:y|ies)|make sense"
        r"|belong(?: in)? there)\b",
    ),
    (
        "after any anymore longer",
        rf"(?:^|[,;] |\bso )(?P<what>{_Y}{{1,40}}? (?:won't be|will not be|aren't|isn't|are not|is not) [a-z]+)"
        r" (?:after all|any ?more|any longer)\b",
    ),
    (
        "notice announcement disclaimer warning",
        rf"(?:^|[,;] |\b(?:so|then|and) )no (?P<what>{_Y}{{1,40}}? (?:notice|announcement|disclaimer|warning))\b",
    ),
    ("more", rf"\bno more {_ABOUT}(?:ban on )?(?P<what>{_Y}{{1,60}}?){_STOP}"),
    ("after any anymore", rf"\b(?:no|without(?: the)?|not) (?P<what>{_Y}{{1,40}}?) (?:after all|any ?more)\b"),
)
"""Words of which each match has one, and the pattern; without `what` it is the clause before that goes."""

WEAK: tuple[tuple[str, str], ...] = (
    ("no", rf"(?:^|[,;] |\b(?:so|then|and|well) )no (?P<what>{_Y}{{1,40}}?){_STOP}"),
    (
        "t do doesn don won",
        rf"\b(?:we|it|they|you|i|she|he)(?:'ve| have)? (?:don't|do not|doesn't|won't|can't) (?:really |actually "
        rf"|even )?"
        rf"{_NEEDED}(?: for)? (?P<what>{_Y}{{1,60}}?){_STOP}",
    ),
)
"""Words that may as well say how things are."""

SWAPPED: tuple[tuple[str, str], ...] = (
    ("instead rather place", rf"\b(?:instead of|rather than|in place of) (?:the |an? |our |their )?{_OLD}"),
    (
        "swap swapped replace replaced exchange substitute change turn switch",
        rf"\b(?:swap|replace|exchange|change|turn|switch)(?:d|ed)? (?P<what>{_Y}{{1,60}}?) (?:for|with|by|to|into)"
        rf" (?=\w)",
    ),
    (
        "said told wrote mentioned asked put",
        rf"\b(?:i|we)(?:'d|'ve| had| have)? (?:said|told you|wrote|mentioned|asked for|asked you for|put|had)(?:"
        rf" down)? "
        rf"(?P<what>{_Y}{{1,60}}?)(?=\s*[,;:.!?–—]|$| (?:but|first|before|earlier|and)\b)",
    ),
    ("not", rf"(?:^|[,;–—-] ?)(?:and |but )?not (?:the |an? |for |your )?{_OLD}"),
    ("better preferable beats", rf"\b(?:better than|preferable to|beats) (?:the |an? )?{_OLD}"),
)
"""Words that take something back only where something else is named for it."""

ONLY = (
    word_set("only just solely enough leave keep stick settle stay it do plenty alone suffices"),
    re.compile(
        r"\b(?:(?:only|just|solely|nothing but|leave (?:it|that|things) (?:at|with)|keep (?:it |that )?(?:to|at|just)"
        r"|stick (?:to|with)|settle (?:for|on)|stay with|make (?:it|that) just) (?P<behind>[^;:.!?\n,]{2,60}(?:,"
        r" [^;:.!?\n,]"
        r"{2,20}){0,3})"
        r"|(?P<before>[^;:.!?\n]{2,60}?) (?:only|alone|is enough|are enough|will do|would do|is plenty|suffices|it is"
        r"|is all (?:we|i|it|they|you) (?:really )?(?:needs?|wants?)))(?![^\W_])"
    ),
)
"""Words of which each match has one, and what says that something named in `behind` or `before` is all."""
_FINE = r"(?:all right|alright|fine|okay|ok|allowed|permitted|no problem|acceptable|possible|welcome|no bother)"
ALLOWED = (
    word_set(
        "can may could should fine right alright okay ok allowed permitted allow permit mind problem acceptable do does"
    ),
    re.compile(
        rf"\b(?:it|she|he|they|you|the agent|the bot|the assistant|we) (?:can|may|could|should|is allowed to|are"
        rf" allowed to"
        r"|does|do|will|is free to) (?!not\b|never\b|only\b)(?P<can>[^,;:.!?\n]{3,80})"
        rf"|(?P<is>[^;:.!?\n]{{3,80}}?) (?:is|are|would be|should be|'s) (?:\w+ly |quite |just |now |absolutely"
        rf" )?{_FINE}\b"
        r"|\b(?:allow|permit|let it|let them|no objections? to|nothing against|don't mind|do not mind|no problem"
        r" with|happy for it|okay with|fine"
        r" with|ok with)"
        r"(?: it| them| her| him)?(?: to)? (?P<let>[^,;:.!?\n]{3,80})"
    ),
)
"""Words of which each match has one, and what says that something is allowed."""

_ASK = (
    r"(?:ask(?:ing)?(?: (?:them|people|callers|customers))? for|ask|get|take|collect|need|note|want|require|know|have"
    r"|add|like)"
)
JOINED = (
    word_set("also additionally too well top add more plus"),
    re.compile(
        rf"\b(?:also|additionally) (?:{_ASK} )(?:to (?:know|have|ask for) )?(?P<also>{_Y}{{2,80}})"
        rf"|\b{_ASK} (?P<too>{_Y}{{2,60}}?),? (?:too|as well|on top)\b"
        rf"|(?:^|[,;] |\b(?:please|and|then|just|can you|could you|let's) )add (?P<add>{_Y}{{2,80}})"
        rf"|\bone more (?:thing|question|field|detail)\b[^:]{{0,40}}: (?P<more>{_Y}{{2,60}})"
    ),
)
"""Words of which each match has one, and what says that a datum is to be asked for, too."""
