"""Small words of Austrian, Bavarian, Swiss and colloquial speech to the written ones. Data only."""

from parley.builder.guided.tables import inverted, word_set

WORDS = inverted("""
    nicht: net, nit, ned, nöd, nid, nedd, nich
    nichts: nix, nüt, nüüt, nichs
    ist: is, isch
    sind: san, sand, sann, sin
    und: un
    ich: i
    wir sind: mir san, mia san, mir sin
    wir haben: mir ham, mir hamm, mir hobn, mia ham
    haben wir: hamma, hammer, hama, hom ma, ham ma
    sind wir: samma, sama, simmer
    brauchen wir: brauch ma, brauchma, brauch mer, bräucht ma, bräuchten ma
    wir: mia
    können wir: kömma, kemma
    machen wir: mach ma, machma, moch ma
    streichen wir: streich ma
    würden gern: täten gern, tätn gern, täten gerne
    wir würden: mir täten
    würde: tät, tat, dat
    das: des, dös, dees
    es: 's
    soll es: soll's, soi's, sollt's
    soll man: soll ma, soi ma
    man: ma
    darf: derf, deaf
    darf es: derf's, darf's
    auch: aa, ooch
    keinen: koan, koane, koa, kan, kaan
    ein: a
    einen: an
    jetzt: jetz, itzt, jetza
    heute: heit, hüt
    noch: no
    muss: muass, mues
    kann: ko, cha, kon
    mit: mitm
    von: vo
    habe: hob, ha
    habe ich: hab i, hob i
    etwas: eppes, öppis, wos
    Leute: leut, leit, lüt
    gesagt: gsagt, gsait, gseit
    gemeint: gmeint, gmoant
    geschaut: gschaut
    gefreut: gfreut
    freuen: gfreun
    sagen: song, säge
    reden: redn
    dann: dan, dann
    einmal: amoi, amal, emal
    schon: scho
    gar: goar
    kein: ka
    werden: wern
    tut: tuat, tuet
    tun: tuan, tuen
    gibt es: gibt's, gibts
    geht es: geht's
    ruft: rüeft
    anrufen: anläuten, aaläute
    immer: oiwei, allweil, immr
    Samstag: samstig
    braucht man: brauchst, brauchts
    bestellen sie: bestellen's
    mögen: mögn
    können sie: können's, können s'
    sollen sie: sollen s', sollen's
    sie: s'
    wie gut sie: wie gut's
    ob sie: ob's, ob s'
    ich es: i's, ich's
""")
"""Words as they are spoken, in lower case, to those that are written."""
MARKS = word_set(
    """
    net nit ned nöd nid nix nüt nüüt isch hamma samma koan koane hob dös derf muass mia griaß grüessech
    griass tuat gsagt gmeint gsait gseit heit hüt jetz oiwei amoi scho eppes öppis brauchma machma nimmer
    täten ausgsteckt leut leit lüt
    """
)
"""Of these a message in dialect has two."""
