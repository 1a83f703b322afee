"""What every turn needs and an idle server does not: LangGraph and the rules, a second's work to import."""


def load() -> None:
    """Import them; at once where they are already."""
    from parley.builder import runner
    from parley.builder.guided import engine

    del runner, engine
