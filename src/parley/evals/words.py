"""The content words of a text: stemmed, without the small words; numbers, times, weekdays and phone numbers alike.

Chinese has no blanks, so its words are the pairs of neighbouring signs. All of it is the benchmark's own: what it
measures must not read texts with the builder's eyes.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from parley.evals import numerals
from parley.evals.schemas import Tongue

NUMBER, DAY = "#", "@"
_SMALL = {
    Tongue.EN: """a an and are as at be been being by can could do does for from had has have he her him his i i'd i'll
        i'm if in into is it it's its just may me must my of on or our please she should so some someone somebody
        anyone anybody something that that's the their them then there these they this to up us want wants was we were
        what when where which who will with would you your only also very about not don't never no than between""",
    Tongue.DE: """ab aber alle als am an auch auf aus bei beim bis da das dass dem den der des die dies diese dieser
        dieses doch du durch ein eine einem einen einer eines er es für hat haben ich ihm ihn ihnen ihr ihre ihrem
        ihren ihrer im in ins ist ja kann können man mein mit muss möchte möchten nach nicht noch nur ob oder schon
        sehr sein seine sich sie sind so soll sollen über um und uns unser unsere unseren unserer vom von vor war was
        wenn wer werden wie wir wird wo zu zum zur zwischen jemand jemanden bitte kein keine keinen nie niemals""",
    Tongue.ES: """a al algo alguien ante como con cuando de del desde donde e el ella ellos en entre es esa ese eso esta
        este esto están está ha han hasta hay la las le les lo los me mi muy más ni no nos nuestra nuestro nuestras
        nuestros o para pero por porque que quien quiere quiero se sea ser si sin sobre son su sus también tan te
        tiene todo un una uno unas unos usted y ya nunca debe por favor""",
    Tongue.ZH: """a an and at by for from in is it of on or the to with""",
}
_STEMMERS = {Tongue.EN: "english", Tongue.DE: "german", Tongue.ES: "spanish", Tongue.ZH: "english"}
_BREAKS = re.compile(r"有人|如果|的|了|吗|呢|吧|啊|和|与|及|或|请|您|你|我们|我們|我|[^\u3400-\u9fff]")
_TOKEN = re.compile(rf"[{NUMBER}{DAY}][\w:]+|[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:'[^\W\d_]+)?")
_CJK = re.compile(r"[\u3400-\u9fff]")
_PHONE = re.compile(r"(?<![a-z0-9#])\+?\(?\d(?:[ ()./-]{0,2}\d){6,16}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Words:
    """`content` without order; `numbers` are those of them that are digits; `length` counts every word."""

    content: frozenset[str]
    numbers: frozenset[str]
    length: int


@lru_cache(maxsize=20_000)
def words(text: str, tongue: Tongue, *, is_hours: bool = False) -> Words:
    """The words of a text; in `is_hours` bare numbers are times, and days may be abbreviated."""
    flat = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    if not is_hours:
        flat = _PHONE.sub(_phone, flat)
    flat = numerals.as_digits(flat, tongue, is_hours=is_hours)
    content: set[str] = set()
    length = 0
    for token in _TOKEN.findall(flat):
        if _CJK.match(token):
            length += (len(token) + 1) // 2
            content |= {pair for run in _BREAKS.split(token) for pair in _pairs(run)}
            continue
        length += 1
        content |= _stemmed(token, tongue)
    return Words(frozenset(content), frozenset(word for word in content if word.startswith(NUMBER)), length)


def _phone(found: re.Match[str]) -> str:
    """The last eight digits tell numbers apart, however the country code is written."""
    return f" {NUMBER}{re.sub(r'[^0-9]', '', found.group())[-8:]} "


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]


def _stemmed(token: str, tongue: Tongue) -> set[str]:
    if token[0] in NUMBER + DAY:
        return {token}
    if token.isdecimal():
        return {f"{NUMBER}{int(token)}" if len(token) < 7 else f"{NUMBER}{token[-8:]}"}
    bare = token.removesuffix("'s")
    return set() if bare in _small(tongue) else {_stem(bare, tongue)}


@cache
def _small(tongue: Tongue) -> frozenset[str]:
    return frozenset(_SMALL[tongue].split())


@lru_cache(maxsize=50_000)
def _stem(word: str, tongue: Tongue) -> str:
    stem = _stemmer(tongue).stemWord(word)
    return "".join(sign for sign in unicodedata.normalize("NFD", stem) if not unicodedata.combining(sign))


@cache
def _stemmer(tongue: Tongue) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[tongue])
