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
        "warm": "welcoming hospitable caring kind warmhearted herzlich warmherzig calida calido chaleureux",
        "friendly": "approachable personable nice freundlich amable amistoso amical",
        "calm": "relaxed composed ruhig gelassen tranquilo tranquila calme",
        "professional": "businesslike competent serious professionell profesional professionnel",
        "brief": "concise quick short efficient fast crisp succinct snappy knapp kurz breve rapido concis",
        "empathetic": "empathic compassionate understanding sympathetic einfuehlsam empatico empathique",
        "patient": "geduldig paciente unhurried",
        "formal": "foermlich formell formel courtly",
        "casual": "informal laid-back relaxed easygoing locker informell",
        "enthusiastic": "upbeat cheerful positive excited begeistert entusiasta enthousiaste",
        "confident": "assured persuasive selbstbewusst seguro",
        "consultative": "advisory consulting beratend",
        "playful": "humorous funny witty fun humorvoll",
        "reassuring": "comforting soothing supportive beruhigend",
        "polite": "courteous hoeflich cortes poli",
        "direct": "straightforward to-the-point no-nonsense direkt",
        "clear": "simple plain understandable klar verstaendlich claro clair jargon-free",
        "elegant": "refined sophisticated elegant",
        "curious": "interested inquisitive neugierig curioso",
        "respectful": "respektvoll respetuoso respectueux",
        "helpful": "hilfsbereit servicial serviable",
        "energetic": "lively dynamic energisch",
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
