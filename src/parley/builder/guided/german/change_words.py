"""How German says that something changes: words that take back, exchange, add, allow and swap. Patterns only."""

import re

from parley.builder.guided.revision import content

DROPS = re.compile(
    r"\b(?:streich\w*|gestrichen|raus|heraus|(?:he)?raus(?:nehmen|lassen|fallen|werfen|genommen|gelassen|geworfen"
    r"|zunehmen"
    r"|streichen)|weg|weg(?:lass\w*|fall\w*|fäll\w*|zulassen|gelassen|bleib\w*|nehmen)|entfäll\w*|entfallen|verzicht\w*"
    r"|überflüssig\w*|unnötig\w*|hinfällig|erübrig\w*|nimmer|zurück(?:nehm\w*|genommen|zieh\w*|gezogen)"
    r"|nehm\w* [^,.;]{0,40}zurück|zieh\w* [^,.;]{0,40}zurück|abgeschafft|schaff\w* [^,.;]{0,40}ab"
    r"|eingestellt|abgelehnt|vergiss|vergessen sie|vergesst|spar(?:en|t|e|st)? (?:wir |ich |sie |euch |uns |dir )+"
    r"|lösch\w*|gelöscht|entfern\w*|gekippt|kippen|vom tisch|passé|passe|gestorben|abgeblasen|aufgehoben|ausgedient"
    r"|(?:sein|bleiben|weg|raus|unter) ?lassen|lass(?:en|t|e)? (?:wir|ich|sie|mal|bitte|das|die|den|es|uns|lieber)"
    r"|lassen$|lass$|keinen sinn|versehen|irrtum|missverständnis|nicht mehr|nichts mehr|nicht länger|nichtmehr"
    r"|keine?[nrms]? (?:[\w-]+ ){0,2}mehr|mehr nicht|doch (?:nicht|nichts|kein\w*|ohne)|nun doch kein\w*"
    r"|brauch\w* (?:wir|ich|sie|man|er)\b[^,.;]{0,25}\b(?:nicht|kein\w*)|nicht (?:mehr )?(?:brauch|benötig)\w*"
    r"|(?:dir|euch|ihnen|ihr euch|sie sich|wir uns|du dir) (?:\w+ )?sparen"
    r"|(?:doch|lieber|besser|gleich) lassen|(?:fällt|fallen) (?:flach|aus|unter den tisch|ins wasser)"
    r"|ohne [^,.;]{2,40} (?:geht|reicht|klappt|kommen wir)"
    r"|geht (?:ja |eh |doch )?niemanden|ist (?:jetzt |nun |damit |somit )?(?:vorbei|erledigt|geschichte))\b"
)
"""What takes something back by itself."""
DENIES = re.compile(
    r"\b(?:nicht|nichts|nein|kein\w*|ohne|nie|weniger|zu viel|zuviel|statt|anstatt|anstelle|unfein|unpassend|heikel"
    r"|falsch"
    r"|verkehrt"
    r"|fehler|war mal|quatsch|unsinn|blödsinn|übertrieben|zu (?:locker|steif|förmlich))\b"
)
"""What denies a value of a closed kind in its clause."""
SENT = re.compile(r"\b((?:geht|gehen|rück\w*|schick\w*|geb\w*|gibt|find\w*|komm\w*)\b[^,.;]*)\b(?:he)?raus\b")
"""What goes out is not taken out."""
NEEDS = {
    "goals": re.compile(
        r"\b(?:er|ab|nach|be)?frag\w*|\b(?:wissen|brauch\w*|benötig\w*|notier\w*|aufnehm\w*|nimm|aufzunehmen|erheb\w*"
        r"|angeb\w*|verlang\w*|nötig|notwendig|erforderlich|erfass\w*|einhol\w*|angaben?|daten|gehör\w*"
        r"|nehm\w* [^,.;]{2,60}\bauf|nimm [^,.;]{2,60}\bauf|fehlt|fehlen"
        r"|ergänz\w*"
        r"|pflicht"
        r"|muss (?:nicht|net|ned) (?:sein|rein)|abgefragt|erfragt|gefragt|unfein)\b"
    ),
    "languages": re.compile(r"\b(?:brauch\w*|sprech\w*|sprich\w*|können|kann|muss|wollen|will|nötig|wird das)\b"),
}
"""What is done with a datum or a language; a denial beside it takes that back."""
EXCHANGES = re.compile(
    r"\b(?:statt|anstatt|anstelle|stattdessen|sondern|ersetz\w*|ersatz|(?:aus|ver|um)?(?:ge)?tausch\w*|dafür|lieber"
    r"|eher|besser|gegen|durch|rein|gemeint|meint\w*|vertan|vertippt|verdreht|zahlendreher|verschrieben|verwechselt"
    r"|verguckt|versprochen"
    r"|falsch\w*|verkehrt|richtig\w*|stimm\w*|geändert|ändern|ändert|änder[en]?|geworden|wird|werden|gewandert"
    r"|verschoben"
    r"|verlegt|gerutscht|rutscht|wandert|rückt|wechsel\w*|gewechselt|umgestellt|umgezogen|umzug|ziehen|zieh\w*|mach\w*"
    r"|auf|von|aus|inzwischen|mittlerweile|jetzt|nun|neu\w*|neuerdings|künftig|zukünftig|seit|sofort|doch|nicht|kein\w*"
    r"|versehen|irrtum|missverständnis|war|waren|alt\w*|veraltet|überholt|sitzen|finden|korrigier\w*|korrektur|muss"
    r"|hinfällig|streich\w*|raus|weg|zu viel|zuviel|oder vielmehr|vielmehr|nimmer|stand|steht|mal|amal|einmal)\b"
)
"""What may put one value of a kind in the place of another that is held."""
ADDS = re.compile(
    r"\b(?:zusätzlich|auch|dazu|ergänz\w*|außerdem|ausserdem|fehlt|fehlen|kommt hinzu|hinzu\w*|obendrein|noch|ebenfalls"
    r"|mit (?:auf|ab|er)\w+)\b"
)
FORBADE = re.compile(r"\b(?:\w*verbot\w*|untersagt|tabu|einschränkung|beschränkung|sperre|nicht|kein\w*)\b")
ALLOWS = re.compile(
    r"\b(?:darf|dürfen|kann|können|ist|sind|wird|werden)\b(?=[^.;!?]*\b(?:doch|durchaus|ruhig|inzwischen|mittlerweile"
    r"|jetzt"
    r"|nun|wieder|schon|künftig|ab sofort|gern|gerne|erlaubt|freigegeben|gestattet|zulässig)\b)"
    r"|\b(?:verbot|untersagt|verboten|tabu|einschränkung|beschränkung|sperre)\b"
)
OLD = re.compile(
    r"\b(?:war (?:ein|a)?mal|stimm\w* (?:so )?(?:nicht|nimmer)|falsch|veraltet|hinfällig|alte?[nrs]?|überholt"
    r"|nicht mehr|nimmer|vertippt|verschrieben|vertan|galt|gilt nicht|vorbei|waren? (?:ein|a)?mal|früher|bisher"
    r"|vorhin|sagte|gesagt|schrieb"
    r"|geschrieben|angegeben|zunächst|ursprünglich|verguckt|verrechnet|verlesen)\b"
)
"""What says of an amount that it was."""
NOW = re.compile(
    r"\b(?:teurer|billiger|günstiger|geworden|gestiegen|gesunken|erhöht|gesenkt|aufge?schlag\w*|jetzt|nun|inzwischen"
    r"|mittlerweile|künftig|neuerdings|neue[nrs]?|seit|ab sofort|länger|kürzer|doch|statt|nicht mehr|nimmer|geändert"
    r"|anders"
    r"|aktuell|momentan|heuer|sagen wir|tatsächlich|richtig|vertan|vertippt|nicht)\b"
)
"""What says that an amount is a new one."""
PRICED = content("kostet kosten preis preise kommt kommen dauert euro braucht brauchen gibt liegt wir haben")
NEGATED = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|nur|weder)\b")
SWAPS = re.compile(
    r"\b(?:andersrum|andersherum|anders (?:rum|herum)|umgekehrt|vertauscht|vertauschen|tausch(?:en|e|t)?|getauscht"
    r"|verwechselt|verdreht|durcheinander\w*|über kreuz|verkehrt(?:rum| herum)|falsch (?:rum|herum)|tauschen)\b"
)
FREE = re.compile(
    r"\b(?:kostenlos|kostenfrei|gratis|umsonst|gebührenfrei|frei haus|für lau)\b"
    r"|\b(?:kost\w+|verlang\w*|nehm\w*|berechn\w*)\b[^.;!?,]*\bnichts\b"
)
POINTS = re.compile(
    r"\b(?:das|dies|damit|dieser|diese|dieses|diesen|den|die|der|es|hinweis|punkt|anliegen|angabe|verbot|regel|satz"
    r"|sache"
    r"|aufgabe|frage|teil|zeile|passage|vorgabe|einschränkung)\b"
)
"""Words that speak of what was said before."""
IDLE = content(
    "streichen gestrichen raus heraus rausnehmen weg weglassen wegfallen fällt entfällt entfallen verzichten lassen"
    " lass überflüssig unnötig hinfällig nehmen nimm nehme zurück eingestellt abgelehnt vergiss vergessen sparen"
    " löschen entfernen gekippt machen macht mache bitte doch nicht mehr kein keine jetzt nun inzwischen künftig"
    " sofort lieber"
    " eigentlich übrigens persönlich selbst hier eh ja mal auch schon brauchen braucht brauche soll sollen muss müssen"
    " kann können darf dürfen durchaus ruhig wieder verbot verboten hinweis anliegen punkt sache angabe aufgabe geht"
    " niemand anbieten bieten gibt geben laufen läuft ab über dafür stattdessen versprochen gesagt ich du sie ihr euch"
    " kollege kollegin kollegen chef chefin rücksprache dass vereinbaren buchen aufnehmen annehmen melden nennen sagen"
    " wollen will möchten möchte sein wird werden wurde worden dieses dieser diese diesen jenes gern gerne alles"
)
"""Words that say nothing of what is meant."""
SLOTS = (
    ("greeting", re.compile(r"\b\w*(?:begrüß|gruß|grüß|anfang|melde[nt]?\b|eingangs)\w*")),
    ("closing", re.compile(r"\b(?:\w*abschied\w*|verabschied\w*|schlus\w*|schluß\w*|ende|ausstieg\w*)\b")),
    ("hours", re.compile(r"\b\w*zeiten\b|\bgeöffnet\b|\boffen\b")),
)
"""What a slot is called where a change is meant for it alone."""
_X = r"[^,;:.!?\n]"
_SEP = (
    r"(?:,? ?(?:lieber|bitte|also|jetzt|nun|dann|eher|doch|besser|einfach|künftig|ab sofort|sagt er|sagt sie|soll er"
    r"|soll sie|nehmen wir|machen wir|brauchen wir|schreiben wir|hätten wir gern|möchten wir|möchte ich|will ich"
    r"|heißt es|muss es|kommt|genügt|reicht|langt|wäre|die|der|das|den|eine|einen|ein)\b)+"
)
_FILL = r"(?:(?:bitte|lieber|doch|mal|jetzt|nun|sie|wir|ich|einfach|gleich|künftig|dann|also) )*"
FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:an)?statt|anstelle(?: von)?) (?P<old>{_X}{{2,80}}?){_SEP} (?P<new>{_X}{{2,120}})",
        rf"\b(?:ersetz|tausch|wechsel)\w* {_FILL}(?P<old>{_X}{{2,100}}?) (?:durch|gegen|mit) (?P<new>{_X}{{2,120}})",
        rf"(?P<old>{_X}{{2,100}}?) {_FILL}(?:durch|gegen) (?P<new>{_X}{{2,120}}?) {_FILL}"
        r"(?:(?:zu )?ersetz\w*|ersetzt|(?:aus)?(?:ge)?tausch\w*|aus(?:ge|zu)?wechsel\w*)",
        rf"(?P<old>{_X}{{2,80}}?) (?:ersetz|tausch|wechsel)\w* (?:sie|wir|ich) {_FILL}(?:durch"
        rf"|gegen) (?P<new>{_X}{{2,80}})",
        rf"\bmach\w* {_FILL}aus (?P<old>{_X}{{1,80}}?) {_FILL}(?:eine?n? )(?P<new>{_X}{{1,80}})",
        rf"\bmach\w* {_FILL}aus (?P<old>[„“\"»«]{_X}{{1,80}}?[”“\"»«]) {_FILL}(?P<new>{_X}{{1,80}})",
        rf"\baus (?P<old>{_X}{{2,80}}?) (?:wird|werden|wurde|wurden|macht?|machen|mache) {_FILL}(?P<new>{_X}{{2,80}})",
        rf"\bnicht(?: mehr)? (?P<old>{_X}{{2,80}}?),? sondern (?P<new>{_X}{{2,120}})",
        rf"(?P<new>{_X}{{2,80}}?)(?:, | und |, und )nicht(?: mehr)? (?P<old>{_X}{{2,80}})[.!]?$",
        rf"(?P<new>{_X}{{2,80}}?),? (?:(?:an)?statt|anstelle(?: von)?) (?P<old>{_X}{{2,80}})[.!]?$",
        rf"(?P<new>{_X}{{2,80}}?) (?:besser|lieber|eher|passender|mehr) als (?P<old>{_X}{{2,60}})",
        rf"(?P<old>{_X}{{2,80}}?) (?:raus|weg),? (?:und )?(?:dafür )?(?P<new>{_X}{{2,80}}?) rein\b",
        rf"(?P<old>{_X}{{2,60}}?) (?:heißt|heißen|nennt sich|wird zu|wird|ist) (?:jetzt|nun|ab sofort|künftig"
        rf"|inzwischen|fortan|ab jetzt|bei uns (?:jetzt|nun|künftig|inzwischen)) (?P<new>{_X}{{2,60}})",
        rf"\b(?:streich|lösch|entfern)\w* {_FILL}(?P<old>{_X}{{2,80}}?) und (?:schreib|setz|nimm|nehm|trag|sag)\w* "
        rf"{_FILL}(?:dafür |stattdessen )?(?P<new>{_X}{{2,80}})",
        rf"(?P<old>{_X}{{2,60}}?) (?:(?:war|ist|sind|waren) {_X}{{0,20}}(?:falsch|versehen|irrtum|quatsch|veraltet"
        rf"|fehler"
        rf"|missverständnis|zu viel)|stimm(?:t|en) nicht){_X}{{0,12}}, (?:\w{{2,4}} )?(?P<new>{_X}{{2,80}})",
    )
)
"""One text in the place of another."""
OF_AMOUNTS = frozenset({4, 5, 6})
"""Of these forms those that a mere amount is told in as well: "mach aus der 15 eine 16"."""
LEAD = re.compile(
    r"^(?:.*\b(?:heißt|heißen|lautet|ist|sind|wird|es|richtig|übrigens|bitte|lieber|jetzt|muss|worte?|satz|wort|text"
    r"|wörter|sie|wir|ich|dass|inzwischen|begrüßung|abschied|kann man)\b[\s:]+)?(?:(?:de[rnms]|die|das|eine?[nrms]?"
    r"|im|in|am"
    r"|an|unsere?[nrms]?|doch|vom|von|zu|zum|zur|für|mit|beim?|ab|bis|auf) )*"
)
"""What stands before the words that are meant."""
TAIL = re.compile(
    r"(?: (?:eintragen|schreiben|sagen|nehmen|heißen|sein|rein|her|aus|ersetzen|hinschreiben|setzen|machen|verwenden"
    r"|heißen wir|angeben|nennen|stehen|an|ist richtig|stimmt|bitte|dafür|soll er sagen|muss es sein|muss es heißen"
    r"|ist es|sind es|soll es sein|am anfang|am ende|zu|treten|aufnehmen|abfragen|fragen))+$"
)


def may(low: str) -> bool:
    """Whether a sentence may change anything."""
    return any(
        pattern.search(low) for pattern in (EXCHANGES, DROPS, ADDS, ALLOWS, SWAPS, FREE, DENIES, RENAMES, NOW, OLD)
    )


RENAMES = re.compile(
    r"\b(?:heiß\w*|nenn\w*|umbenannt|name\w*|schreib\w*|schluss|erst|schon|zu|bis|ab|geht|gehen|übernimmt|übernehmen"
    r"|zuständig|macht|betreut|kümmert|elternzeit|rente|urlaub|kur|krank|gekündigt|nachfolg\w*|vertret\w*|vertritt"
    r"|nummer"
    r"|durchwahl|unter|erreich\w*|bitte|ausschließlich|nur|bloß|chat|telefon)\b"
)
