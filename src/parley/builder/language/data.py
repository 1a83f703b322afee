"""The data agents ask for: what a name such as "order_number" denotes, its words, and when two names mean the same.

Pure and bounded: decides by the words of the name alone, in English, German, Spanish and French.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from parley.agents.schemas import DataType, Parameter
from parley.builder.language.wording import words


class DataKind(StrEnum):
    """What a value is, as far as speaking, writing and checking it are concerned. TEXT is free and never read back."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    TIME = "time"
    ADDRESS = "address"
    MONEY = "money"
    COUNT = "count"
    CODE = "code"
    FLAG = "flag"
    TEXT = "text"


_WORDS: dict[DataKind, frozenset[str]] = {
    kind: words(text)
    for kind, text in {
        DataKind.EMAIL: "email mail emailadresse correo courriel",
        DataKind.PHONE: "phone telephone mobile cell callback telefon telefonnummer handynummer rueckrufnummer "
        "telefono movil fax whatsapp",
        DataKind.TIME: "time uhrzeit zeit hora heure datetime slot",
        DataKind.DATE: "date day birthday dob datum tag geburtsdatum fecha jour birth "
        "weekday checkin checkout deadline",
        DataKind.ADDRESS: "address street adresse strasse direccion anschrift",
        DataKind.MONEY: "budget amount price total cost salary revenue betrag preis importe presupuesto montant",
        DataKind.COUNT: "size count guests people persons quantity seats headcount age nights attendees "
        "users employees personen personenzahl personas convives anzahl cantidad",
        DataKind.FLAG: "consent agreed agrees optin confirmed is has wants",
        DataKind.CODE: "number id username login benutzername "
        "code reference ref sku serial nummer numero imei plate vin iban zip postcode postal "
        "plz bestellnummer kundennummer ticketnummer referenz pin token",
    }.items()
}
_PERSON = words(
    "firstname lastname name full first last caller customer patient guest contact your surname employee user person "
    "child vorname nachname nombre completo nom prenom lead client members apellido"
)
_NAME_HEADS = words("name firstname lastname surname vorname nachname nombre nom prenom apellido fullname")
_ORDER = (
    DataKind.EMAIL,
    DataKind.PHONE,
    DataKind.FLAG,
    DataKind.MONEY,
    DataKind.TIME,
    DataKind.DATE,
    DataKind.ADDRESS,
    DataKind.COUNT,
    DataKind.CODE,
)
_VAGUE = words("to from start end value q query id body data text when")
_MATTER = words("reason service treatment purpose topic concern issue problem anliegen motivo")
_DOING = words("plan handle manage organise organize work use ship pay order sell track run do solve cover")
_CODES = {("zip", "code"), ("ip", "address"), ("user", "name")}
_LABELS = {
    "phone": "phone number",
    "mobile": "mobile number",
    "email": "email address",
    "mail": "email address",
    "dob": "date of birth",
    "datetime": "date and time",
    "date_time": "date and time",
    "contact": "contact details",
    "since": "time it began",
    "since_when": "time it began",
    "zip": "postcode",
    "firstname": "first name",
    "lastname": "last name",
    "telefon": "phone number",
    "telefonnummer": "phone number",
    "telefono": "phone number",
    "handynummer": "mobile number",
    "vorname": "first name",
    "nachname": "last name",
    "nombre": "name",
    "correo": "email address",
    "datum": "date",
    "fecha": "date",
    "uhrzeit": "time",
    "hora": "time",
    "personenzahl": "number of people",
    "personen": "number of people",
    "personas": "number of people",
    "anliegen": "reason",
    "motivo": "reason",
    "bestellnummer": "order number",
    "kundennummer": "customer number",
    "geburtsdatum": "date of birth",
    "adresse": "address",
    "direccion": "address",
}
_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
EXACT = frozenset(DataKind) - {DataKind.TEXT, DataKind.FLAG}
"""Kinds worth reading back: a wrong digit matters, a paraphrase does not."""


def fold(text: str) -> str:
    """ASCII lower case: "Größe" → "groesse", "número" → "numero"."""
    plain = text.lower().translate(_UMLAUTS)
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


@lru_cache(maxsize=1_024)
def variable(name: str) -> str:
    """`name` as a variable: lower case, underscores, at most 64 characters, never empty."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    plain = re.sub(r"[^a-z0-9]+", "_", fold(spaced)).strip("_")[:60].strip("_")
    if not plain:
        return "value"
    return plain if plain[0].isalpha() else f"v_{plain}"


@lru_cache(maxsize=1_024)
def label(name: str) -> str:
    """The words for a data name: "order_number" → "order number", "phone" → "phone number"."""
    known = _LABELS.get(variable(name))
    plain = re.sub(r"[\s_{}%`]+", " ", name).strip().lower() or "detail"
    if plain.endswith((" today", " now", " currently")) and plain.split()[0] in _DOING:
        plain = f"way they {plain}"
    return known or plain


@lru_cache(maxsize=1_024)
def kind_of(name: str) -> DataKind:
    """What kind of value a data name denotes; TEXT when nothing in it says."""
    parts = variable(name).split("_")
    if parts[:2] == ["number", "of"]:
        return DataKind.COUNT
    if tuple(parts[-2:]) in _CODES or (parts[-1] in {"id", "number"} and not _WORDS[DataKind.PHONE] & set(parts)):
        return DataKind.CODE
    if _NAME_HEADS & set(parts) and set(parts) <= _PERSON:
        return DataKind.NAME
    if parts[0] in {"is", "has", "wants"} or parts[:2] == ["new", "patient"]:
        return DataKind.FLAG
    return next((kind for kind in _ORDER if _WORDS[kind] & set(parts)), DataKind.TEXT)


def data_type(name: str) -> DataType:
    """The type a platform should extract for a data name; codes and phone numbers keep their zeros as strings."""
    match kind_of(name):
        case DataKind.COUNT:
            return DataType.INTEGER
        case DataKind.FLAG:
            return DataType.BOOLEAN
        case _:
            return DataType.STRING


def datum(parameter: Parameter) -> str:
    """The variable a parameter's value is known by; names that say nothing ("To", "start") go by the description."""
    name = variable(parameter.name.rpartition(".")[2]) if "." in parameter.name else variable(parameter.name)
    if set(name.split("_")) - _VAGUE:
        return name
    said = {word.strip(".,:;()") for word in fold(parameter.description).split()[:8]}
    return next((str(kind) for kind in _ORDER if _WORDS[kind] & said), name)


@lru_cache(maxsize=2_048)
def same(one: str, other: str) -> bool:
    """Whether two variables hold the same datum: equal, one more specific than the other, or of one personal kind."""
    kinds = kind_of(one), kind_of(other)
    if kinds == (DataKind.NAME, DataKind.NAME):
        return not (_half(one) and _half(other) and _half(one) != _half(other))
    if kinds[0] is kinds[1] and kinds[0] in {DataKind.PHONE, DataKind.EMAIL, DataKind.COUNT}:
        return True
    if set(kinds) <= {DataKind.DATE, DataKind.TIME} and "birth" not in one + other and "dob" not in one + other:
        return True
    mine, theirs = set(one.split("_")), set(other.split("_"))
    if mine & _MATTER and theirs & _MATTER:
        return True
    if "contact" in (one, other) and set(kinds) & {DataKind.EMAIL, DataKind.PHONE}:
        return True
    return mine <= theirs or theirs <= mine or "".join(one.split("_")) == "".join(other.split("_"))


_PERSONAL = frozenset({DataKind.NAME, DataKind.PHONE, DataKind.EMAIL})


def distinct(names: Iterable[str]) -> list[str]:
    """The names in their order, without those that say an earlier name, phone number or email address once more."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        is_personal = kind_of(name) in _PERSONAL
        if not (is_personal and is_known(name, [held for held in kept if _is_alike(name, held)])):
            kept.append(name)
    return kept


def _is_alike(one: str, other: str) -> bool:
    return kind_of(one) is kind_of(other) and _half(one) == _half(other)


def _half(name: str) -> str:
    """Which part of a person's name this is; empty for the whole."""
    parts = set(name.split("_"))
    if parts & {"first", "firstname", "vorname", "prenom"}:
        return "first"
    return "last" if parts & {"last", "lastname", "surname", "nachname", "apellido"} else ""


def is_whole(name: str) -> bool:
    """Whether a variable holds the whole of its datum, not the first or last name alone."""
    return not _half(name)


def is_known(name: str, held: list[str]) -> bool:
    """Whether one of the variables held already answers `name`."""
    return any(same(name, other) for other in held)
