"""The vendor's lists of models, languages and kinds of data (retell-sdk 6.2.13)."""

from typing import Literal

# fmt: off
Model = Literal[
    "gpt-4.1", "gpt-4.1-mini", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5.1", "gpt-5.2", "gpt-5.4", "gpt-5.4-mini",
    "gpt-5.4-nano", "gpt-5.5", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-6-astra", "gpt-6-sol", "gpt-6.1-sol",
    "gpt-6-luna", "claude-4.6-sonnet", "claude-5-opus", "claude-5.5-opus", "claude-5-sonnet", "claude-5.5-sonnet",
    "claude-5.5-haiku", "claude-4.5-haiku", "gemini-3.0-flash", "gemini-3.1-flash-lite", "gemini-3.5-flash",
    "gemini-3.5-flash-lite", "gemini-3.6-flash", "gemini-3.7-flash", "gemini-3.8-flash", "gemini-4-argon",
]
"""Language models."""

Locale = Literal[
    "en-US", "en-IN", "en-GB", "en-AU", "en-NZ", "de-DE", "es-ES", "es-419", "hi-IN", "fr-FR", "fr-CA", "ja-JP",
    "pt-PT", "pt-BR", "zh-CN", "ru-RU", "it-IT", "ko-KR", "nl-NL", "nl-BE", "pl-PL", "tr-TR", "vi-VN", "ro-RO",
    "bg-BG", "ca-ES", "th-TH", "da-DK", "fi-FI", "el-GR", "hu-HU", "id-ID", "no-NO", "sk-SK", "sv-SE", "lt-LT",
    "lv-LV", "cs-CZ", "ms-MY", "af-ZA", "ar-SA", "az-AZ", "bs-BA", "cy-GB", "fa-IR", "fil-PH", "gl-ES", "he-IL",
    "hr-HR", "hy-AM", "is-IS", "kk-KZ", "kn-IN", "mk-MK", "mr-IN", "ne-NP", "sl-SI", "sr-RS", "sw-KE", "ta-IN",
    "ur-IN", "yue-CN", "uk-UA",
]
"""Languages that an agent speaks."""

PiiCategory = Literal[
    "person_name", "address", "email", "phone_number", "ssn", "passport", "driver_license", "credit_card",
    "bank_account", "password", "pin", "medical_id", "date_of_birth", "customer_account_number",
]
"""What is struck from transcripts."""

VoiceModel = Literal[
    "eleven_flash_v2", "eleven_flash_v2_5", "eleven_multilingual_v2", "eleven_v3", "eleven_v3_conversational",
    "eleven_v4", "eleven_v4_turbo", "sonic-3", "sonic-3-latest", "sonic-3.5", "sonic-3.6", "tts-1", "gpt-4o-mini-tts",
    "speech-02-turbo", "speech-2.8-turbo", "s1", "s2-pro", "s2.1-pro", "inworld-tts-2", "inworld-tts-2-flash",
]
"""Speech models."""

Speech = Literal[
    "gpt-realtime-2.1", "gpt-realtime-2.1-mini", "gpt-realtime-2", "gpt-realtime-1.5", "gpt-realtime",
    "gpt-realtime-mini", "grok-voice-3.0",
]
"""Speech-to-speech models."""

CallEvent = Literal[
    "call_started", "call_ended", "call_analyzed", "transcript_updated", "transfer_started", "transfer_bridged",
    "transfer_cancelled", "transfer_ended",
]
"""What a webhook is told of a call."""

ChatEvent = Literal["chat_started", "chat_ended", "chat_analyzed", "transcript_updated"]
"""What a webhook is told of a chat."""

Emotion = Literal[
    "empathetic", "excited", "happy", "curious", "surprised", "sigh", "clear throat", "pause", "long pause",
    "emphasis",
]
"""How a voice may sound."""

Ambience = Literal[
    "coffee-shop", "convention-hall", "summer-outdoor", "mountain-outdoor", "static-noise", "call-center",
]
"""What is heard behind a voice."""

Topic = Literal[
    "harassment", "self_harm", "sexual_exploitation", "violence", "defense_and_national_security",
    "illicit_and_harmful_activity", "gambling", "regulated_professional_advice", "child_safety_and_exploitation",
]
"""What an agent may be kept from."""
# fmt: on
