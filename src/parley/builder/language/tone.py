"""What a tone word asks an agent to do: behaviour instead of adjectives."""

from parley.builder.language.wording import one_line

MANNERS: dict[str, str] = {
    "warm": "React to what the {caller} says before you ask the next question.",
    "friendly": "Use everyday words and the {caller}’s name once you know it.",
    "calm": "Keep an even pace; when the {caller} is upset, slow down and say what you will do next.",
    "professional": "Speak in whole sentences, without slang or jokes.",
    "brief": "Come to the point: no small talk, and never say the same thing twice.",
    "empathetic": "When something went wrong for the {caller}, say that you understand before you solve it.",
    "patient": "Give the {caller} time; repeat or rephrase without a sign of impatience.",
    "formal": "Address the {caller} by surname and title, and avoid contractions.",
    "casual": "Talk the way a helpful friend would; contractions are welcome.",
    "enthusiastic": "Show that you are glad about good news; one exclamation is enough.",
    "confident": "State what you know plainly, without “maybe” or “I think”.",
    "consultative": "Ask why before you suggest anything, and tie each suggestion to the {caller}’s own words.",
    "playful": "A light remark is welcome while nothing is wrong; drop it as soon as the {caller} is unhappy.",
    "reassuring": "Say what happens next and when, so that the {caller} is never left guessing.",
    "polite": "Say please and thank you, and ask before you put the {caller} on hold.",
    "direct": "Answer first, explain after, and only if asked.",
    "clear": "Explain technical terms in a few plain words, one instruction at a time.",
    "elegant": "Choose words with care; suggest rather than push.",
    "curious": "Follow up on what the {caller} tells you with one short question of interest.",
    "respectful": "Let the {caller} finish, and accept a no at once.",
    "helpful": "When the answer is no, say what is possible instead.",
    "energetic": "Keep sentences short and lively.",
}
_ALIASES: dict[str, str] = {
    alias: word
    for word, aliases in {
        "warm": "welcoming hospitable caring kind warmhearted herzlich warmherzig calida calido chaleureux "
        "热情 亲切 温暖 温馨 熱情 親切 溫暖",
        "friendly": "approachable personable nice freundlich amable amistoso amical 友好 友善 亲和 親和",
        "calm": "relaxed composed ruhig gelassen tranquilo tranquila calme 冷静 平静 沉稳 稳重 冷靜 平靜 沉穩 穩重",
        "professional": "businesslike competent serious professionell profesional professionnel 专业 專業",
        "brief": "concise quick short efficient fast crisp succinct snappy knapp kurz breve rapido concis "
        "简洁 简短 简明 不啰嗦 干脆 利落 簡潔 簡短 不囉嗦",
        "empathetic": "empathic compassionate understanding sympathetic einfuehlsam empatico empathique "
        "体贴 有同理心 贴心 體貼 貼心",
        "patient": "geduldig paciente unhurried 耐心 有耐心",
        "formal": "foermlich formell formel courtly 正式",
        "casual": "informal laid-back relaxed easygoing locker informell 随意 轻松 随和 隨意 輕鬆 隨和",
        "enthusiastic": "upbeat cheerful positive excited begeistert entusiasta enthousiaste 积极 热忱 積極 熱忱",
        "confident": "assured persuasive selbstbewusst seguro 自信",
        "consultative": "advisory consulting beratend",
        "playful": "humorous funny witty fun humorvoll 幽默 风趣 俏皮 風趣",
        "reassuring": "comforting soothing supportive beruhigend 安抚 会安慰人 安撫",
        "polite": "courteous hoeflich cortes poli 礼貌 有礼貌 客气 禮貌 有禮貌 有禮 客氣",
        "direct": "straightforward to-the-point no-nonsense direkt 直接 爽快",
        "clear": "simple plain understandable klar verstaendlich claro clair jargon-free 清晰 清楚 通俗易懂",
        "elegant": "refined sophisticated elegant 优雅 優雅",
        "curious": "interested inquisitive neugierig curioso",
        "respectful": "respektvoll respetuoso respectueux 尊重 恭敬",
        "helpful": "hilfsbereit servicial serviable 热心 熱心",
        "energetic": "lively dynamic energisch 活泼 有活力 活力 活潑",
    }.items()
    for alias in aliases.split()
}
OPPOSED: tuple[frozenset[str], ...] = (
    frozenset({"formal", "casual"}),
    frozenset({"formal", "playful"}),
    frozenset({"calm", "energetic"}),
)


def canonical(word: str) -> str:
    """The word of `MANNERS` a tone word stands for; the word itself when there is none."""
    plain = one_line(word, 60).lower().removeprefix("very ").removeprefix("really ")
    return plain if plain in MANNERS else _ALIASES.get(plain, plain)


def manners(tones: list[str], caller: str, limit: int = 3) -> list[str]:
    """One line of behaviour for each of the first tone words that has one."""
    words = dict.fromkeys(canonical(tone) for tone in tones)
    return [MANNERS[word].format(caller=caller) for word in words if word in MANNERS][:limit]
