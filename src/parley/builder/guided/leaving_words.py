"""The patterns of `leaving`, each for the whole of a sentence or clause, in lower case and without marks."""

import re

_ADVERBS = r"(?:(?:really|entirely|completely|totally|all|fully|just|simply|quite|again|always|up) )*"
_IT = (
    r"(?:that|this|it|those|these|the (?:other|others|second|first|last|latter|former|next)(?: (?:one|bit|part|thing"
    r"|question|two))?|(?:that|this|the) (?:one|bit|part|thing|question|decision|choice)|which one|the choice)"
)
_ALL_EN = (
    r"(?:the (?:rest|remainder)(?: of (?:it|them|that|this|the questions))?|(?:everything|anything|all) (?:else|other)"
    r"|everything|all (?:of )?(?:it|that|this|the rest|the others)|the other (?:things|questions|details|points|bits)"
    r"|(?:whatever|what)(?:'s| is) (?:left|missing|open|still open|still missing)|the details|the remaining \w+)"
)
_YOURS = (
    r"(?:up to you(?: guys)?|your (?:call|choice|decision|pick|job|department|thing)|for you to (?:decide|say|choose"
    r"|pick)"
    r"|in your (?:capable |good )?hands|at your discretion|yours to (?:decide|choose|make|pick)|down to you)"
)
_DECIDE = r"(?:decide|choose|pick|select|say|judge|sort|handle|settle|figure out|work out)"
_MODAL = r"(?:(?:can|could|may|might|should|get to|must|please|just|go ahead and) )*"
_MINE = (
    r"(?:(?:i|we)(?:'ll| will|'d| would| am|'m|'re| are)? ?(?:happily |gladly |just |rather |happy to )?"
    r"|let me |let's )?"
)


def _english(it: str) -> tuple[str, ...]:
    """The ways to leave something to us in English, `it` being what."""
    return (
        rf"(?:as for |for |with )?{it}(?: (?:is|are|would be|i think is)|'s|'re) {_ADVERBS}{_YOURS}",
        rf"(?:for|as for|with|on) {it} (?:it's |it is )?{_ADVERBS}(?:{_YOURS}|you {_MODAL}{_DECIDE}"
        r"|use your (?:own |best )?judge?ment)",
        rf"{_YOURS} (?:for|on|with) {it}",
        rf"{_MINE}(?:leave|leaving) {it} {_ADVERBS}(?:to you(?: guys)?|with you|in your hands|to your "
        r"(?:judge?ment|discretion|taste|imagination))",
        rf"{it} (?:i(?:'ll| will)?|we(?:'ll| will)?) leave {_ADVERBS}(?:to|for|with) you",
        rf"you {_MODAL}{_DECIDE} (?:on |about |what to do with )?{it}(?: yourself| for (?:me|us))?",
        rf"{it} you {_MODAL}{_DECIDE}",
        rf"(?:please |just )*{_DECIDE} {it} (?:yourself|for (?:me|us)|as you (?:like|wish|see fit|please))",
        rf"(?:please |just )*use your (?:own |best )?(?:judge?ment|discretion|imagination) (?:for|on|with|about) {it}",
        rf"do (?:as|what(?:ever)?) you (?:like|want|please|think best) with {it}",
    )


_THAT_DE = (
    r"(?:das|dies(?:es)?|es|die (?:frage|sache|entscheidung|wahl)|(?:das|die|den|der) (?:andere[nrs]?|zweite[nrs]?"
    r"|erste[nrs]?|letztere[nrs]?|letzte[nrs]?)(?: (?:frage|punkt|sache))?|hier|da|dabei)"
)
_ALL_DE = (
    r"(?:(?:(?:de[rmn]|das) )?(?:(?:ganze[nr]?|gesamte[nr]?) )?(?:rest(?:liche)?|übrige[ns]?|verbleibende|weitere)"
    r"|alles?(?: (?:andere|weitere|übrige|sonstige))?|(?:was|alles was) (?:sonst )?(?:noch )?(?:fehlt|offen ist|übrig "
    r"(?:ist|bleibt)|bleibt)|die (?:übrigen|restlichen|anderen|weiteren|offenen) \w+|beim rest|im übrigen)"
)
_YOU_DE = r"(?:du|ihr|sie)"
_TO_YOU_DE = r"(?:dir|ihnen|euch)"
_SOFT_DE = (
    r"(?:(?:ganz|gern|gerne|ruhig|selbst|selber|komplett|völlig|einfach|bitte|mal|auch|doch|so|am besten|da|also) )*"
)
_VERB_DE = r"(?:entscheiden|bestimmen|festlegen|aussuchen|wählen|machen|regeln|auswählen|handhaben|beurteilen)"


def _german(it: str) -> tuple[str, ...]:
    """The same in German; the object stands before or after the verb."""
    return (
        rf"(?:{it} )?überl(?:ass|asse|assen|asst) (?:ich|wir)(?: {it})? {_SOFT_DE}(?:{_TO_YOU_DE})(?: {it})?"
        rf"|(?:ich|wir) überl(?:ass|asse|assen) (?:{it} {_SOFT_DE}{_TO_YOU_DE}|{_TO_YOU_DE} {_SOFT_DE}{it})",
        rf"(?:{it} )?(?:kannst|darfst|sollst|könnt|dürft|können|dürfen|sollen"
        rf"|mögen) {_YOU_DE} (?:{it} )?{_SOFT_DE}{_VERB_DE}"
        rf"|{_YOU_DE} (?:kannst|darfst|könnt|können|dürfen) {it} {_SOFT_DE}{_VERB_DE}",
        rf"{it} (?:entscheide(?:st|n|t)?|machst|machen|bestimmst|bestimmen|wählst|wählen|regelst|regeln) {_YOU_DE}"
        r"(?: selbst| selber| schon)?",
        rf"{it} (?:liegt|steht|ist|bleibt|sei) {_SOFT_DE}(?:bei {_TO_YOU_DE}|{_TO_YOU_DE} (?:überlassen|frei"
        rf"|vorbehalten)"
        r"|(?:deine|ihre|eure) (?:entscheidung|sache|wahl)|in (?:deinem|ihrem|eurem) ermessen)",
        rf"(?:bitte )?(?:entscheide|entscheiden sie|bestimme|bestimmen sie|mach|machen sie|wähle|wählen sie|ergänze"
        rf"|ergänzen sie|erledige|regel|regeln sie) (?:bitte )?(?:du )?{it}(?: bitte)?(?: selbst| selber| nach (?:ihrem"
        r"|deinem) (?:ermessen|gefühl))?",
        rf"(?:bei|für|zu) {it} (?:entscheide(?:n|st)?|wählen?) {_YOU_DE}(?: selbst)?",
        rf"{it} (?:nach|in) (?:deinem|ihrem|eurem) (?:ermessen|belieben|gutdünken|gefühl)",
    )


_THAT_ES = (
    r"(?:eso|esto|ese|esa|lo (?:otro|segundo|primero|último)|(?:la|el) (?:otra|otro|segunda|segundo|primera|primero"
    r"|última|último)(?: (?:pregunta|punto|cosa))?|esa (?:parte|pregunta|decisión)|ese (?:punto|tema))"
)
_ALL_ES = (
    r"(?:(?:el|todo el) resto|lo demás|todo(?: lo (?:demás|otro))?|todo eso|lo que (?:falte|falta|queda|quede|sobre"
    r"|haga falta)|las demás (?:cosas|preguntas)|los demás (?:detalles|puntos)|lo restante)"
)
_YOU_ES = r"(?:usted(?:es)?|tú|tu|vos|ti)"
_WAY_ES = r"(?:criterio|gusto|elección|parecer|decisión|juicio|aire|discreción|consideración)"
_CHOOSE_ES = (
    r"(?:decid(?:e|a|í|an|es|ís|en|ir|id)|elig(?:e|es|en)|elija[ns]?|eleg(?:í|ís|ir|id)|escog(?:e|es|en)|escoja[ns]?"
    r"|resuelv(?:e|a|es)|resolv(?:é|és)|pon(?:ga|és|e|é|es)?|ve|vea|ves|verá[ns]?|verás|sab(?:e|es|rá|en|és)|dig(?:a"
    r"|as)"
    r"|dices|dice|mand(?:a|as|e)|haga|haz|hacé|hacés|completa|completá|complete|rellena|rellená|rellene)"
)


def _spanish(it: str) -> tuple[str, ...]:
    """The same in Spanish, with "tú", "vos" and "usted"."""
    return (
        rf"(?:(?:en|con|para) )?{it} (?:(?:se|te|os) )?(?:lo |la )?(?:dejo|dejamos|queda|quedan|está|es"
        rf"|va) (?:todo )?(?:a|en) "
        rf"(?:(?:su|tu|vuestro|vuestra|sus|tus)(?: (?:buen|propio))? (?:{_WAY_ES}|manos|cargo)|{_YOU_ES})",
        rf"{it} (?:se|te|os) lo (?:dejo|dejamos)(?: (?:a|todo a) {_YOU_ES})?",
        rf"(?:(?:se|te|os) )?(?:dejo|dejamos) {it} (?:a|en) (?:(?:su|tu|vuestro|vuestra|sus|tus)(?: (?:buen|propio))? "
        rf"(?:{_WAY_ES}|manos)|{_YOU_ES})",
        rf"{it} (?:que )?(?:lo )?{_CHOOSE_ES}(?:lo)? (?:{_YOU_ES})(?: mism[oa])?",
        rf"{it} (?:lo )?(?:decídelo|decídalo|decidilo|decidílo|elígelo|elíjalo|elegilo|escógelo|escójalo|resuélvelo"
        rf"|resuélvalo|póngalo|ponlo|ponelo|véalo|hazlo|hágalo|hacelo)(?: {_YOU_ES}(?: mism[oa])?)?"
        r"(?: como (?:quieras?|veas?|prefieras?))?",
        rf"{it} (?:(?:como|lo que) )(?:{_YOU_ES} )?(?:quier\w+|prefier\w+|ve\w*|consider\w+|decid\w+|diga\w*|guste\w*"
        r"|(?:le|te) parezca)(?: (?:mejor|bien|conveniente))?",
        rf"{_YOU_ES} (?:lo )?{_CHOOSE_ES} {it}|(?:lo )?{_CHOOSE_ES} {_YOU_ES} {it}|{_CHOOSE_ES} {it}(?: {_YOU_ES})?",
        rf"{it} (?:depende|queda) de {_YOU_ES}|{it} (?:es )?(?:cosa|decisión|asunto) (?:suya|tuya|vuestra)",
        rf"(?:en|con|para) {it} (?:confío|confiamos) en {_YOU_ES}",
    )


HERE = (
    *_english(_IT),
    rf"{_ADVERBS}{_YOURS}",
    rf"{_MINE}leave {_ADVERBS}to you",
    rf"you {_MODAL}{_DECIDE}(?: what(?:'s| is) best| which| something| one| whichever)?",
    rf"(?:i|we) (?:really )?(?:don't|do not) (?:mind|care|have (?:a|any|strong) (?:preferences?|opinions?|views?))"
    rf"(?:(?: about| on| for)? {_IT})?",
    r"you(?:'d| would)? know (?:(?:about )?(?:it|this|that|these things) )?better(?: than (?:me|us|i do|we do))",
    r"any(?:thing)?(?: one| of (?:them|those))?(?: (?:is|are|goes|will do|works|would be))?(?: fine| ok| okay| good)?"
    r"(?: (?:with|by|for) (?:me|us))?",
    r"either(?: one| way)?(?: (?:is|works|will do))?(?: fine| ok| okay)?(?: (?:for|with|by) (?:me|us))?"
    r"|whichever(?: one)?"
    r"|no (?:strong )?(?:preferences?|opinion)(?: here| there| on that| either)?|all the same to (?:me|us)"
    r"|makes no difference(?: to (?:me|us))?",
    r"(?:just |you )*(?:pick|choose|take|select)(?: (?:one|any|something|anything|whatever|whichever))?(?: for (?:me"
    r"|us))?",
    *_german(_THAT_DE),
    r"liegt (?:ganz )?bei (?:dir|ihnen|euch)|(?:deine|ihre|eure) (?:entscheidung|wahl|sache)|such(?:t|en sie)? (?:du "
    r"|dir "
    r"|es dir |sich )?(?:selbst )?(?:was|etwas|eins|eine|es)? ?aus",
    r"(?:das |hier |da )?(?:(?:ist|wär|wäre) )?(?:mir |uns )?(?:ist )?(?:da |hier |das )?(?:ganz |völlig |total "
    r"|ziemlich )?"
    r"(?:egal|gleich|wurscht|wurst|einerlei|schnuppe)(?: ist (?:mir|uns) das)?|(?:da |hier )?(?:keine (?:präferenz"
    r"|vorliebe"
    r"|vorgaben?|meinung)|(?:habe ich|haben wir|hab ich|ich habe|wir haben) (?:da |hier )?keine (?:präferenz|vorliebe"
    r"|vorgaben?|meinung)|bin ich (?:leidenschaftslos|offen))",
    rf"{_SOFT_DE}(?:entscheide?|entscheidet|entscheiden sie|bestimm|bestimmen sie)(?: (?:du"
    rf"|ihr))?(?: das)?(?: (?:selbst|selber"
    r"|einfach|bitte|mal|ruhig))*|(?:du|ihr|sie) entscheide(?:st|t|n)(?: das)?(?: selbst)?"
    r"|nach (?:deinem|ihrem|eurem) (?:ermessen|belieben)",
    *_spanish(_THAT_ES),
    rf"(?:{_YOU_ES}) (?:lo )?{_CHOOSE_ES}|(?:lo )?{_CHOOSE_ES} {_YOU_ES}(?: mism[oa])?|como (?:{_YOU_ES} )?(?:decida"
    rf"|mande)[ns]?"
    rf"|(?:decídelo|decídalo|decidilo|elígelo|elíjalo|elegilo|escógelo|escójalo|decidlo)(?: {_YOU_ES})?(?: mism[oa])?",
    r"(?:el|la|los|las) que (?:usted(?:es)? |tú |vos )?(?:(?:les?|te|os) (?:parezca|guste)n?|quier\w+|prefier\w+)"
    r"(?: mejor| bien)?|ni idea",
    rf"{_YOU_ES} mism[oa]s?|depende de {_YOU_ES}|(?:me|nos|a mí me|a nosotros nos) (?:da|es) (?:igual|lo mismo"
    rf"|indiferente)"
    r"|da (?:igual|lo mismo)|lo que sea|cualquier(?:a| cosa)|(?:sin|no tengo|no tenemos|ninguna) preferencias?",
    rf"(?:(?:se|te|os) )?lo (?:dejo|dejamos|queda) (?:todo )?(?:a|en) (?:{_YOU_ES}|(?:su|tu|vuestro|vuestra|sus"
    rf"|tus)(?: buen)? "
    rf"(?:{_WAY_ES}|manos))|(?:se|te|os) lo (?:dejo|dejamos)(?: a {_YOU_ES})?|(?:queda )?(?:a|en) (?:tu|su|tus|sus) "
    rf"(?:{_WAY_ES}|manos)",
)
"""What leaves the open question to us, and it alone."""
REST = (
    *_english(_ALL_EN),
    *_german(_ALL_DE),
    *_spanish(_ALL_ES),
    rf"{_MODAL}(?:(?:just|then|you|you can) )*(?:finish|complete|fill in|fill out|do|decide|choose|sort out"
    rf"|make up) {_ALL_EN}"
    r"(?: in| out| up)?(?: yourself| for (?:me|us))?",
)
"""What leaves all that is open to us by naming it."""
EVERYTHING = (
    r"you do it(?: for me)?|(?:just |please )?do it(?: (?:all|for me|however you like))?"
    r"|just (?:go(?: ahead| on| for it)?|finish(?: it)?|make it|build (?:it|one|something)|do something)",
    r"(?:just |then |you )?(?:do |choose |pick |take |use |go with )?(?:it )?(?:what|whatever|whichever|as|how"
    r"|however) "
    r"you(?:'d| would)? (?:want|like|wish|think|prefer|please|see fit|feel|say|consider|recommend|suggest)"
    r"(?: (?:is|it's|would be|works|fits))?(?: (?:best|right|good|to|fit))?",
    r"(?:just )?(?:go with )?whatever(?:'s| is| works| makes| seems) ?(?:best|right|good|fine|sense|easiest|usual)?",
    r"(?:you know best|you know better(?: than me)?|you're the expert|you are the expert|at your (?:own )?discretion)",
    r"(?:just )?make (?:it|something) up|(?:just )?(?:go with |take |use |give it )?(?:your |a )?best guess"
    r"|go with your gut|freestyle(?: it)?",
    r"(?:just )?(?:go with|take|use|keep) (?:the |your )?(?:defaults?|standard (?:settings?|values?))"
    r"|(?:the )?defaults (?:are|will be) (?:fine|ok|okay|good)",
    r"(?:just |you |please )*figure it out(?: yourself| for me)?",
    r"(?:just |please |you )*(?:finish|complete|fill in|fill out) it(?: yourself| for me)?",
    r"(?:no more|enough|enough with the|stop the|skip (?:the|all|all the|your)) questions|stop asking(?: me)?"
    r"(?: questions)?|don't ask(?: me)?(?: any ?more| again| so much| anything else)*|skip (?:everything|all|the rest"
    r"|all of (?:it|this))|you don't (?:need|have) to ask(?: me)?(?: again| any ?more| anything(?: else)?)?",
    r"mach(?:t|en sie)?(?: es| das| mal| doch| einfach| nur)*(?: einfach| mal| (?:so )?(?:was|wie) (?:du|ihr|sie) "
    r"(?:es )?(?:willst|wollt|wollen|denkst|denken|meinst|meinen|magst|möchtest|möchten))",
    r"(?:so |ganz |einfach |nimm |nehmen sie )*(?:was|wie)(?: auch)?(?: immer)? (?:du|ihr|sie) (?:es )?(?:willst|wollt"
    r"|wollen|denkst|denken|meinst|meint|meinen|magst|mögen|möchtest|möchten|für richtig (?:hältst|halten))",
    r"nach gutdünken|du weißt (?:es|das) (?:am besten|besser)|(?:bitte )?keine (?:weiteren )?(?:fragen"
    r"|rückfragen)(?: mehr)?"
    r"|frag(?:en sie)? (?:mich )?(?:nicht|nichts) (?:mehr|weiter)|(?:nimm |nehmen sie )?(?:die )?standard(?:werte"
    r"|einstellungen)",
    r"(?:haz(?:lo)? |haga(?:lo)? |elige |pon )?(?:lo que|como)(?: mejor)?(?: (?:tú|tu|usted|vos|te|le))? (?:quieras?"
    r"|creas?"
    r"|digas?|prefieras?|veas?|veás|parezca|guste|consideres?|querás)(?: (?:que es |que sea )?(?:mejor|conveniente|bien"
    r"|oportuno))?",
    r"hazlo (?:tú|tu|y ya|sin más|ya)|confío en (?:ti|usted|vos|tu criterio|su criterio)|(?:ya )?(?:no"
    r"|sin) (?:haya )?más "
    r"preguntas|(?:ya )?no (?:me )?pregunte[ns]? más|(?:usa |con )?(?:los )?valores por defecto|lo que sea mejor",
)
"""What leaves everything to us without naming it, as "just do it" does."""

_NAMED = r"(?:the |its |your |my |our |die |der |den |das |el |la |los |las )?([^\W\d][\w' -]{1,23}?)"
SLOT = re.compile("|".join((*_english(_NAMED), *_german(_NAMED), *_spanish(_NAMED))))
"""What leaves something to us by its name, which is the group that took part."""

_WHO = "(?:你|您|妳|你们|您们|贵方|你們|貴方|系统|系統)"
_GIVING = "(?:就|都|也|全|全都|完全|由|让|讓|交给|交給|交由|留给|留給|听|聽|看|凭|憑|请|請|随|隨|按)"
_DOING = (
    "(?:来|來|自己|去|直接|先|就|全权|全權|帮我|幫我)*(?:决定|決定|定夺|定奪|定|做主|作主|拿主意|看着办|看著辦|看着来|安排|选择|選擇|选|選"
    "|判断|判斷|处理|處理|把握|说了算|說了算|发挥|發揮|设定|設定|设|設|填|(?<=[帮幫给給替]我)(?:们|們)?(?:想|起|取|编|編|挑|拟|擬)|补充|補充|弄|写|寫|看)"
)
_END = "(?:一个|一個|一下)?(?:就|的|吧|了|啦|呗|喽|哈|好|行|可以|即可)*"
_ALL_HAN = (
    "(?:其他|其它|其余|其餘|剩下|余下|餘下|别|別|所有|全部|没说|沒說|一切)的?"
    "(?:部分|内容|內容|东西|問題|问题|细节|細節|事)?"
)
_THAT_HAN = (
    "(?:这|那|這)(?:个|個|一?[点項项条]|部分|方面|一?块|一?塊)?(?:问题|問題)?|另(?:一|外一?|外那)?(?:个|個|项|項|点)?|前一个|后一个"
    "|第[一二]个|问题"
)
HAN = re.compile(
    f"(?:嗯|那|哦|好|真的|对了|還是|还是|反正)?(?:(?P<all>{_ALL_HAN})|{_THAT_HAN})?我?"
    f"(?:{_GIVING}*{_WHO}{_DOING}{_END}|{_GIVING}+{_WHO}(?:的?(?:想法|意思|安排|建议|建議)?来?){_END})"
    "|(?:随|隨)(?:便|你|您|意)(?:你|您|你们)?(?:吧|啦|都行|都可以)?"
    "|(?:怎么样?|怎麼樣?|哪个|哪個|什么|什麼|这个|那个)?都(?:行|可以|好|没关系)[的吧]?"
    "|(?:这个|我)?(?:无所谓|無所謂|[没沒]有?(?:意见|意見|想法)|没要求|没什么要求|沒要求)|(?:看着办|看著辦)吧?"
    "|(?P<enough>(?:不用|不要|别|別|不必)再?(?:问|問)我?[了啦]?)"
)
"""The Chinese ways; `all` is set where all that is open is meant, `enough` where no more questions are wanted."""
HAN_SLOT = re.compile(
    f"(?:那|至于|还有)?(?P<slot>[\u4e00-\u9fff]{{2,5}}?)(?:这块|方面|嘛|呢|的话|就|也)*"
    f"(?:{_GIVING}*{_WHO}(?:们)?{_DOING}{_END}|(?:都|就)?(?:随便|随意|隨便|隨意|无所谓|無所謂|都行|都可以)(?:你|您)?(?:吧|啦|就行|就好|都行|都可以)?)"
)
"""What leaves a slot to us by its name: 语气你们看着办."""
