"""Headings and labels of a Spanish brief in words of the user's own: "qué se debe poder hacer", "horario del bot"."""

import re

_MAX_WORDS = 8
_TASK = re.compile(r"[a-zñáéíóú]+[aei]r(?:l[aeo]s?|se)?\b")
_SLOTS = tuple(
    (slot, re.compile(shape))
    for slot, shape in (
        (
            "collect",
            r"(?:qué )?(?:datos|información) (?:que )?(?:se |le |les |hay que |debe |tiene que )*(?:pid|ped"
            r"|solicit|necesi"
            r"|recog|tom|preguntar|a pedir|a recoger)|qué (?:pide|debe pedir|tiene que pedir|hay que pedir)",
        ),
        (
            "handover",
            r"(?:cuándo|cuando|a quién|quién|casos?|en qué casos|situaciones).*\b(?:pas[ae]|pasar|deriv|transf|desví"
            r"|desvi|humano|persona|atiende|escala|comunic)|(?:pasar?|pase|derivar|transferir|desviar)\b.*\b(?:llamada"
            r"|persona|humano|alguien)|atención (?:humana|personal)|personas? de contacto",
        ),
        (
            "scope_dont",
            r"(?:(?:qué|lo que|cosas que|temas que) )?(?:no|nunca|jamás)\b(?: \w+){1,6}$|(?:tiene |está "
            r"|queda )?prohib"
            r"|límites\b|líneas rojas|temas? (?:prohibid|vetad|tabú)",
        ),
        (
            "greeting",
            r"(?:cómo|como) (?:salud|contest|descuelg|respond al|empiez|abre)|(?:saludo|bienvenida|primera frase)\b",
        ),
        ("closing", r"(?:cómo|como) (?:se )?(?:desp|cierr|termin|acab)|(?:despedida|cierre|última frase)\b"),
        ("languages", r"(?:(?:en )?qué )?(?:idiomas?|lenguas?)\b"),
        ("voice", r"(?:la |tipo de |qué )?voz\b"),
        (
            "tone",
            r"(?:cómo|como) (?:debe |tiene que |ha de |queremos que |quiero que )?(?:habl|suen|son|trat|es$|ser$)"
            r"|(?:tono|trato|estilo|carácter|personalidad)\b|(?:forma|manera|modo) de (?:hablar|tratar|ser)",
        ),
        (
            "callers",
            r"(?:a )?quién(?:es)?\b.*\b(?:llam|escrib|contact|usa|habla|consult)|(?:público|clientela|tipo de cliente"
            r"|perfil)",
        ),
        ("hours", r"(?:horarios?|horas? de|cuándo (?:abr|atend|está|funcion|trabaj)|días y horas?)"),
        (
            "compliance",
            r"(?:aspectos? |temas? |requisitos? |obligaciones )?legal(?:es)?\b|avisos? (?:obligatori|legal)|normativa"
            r"|protección de datos|privacidad|cumplimiento",
        ),
        ("success", r"(?:cómo|cuándo) (?:sab\w+|se sabe|med\w+|va bien|sale bien)|(?:criterios? de )?éxito"),
        (
            "facts",
            r"(?:(?:qué|lo que|cosas que) )?(?:sí )?(?:se |le |les )?(?:puede|debe|podrá|tiene que|conviene que"
            r"|hay que)"
            r" (?:\w+ )?(?:inform|cont|dec|sep|sab|explic|respond|aclar)|(?:datos|información|cosas|preguntas)\b"
            r"(?! (?:personales|que pide))|precios\b|tarifas\b|lo que (?:sabe|cuenta|dice)",
        ),
        (
            "goals",
            r"(?:(?:qué|lo que|cosas que|para qué) )?(?:se |le |los clientes |la gente )?(?:debe|puede|tiene que"
            r"|podrá|pueden"
            r"|podrán|quiero que|queremos que|va a|ha de|sirve)(?: \w+){0,3} ?(?:hac\w+|gestion\w+|resolv\w+|poder \w+"
            r"|conseguir|pedir)?$|(?:tareas|funciones|gestiones|trámites|cometidos|acciones|servicios)\b|qué (?:hace"
            r"|hará|gestiona|resuelve)",
        ),
        ("constraints", r"(?:reglas|normas|pautas|instrucciones|forma de trabajar)\b"),
        ("purpose", r"(?:para qué|objetivo|propósito|finalidad|función|misión|qué (?:es|queremos|quiero|buscamos))\b"),
        ("channel", r"(?:canal|por dónde|medio|vía)\b"),
        ("name", r"(?:nombre|quiénes somos|quién soy|empresa|negocio)\b"),
    )
)


def slot(plain: str) -> str:
    """The slot that a heading (lower case, without its articles) speaks of; "" for none, and for a task."""
    if len(plain.split()) > _MAX_WORDS or _TASK.match(plain):
        return ""
    return next((named for named, shape in _SLOTS if shape.match(plain)), "")
