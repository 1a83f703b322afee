"""The words in which each slot is asked for, in English; which are asked in what order, and which together."""

from parley.builder.phrases import N_

ORDER = ("purpose", "goals", "channel", "tone", "languages", "handover", "greeting", "kind")
OPENING = N_("What should your agent do, and for whom?")
TEXTS: dict[str, tuple[str, str]] = {
    # How a slot is asked for, and the other words for it when the first answer was not understood.
    "purpose": (OPENING, N_("In a sentence: what job should the agent do, and for which business or team?")),
    "kind": (
        N_("Which of these comes closest to the agent's job?"),
        N_("Pick the kind of job that fits best: {kinds}."),
    ),
    "goals": (
        N_("What should callers be able to get done with it? List one or more things."),
        N_("Name what callers want, for example “book an appointment, ask about prices”."),
    ),
    "tone": (
        N_("How should it sound?"),
        N_("A few adjectives for its tone are enough, for example “warm and brief”."),
    ),
    "languages": (
        N_("Which languages should it speak?"),
        N_("Name the languages, for example “English and Spanish”."),
    ),
    "channel": (
        N_("Where will people reach it: on the phone, in a chat, or both?"),
        N_("Phone, chat, or both?"),
    ),
    "handover": (
        N_("When should it pass people to a human, and to whom? A phone number with country code is welcome."),
        N_("Say when a person takes over and who that is, for example “complaints go to the office”."),
    ),
    "greeting": (
        N_("How should it greet people? You can use this or write your own: “{greeting}”"),
        N_("What are the first words it should say? For example: “{greeting}”"),
    ),
    "callers": (N_("Who will call or write?"), N_("Who will call or write?")),
    "hours": (N_("What are the opening hours, or when should it answer?"), N_("When is it open?")),
    "scope_dont": (
        N_("Is there anything it must not do or talk about?"),
        N_("Is there anything it must not do or talk about?"),
    ),
}
BESIDE: dict[str, str] = {
    "goals": N_("And what should it ask people for, for each of these: {goals}?"),
    "channel": N_("And where will people reach it: on the phone, in a chat, or both?"),
    "tone": N_("And how should it sound?"),
    "languages": N_("And which languages should it speak?"),
    "handover": N_("And when should it pass people to a human, and to whom?"),
    "greeting": N_("And how should it greet people? You can use this or write your own: “{greeting}”"),
    "callers": N_("And who will call or write?"),
    "hours": N_("And what are the opening hours, or when should it answer?"),
    "scope_dont": N_("And is there anything it must not do or talk about?"),
}
OPTIONAL = ("callers", "hours", "scope_dont", "languages")
"""Slots an agent can do without, asked for once: beside another question, or early on by themselves (`stages`).

Languages are among them where they only follow from the one that the user writes."""
PARTNERS: dict[str, tuple[str, ...]] = {
    "goals": ("channel", "callers"),
    "channel": ("goals", "tone", "languages", "callers"),
    "tone": ("goals", "languages", "handover", "scope_dont", "hours"),
    "languages": ("goals", "handover", "greeting", "scope_dont", "hours"),
    "handover": ("goals", "scope_dont", "greeting", "hours", "languages"),
    "greeting": ("goals", "hours", "scope_dont", "languages"),
    "scope_dont": ("hours", "callers"),
    "hours": ("callers",),
}
"""What a slot can be asked for together with, the closest first. The kind of job is not asked for: it follows.

Goals stand here for the data they need, where goals were told and no data with any of them."""
TONES = (
    (N_("Warm, calm and professional"), "warm, calm, professional"),
    (N_("Friendly and brief"), "friendly, brief"),
    (N_("Formal and precise"), "formal, precise"),
)
HANDOVERS = (
    (N_("When the caller asks for a person"), "when the caller asks for a person"),
    (
        N_("When the caller asks, is upset, or it cannot help"),
        "when " + N_("the caller asks for a person, is upset, or it cannot help"),
    ),
    (N_("Never: it takes a message"), "no"),
)
