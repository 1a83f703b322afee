"""What callers are to be able to do: "que puedan cambiarla o anularla", "podrá reportar una fuga, indicando …"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import data, tasks, verbs
from parley.builder.guided.spanish.goals import ASK, Told, listed

_DOES = r"[a-zñáéíóú]{1,}[aeií]r(?:l[aeo]s?|se|me|nos|te)?(?:l[aeo]s?)?"
_JOINT = r"(?:y|e|o|u|o bien|y también|o también|también|además|así como|e incluso|luego)"
_FRAME = re.compile(
    rf"\b(?P<can>pueda[ns]?|puedas|podamos|podrán?|podrían?|podremos|podés|puede[ns]?|poder|permita[ns]?|permitirá"
    rf"|deje[ns]?(?= \w+r\b))(?: (?:llamar|escribir) para)?(?: (?:también|sol[oa]s?|sólo|además"
    rf"|hacer (?:\w+ )?(?:cosas|gestiones|trámites)(?: como)?:?|al menos|por teléfono|por chat|por whatsapp"
    rf"|desde ahí|ahí))*:? (?P<first>{_DOES})\b"
)
_NO = re.compile(
    r"\b(?:no|nunca|jamás|tampoco|ni|si|cuando|lo que|que (?:nadie|ya no)|donde|nadie|yo|nosotros)"
    r"(?: (?:me|se|le|les|nos|lo|la|\w+))?\s+$"
)
_TELLS = re.compile(
    r"(?:decir|inform|cont(?:ar|es)|explic|comentar|aclar|recordar|mencion|dar\b|ofrecer|avis|hablar|ser\b|estar"
    r"|haber|tener|pagar\b (?:con|en|por)|entrar|pasar\b|aparcar|estacionar|fumar|esperar|ir\b|saber\b|cobrar"
    r"|repartir|vender|dedicar|atender|responder|contestar|coger|descansar|dormir)"
)
_NEXT = re.compile(
    rf"(?:[,;]\s*(?:{_JOINT}\s+)?|\s{_JOINT}\s+)(?:{_JOINT}\s+|para\s+|que puedan\s+)*(?P<does>{_DOES})\b"
)
_NEEDS = re.compile(
    rf"(?:,\s*|\s)(?:(?:para (?:lo que|lo cual|eso|ello|esto)|donde|ahí|y ahí|y para eso|y|siempre)\s*,?\s+)*"
    rf"(?:(?:con|dando|indicando|diciendo|dejando|aportando|facilitando|proporcionando|presentando|pidiendo"
    rf"|preguntando|mediante|previa|usando|a partir de|a través de|tras dar|bastando)\s+(?:solo\s+|sólo\s+)?|{ASK}\s+)"
)
_END = re.compile(
    r"[.!?\ue000-\ue002]|,\s+(?:que(?! (?:pid|pregunt|solicit|anot|apunt|dé|dej))|pero|porque|ya que|así|aunque"
    r"|pues|eso sí"
    r"|y que (?!puedan|pid|pregunt))\b|\s+porque\b|[,\s]+(?P<back>no,? (?:pará|para|espera|esperá|perdón|eso no"
    r"|mejor)|eso no\b"
    r"|mejor no\b|perdón|olvid\w+ eso)"
)


_REACH = re.compile(
    rf"(?:\b(?:llaman?|escriben?|contactan)(?: (?:sobre todo|casi siempre|principalmente|normalmente|siempre"
    rf"|más que nada))?"
    rf" para|(?<!\d): ?) ?(?P<first>{_DOES})\b"
)
_SUBJECT = re.compile(
    rf"(?:^|[.,;]\s*)(?P<thing>(?:el|la|los|las) [^,;.:\ue002]{{3,50}}?) (?:también )?se puede[n]? (?P<does>{_DOES})"
    rf"(?P<rest>[^.;\ue002]*)"
)
_WHOEVER = re.compile(
    r"(?:^|[.,;]\s*)(?:quien|quienes|el que"
    r"|los que) (?:quiera[n]? )?(?P<does>[a-záéíóúñ]+)(?P<object>(?: [\wáéíóúñ]+){0,4}?),? "
    r"(?:debe|deben|deberán?|tiene que|tienen que|ha de|han de|tendrá que|necesita|necesitan) (?:facilitar|dar"
    r"|dejar|aportar"
    r"|indicar|decir|proporcionar|presentar|llevar|adjuntar)(?:nos)?,? (?P<list>[^.;\ue002]{3,200})"
)


def others(sentence: Sentence, told: Told) -> None:
    """Tasks told in other frames: what people call for, what one has to give, what can be done with a thing."""
    _called_for(sentence, told)
    _given_for(sentence, told)
    _done_with(sentence, told)


def _called_for(sentence: Sentence, told: Told) -> None:
    """ "Llaman para pedir turno o …", "lo básico: pedir tanda y …"."""
    low = sentence.left
    for frame in list(_REACH.finditer(low)):
        if not tasks.does(frame.group("first")) or "(" in low[frame.end() :]:
            continue
        is_list = _NEXT.search(low, frame.end()) is not None and ": " not in low[frame.end() :]
        if is_list or ":" not in frame.group():
            _said(sentence, frame.start("first"), told, is_role=False)


def _given_for(sentence: Sentence, told: Told) -> None:
    """ "Quien reserve debe facilitar nombre y correo"."""
    for frame in list(_WHOEVER.finditer(sentence.left)):
        names = data.names(listed(frame.group("list")))
        if names and verbs.forms().get(frame.group("does")):
            name = f"{verbs.infinitive(frame.group('does'))}{frame.group('object')}"
            told.add_complete(name, names, sentence.take(*frame.span()).strip(" ,."))


def _done_with(sentence: Sentence, told: Told) -> None:
    """ "Las reservas se pueden anular con el localizador"."""
    for frame in list(_SUBJECT.finditer(sentence.left)):
        needs = _NEEDS.search(f" {frame.group('rest')}")
        names = data.names(listed(frame.group("rest")[needs.end() - 1 :])) if needs else []
        if names and tasks.does(frame.group("does")) and not _TELLS.match(frame.group("does")):
            name = f"{frame.group('does')} {sentence.text[slice(*frame.span('thing'))].lower()}"
            told.add(name, names, sentence.take(*frame.span()).strip(" ,."))


def of_callers(sentence: Sentence, told: Told, *, is_role: bool = False) -> bool:
    """The tasks behind a word of being able, each with its data; they are taken but where an agent is wished for."""
    done = False
    for frame in list(_FRAME.finditer(sentence.left)):
        before = sentence.left[: frame.start()]
        if (
            sentence.left[frame.start()] == "\ue002"
            or _NO.search(before)
            or _TELLS.match(sentence.left, frame.start("first"))
        ):
            continue
        if "(" in sentence.left[frame.end() :]:
            continue
        if frame.group("can").startswith("puede") and re.search(
            r"\b(?:agente|asistente|bot|robot|él|ella)\s+$", before
        ):
            continue
        done = _said(sentence, frame.start("first"), told, is_role=is_role) or done
    return done


def answered(sentence: Sentence, told: Told) -> bool:
    """A sentence that begins with a task where tasks were asked for."""
    start = re.match(rf"\W*(?:{_JOINT}\s+|para\s+|que puedan?\s+|pues\s+)*(?={_DOES}\b)", sentence.left)
    if start is None or "(" in sentence.left or ":" in sentence.left or "no " in sentence.left[: start.end() + 4]:
        return False
    return tasks.does(sentence.left[start.end() :].split()[0]) and _said(sentence, start.end(), told, is_role=False)


def _said(sentence: Sentence, start: int, told: Told, *, is_role: bool) -> bool:
    low = sentence.left
    cuts = [start, *(each.start("does") for each in _NEXT.finditer(low, start) if tasks.does(each.group("does")))]
    done, end = False, start
    for at, begin in enumerate(cuts):
        if begin < end:
            continue
        stop = cuts[at + 1] if at + 1 < len(cuts) else len(low)
        halt = _END.search(low, begin, stop)
        end = halt.start() if halt else stop
        if halt is not None and halt.group("back"):
            break
        made = _one(sentence.text[begin:end], low[begin:end], told)
        done = done or made
        if halt is not None or not made:
            break
    if done and not is_role:
        sentence.take(start, end)
    return done


def _one(text: str, low: str, told: Told) -> bool:
    """A task and the data behind it."""
    low = re.sub(rf"[\s,;]+(?:{_JOINT}\s*)*$", "", low.rstrip(" ,;"))
    text, head, names = text[: len(low)], len(low), []
    for needs in _NEEDS.finditer(low):
        if names := data.names(listed(low[needs.end() :])):
            head = needs.start()
            break
    if not names and (comma := low.find(", ")) > 0 and data.begins(low[comma + 2 :]):
        head, names = comma, data.names(listed(low[comma + 2 :]))
    said, *more = re.split(r",\s", text[:head])
    name = tasks.task(said, is_sure=True)
    if name:
        told.add_complete(name, names, text)
        for noun in more:
            if tasks.is_noun(noun):
                told.add(tasks.task(noun), [], text)
    return bool(name)
