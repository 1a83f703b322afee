"""Any module may be the first one imported; read off the graph of imports, not by running each."""

import graphlib

import grimp


def _packages(module: str) -> set[str]:
    """The packages whose `__init__` runs before a module does."""
    parts = module.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))}


def test_no_import_comes_back_to_where_it_started() -> None:
    graph = grimp.build_graph("parley", exclude_type_checking_imports=True)
    runs_before: dict[str, set[str]] = {}
    for module in graph.modules:
        imported = graph.find_modules_directly_imported_by(module)
        packages = set().union(*map(_packages, imported)) - _packages(module)
        runs_before[module] = (imported | packages) - {module}
    graphlib.TopologicalSorter(runs_before).prepare()
