"""German words for tones, forms of address and languages. Data only."""

import re

from parley.builder.guided.tables import inverted, word_set

TONES = word_set(
    """
    aufgeschlossen aufgestellt aufgeweckt aufmerksam aufmunternd authentisch bedacht begeistert beherzt beruhigend
    bescheiden besonnen bestimmt beratend
    bodenständig bündig charmant deutlich dezent direkt diplomatisch diskret dynamisch effizient ehrlich einfach
    einfühlend elegant empathisch energisch
    engagiert entspannt ermutigend ernst ernsthaft familiär flapsig flott fachkundig fröhlich fürsorglich gefasst
    gelassen gemütlich gepflegt gewissenhaft
    gutgelaunt geschäftsmäßig heiter hanseatisch herzerwärmend hemdsärmelig humorvoll jugendlich klar kollegial
    kompakt kompetent korrekt kundenorientiert kundig
    leicht lebendig leger liebenswürdig liebevoll lustig menschlich mitfühlend modern motivierend munter nett
    natürlich neutral norddeutsch objektiv offen
    optimistisch pfiffig persönlich positiv pragmatisch präzise rücksichtsvoll sanft schlicht schwungvoll
    selbstbewusst serviceorientiert souverän spritzig
    strukturiert sympathisch taktvoll teilnahmsvoll tröstlich überzeugend umgänglich unaufdringlich unaufgeregt
    unkompliziert verbindlich verlässlich
    verständlich verständnisvoll vertrauenswürdig vertraulich warm warmherzig wertschätzend witzig würdevoll zackig
    zielstrebig zugänglich zugewandt
    zurückhaltend zuversichtlich zuvorkommend zügig zuverlässig gewinnend gutmütig frisch frech keck lässig behutsam
    feinfühlig tiefenentspannt geradlinig
    geradeheraus knackig nüchtern vornehm stilvoll gehoben feierlich nahbar bürgernah kumpelhaft kumpelig
    locker-flockig sachkundig aufbauend gastfreundlich trocken nerdig
    """
)
FORMS = re.compile(
    r"(?P<rule>\b(?:alle |unsere |die )?\w+ (?:werden|wird) (?:\w+ )?(?:geduzt|gesiezt)\b)"
    r"|(?P<du>\b(?:per du|duzen|geduzt|mit du|du-form|in du|beim du)\b)|(?P<sie>\b(?:per sie|siezen|gesiezt|mit sie"
    r"|sie-form|beim sie)\b)"
    r"|(?P<plain>\b(?:einfache|leichte|klare|verständliche) sprache\b)"
)
LANGUAGES = inverted("""
    de: hochdeutsch, schriftdeutsch
    gsw: schweizerdeutsch, mundart
    fa: farsi, persisch, dari
    nl: holländisch, flämisch
    zh: mandarin
    sq: albanisch
    ku: kurdisch
    bs: bosnisch
    sl: slowenisch
    mk: mazedonisch
    lt: litauisch
    lv: lettisch
    et: estnisch
    he: iwrit
    hi: hindi
    ur: urdu
    ta: tamil
    th: thailändisch, thai
    id: indonesisch
    ti: tigrinya
    ps: paschtu
    ka: georgisch
    hy: armenisch
    is: isländisch
    lb: luxemburgisch
    rm: rätoromanisch
    so: somali
    sw: suaheli
    bn: bengalisch
    en: english
    af: afrikaans
""")
