"""The names of languages that people say, in English, German, Spanish and Chinese, with their tags. Data only."""

_LANGUAGES = """
    en english englisch inglés ingles inglese anglais inglês 英语 英文
    de german deutsch alemán aleman tedesco allemand alemão 德语 德文
    es spanish castilian spanisch español espanol castellano spagnolo espagnol espanhol 西班牙语
    fr french französisch francés frances francese français 法语 法文
    it italian italienisch italiano italien 意大利语
    pt portuguese portugiesisch portugués portugues português portoghese portugais 葡萄牙语
    nl dutch niederländisch neerlandés holandés flemish 荷兰语
    pl polish polnisch polaco 波兰语
    tr turkish türkisch turco 土耳其语
    ru russian russisch ruso 俄语
    uk ukrainian ukrainisch ucraniano
    ar arabic arabisch árabe 阿拉伯语
    hi hindi
    mr marathi
    gu gujarati
    kn kannada
    ml malayalam
    or odia oriya
    as assamese
    kok konkani
    sd sindhi
    ne nepali
    si sinhala sinhalese
    ur urdu
    bn bengali bangla
    pa punjabi panjabi
    ta tamil
    te telugu
    fa farsi persian persisch persa
    he hebrew hebräisch hebreo
    zh chinese mandarin chinesisch chino 中文 汉语 普通话
    yue cantonese 粤语
    ja japanese japanisch japonés 日语
    ko korean koreanisch coreano 韩语
    vi vietnamese vietnamesisch vietnamita
    th thai
    km khmer
    lo lao
    my burmese
    hmn hmong
    nan hokkien
    hak hakka
    tl tagalog filipino
    ceb cebuano bisaya
    ilo ilocano ilokano
    id indonesian
    ms malay
    jv javanese
    tet tetum
    mi māori maori
    sm samoan
    to tongan
    fj fijian
    haw hawaiian
    sv swedish schwedisch sueco
    no norwegian norwegisch noruego
    da danish dänisch danés
    fi finnish finnisch finlandés
    is icelandic
    fo faroese
    lb luxembourgish
    mt maltese
    fy frisian
    gd gàidhlig
    yi yiddish
    eo esperanto
    rom romani romany
    be belarusian
    mk macedonian
    bs bosnian
    hy armenian
    az azerbaijani azeri
    kk kazakh
    uz uzbek
    tg tajik
    mn mongolian
    ka georgian
    ps pashto
    prs dari
    ku kurdish
    ckb sorani
    cs czech tschechisch checo
    sk slovak slowakisch
    sl slovenian slovene
    hr croatian kroatisch croata
    sr serbian serbisch
    hu hungarian ungarisch húngaro
    ro romanian rumänisch rumano
    bg bulgarian bulgarisch búlgaro
    el greek griechisch griego
    et estonian
    lv latvian
    lt lithuanian
    ca catalan valencian katalanisch catalán
    eu basque
    gl galician
    ga irish gaelic gaeilge
    cy welsh cymraeg
    sq albanian
    sw swahili
    zu zulu isizulu
    xh xhosa isixhosa
    st sesotho
    tn setswana tswana
    sn shona
    ny chichewa
    mg malagasy
    af afrikaans
    am amharic
    ti tigrinya
    om oromo
    so somali
    yo yoruba
    ig igbo
    ha hausa
    tw twi
    ak akan
    pcm pidgin
    rw kinyarwanda
    lg luganda
    ln lingala
    wo wolof
    ht creole kreyòl kreyol
    pap papiamento
    iu inuktitut
    nv navajo
    cr cree
    qu quechua
    gn guaraní guarani
"""
LANGUAGES: dict[str, str] = {
    word: line.split()[0] for line in _LANGUAGES.splitlines() if line.strip() for word in line.split()[1:]
}
REGIONS = {
    "british english": "en-GB",
    "uk english": "en-GB",
    "american english": "en-US",
    "us english": "en-US",
    "australian english": "en-AU",
    "swiss german": "de-CH",
    "austrian german": "de-AT",
    "mexican spanish": "es-MX",
    "latin american spanish": "es-419",
    "brazilian portuguese": "pt-BR",
    "canadian french": "fr-CA",
    "scots gaelic": "gd",
    "te reo": "mi",
    "scottish gaelic": "gd",
}
