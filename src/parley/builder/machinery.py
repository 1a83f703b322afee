"""What every turn needs and an idle server does not: LangGraph and the rules, a second's work to import."""


def load(*, has_model: bool) -> None:
    """Import them, and what is checked of a model's words where there is one; at once where they are already."""
    from parley.builder import runner
    from parley.builder.guided import engine

    del runner, engine
    if has_model:
        from parley.builder.understand import claims

        del claims
