"""German words that are no nouns: articles, pronouns, particles, common verbs and adjectives. Data only."""

from parley.builder.guided.tables import word_set

BEFORE_NOUNS = word_set(
    """
    der die das den dem des ein eine einen einem einer eines ne nen nem kein keine keinen keiner keinem unser unsere
    unseren unserem unserer mein meine meinen meinem meiner dein deine ihr ihre ihren ihrem ihrer sein seine seinen
    im am zum zur beim vom ins ans fürs aufs übers diese dieser dieses diesen jeder jede jedes jeden jedem alle allen
    welche welcher welches welchen viele mehrere zwei drei vier fünf sechs acht zehn pro je mit für ohne gegen wegen
    per ab bis aus bei von um nach über auf an in
    """
)
SMALL = BEFORE_NOUNS | word_set(
    """
    und oder aber sowie als wie wenn falls dann denn weil dass ob damit sonst auch noch nur schon mal halt eben ja nein
    nicht nie niemals nix nichts immer stets oft meist meistens manchmal gern gerne bitte danke sorry hallo hi hey moin
    servus tschüss ok okay also ach so da hier dort dazu dafür davon dabei darf dürfen soll sollen sollte kann können
    könnte muss müssen will wollen möchte möchten hätte hätten wäre wären würde würden wird werden ist sind war waren
    bin bist sei hat haben habe hab hatte gibt geht gehen kommt kommen macht machen tun tut läuft laufen ich du er sie
    es wir man uns mich mir dich dir ihm ihn ihnen euch sich wer was wen wem wo wann warum wieso woher wohin wieviel
    wieviele etwas jemand jemanden niemand niemanden alles zu zuerst erst jetzt nun heute morgen gestern bald gleich
    sofort direkt einfach kurz lang lange schnell sehr ganz zu viel wenig mehr weniger etwa circa ca ungefähr
    rund unter hinter vor neben zwischen während seit statt trotz durch außer ausser außerhalb innerhalb
    herr frau braucht brauchen brauche benötigt benötigen nimmt nehmen gebt geben sagt sagen sag frag fragt fragen
    kostet kosten rein raus weiter weg hin her auf ab an aus ein mit nach vor zu um los
    neu neue neuer neues neuen neuem alt alte alter altes alten gut gute guter gutes guten groß große großen klein
    kleine kleinen kaputt kaputte kaputten frei offen geöffnet geschlossen kostenlos gratis frisch selbst selber
    zurück ungefähr höchstens mindestens maximal montags dienstags mittwochs donnerstags freitags samstags sonntags
    täglich werktags morgens abends mittags nachts eigentlich übrigens außerdem ausserdem zudem jedoch trotzdem deshalb
    darum beides beide beiden nochmal wieder gerade eher fast ziemlich total echt cool super alle allen andere anderen
    anderes verschiedene bestimmte einige paar sogar bloß lieber lieb bevor nachdem sobald solange obwohl
    heißt heißen heiße steht stehen liegt liegen sitzt sitzen ruft rufen schreibt schreiben kriegt kriegen bekommt
    bekommen findet finden weiß wissen sieht sehen hilft helfen redet reden spricht sprechen duzt duzen siezt siezen
    arbeitet arbeiten dauert dauern gilt gelten bietet bieten liefert liefern schickt schicken verschickt reinigen
    reinigt verkaufen verkauft suchen sucht erreichbar möglich nötig wichtig super u
    """
)
