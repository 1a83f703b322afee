"""What callers get done, in Spanish, and the data it needs: "pedir cita: nombre, DNI y día", "para X, que pida Y"."""

import re
from dataclasses import dataclass, field

from parley.builder.guided.english.naming import GoalValue, goal
from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import data, tasks, verbs
from parley.builder.guided.tables import word_set

ASK = (
    r"(?:(?:hay que|tiene que|debe|deberá|debería|habrá que|que|necesit\w+|se|nos|me|les?|basta con|solo|sólo|primero"
    r"|también|siempre|además|va a|tenés que|tienes que|es necesario|hace falta|hacen falta|bastará con|con que"
    r"|alcanza con|vale con|es suficiente con|basta|bastan|alcanza|requiere\w*|exige\w*|nada más)\s+)*"
    r"(?:pedir(?:á|le|les)?|p[ií]d[ea](?:n|le|les)?|pedil[eo]s?|pregunt(?:ar|e|a|en|ará|arle|arles)"
    r"|pregúnta(?:le|les)|solicit(?:ar|e|a|an|ará)|anot(?:ar|e|a)"
    r"|apunt(?:ar|e|a)|tom(?:ar|e|a)|recog(?:er|e)|recoja|registr(?:ar|e|a)|recab(?:ar|e)|necesit(?:a|amos|o|ará|an)"
    r"|hace(?:n)? falta|basta(?:n)?(?: con)?|alcanza con|requier[ea]n?|dan?|dé|den|dej(?:e|a|ar)|conseguir|saber"
    r"|obtener|verific(?:ar|a)|confirm(?:ar|e)|con)"
)
_ASKS = re.compile(
    r"\b(?:(?:hay que|tiene que|debe|deberá|debería|habrá que|que|para eso|ahí|solo|sólo|siempre|se|nos|y|va a|antes"
    r"|primero|también|le|les|me)\s+)*"
    r"(?P<verb>pedir(?:á|le|les)?|pedimos|p[ií]d[ea](?:n|le|les)?|pedil[eo]s?|pidiendo|preg[uú]nta(?:le|les)"
    r"|pregunt(?:ar|e|a|en|ará|arle|arles|ando|amos)|solicit(?:ar|e|a|an|ará"
    r"|ando|amos)|anot(?:ar|e|a|ando|amos)|apunt(?:ar|e|a|ando|amos)|recog(?:er|e|iendo)|recoja|recab(?:ar|e|ando)"
    r"|necesit(?:a|amos|o|ará|an)(?: saber| tener)?|hacen? falta(?: saber| tener)?|(?:nos|me|le) va a hacer falta"
    r"|bastan?(?: con)?|alcanza con|requier[ea]n?|tom(?:ar|e|ando)|(?<=que )(?:saber|tener|decir(?:nos|me|le)?"
    r"|dar(?:nos|me|le)?|dejar(?:nos|me|le)?|indicar(?:nos)?)|(?:nos |me |le )?(?:digan?|den|dejen?|indiquen?"
    r"|faciliten?)"
    r"|(?:queremos|quiero|conviene|interesa) saber|datos(?: necesarios| que necesitamos| a recoger"
    r"| que pide)?(?: son)?:?)"
    r"(?::\s*|\s+)(?P<list>[^.;\n\ue000-\ue002]{3,300})"
)
_FOR_THING = re.compile(
    rf"(?:^|[;,]\s*|\by )(?:en|para|con) (?:lo de |el tema de )?(?P<thing>(?:el|la|los"
    rf"|las) [a-záéíóúñ]+(?: de [a-záéíóúñ]+)?)"
    rf"(?:\s*[,:]\s*(?:{ASK}\s+)?|\s+(?:{ASK}|pedimos|preguntamos|necesitamos|apuntamos"
    rf"|tomamos)\s+)(?P<list>[^;.\n\ue000-\ue002]{{3,200}})"
)
_PARA = re.compile(
    rf"^(?:(?:y|e|en cambio|pero|luego"
    rf"|además)\s+)?(?:para|(?P<when>cuando|si)) (?:(?:que )?(?:alguien |el cliente |la gente "
    rf"|un cliente )?)(?P<task>[^,:;(]{{3,90}}?)(?:\s*[,:–—]\s*"
    rf"|\s+(?={ASK}\s))(?:{ASK}\s+)?(?:con )?(?P<list>.{{3,300}})$",
    re.DOTALL,
)
_COLON = re.compile(r"^(?P<task>[^:(–—]{3,80}?)\s*(?::|\s[–—-]\s|=)\s*(?P<list>.{3,300})$", re.DOTALL)
_BRACKET = re.compile(r"(?P<task>[^,;:()]{3,80}?)\s*[(\[](?P<list>[^()\[\]]{3,200})[)\]]")
_WITH = re.compile(
    rf"^(?P<task>[^,:;(]{{3,80}}?)(?:\s*,\s*|\s+)(?:(?:(?:para (?:lo que|lo cual|eso|ello)|donde|y ahí|y para eso"
    rf"|y)\s+)?(?:con|pidiendo|dando|preguntando|a cambio de|previa|indicando)\s+|(?:para (?:lo que|lo cual|eso|ello)"
    rf"|donde|y ahí|y para eso)\s+{ASK}\s+"
    rf"|{ASK}\s+)(?P<list>.{{3,300}})$",
    re.DOTALL,
)
_COUNTED = re.compile(
    r"(?:[^:,.]{0,40}:\s*(?=para |si |cuando ))|[^:,.]{0,40}\b(?:cosas|tareas|funciones|gestiones|trámites"
    r"|opciones)(?: \w+){0,3}:\s*"
)
_AT_FIRST = re.compile(
    r"(?:(?:(?:lo |la |el )?(?:primer[oa]?|segund[oa]|tercer[oa]?|últim[oa])|por (?:un|otro) lado|por último|uno|una"
    r"|dos|otra|a ver|mira|mire|mirá|pues|bueno|vale|claro|sí|te cuento|le cuento|apunta|apunte|anota|anote"
    r"|son (?:estas|estos|tres"
    r"|cuatro|dos)|lo siguiente|por orden)\s*[:,]\s*)+(?=\S)"
)
_SMALL = word_set("el la los las un una unos unas de del al a en por con para su sus se nos les le y o que")
_BARRED = re.compile(r"\b(?:no|nunca|jamás|ni|prohibid[oa]|evit\w+|nada de|sin)\s+(?:\w+\s+){0,2}$")


@dataclass(slots=True)
class Told:
    """Goals with their words, and data that stand without one."""

    goals: list[GoalValue] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    loose_words: str = ""
    weak: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, collect: list[str], words: str) -> None:
        """A goal; the same one told again grows."""
        key, is_thing = _key(name), not tasks.does(name.split()[0].lower()) and bool(collect)
        for held in self.goals:
            other = _key(str(held["name"]))
            if other == key or is_thing and key <= other:
                held["collect"] = list(dict.fromkeys([*held["collect"], *collect]))[:20]
                return
        self.goals.append(goal(name[:1].upper() + name[1:], collect))
        self.words.append(words)

    def completed(self, name: str) -> bool:
        """Whether a goal of a verb alone has become this one, which has its object: "agendar" with "agendar citas"."""
        short = next((held for held in self.goals if str(held["name"]).lower() == name.split()[0]), None)
        if short is not None:
            short["name"] = name[:1].upper() + name[1:]
        return short is not None

    def add_complete(self, name: str, collect: list[str], words: str) -> None:
        """A goal whose object may be that of the one before: "reservar mesa y cancelarla"."""
        self.add(_complete(name, self), collect, words)


def _key(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s")[:5] for word in re.findall(r"\w+", name.lower()) if word not in _SMALL)


def with_data(sentence: Sentence, told: Told, *, is_asked: bool = False, is_item: bool = False) -> bool:
    """Tasks that stand with their data, and data asked for; what is used is taken."""
    done = _of_things(sentence, told)
    for start, end in _pieces(sentence.left):
        done = _one(sentence, start, end, told, is_asked=is_asked or is_item) or done
    return done


def _of_things(sentence: Sentence, told: Told) -> bool:
    """ "En las altas pedimos nombre y DNI": data of a task told before."""
    done = False
    for found in list(_FOR_THING.finditer(sentence.left)) if told.goals else ():
        names, key = data.names(listed(found.group("list"))), _key(found.group("thing").partition(" ")[2])
        held = next((goal for goal in told.goals if key <= _key(str(goal["name"]))), None)
        if names and held:
            told.add(str(held["name"]), names, sentence.take(*found.span()))
            done = True
    return done


def _pieces(low: str) -> list[tuple[int, int]]:
    """Parts that may hold a task each, cut at semicolons."""
    pieces, start = [], 0
    for mark in re.finditer(r";\s*", low):
        pieces.append((start, mark.start()))
        start = mark.end()
    return [*pieces, (start, len(low))]


def _one(sentence: Sentence, start: int, end: int, told: Told, *, is_asked: bool) -> bool:
    while start < end and sentence.left[start] in " ,.:\ue002":
        start += 1
    if lead := _AT_FIRST.match(sentence.left, start, end):
        start = lead.end()
    if counted := _COUNTED.match(sentence.left, start, end):
        start = counted.end()
    low, text = sentence.left[start:end], sentence.text[start:end]
    if not low.strip(" .\ue002") or "?" in low and not is_asked:
        return False
    if _bracketed(sentence, start, low, text, told):
        return True
    for pattern in (_PARA, _COLON, _WITH):
        name, names = _named(pattern, text, low, is_asked=is_asked)
        if name and names:
            told.add(name, names, text.strip(" .,"))
            sentence.take(start, end)
            return True
    return _asked_for(sentence, start, end, told)


def _named(pattern: re.Pattern[str], text: str, low: str, *, is_asked: bool) -> tuple[str, list[str]]:
    """The task and the data of a part of one shape; a case ("cuando pidan cita") only where data are asked for."""
    found = pattern.match(low)
    if found is None or pattern is _PARA and found.group("when") and _ASKS.search(low) is None:
        return "", []
    is_sure = pattern is _PARA and not found.group("when") or is_asked and pattern is _COLON
    name = tasks.task(text[slice(*found.span("task"))], is_sure=is_sure)
    return name, data.names(listed(found.group("list")), is_sure=pattern is _PARA and bool(name))


def listed(words: str) -> str:
    """A list of data without what follows it."""
    return re.split(
        r"\.\s|,?\s+(?:y (?:ya está|con eso|listo|que (?:no|sea|hable|pued\w+|se|los|las|les|me|nos|tute\w+"
        r"|trat\w+|dig\w+|avis\w+|teng\w+|si|cuando)\b|también|luego|después)|porque|así|que (?:luego|así|sin eso))\b",
        words,
    )[0]


def _bracketed(sentence: Sentence, start: int, low: str, text: str, told: Told) -> bool:
    done = False
    if "(" not in low and "[" not in low:
        return done
    for found in list(_BRACKET.finditer(low)):
        said = text[slice(*found.span("task"))]
        name = tasks.task(re.sub(r"^\s*(?:,|y|e|o)\s+", "", said), is_sure=True)
        names = data.names(found.group("list"))
        if name and names:
            told.add(_complete(name, told), names, text[found.start() : found.end()].strip(" ,"))
            sentence.take(start + found.start(), start + found.end())
            done = True
    if done:
        _beside(sentence, start, start + len(low), told)
    return done


def _beside(sentence: Sentence, start: int, end: int, told: Told) -> None:
    """The tasks that stand beside those with data: "dar citas (nombre), cambiarlas y responder dudas"."""
    for run in re.finditer("[^\ue002]+", sentence.left[start:end]):
        names = tasks.listed(run.group())
        for name in names:
            told.add(name, [], sentence.text[start + run.start() : start + run.end()].strip(" ,."))
        if names:
            sentence.take(start + run.start(), start + run.end())


def _complete(name: str, told: Told) -> str:
    """ "reprogramarla" with the object of the goal before it: "reprogramar la cita"."""
    found = re.fullmatch(r"(?P<verb>[a-zñ]+[aei]r)(?P<art>l[oa]s?)", name)
    if found is None or not told.goals:
        return name
    held = str(told.goals[-1]["name"]).split(" ", 1)
    return f"{found.group('verb')} {held[1]}" if len(held) > 1 else name


def _asked_for(sentence: Sentence, start: int, end: int, told: Told) -> bool:
    """ "Tiene que apuntar el nombre, …", "para eso que pida el número": data of the task told before."""
    low = sentence.left[start:end]
    position = 0
    while (found := _ASKS.search(low, position)) is not None:
        position = found.end("verb")
        said = listed(found.group("list"))
        names = data.names(said) if data.begins(said) else []
        if not names or _BARRED.search(low[: found.start("verb")]):
            continue
        before = sentence.text[start : start + found.start()].strip(" ,;:")
        before = re.sub(
            r"[;,(]?\s*(?:(?:para (?:eso|esto|ello)|ahí|y|que|le|les|nos|me|tienen?|deben?|hay|también|solo"
            r"|sólo) ?)+$",
            "",
            before.rstrip(" ,"),
        ).strip(" ,;")
        words = sentence.text[start + found.start() : start + found.end()].strip(" ,.")
        name = tasks.task(re.split(r"[,;]\s*", before)[-1]) if before and len(before.split()) <= 14 else ""
        if name:
            told.add(name, names, words)
        elif re.search(r"\bpara eso\b", low[: found.end()]) and told.weak:
            told.add(told.weak[-1][0], names, words)
        elif told.goals and re.search(r"\b(?:siempre|en todos los casos|en cualquier caso|para todo)\b", low):
            for held in told.goals:
                told.add(str(held["name"]), names, words)
        elif told.goals:
            told.add(str(told.goals[-1]["name"]), names, words)
        else:
            told.loose += names
            told.loose_words = told.loose_words or words
        sentence.take(start + found.start(), start + found.end())
        return True
    return False


def bare(sentence: Sentence, told: Told) -> None:
    """A sentence that is nothing but tasks, where tasks were asked for; it is taken."""
    lead = _AT_FIRST.match(sentence.left)
    if lead:
        sentence.take(0, lead.end())
    parts = [part for part in re.split(r",\s*|\s+(?:y|o)\s+", sentence.left.strip(" .\ue002")) if part]
    said = sentence.text[lead.end() if lead else 0 :]
    names = tasks.listed(said) if "\ue002" not in sentence.left.lstrip("\ue002") and len(parts) < 8 else []
    if names and len(names) == len(parts):
        for name in names:
            told.add(name, [], sentence.text)
        sentence.take(0, len(sentence.left))


def of_purpose(purpose: str) -> list[str]:
    """The tasks in a purpose that a caller gets done: those with a concrete verb and an object."""
    return [
        name
        for name in tasks.listed(re.split(r",? o sea,?|, es decir,?", purpose)[0])
        if len(name.split()) > 1 and verbs.is_concrete(name.split()[0])
    ]


def overlaps(name: str, goals: list[GoalValue]) -> bool:
    """Whether a task speaks of what a goal speaks of; making a booking is not the same as undoing it."""
    words, is_later = _key(name.partition(" ")[2]), _LATER.match(name.lower()) is not None
    others = [str(held["name"]) for held in goals]
    return any(words & _key(other) for other in others if is_later or not _LATER.match(other.lower()))


_LATER = re.compile(
    r"(?:anul|cancel|cambi|modific|mov|reprogram|aplaz|pospon|confirm|consult|retras|adelant|renov|pregunt)"
)
