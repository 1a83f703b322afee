"""What every entry of the catalogue promises: real endpoints or slots, full descriptions, secrets by reference."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from parley.agents.schemas import (
    AuthKind,
    Kind,
    Method,
    ParameterPlace,
    ParameterSource,
    ToolKind,
    ToolSpec,
)
from parley.tools import service
from parley.tools.schemas import CatalogueEntry

ENTRIES = list(service.catalogue().values())
TOOLS = [tool for entry in ENTRIES for tool in entry.tools]
WEBHOOKS = [tool for tool in TOOLS if tool.kind is ToolKind.WEBHOOK]
FILLED_IN = {ParameterSource.CALLER, ParameterSource.MODEL}
SECRET_LIKE = re.compile(r"\b(sk|pk|rk|xox[abp]|shpat|pat|key|ghp)[-_][A-Za-z0-9]{12,}")


def ids(item: CatalogueEntry | ToolSpec) -> str:
    return item.id if isinstance(item, CatalogueEntry) else item.name


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{([^{}]+)\}", text))


def path_parameters(tool: ToolSpec) -> set[str]:
    return {each.name for each in tool.parameters if each.place is ParameterPlace.PATH}


def texts(entry: CatalogueEntry) -> Iterator[str]:
    yield from (entry.purpose, entry.page)
    for tool in entry.tools:
        yield from (tool.description, tool.on_failure, tool.wait_message, tool.url or "", tool.url_hint, tool.auth.note)
        yield from (each.description for each in tool.parameters)


def test_there_are_at_least_twenty_eight_integrations() -> None:
    assert len(ENTRIES) >= 28


def test_ids_are_the_names_of_the_files_in_their_order() -> None:
    assert [entry.id for entry in ENTRIES] == sorted(path.stem for path in service.FOLDER.glob("*.yaml"))


def test_tool_names_are_unique_and_fit_every_platform() -> None:
    names = Counter(tool.name for tool in TOOLS)
    assert [name for name, count in names.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in names)


def test_unknown_id_has_no_entry_and_no_alternatives() -> None:
    assert service.entry("no_such_thing") is None
    assert service.alternatives("no_such_thing") == []


def test_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        service.catalogue()["mine"] = ENTRIES[0]  # type: ignore[index]  # that it refuses is the point


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_tools_know_their_entry(entry: CatalogueEntry) -> None:
    assert {tool.catalogue_id for tool in entry.tools} == {entry.id}


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_vendors_entries_have_names_and_a_page_others_have_phrases(entry: CatalogueEntry) -> None:
    if entry.vendor:
        assert entry.names
        assert entry.page.startswith("https://")
    else:
        assert entry.phrases


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_names_and_phrases_are_lower_case_but_for_capitals_that_matter(entry: CatalogueEntry) -> None:
    assert [phrase for phrase in entry.phrases if phrase != phrase.lower()] == []
    assert [name for name in entry.names if " ".join(name.split()[:-1]) != " ".join(name.split()[:-1]).lower()] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_no_text_holds_anything_like_a_secret(entry: CatalogueEntry) -> None:
    assert [text for text in texts(entry) if SECRET_LIKE.search(text)] == []


@pytest.mark.parametrize("tool", TOOLS, ids=ids)
def test_description_is_long_enough_to_choose_by_and_short_enough_to_send(tool: ToolSpec) -> None:
    assert 200 <= len(tool.description) <= 800
    assert tool.on_failure


@pytest.mark.parametrize("tool", WEBHOOKS, ids=ids)
def test_url_is_real_or_an_explicit_slot(tool: ToolSpec) -> None:
    if tool.url is None:
        assert tool.url_hint
        assert path_parameters(tool) <= slots(tool.url_hint)
        assert [item for item in tool.to_fill if tool.url_hint in item]
    else:
        assert tool.url.startswith("https://")
        assert slots(tool.url) == path_parameters(tool)
        assert tool.source_page.startswith("https://")


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.vendor], ids=ids)
def test_every_vendor_tool_names_the_page_it_comes_from(entry: CatalogueEntry) -> None:
    assert [tool.name for tool in entry.tools if not tool.source_page.startswith("https://")] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.vendor], ids=ids)
def test_generic_tools_never_come_with_an_address(entry: CatalogueEntry) -> None:
    assert [tool.url for tool in entry.tools if tool.url] == []


@pytest.mark.parametrize("tool", WEBHOOKS, ids=ids)
def test_parameters_tell_format_and_example(tool: ToolSpec) -> None:
    asked = [each for each in tool.parameters if each.source in FILLED_IN]
    assert asked
    for parameter in asked:
        assert len(parameter.description) >= 10
        assert parameter.example
        assert parameter.example in parameter.description
        assert not parameter.enum or parameter.example in parameter.enum


@pytest.mark.parametrize("tool", WEBHOOKS, ids=ids)
def test_what_the_platform_sends_by_itself_comes_first_or_last_but_never_from_the_model(tool: ToolSpec) -> None:
    names = Counter((each.place, each.name) for each in tool.parameters)
    assert [key for key, count in names.items() if count > 1] == []
    for parameter in tool.parameters:
        assert parameter.place is not ParameterPlace.HEADER or parameter.source not in FILLED_IN
        assert parameter.place is not ParameterPlace.PATH or parameter.required


@pytest.mark.parametrize("tool", WEBHOOKS, ids=ids)
def test_reads_have_no_body_and_write_nothing(tool: ToolSpec) -> None:
    places = {each.place for each in tool.parameters}
    if tool.method in {Method.GET, Method.DELETE}:
        assert ParameterPlace.BODY not in places
    if tool.method is Method.GET:
        assert not tool.writes
    if tool.method in {Method.PUT, Method.PATCH, Method.DELETE}:
        assert tool.writes
        assert tool.confirm


@pytest.mark.parametrize("tool", TOOLS, ids=ids)
def test_only_writes_ask_for_confirmation(tool: ToolSpec) -> None:
    assert tool.writes or not tool.confirm


@pytest.mark.parametrize("tool", WEBHOOKS, ids=ids)
def test_credentials_are_references_and_slow_calls_are_announced(tool: ToolSpec) -> None:
    assert (tool.auth.kind is AuthKind.NONE) == (tool.auth.secret is None)
    assert tool.auth.note
    assert tool.wait_message
    assert not any("authorization" in header.lower() for header in tool.headers)
    scheme = {AuthKind.BEARER: {"Bearer"}, AuthKind.BASIC: {"Basic"}, AuthKind.OAUTH2: {"Bearer", "Zoho-oauthtoken"}}
    assert tool.auth.kind not in scheme or tool.auth.prefix in scheme[tool.auth.kind]


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool.kind is ToolKind.BUILTIN], ids=ids)
def test_builtin_tools_need_no_address(tool: ToolSpec) -> None:
    assert tool.builtin is not None
    assert tool.name == tool.builtin.value
    assert tool.url is None


def test_hand_over_asks_for_its_number() -> None:
    assert service.catalogue()["transfer_to_number"].tools[0].to_fill


@pytest.mark.parametrize("kind", list(Kind))
def test_suggestions_never_offer_two_things_for_one_need(kind: Kind) -> None:
    categories = Counter(entry.category for entry in service.suggested(kind))
    assert [category for category, count in categories.items() if count > 1] == []


def test_suggestions_fit_the_job() -> None:
    assert [entry.id for entry in service.suggested(Kind.BOOKING)] == [
        "end_call",
        "google_calendar",
        "transfer_to_number",
    ]
    assert "order_lookup" in {entry.id for entry in service.suggested(Kind.SUPPORT)}
    assert "crm" in {entry.id for entry in service.suggested(Kind.SALES)}


def test_alternatives_are_the_other_products_for_the_same_need() -> None:
    assert [entry.id for entry in service.alternatives("google_calendar")] == [
        "calcom",
        "calendly",
        "outlook_calendar",
    ]
