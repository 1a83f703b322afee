"""German verbs of tasks, the words that only seem to be verbs, and the data a task usually needs. Data only."""

import re

from parley.builder.guided.tables import word_set

_VERBS = """
    beantworten:beantwortet vereinbaren:vereinbart verschieben:verschiebt ab|sagen:absagt stornieren:storniert
    an|nehmen:annimmt entgegen|nehmen:entgegennimmt auf|nehmen:aufnimmt reservieren:reserviert buchen:bucht
    um|buchen:umbucht
    melden:meldet an|melden:anmeldet ab|melden:abmeldet krank|melden:krankmeldet ändern:ändert prüfen:prüft
    bestellen:bestellt nach|bestellen:nachbestellt erinnern:erinnert qualifizieren:qualifiziert verkaufen:verkauft
    bestätigen:bestätigt
    kündigen:kündigt verlängern:verlängert aus|geben:ausgibt beraten:berät informieren:informiert
    heraus|geben:herausgibt
    erklären:erklärt verfolgen:verfolgt zurück|setzen:zurücksetzt entsperren:entsperrt sperren:sperrt an|legen:anlegt
    lösen:löst
    koordinieren:koordiniert vermitteln:vermittelt ab|wickeln:abwickelt bearbeiten:bearbeitet planen:plant
    vergeben:vergibt
    aus|machen:ausmacht machen:macht vor|merken:vormerkt erfahren:erfährt ab|fragen:abfragt erfragen:erfragt
    sortieren:sortiert
    an|fordern:anfordert anfragen:anfragt verwalten:verwaltet erfassen:erfasst durch|führen:durchführt
    automatisieren:automatisiert
    ab|nehmen:abnimmt leiten:leitet helfen:hilft unterstützen:unterstützt ab|holen:abholt liefern:liefert
    reklamieren:reklamiert
    mit|teilen:mitteilt durch|geben:durchgibt nennen:nennt einholen:einholt ein|reichen:einreicht um|melden:ummeldet
    frei|schalten:freischaltet
    ein|richten:einrichtet ab|rufen:abruft nach|fragen:nachfragt um|tauschen:umtauscht zurück|geben:zurückgibt
    retournieren:retourniert
    organisieren:organisiert ermitteln:ermittelt bewerten:bewertet befragen:befragt begrüßen:begrüßt
    empfehlen:empfiehlt erledigen:erledigt
    verlegen:verlegt aus|stellen:ausstellt an|zeigen:anzeigt beantragen:beantragt notieren:notiert klären:klärt
    zu|ordnen:zuordnet
    finden:findet besichtigen:besichtigt ab|lesen:abliest tauschen:tauscht kaufen:kauft mieten:mietet erhalten:erhält
    wechseln:wechselt
"""
VERBS: dict[str, str] = {}
FINITE: dict[str, str] = {}
for _entry in _VERBS.split():
    _verb, _, _said = _entry.partition(":")
    _prefix, _bar, _stem = _verb.partition("|")
    _whole = _prefix + _stem
    VERBS[_whole] = _whole
    FINITE[_said] = _whole
    if _bar:
        VERBS[f"{_prefix}zu{_stem}"] = _whole
"""Infinitives (with "zu" inside, too) and the forms that end a clause, to the infinitive."""

NOT_VERBS = word_set(
    """
    einen keinen deinen seinen ihren unseren jeden allen den wegen neben gegen oben unten zwischen morgen gern besten
    vielen anderen weiteren neuen
    festen normalen wollen sollen können müssen dürfen möchten werden haben eben ihnen denen kosten zehn sieben
    brauchen benötigen suchen hätten würden
    wären sein seien fallen gehen kommen sitzen liegen stehen heißen reichen genügen wissen denken glauben meinen
    finden ihrer unserer deren
    sprechen reden klingen rufen anrufen melden duzen siezen weiterleiten verbinden durchstellen entlasten laufen
    klingeln arbeiten bleiben
    dauern gelten öffnen schließen bekommen kriegen nehmen geben erzählen sagen fragen hören zwanzig kleinen großen
    alten eigenen ganzen lieben kurzen
    hingewiesen gesprochen zusammen hinten vorn vorne drüben draußen außen innen weiterhin ansonsten meisten wenigsten
    zeigen lassen bitten freuen
    """
)
IDLE = word_set(
    """
    anrufe telefonate anruf telefon gespräche das ein eine er sie es zu an bescheid die der den ihre unsere ihr unser
    uns alles leute luft fragen soll
    einen einer ihren seinen nach für über dass etwas was noch auch
    """
)
BACK = re.compile(
    r",?\s*(?:und |aber )?(?:(?:dafür|dazu|hierfür|hierzu|da|dabei|davon|das(?= (?:brauch|bräucht|benötig|genüg|reich"
    r"|muss|müssen|werden|sind|lang))|wofür"
    r"|wozu)\s+(?:(?:brauchen|bräuchten?|brauchts?"
    r"|brauch|brauche"
    r"|benötigen|benötigt"
    r"|genügen|genügt|reichen|reicht|muss|müssen|soll|will|wollen|möchten|fragt|erfragt|bitte|nimmt|werden|sind|langt"
    r"|langen)\s+)?"
    r"(?:(?:wir|er|sie|es|man|ich|uns|bitte|eigentlich|auch|nur|halt|schon|dann|mir|immer|einfach|völlig|unbedingt"
    r"|die ki|der bot|der agent|folgendes|folgende daten|aber|noch|fragen(?=,? (?:nach|auf|wie|für|wann|welche|ob))"
    r"|wissen(?=,))[,:]?\s+)*(?:nach\s+)?"
    r"|(?:erfasst|abgefragt|erfragt|benötigt|gebraucht|aufgenommen|notiert) (?:werden|wird)\s+"
    r"|(?:gefragt|abgefragt|erfragt|erfasst|aufgenommen|gebraucht|benötigt|notiert) (?:wird|werden)\s+(?:dabei "
    r"|immer |dann |auch )*(?:nach\s+)?"
    r"|mit (?:der|dem|seiner|ihrer)\s+(?=\w+nummer|kennzeichen|aktenzeichen)|\b(?:er|sie|es|die|der|bot|agent|ki"
    r"|assistent|man|bitte|wir)\s+(?:\w+\s+){0,3}?nach\s+(?=(?:de[rmn]\s+)?[\w, -]{3,120}\b(?:frag|erkundig))"
    r"|(?:muss|soll(?:te)?)\s+(?:\w+\s+){0,4}?nach\s+(?=(?:de[rmn]\s+)?[\w, -]{3,120}\bfrag)"
    r"|(?P<weak>\b(?:(?:er|sie|es|der (?:bot|agent|assistent)|die ki|die|du|man)\s+(?:muss|soll(?:te)?|kann|braucht"
    r"|nimmt|fragt|notiert|erfasst)|(?:muss|soll|braucht|fragt|fragst|frag|frage|notiere|erfrage|erfasse"
    r"|nimm)(?:\s+(?:er|sie|es|man))?)\s+"
    r"(?:dann |halt |bitte |immer |auch |dabei |vorher |zuerst |noch )*(?:nach\s+)?"
    r"|\b(?:also|und zwar|nämlich|bitte|zu erfassen(?: sind)?|nötig sind|wichtig sind|wir brauchen|ich brauche"
    r"|notwendig sind|angaben|daten|abfragen|erfassen|aufnehmen)[:,]?\s+|,\s*mit\s+))(?=\S)"
)
"""What leads to data of the task just spoken of."""
