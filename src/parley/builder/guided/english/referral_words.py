"""The words by which calls are passed on: what links a case to whoever takes it, what opens it, what is none."""

import re

from parley.builder.guided.reading import MASK_LINK
from parley.builder.guided.tables import word_set

_WAYS = (
    r"(?:(?:straight|directly|immediately|right|always|through|thru|over|live|on|out|back|up|off|away|only|at once) )*"
)
_AUX = (
    r"(?:(?:should|must|need to|needs to|have to|has to|had better|ought to|can|could|will(?! (?:goes|comes)\b)|"
    r"would|want to|wants to|is to|"
    r"are to|gets?|got to|always|also|then|just|please|simply|better|best|'d|i'd like|i want|we want) )*"
)
PRON = r"(?:(?:it|they|that|those|these|this|them|he|she|you|which|please|then|so|just|yes|we|i)(?:'s|'ll)? )*"
_OBJECT = (
    r"(?: (?:it|them|'?em|him|her|that|those|these|this|people|callers?|everyone|the (?:call|caller|calls|customer|"
    r"patient|"
    r"client|conversation|chat)|calls?))?"
)
_MOVED = (
    r"(?:transfer|put|pass|send|hand|forward|connect|route|escalate|redirect|refer|patch|direct|give|get|switch|bring|"
    r"move|transferred|passed|sent|handed|forwarded|connected|routed|escalated|redirected|referred|patched|directed|"
    r"given|"
    r"brought|switched|moved|goes|go|come|comes|belongs?|speak|talk|chat|deal|dealt|taken|handled)"
)
_TALK = (
    r"(?:(?:have|take|leave) (?:a )?(?:quick )?(?:chat|word|message)|(?:is|are)(?: a matter)?|would be|"
    r"that'?s|it'?s)"
)
_FETCH = (
    r"(?:get|call|ring|phone|page|wake(?: up)?|fetch|alert|text|contact|reach|try|bring in|bring|grab|notify|tell|"
    r"see|dial|connect|inform|"
    r"message|buzz|involve|give (?:them|him|her|callers|people)|ask for|want|wants|need|needs|gets|have|pull in|loop "
    r"in)(?: hold of)?"
)
LINK = re.compile(
    rf"[ ,:?=–—\ue002-](?:(?P<move>(?:(?<=,) )?{PRON}{_AUX}(?:be |being |get |been )?(?:{_MOVED}{_OBJECT}|{_TALK}) "
    rf"{_WAYS}"
    rf"(?:to|with|for|by|onto) )"
    rf"|(?P<mark>(?:(?<=:) |(?<=[ ?])(?:->|=>|→) ?|(?<= )(?:=|[–—-]) |(?<=\?) (?:(?:->|=>|→) ?)?)"
    r"(?:(?:urgent|emergency|critical|immediate)\w*,? (?:also |plus )?)?"
    rf"(?:{PRON}{_AUX}(?:(?:be )?{_MOVED}{_OBJECT} )?{_WAYS}(?:to|with|for) |{PRON}{_FETCH} |{PRON})?)"
    rf"|(?P<fetch>(?:(?<=[,\ue002]) ?|(?=(?:should|must|please|then|just|always|wants?|needs?|gets?|you) ))"
    rf"{PRON}{_AUX}{_FETCH} )"
    rf"|(?P<bare>(?<=,) {_WAYS}(?:to|with|for) |(?<= ){_WAYS}to )"
    rf"|(?P<plain>(?<= ){_FETCH} )"
    rf"|(?P<self>(?:(?<=,) )?(?:i|we)(?:'d| would|'ll| will)?(?: (?:want|wanna|like|need|prefer|love)(?: to)?)?(?: "
    rf"to)? ?"
    rf"(?:handle|take|deal with|do|see|look at|speak to|talk to|speak with|talk with|answer|hear|sort|look after)"
    rf"(?: (?:that|those|it|them|these|him|her|this))*(?: (?:personally|myself|ourselves))*(?=[,.;]|$|\ue002)"
    r"|(?:,|(?<= )then) ?(?:that|it)(?: one)?(?:'?s| is) (?:mine|my (?:job|one|call|department|area))(?=[,.;]|$|"
    r"\ue002))"
    rf"|(?P<comma>(?:(?<=,)(?: (?:that'?s|it'?s|then|so|is|for|that|goes))*|(?<= )(?:that'?s|it'?s|that is|it is)) )"
    rf"|(?P<is>(?<= )(?:is|are) ))"
)
OPEN = re.compile(
    r"(?:only |but |and |or |except )*(?P<if>if|when|whenever|in case(?: of)?|in the event of|as soon as|once|should|"
    r"where) "
)
LEAD = re.compile(
    r"(?:(?:[-*•>–,;]|\d{1,2}[.)]|comma|and|but|so|oh|um|uh|er|well|also|then|or|plus|now|ok|yes|again|finally|"
    r"please|first|"
    r"second|third|just|as for|as to|for(?= [a-z])|hm|right|escalations?:|hand-?overs?:|hand-?offs?:|"
    r"transfers?:)(?!\w),? *|as (?:in|i said|per)\b[^:,;]{0,40}[:,] *)+"
)
ORDERED = re.compile(
    rf"(?:(?:only|just|please|then|do|it should|it must|it can|you can|i'd like it to|have it) )*"
    rf"(?:(?P<move>{_MOVED}{_OBJECT} {_WAYS}(?:to|with) |(?:(?:straight|directly|right|over) )*to )|"
    rf"(?P<fetch>{_FETCH} ))"
)
THEN_IF = re.compile(
    r",? (?:straight away |right away |at once |immediately |and only |but only |only |just )?(?P<if>if|when|"
    r"whenever|in case "
    r"of|in case|once|as soon as|for|about) "
)
TAKES = re.compile(
    r" (?:(?:always|usually|only|also) )?(?:deals? with|handles?|takes?|looks? after|does|do|sorts?(?: out)?|covers?|"
    r"is "
    r"responsible for|is in charge of|is the (?:one|person|contact|go-to) for|is for|are for) "
    r"(?P<case>[^.;:!?\n\ue000-\ue002]+)"
)
DECIDES = re.compile(
    r",?(?: then)?,? (?P<who>(?:the|our|my) [a-z][a-z' -]{2,40}?) (?:should|must|has to|have to|needs to|need to|"
    r"will|would|"
    r"can|is to) (?:take (?:over|it|that|those|them)|decide|approve|sign (?:it |that )?off|deal with (?:it|that|"
    r"them)|handle "
    r"(?:it|that|them)|step in|look (?:at|into) (?:it|that)|be (?:told|involved|asked)|know|(?:call|ring|phone) "
    r"(?:them|"
    r"him|her|back)(?: back)?)\b"
)
BARE_VERB = re.compile(
    r"^(?:(?:it should|it must|please|always|then|also|i'd want|i'd like|i want|we want|we'd like|i need|you can|"
    r"just) )*"
    r"(?:(?:transfer|put|pass|send|hand|forward|connect|route|escalate|redirect|refer|patch|direct|give|bring) )?"
)
NO_CASE = re.compile(
    r"\b(?:we want|i'd like|we'd like|purpose|agent|assistant|bot|opening|(?:opening|office|our) hours|tone|greeting|"
    r"says|number is|made a "
    r"mistake|quick question|before i|excuse me|wait please|we are|we're|i'm|my name|welcome|hello|prices?|our "
    r"address|we deliver)\b|"
    r"^(?:hi|hiya|hello|hey|howdy|good|welcome|thanks?|as in|like|i|we|it|you|there|our|my|he|she|to|of|from|in|for "
    r"example|e\.g|let|ask|book|send|collect|take|don't|never|"
    r"not|always|no|sorry|actually|wait|hang on|on|at|with|by)\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|must|can|could|may|do|does|did|want|wants|need|needs|costs?|"
    r"checks?|takes?|goes|go|comes|come|i've|i|we|you|they|it|that's|it's|give|gives|pay|pays)\b"
)
WHOSE = re.compile(
    r"(?:[\w'-]+ ){1,4}(?:who|that|which|whose|where|with|wanting|asking)(?:'s|'ve|'d)?\b|(?:anyone|anybody|whoever|"
    r"someone|somebody|people|callers)\b"
)
PRONOUN = re.compile(r"^(?:that|this|it|those|these|they|which|the call|calls?|callers?|them|him|her|everything|all)$")
AGAIN = re.compile(r" (?:too|again|as well|also)\b")
CONTACT = re.compile(rf"\d{{3}}|ext|{MASK_LINK}")
ARROW = re.compile(r"->|=>|→")
CALLED = re.compile(r"\b(?:is|are|would be|that'?s|it'?s|deal|dealt|handled|taken) ")
PLACE = re.compile(r"\b(?:shop|store|office|we|our|address|road|street|lane)\b")
DENIED = re.compile(r"(?:n't|\bnot|\bnever|\bno)(?: be)?$")
OPEN_END = re.compile(r"\b(?:if|when|to|and|or|that|the|an?|you)$")
SAME = re.compile(r"(?:the )?same(?: person| number| one| again)?\b|(?:him|her|them) (?:too|again|as well)\b")
HEADING = re.compile(
    r"(?:.*\b(?:hand(?:ing)?[ -]?(?:over|off)s?|escalat\w+|transfers?|pass(?:es|ing)? (?:on|to)|a (?:person|human)|"
    r"real "
    r"person|put(?:ting)? through|people to call|who gets what|who to call|contacts)\b.*)"
)
SLOTS = word_set(
    "tone style manner hours languages language channel greeting closing tasks goals facts rules limits never voice"
)
MOVES = word_set(
    """
    transfer put pass send hand forward connect route escalate redirect refer patch direct give get switch bring move
    transferred passed sent handed forwarded connected routed escalated redirected referred patched directed given goes
    go come comes belongs belong speak talk chat deal dealt word matter message
    """
)
WHITHER = word_set("to with for by onto")
MODALS = word_set("should must has have needs need will would can is")
FETCHES = word_set(
    """
    call ring phone page wake fetch alert text contact reach try grab get bring notify involve give i'll i'd i want ask
    should must has needs
    """
)
REACHED = re.compile(rf"[\d=→{MASK_LINK}](?:(?<==)[ >]|(?<=[→{MASK_LINK}])|(?<=\d)\d\d)|->|\bext\b")
OPENED = re.compile(
    r"\b(?:if|when|whenever|in case(?: of)?|in the event of|as soon as|once|should|where) $",
)
ENDS = re.compile(
    r"[.;:!?\n\ue000-\ue002]|, (?:and|but|or|it|she|he|otherwise|never) |, (?=[a-z' -]{3,40} for )|,? and (?:send|"
    r"put|pass|"
    r"ring|call|get|only|transfer|give|hand) |,? (?:but|otherwise)\b|$"
)
CALLERS = re.compile(r"\b(?:they|who|callers?|customers?|clients?|people|patients?|guests?|(?:any|some)(?:one|body))$")
WISHED = re.compile(r" (?:ask for|asks for|wants?|needs?|see|get|have) ")
ALIKE = re.compile(
    r"(?:it'?s )?(?:the )?same(?: again)?(?: goes| applies| thing| deal| person| number)?,? (?P<if>if|when|whenever|"
    r"for|"
    r"with) (?P<case>[^,.;:!?\n\ue000-\ue002]{4,120})(?:, (?:that'?s|it'?s|goes) [^.;!?\n\ue000-\ue002]*)?"
)
CONTACTED = re.compile(r",? ?(?:(?:that'?s|this is|i'm|my name's|it'?s|(?:ring|call|phone|text|get) me (?:on|at)) )?")
SAID = re.compile(r"(?=,? (?:(?:on|at|his|her|their) )*(?:number|ext|\+?\d))")
