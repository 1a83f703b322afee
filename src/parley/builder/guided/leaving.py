"""Ways to leave a decision to us, in English, German and Spanish: of one thing ("your call") or of all that is open."""

import re
from functools import cache

from parley.builder.guided.reading import each_word
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op

MAX_WORDS = 9
_ALL = (
    r"you do it(?: for me)?|(?:just |please )?do it(?: (?:all|for me|however you like))?"
    r"|just (?:go(?: ahead| on| for it)?"
    r"|finish(?: it)?|make it"
    r"|build (?:it|one|something)|do something)",
    r"(?:just |then |you )?(?:do |choose |pick |take |use |go with )?(?:it )?"
    r"(?:what|whatever|whichever|as|how|however) "
    r"you(?:'d| would)? (?:want|like|wish|think|prefer|please|see fit|feel|say|consider|recommend|suggest)"
    r"(?: (?:is|it's|would be|works|fits))?(?: (?:best|right|good|to|fit))?",
    r"(?:just )?(?:go with )?whatever(?:'s| is| works| makes| seems) ?(?:best|right|good|fine|sense|easiest|usual)?",
    r"(?:i(?:'ll| will)? )?leave (?:the rest|everything|all (?:of )?(?:it|that|this))(?: else)?(?: up)? to you",
    r"(?:you know best|you know better(?: than me)?|you're the expert|you are the expert"
    r"|at your (?:own )?discretion)",
    r"(?:just )?make (?:it|something|the rest) up|(?:just )?(?:go with |take |use |give it )?(?:your |a )?best guess"
    r"|go with your gut",
    r"(?:just )?(?:go with|take|use|keep) (?:the |your )?(?:defaults?|standard (?:settings?|values?))"
    r"|(?:the )?defaults (?:are|will be) (?:fine|ok|okay|good)",
    r"(?:just |you |please )*figure (?:it|that|the rest) out(?: yourself| for me)?",
    r"(?:just |please |you )*(?:finish|complete|fill in|fill out|do|decide|choose) (?:it|the rest"
    r"|everything(?: else)?|all of it)"
    r"(?: in| out)?(?: yourself| for me)",
    r"(?:just |please |you )*(?:finish|complete|fill in|fill out|do|choose) (?:the rest|everything(?: else)?)",
    r"(?:no more|enough|enough with the|stop the|skip (?:the|all|all the|your)) questions(?: please)?"
    r"|stop asking(?: me)?"
    r"(?: questions)?|don't ask(?: me)?(?: any ?more| again| so much| anything else)*|skip (?:everything|all"
    r"|the rest|all of (?:it|this))",
    # German
    r"mach(?:t|en sie)?(?: es| das| mal| doch| einfach| nur)*(?: einfach| mal|,? (?:so )?(?:was|wie) (?:du|ihr|sie) "
    r"(?:es )?(?:willst|wollt|wollen|denkst|denken|meinst|meinen|magst|möchtest|möchten))",
    r"(?:so |ganz |einfach |nimm |nehmen sie )*(?:was|wie)(?: auch)?(?: immer)? (?:du|ihr"
    r"|sie) (?:es )?(?:willst|wollt|wollen"
    r"|denkst|denken|meinst|meint|meinen|magst|mögen|möchtest|möchten)",
    r"(?:das |es |alles |den rest )?(?:ich )?überlass(?:e|en)?(?: ich)?(?: es| das| alles"
    r"| den rest)?(?: ganz)? (?:dir|ihnen|euch)",
    r"(?:das |es |alles |den rest )?(?:kannst|darfst|sollst) du(?: das)?(?: selbst| gern"
    r"| gerne)? (?:entscheiden|machen)",
    r"(?:den rest |alles )(?:machst|entscheidest) du|(?:mach|ergänze|erledige"
    r"|entscheide) (?:du )?den rest(?: selbst)?",
    r"entscheide? (?:du|selbst|einfach|selber)|entscheiden sie(?: selbst)?|nach gutdünken|du weißt (?:es"
    r"|das) (?:am besten|besser)"
    r"|keine (?:weiteren )?fragen(?: mehr)?|(?:nimm |nehmen sie )?(?:die )?standard(?:werte|einstellungen)",
    # Spanish
    r"(?:haz(?:lo)? |haga(?:lo)? |elige |pon )?(?:lo que|como)(?: mejor)?(?: (?:tú|tu|usted|te"
    r"|le))? (?:quieras?|creas?|digas?"
    r"|prefieras?|veas?|parezca|guste|consideres?)(?: (?:que es |que sea )?(?:mejor|conveniente|bien|oportuno))?",
    r"hazlo (?:tú|tu|y ya|sin más|ya)|decídelo (?:tú|tu)|decida(?:lo)? usted|usted decide|(?:decide|completa"
    r"|rellena|haz) "
    r"(?:tú )?(?:el resto|lo demás|todo)|confío en (?:ti|usted|tu criterio)|(?:ya )?(?:no|sin) más preguntas",
    r"(?:te |se )?(?:lo |todo )?(?:dejo|queda) (?:todo )?(?:a|en) (?:ti|usted|(?:tu|su) (?:criterio|gusto"
    r"|elección)|(?:tus|sus) manos)"
    r"|(?:a tu|a su) (?:criterio|gusto)|en tus manos|(?:usa |con )?(?:los )?valores por defecto|lo que sea mejor",
)
_ONE = (
    r"(?:(?:that's|that is|this is|it's|it is) )?(?:entirely |completely |totally |all |really )?"
    r"(?:up to you|your (?:call|choice|decision)|you choose|you pick)",
    r"(?:i(?:'ll| will|'d)? )?leave (?:it|that|this|that one|this one)(?: all| entirely)?(?: up)? to you",
    r"any(?:thing)?(?: one| of (?:them|those))? (?:is|are|goes|will do|works|would be)(?: fine| ok| okay| good)?",
    r"either(?: one| way)?(?: (?:is|works|will do))?(?: fine| ok| okay| for me)?|whichever(?: one)?|no preferences?",
    r"(?:just |you )*(?:pick|choose|take|select)(?: (?:one|any|something|anything|whatever|whichever"
    r"|for me))?(?: for me)?",
    r"(?:das )?liegt (?:ganz )?bei (?:dir|ihnen)|deine entscheidung|ihre entscheidung|such (?:du |dir "
    r"|es dir )?(?:was |etwas |eins )?aus",
    r"(?:das )?(?:ist )?(?:mir )?(?:ist )?(?:ganz |völlig |total )?egal|keine präferenz",
    r"(?:tú|tu|usted) elige?s?|elige (?:tú|tu|usted)|elígelo (?:tú|tu)|depende de (?:ti|usted)"
    r"|(?:me )?da (?:igual|lo mismo)|lo que sea"
    r"|cualquier cosa|(?:sin|no tengo) preferencias?",
)

_CUES = word_set(
    """
    you your you'd you're just do whatever whatever's leave make guess defaults figure finish complete fill decide
    choose pick take select everything questions asking ask skip anything any either whichever preference preferences
    resto demás mal
    du ihr sie dir ihnen euch rest egal einfach selbst gutdünken fragen standardwerte standardeinstellungen
    deine präferenz entscheide entscheiden
    como lo que tú usted ti tu su tus sus criterio gusto manos defecto todo igual cosa preferencia preferencias
    preguntas hazlo elige elígelo decídelo decida decídalo
    """
)
"""Words of which each way has one."""


def may(message: str) -> bool:
    """Whether a message is short enough and has a word of these ways."""
    return message.count(" ") <= MAX_WORDS and not _CUES.isdisjoint(each_word(message))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Op | str], ...]:
    return (re.compile("|".join(_ALL)), Op.USE_DEFAULTS), (re.compile("|".join(_ONE)), "default_here")


def sense(plain: str) -> Op | str | None:
    """What short words without marks leave to us: all that is open, "default_here" for the open question alone."""
    if plain.count(" ") >= MAX_WORDS:
        return None
    return next((meant for pattern, meant in _patterns() if pattern.fullmatch(plain)), None)
