"""Languages and speech: the platform's codes, the speech model that can speak them, presets for further ones."""

from dataclasses import dataclass

from parley.core.text import Line
from parley.exports.platforms.elevenlabs.export import Export, Json

MULTILINGUAL = "eleven_flash_v2_5"
WIDEST = "eleven_v3_conversational"
SPOKEN = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fil", "fr", "hi", "hr", "hu", "id", "it", "ja", "ko", "ms"}
    | {"nl", "no", "pl", "pt", "pt-br", "ro", "ru", "sk", "sv", "ta", "tr", "uk", "vi", "zh"}
)
"""What the default family of models speaks (https://elevenlabs.io/docs/models); WIDEST knows some 70 languages."""

ALIASES = {"nb": "no", "nn": "no", "tl": "fil", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh"}


@dataclass(frozen=True)
class PlatformVoice:
    """How the agent sounds, in the platform's words. An empty `tts` or `presets` means: the default."""

    language: str
    tts: Json
    presets: Json


def code(tag: Line) -> str:
    """The platform's code for a BCP 47 tag: the bare language, except Brazilian Portuguese."""
    lowered = tag.lower()
    if lowered in SPOKEN:
        return lowered
    bare = lowered.split("-")[0]
    return ALIASES.get(bare, bare)


def voice(export: Export) -> PlatformVoice:
    """English must stay on the default model, any other language must leave it; presets bring their own."""
    spec = export.spec.voice
    language = code(spec.language)
    further = [found for found in dict.fromkeys(map(code, spec.extra_languages)) if found != language]
    tts: Json = {}
    if language not in SPOKEN:
        tts["model_id"] = WIDEST
        export.notes.approximated.append(f"Language {spec.language}: spoken by {WIDEST} only; listen before going live")
    elif language != "en":
        tts["model_id"] = MULTILINGUAL
    if spec.speed != 1.0:
        tts["speed"] = spec.speed
    if spec.description:
        export.notes.approximated.append(
            f"Voice: the platform's default voice is set; choose one that is “{spec.description}” in the dashboard"
        )
    if further:
        export.notes.approximated.append(
            f"Further languages ({', '.join(further)}): the first message is spoken as written until it is translated"
        )
    export.notes.mapped.append("Languages, speech model, pace and timeouts")
    return PlatformVoice(language, tts, {found: {"overrides": {}} for found in further})
