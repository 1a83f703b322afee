"""The agent in one sentence: its name, what it is for, and the languages it speaks."""

from parley.builder.phrases import N_, Phrases
from parley.builder.schemas import BuildState


def gist(state: BuildState, said: Phrases) -> str:
    """ "Mia: Receptionist for a clinic, in English." """
    brief = state.brief
    purpose = said.known(str(brief.value("purpose") or N_("Your agent"))).rstrip(".。")
    if brief.name:
        purpose = said.tell("{name}: {purpose}", name=brief.name.value, purpose=purpose)
    if not brief.languages:
        return said.tell("{purpose}.", purpose=purpose)
    names = said.listed([said.name_of(tag) for tag in brief.languages.value])
    return said.tell("{purpose}, in {languages}.", purpose=purpose, languages=names)
