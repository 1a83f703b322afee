"""What providers of speech offer: their models and languages."""

from typing import Annotated

from parley.exports.platforms.vapi.shapes.words import one_of

AssemblyAiTranscriberLanguageCodes = Annotated[
    str,
    one_of(
        """
en es fr de it pt tr nl sv no da fi hi vi ar he ja zh ur ru ko ca gl ro et fa yue af mr zu xh nn
"""
    ),
]

AssemblyAiTranscriberSpeechModel = Annotated[
    str,
    one_of(
        """
universal-streaming-english universal-streaming-multilingual universal-3-5-pro universal-3-6-pro
"""
    ),
]

DeepgramTranscriberModel = Annotated[
    str,
    one_of(
        """
flux-general-en nova-3 nova-3-general nova-3-medical nova-2 nova-2-general nova-2-meeting nova-2-phonecall
nova-2-finance nova-2-conversationalai nova-2-voicemail nova-2-video nova-2-medical nova-2-drivethru
nova-2-automotive nova nova-general nova-phonecall nova-medical enhanced enhanced-general enhanced-meeting
enhanced-phonecall enhanced-finance base base-general base-meeting base-phonecall base-finance
base-conversationalai base-voicemail base-video whisper
"""
    ),
]

DeepgramTranscriberLanguage = Annotated[
    str,
    one_of(
        """
bg ca cs da da-DK de de-CH el en en-AU en-GB en-IN en-NZ en-US es es-419 es-LATAM et fi fr fr-CA hi hi-Latn hu
id it ja ko ko-KR lt lv ms multi nl nl-BE no pl pt pt-BR ro ru sk sv sv-SE ta taq th th-TH tr uk vi zh zh-CN
zh-Hans zh-Hant zh-TW
"""
    ),
]

GoogleTranscriberModel = Annotated[
    str,
    one_of(
        """
gemini-3.5-flash gemini-3.1-flash-lite gemini-3-flash-preview gemini-2.5-pro gemini-2.5-flash
gemini-2.5-flash-lite gemini-2.0-flash-thinking-exp gemini-2.0-pro-exp-02-05 gemini-2.0-flash
gemini-2.0-flash-lite gemini-2.0-flash-exp gemini-2.0-flash-realtime-exp gemini-1.5-flash gemini-1.5-flash-002
gemini-1.5-pro gemini-1.5-pro-002 gemini-1.0-pro
"""
    ),
]

GoogleTranscriberLanguage = Annotated[
    str,
    one_of(
        """
Multilingual Arabic Bengali Bulgarian Chinese Croatian Czech Danish Dutch English Estonian Finnish French
German Greek Hebrew Hindi Hungarian Indonesian Italian Japanese Korean Latvian Lithuanian Norwegian Polish
Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swahili Swedish Thai Turkish Ukrainian Vietnamese
"""
    ),
]

OpenaiTranscriberLanguage = Annotated[
    str,
    one_of(
        """
af ar hy az be bs bg ca zh hr cs da nl en et fi fr gl de el he hi hu is id it ja kn kk ko lv lt mk ms mr mi ne
no fa pl pt ro ru sr sk sl es sw sv tl ta th tr uk ur vi cy
"""
    ),
]

XaiTranscriberLanguage = Annotated[
    str,
    one_of(
        """
ar cs da nl en fil fr de hi id it ja ko mk ms fa pl pt ro ru es sv th tr vi
"""
    ),
]

CartesiaVoiceModel = Annotated[
    str,
    one_of(
        """
sonic-3.5 sonic-3.5-2026-05-04 sonic-3 sonic-3-2026-01-12 sonic-3-2025-10-27 sonic-2 sonic-2-2025-06-11
sonic-english sonic-multilingual sonic-preview sonic
"""
    ),
]

CartesiaVoiceLanguage = Annotated[
    str,
    one_of(
        """
ar bg bn cs da de el en es fi fr gu he hi hr hu id it ja ka kn ko ml mr ms nl no pa pl pt ro ru sk sv ta te th
tl tr uk vi zh
"""
    ),
]

ElevenLabsVoiceModel = Annotated[
    str,
    one_of(
        """
eleven_multilingual_v2 eleven_turbo_v2 eleven_turbo_v2_5 eleven_flash_v2 eleven_flash_v2_5
eleven_monolingual_v1 eleven_v3 eleven_v4_turbo
"""
    ),
]

VapiVoiceLanguage = Annotated[
    str,
    one_of(
        """
en-US en-GB en-AU en-CA ja zh de hi fr-FR fr-CA ko pt-BR pt-PT it es-ES es-MX id nl tr fil pl sv bg ro ar-SA
ar-AE cs el fi hr ms sk da ta uk ru hu no vi auto en ar ar-EG bn es fr gu he ka kn ml mr pa pt te th tl
"""
    ),
]

PlayhtVoiceEmotion = Annotated[
    str,
    one_of(
        """
female_happy female_sad female_angry female_fearful female_disgust female_surprised male_happy male_sad
male_angry male_fearful male_disgust male_surprised
"""
    ),
]

PlayhtVoiceLanguage = Annotated[
    str,
    one_of(
        """
afrikaans albanian amharic arabic bengali bulgarian catalan croatian czech danish dutch english french
galician german greek hebrew hindi hungarian indonesian italian japanese korean malay mandarin polish
portuguese russian serbian spanish swedish tagalog thai turkish ukrainian urdu xhosa
"""
    ),
]

XaiVoiceLanguage = Annotated[
    str,
    one_of(
        """
auto en ar-EG ar-SA ar-AE bn zh fr de hi id it ja ko pt-BR pt-PT ru es-MX es-ES tr vi
"""
    ),
]

MicrosoftVoiceVoiceId = Annotated[
    str,
    one_of(
        """
de-DE-Klaus:MAI-Voice-2 de-DE-Mia:MAI-Voice-2 en-AU-Lisa:MAI-Voice-2 en-US-Ethan:MAI-Voice-2
en-US-Grant:MAI-Voice-2 en-US-Harper:MAI-Voice-2 en-US-Iris:MAI-Voice-2 en-US-Jasper:MAI-Voice-2
en-US-Olivia:MAI-Voice-2 es-ES-Marta:MAI-Voice-2 es-MX-Alejo:MAI-Voice-2 es-MX-Valeria:MAI-Voice-2
fr-FR-Marc:MAI-Voice-2 fr-FR-Soleil:MAI-Voice-2 hi-IN-Arjun:MAI-Voice-2 hi-IN-Dhruv:MAI-Voice-2
hi-IN-Kavya:MAI-Voice-2 hi-IN-Priya:MAI-Voice-2 hu-HU-Bence:MAI-Voice-2 hu-HU-Levente:MAI-Voice-2
hu-HU-Lilla:MAI-Voice-2 hu-HU-Réka:MAI-Voice-2 it-IT-Luca:MAI-Voice-2 it-IT-Rosa:MAI-Voice-2
ko-KR-Hana:MAI-Voice-2 ko-KR-Junho:MAI-Voice-2 nl-NL-Fleur:MAI-Voice-2 nl-NL-Sander:MAI-Voice-2
pt-BR-Caio:MAI-Voice-2 pt-BR-Luana:MAI-Voice-2 pt-BR-Pedro:MAI-Voice-2 pt-BR-Rafael:MAI-Voice-2
pt-PT-Rui:MAI-Voice-2 ro-RO-Andrei:MAI-Voice-2 ro-RO-Elena:MAI-Voice-2 ro-RO-Ioana:MAI-Voice-2
ro-RO-Radu:MAI-Voice-2 ru-RU-Lev:MAI-Voice-2 ru-RU-Masha:MAI-Voice-2 th-TH-Krit:MAI-Voice-2
th-TH-Nattapong:MAI-Voice-2 tr-TR-Aydin:MAI-Voice-2 tr-TR-Elif:MAI-Voice-2 zh-CN-Bo:MAI-Voice-2
zh-CN-Lan:MAI-Voice-2 zh-CN-Mei:MAI-Voice-2
"""
    ),
]

MicrosoftVoiceStyle = Annotated[
    str,
    one_of(
        """
adventurous angry caring cheerful confused curious determined disappointed disgusted embarrassed empathy
encouraging excited fearful friendly happy hopeful jealous joyful nostalgic reflective regretful relieved sad
serious shouting softvoice surprised whispering
"""
    ),
]

MicrosoftVoiceRole = Annotated[
    str,
    one_of(
        """
Girl Boy YoungAdultFemale YoungAdultMale OlderAdultFemale OlderAdultMale SeniorFemale SeniorMale
"""
    ),
]

MinimaxVoiceLanguageBoost = Annotated[
    str,
    one_of(
        """
Chinese Chinese,Yue English Arabic Russian Spanish French Portuguese German Turkish Dutch Ukrainian Vietnamese
Indonesian Japanese Italian Korean Thai Polish Romanian Greek Czech Finnish Hindi Bulgarian Danish Hebrew
Malay Persian Slovak Swedish Croatian Filipino Hungarian Norwegian Slovenian Catalan Nynorsk Tamil Afrikaans
auto
"""
    ),
]
