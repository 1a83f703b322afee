"""Voice and ears: who speaks and who listens, for the agent's languages."""

from parley.exports.platforms.vapi.export import Export, Json

VOICE = "sarah"
SPEECH_MODEL = "eleven_flash_v2_5"
WIDEST_SPEECH_MODEL = "eleven_v3"
SPOKEN = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fil", "fr", "hi", "hr", "hu", "id", "it", "ja", "ko", "ms"}
    | {"nl", "no", "pl", "pt", "ro", "ru", "sk", "sv", "ta", "tr", "uk", "vi", "zh"}
)
"""What SPEECH_MODEL speaks (https://elevenlabs.io/docs/models)."""
HEARD = frozenset(
    {"bg", "ca", "cs", "da", "de", "de-CH", "el", "en", "en-AU", "en-GB", "en-IN", "en-NZ", "en-US", "es", "es-419"}
    | {"et", "fi", "fr", "fr-CA", "hi", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "nl", "nl-BE", "no", "pl", "pt"}
    | {"pt-BR", "ro", "ru", "sk", "sv", "tr", "uk", "vi", "zh", "zh-CN", "zh-TW", "th", "ta"}
)
"""Languages that Deepgram's transcribers take, of the tags we may meet."""
NOVA_2_ONLY = frozenset({"zh", "zh-CN", "zh-TW", "th"})
TOGETHER = frozenset({"en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"})
"""What nova-3 hears side by side, under the language "multi"."""
ALIASES = {"nb": "no", "nn": "no", "tl": "fil", "iw": "he", "in": "id", "cmn": "zh"}


def speech(export: Export) -> Json:
    """The assistant's `voice` and `transcriber`."""
    spec = export.spec.voice
    languages = list(dict.fromkeys([bare(spec.language), *map(bare, spec.extra_languages)]))
    voice: Json = {"provider": "11labs", "voiceId": VOICE, "model": SPEECH_MODEL}
    if not SPOKEN.issuperset(languages):
        voice["model"] = WIDEST_SPEECH_MODEL
        export.notes.approximated.append(
            f"Languages ({', '.join(languages)}): spoken by {WIDEST_SPEECH_MODEL} only; listen before going live"
        )
    if spec.speed != 1.0:
        voice["speed"] = spec.speed
    if languages != ["en"] and len(languages) == 1:
        voice["language"] = languages[0]
    if spec.description:
        export.notes.approximated.append(f"Voice: “{VOICE}” is set; choose one that is “{spec.description}” instead")
    export.notes.mapped.append("Languages, voice, pace and longest call")
    return {"voice": voice, "transcriber": _transcriber(export, languages)}


def bare(tag: str) -> str:
    """The language of a BCP 47 tag without its region, under the code that speech models know."""
    first = tag.lower().split("-")[0]
    return ALIASES.get(first, first)


def _transcriber(export: Export, languages: list[str]) -> Json:
    if len(languages) == 1:
        return _single(export, export.spec.voice.language, languages[0])
    if TOGETHER.issuperset(languages):
        return {"provider": "deepgram", "model": "nova-3", "language": "multi"}
    export.notes.approximated.append(
        f"Further languages: no transcriber for all of {', '.join(languages)} together is certain; calls are tried"
        " with one that finds the language by itself"
    )
    return {"provider": "11labs", "model": "scribe_v2_realtime"}


def _single(export: Export, tag: str, language: str) -> Json:
    wanted = next((code for code in (tag, language) if code in HEARD), None)
    if wanted is None:
        export.notes.approximated.append(f"Language {tag}: heard by another transcriber; try it before going live")
        found: Json = {"provider": "11labs", "model": "scribe_v2_realtime"}
        return found | ({"language": language} if len(language) == 2 else {})
    return {"provider": "deepgram", "model": "nova-2" if wanted in NOVA_2_ONLY else "nova-3", "language": wanted}
