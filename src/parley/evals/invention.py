"""Values that nobody spoke of: the builder must not make anything up without listing it as an assumption."""

import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

from parley.evals import tones
from parley.evals.schemas import Case, Tongue
from parley.evals.values import COLLECT, Found
from parley.evals.words import words

_HALF = 0.5
_DATA: dict[Tongue, dict[str, str]] = {
    Tongue.DE: {
        "name": "name namen",
        "phone": "telefon telefonnummer nummer rufnummer handynummer rückruf rückrufnummer handy",
        "email": "e-mail mail mailadresse",
        "order": "bestellung bestellnummer auftrag auftragsnummer",
        "date": "datum tag termin wunschtermin geburtsdatum anreise",
        "birth": "geburtsdatum geburtstag",
        "time": "uhrzeit zeit termin wunschtermin",
        "address": "adresse anschrift straße",
        "party": "personen gäste personenzahl leute",
        "size": "personen gäste personenzahl größe leute",
        "reason": "grund anlass anliegen",
        "number": "nummer kundennummer bestellnummer telefonnummer rufnummer auftragsnummer",
        "customer": "kunde kunden kundennummer",
    },
    Tongue.ES: {
        "name": "nombre nombres apellidos",
        "phone": "teléfono móvil celular número",
        "email": "correo email mail",
        "order": "pedido orden",
        "date": "fecha día cita nacimiento",
        "birth": "nacimiento",
        "time": "hora horario cita",
        "address": "dirección domicilio",
        "party": "personas comensales",
        "size": "personas comensales tamaño talla",
        "reason": "motivo razón consulta",
        "number": "número teléfono pedido",
        "customer": "cliente clientes",
    },
    Tongue.ZH: {
        "name": "姓名 名字 称呼",
        "phone": "电话 手机 联系方式",
        "email": "邮箱 邮件",
        "order": "订单 单号",
        "date": "日期 哪天 时间",
        "birth": "生日 出生",
        "time": "时间 几点",
        "address": "地址 住址",
        "party": "人数 几位 几个人",
        "size": "人数 几位 尺寸 大小 尺码",
        "reason": "原因 事由 症状",
        "number": "号码 单号 号 电话 手机",
        "customer": "客户 会员",
    },
}


def is_invented(held: Found, case: Case, said: str, told: frozenset[str]) -> bool:
    """Whether a value that met no expectation is one that the user's messages (`said`, telling `told`) do not hold.

    A kind or a channel is spoken of where any message tells it, a language where its name occurs, a goal's datum where
    half of its words occur (in English, or as usual in the user's language).
    """
    if held.slot == "languages":
        return not any(name in said.casefold() for name in _language_names(held.text))
    if held.slot in {"kind", "channel"}:
        return held.slot not in told
    if held.part == COLLECT:
        return not is_datum_said(held.text, case.language, said)
    if held.slot == "tone" and tones.rows(held.text, case.language) & tones.rows(said, case.language):
        return False
    value = words(held.text, case.language)
    if not value.content:
        return False
    heard = words(said, case.language).content | words(said, case.language, is_hours=True).content
    return len(value.content & heard) < _HALF * len(value.content)


def is_datum_said(name: str, tongue: Tongue, said: str, share: float = _HALF) -> bool:
    """Whether a share of a datum's words was said, as they are, as English words or as the user's language has them."""
    flat = _flat(said)
    heard = words(said, tongue).content
    usual = _DATA.get(tongue, {})
    parts = name.split("_")
    spoken = [
        _flat(part) in flat
        or bool((words(part, Tongue.EN).content | words(part, tongue).content) & heard)
        or any(_flat(word) in flat for word in usual.get(part, "").split())
        for part in parts
    ]
    return sum(spoken) >= share * len(parts)


def _flat(text: str) -> str:
    """Without accents, umlauts as names in ASCII have them."""
    low = text.casefold()
    for sign, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        low = low.replace(sign, plain)
    return "".join(sign for sign in unicodedata.normalize("NFD", low) if not unicodedata.combining(sign))


_ROOTS = {"de": ("deutsch",), "en": ("englisch", "inglés", "英文"), "es": ("spanisch", "español", "castellano")}
_ROOTS |= {"fr": ("französisch", "francés", "法文"), "zh": ("中文", "普通话", "汉语", "国语", "mandar", "hochchines")}


@cache
def _language_names(tag: str) -> tuple[str, ...]:
    """A language's names in the four languages and its own, and usual others."""
    code = tag.split("-")[0]
    names = set(_ROOTS.get(code, ()))
    for tongue in (*Tongue, code):
        try:
            names.add(Locale(tongue).languages.get(code, ""))
        except UnknownLocaleError:
            continue
    return tuple(name.casefold() for name in names if name)
