"""What a turn does to the conversation: its language, the answers to our questions, and which are asked next."""

from parley.builder import apply, ask, conflicts
from parley.builder.guided import tongues
from parley.builder.phrases import phrases
from parley.builder.schemas import BuildState, Change, Op, Stage, Understanding


def followed(build: BuildState, message: str) -> BuildState:
    """The build in the language of the message; reasons of tools still on offer are worded anew, the brief stays."""
    language = tongues.followed(message, build)
    if language == build.language:
        return build
    basis = build.proposals_basis if build.are_tools_settled else ""
    return build.model_copy(update={"language": language, "proposals_basis": basis})


def kept_up(reached: BuildState, language: str) -> BuildState:
    """A state that was moved to; at the beginning, where nobody had said anything yet, in the language talked in."""
    if reached.stage is not Stage.INITIAL or reached.language == language:
        return reached
    begun = reached.model_copy(update={"language": language})
    return begun.model_copy(update={"question": ask.next_question(begun)})


def answered(build: BuildState, understood: Understanding) -> tuple[BuildState, Understanding]:
    """The build with what was understood; a slot that was asked for often enough takes its default, and we say so."""
    before, build = build, apply.with_kind(apply.apply(build, understood.operations))
    if any(operation.op is Op.QUESTION for operation in understood.operations):
        return build, understood
    given_up = apply.give_up(build, is_passed_over=bool(understood.answer) or build is not before)
    if given_up is build:
        return build, understood
    told = phrases(build.language).tell("I chose that myself: say so if it should be different.")
    return apply.with_kind(given_up), understood.model_copy(update={"answer": told})


def asked(
    before: BuildState, build: BuildState, understood: Understanding, made: list[Change], message: str
) -> BuildState:
    """The build with its next questions; those that only waited for an answer to the user's own stand as they were.

    Which of two answers that do not agree holds is asked beside the others, once.
    """
    if _is_aside(before, build, understood, made):
        return build
    conflict = conflicts.found(before, understood.operations, made, message) if message else None
    contested = build.contested if conflict is None else [*build.contested, conflict.path]
    build = build.model_copy(update={"question": ask.next_question(build), "contested": contested})
    build = build.model_copy(update={"also": ask.beside(build, build.question, conflict)})
    return build.model_copy(update={"asked": ask.noted(build)})


def _is_aside(before: BuildState, build: BuildState, understood: Understanding, made: list[Change]) -> bool:
    is_question = bool(understood.operations) and all(each.op is Op.QUESTION for each in understood.operations)
    return is_question and not made and before.language == build.language


def is_shown(before: BuildState, build: BuildState) -> bool:
    """Whether the questions are word for word those that the user has just read, at the same stage."""
    texts = {question.text for question in before.open_questions}
    return before.stage is build.stage and all(question.text in texts for question in build.open_questions)
