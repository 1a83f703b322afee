"""What a turn does to the conversation: its language, the answers to our questions, and which are asked next."""

from parley.builder import apply, ask, conflicts, guided, questions
from parley.builder.phrases import phrases
from parley.builder.schemas import BuildState, Change, Op, Stage, Understanding


def followed(build: BuildState, message: str) -> BuildState:
    """The build in the language of the message; reasons of tools still on offer are worded anew, the brief stays."""
    language = guided.tongues.followed(message, build)
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


_LONG = 120
"""Nobody answers "how should it sound?" at such length: a message of so many signs is about something else."""


def answered(build: BuildState, understood: Understanding, message: str) -> tuple[BuildState, Understanding]:
    """The build with what was understood; a slot that was asked for often enough takes its default, and we say so."""
    before, build = build, apply.with_kind(apply.apply(build, understood.operations))
    if any(operation.op is Op.QUESTION for operation in understood.operations):
        return build, understood
    is_passed_over = bool(understood.answer) or build is not before or len(message) > _LONG
    given_up = apply.give_up(build, is_passed_over=is_passed_over)
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
    if conflict is None and (made or len(message) > _LONG) and _are_passed_over(before, build):
        return build.model_copy(update={"passed_over": build.passed_over + 1})
    question = ask.next_question(build)
    build = build.model_copy(
        update={
            "passed_over": 0,
            "contested": contested,
            "question": question,
            "also": ask.beside(build, question, conflict),
        }
    )
    return build.model_copy(update={"asked": ask.noted(build)})


def _are_passed_over(before: BuildState, build: BuildState) -> bool:
    """Whether the open questions stand as they were, since what was said is about something else."""
    slots = [question.path.removeprefix("/brief/") for question in before.open_questions]
    return (
        build.passed_over < apply.MAX_PASSED_OVER
        and before.stage is build.stage is Stage.COLLECTING_BASICS
        and before.language == build.language
        and not (before.reopened or build.reopened or build.use_defaults)
        and len(slots) > 1
        and all(slot in questions.TEXTS and ask.is_open(build, slot) for slot in slots)
        and before.skipped == build.skipped
    )


def _is_aside(before: BuildState, build: BuildState, understood: Understanding, made: list[Change]) -> bool:
    is_question = bool(understood.operations) and all(each.op is Op.QUESTION for each in understood.operations)
    return is_question and not made and before.language == build.language


def is_shown(before: BuildState, build: BuildState) -> bool:
    """Whether the questions are word for word those that the user has just read, at the same stage."""
    texts = {question.text for question in before.open_questions}
    return before.stage is build.stage and all(question.text in texts for question in build.open_questions)
