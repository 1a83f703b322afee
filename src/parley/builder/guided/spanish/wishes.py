"""The data that stand in the very sentence that wishes for an agent: "que recoja avisos, con nombre y dirección"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import data, tasks
from parley.builder.guided.spanish.goals import Told, listed

_ASKS = re.compile(r"\b(?:pregunt|pid[ea]|apunt|anot)")
_OWN = re.compile(r"\b(?:pregunt|pid[ea])")
_LAST = re.compile(r"(?:\by|\be|,|\bque|\bpara)\s+(?P<task>[^,:;]{3,60}):\s*(?P<list>[^:;]{3,300})$")
_BEHIND = re.compile(
    r"(?:[,;:]\s*|\s)(?:y )?(?:(?:con|pidiendo|tomando|preguntando|apuntando|anotando|recogiendo|solicitando|previa"
    r"|a cambio de)|(?:para (?:eso|ello|lo cual|lo que) )?(?:que )?(?:me |nos |les? )?(?:tome|recoja|recopile|registre"
    r"|solicite|guarde|reciba|consiga|obtenga|averigüe|requiera|necesita|tiene que (?:tomar|recoger|saber|tener))"
    r"|(?<=:))\s+(?:los datos|datos)?:?\s*(?P<list>[^.;:()\ue000-\ue002]{3,200})"
)
_NEXT = re.compile(r",? y (?:que )?(?:no|también|además|que|si|avis\w+|dig\w+|pas\w+|atiend\w+|inform\w+|para)\b.*$")
_PLACE = re.compile(r",? (?:y |que )?(?:por|en|para) (?:teléfono|chat|la (?:web|página)|whatsapp)\b.*$")
_FEW = 2


def with_data(sentence: Sentence, told: Told) -> bool:
    """Read the data of a wish, whose words are taken; whether nothing of it is left for the rules of tasks."""
    if _OWN.search(sentence.left) is None:
        _behind(sentence, told)
    if _ASKS.search(sentence.left):
        return False
    _at_the_end(sentence, told)
    return True


def _behind(sentence: Sentence, told: Told) -> None:
    """The data behind what the agent is to do, which belong to that."""
    position = 0
    while found := _BEHIND.search(sentence.left, position):
        position = found.start() + 1
        said = listed(_PLACE.sub("", found.group("list")))
        if (more := _NEXT.search(said)) and data.name(more.group()) is None:
            said = said[: more.start()]
        names = data.names(said) if data.begins(said) else []
        if names and all(data.name(part) for part in data.items(said)[:_FEW]):
            end = found.start("list") + len(said)
            told.loose += names
            told.loose_words = told.loose_words or sentence.text[found.start() : end].strip(" ,:;")
            sentence.take(found.start(), end)
            return


def _at_the_end(sentence: Sentence, told: Told) -> None:
    """The last task of a wish with its data: "… y matricule a alumnos: nombre, edad y nivel"."""
    for found in _LAST.finditer(sentence.left):
        last = re.split(r"\s+(?:y|que|para)\s+", sentence.text[slice(*found.span("task"))])[-1]
        name, names = tasks.task(last), data.names(found.group("list"))
        if name and names:
            told.add(name, names, sentence.text[slice(*found.span())])
            sentence.take(found.end("task"), found.end())
