"""Spanish verbs of tasks: infinitives, and the forms that stand for them ("que agende" is "agendar")."""

import re
from functools import cache

from parley.builder.guided.tables import inverted, word_set

_TASKS = """
    agendar reservar programar reprogramar concertar:conciert apartar cambiar cancelar anular modificar mover:muev
    dar:d
    solicitar pedir:pid tomar anotar apuntar registrar inscribir matricular consultar confirmar recordar:recuerd
    rastrear
    localizar cotizar presupuestar comprar vender contratar renovar:renuev ampliar bloquear desbloquear activar
    reactivar
    reportar comunicar denunciar avisar notificar tramitar gestionar abrir:abr levantar poner:pong devolver:devuelv
    reembolsar reclamar recoger recibir entregar enviar pagar cobrar facturar descargar verificar comprobar:comprueb
    actualizar recomendar:recomiend calificar cualificar captar filtrar coordinar organizar preparar encargar
    alquilar rentar visitar derivar transferir:transfier orientar informar preguntar saber:sep conocer averiguar
    calcular valorar evaluar encuestar completar rellenar crear restablecer recuperar cerrar:cierr asignar
    aplazar posponer:pospong adelantar retrasar extender:extiend suscribir donar apuntarse inscribirse armar
    ver revisar convertir:conviert atender:atiend contestar responder resolver:resuelv ayudar asesorar explicar
    ofrecer llamar coger agarrar hacer:hag llevar buscar presentar traspasar mostrar:muestr guiar quitar
    detectar medir:mid repetir:repit sacar separar dirigir guardar marcar solucionar ordenar conseguir:consig
    decir:dig
    quedar bajar subir liberar aclarar
"""
_CONCRETE = word_set(
    """
    agendar reservar programar reprogramar concertar apartar cambiar cancelar anular modificar mover dar solicitar
    pedir
    tomar anotar registrar inscribir matricular confirmar recordar rastrear cotizar comprar vender renovar
    ampliar bloquear activar reportar denunciar tramitar poner devolver reclamar pagar alquilar rentar
    aplazar posponer suscribir consultar recoger coger
    """
)
"""Verbs of what a caller gets done, wherever they stand; the others are so where a list of tasks is told."""
_IRREGULAR = inverted("""
    dar: dé, den, da
    saber: sepa, sepan
    ver: vea
    hacer: haga, hace, haz
    decir: diga, dice
    cerrar: cierre
    dar de alta: dé de alta, den de alta
    poner: pone, ponga, pon
    coger: coja
    recoger: recoja
""")


@cache
def forms() -> dict[str, str]:
    """Every form to its infinitive: present subjunctive and indicative in the third person, and the future."""
    table: dict[str, str] = {}
    for entry in _TASKS.split():
        verb, _, changed = entry.partition(":")
        table[verb] = verb
        plain = verb.removesuffix("se")
        for stem in {plain[:-2], changed or plain[:-2]}:
            for form in _finite(stem, plain[-2:]):
                table.setdefault(form, verb)
        for ending in ("á", "án"):
            table.setdefault(plain + ending, verb)
    table.pop("de")
    return table | _IRREGULAR


def _finite(stem: str, ending: str) -> list[str]:
    """Subjunctive and indicative of a stem, spelt as it is spoken."""
    if ending == "ar":
        soft = re.sub("c$", "qu", re.sub("g$", "gu", re.sub("z$", "c", stem)))
        return [f"{soft}e", f"{soft}en", f"{stem}a", f"{stem}an"]
    hard = re.sub("g$", "j", re.sub("(?<=[aeo])c$", "zc", stem))
    return [f"{hard}a", f"{hard}an", f"{stem}e", f"{stem}en"]


def infinitive(form: str) -> str:
    """The infinitive of a form, the form itself where it is not known."""
    return forms().get(form, form)


def is_task(word: str) -> bool:
    """Whether a word is a form of a task's verb, pronouns behind an infinitive left aside."""
    return word in forms() or re.sub("(?<=[aeií]r)(?:se)?(?:l[aeo]s?|se|nos|me)$", "", word) in forms()


def is_concrete(verb: str) -> bool:
    """Whether a verb by itself tells what a caller gets done."""
    return verb in _CONCRETE


_OTHERS = """
    prometer permitir discutir revelar compartir interrumpir insistir mentir:mient asumir difundir ceder meter
    responder vender leer ofender romper comprometer suponer:supong exigir:exij imponer:impong deber beber comer
"""


@cache
def _others() -> dict[str, str]:
    """Verbs that are forbidden rather than done, whose subjunctive is not that of most."""
    pairs = [entry.partition(":") for entry in _OTHERS.split()]
    return {form: verb for verb, _, changed in pairs for form in _finite(changed or verb[:-2], verb[-2:])[:2]}


def guessed(form: str) -> str:
    """The infinitive of a subjunctive: "opine" is "opinar", "prometa" is "prometer"; "" for other words."""
    if known := _others().get(form):
        return known
    stem = re.fullmatch(r"([a-zñáéíóú]{3,})en?", form)
    if stem is None:
        return ""
    return re.sub("qu$", "c", re.sub("gu$", "g", re.sub("c$", "z", stem.group(1)))) + "ar"
