"""A page is looked at once if it has no fault, each time if it has one, and anew if it differs."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.seen import print_of, seen

PAGE = "<!doctype html><title>Hats</title><h1>{}</h1><input value='{}'>"


@pytest.fixture
def page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("SOUND_PAGES", str(tmp_path))
    found = browser.new_page()
    yield found
    found.close()


@pytest.mark.journey
def test_a_sound_page_is_looked_at_once_for_each_way_and_state(page: Page) -> None:
    looks: list[str] = []

    def look(there: Page) -> list[str]:
        looks.append(there.inner_text("h1"))
        return []

    for heading, typed, way in (
        ("Hats", 1, "axe"), ("Hats", 1, "axe"), ("Hats", 1, "sizes"), ("Hats", 2, "axe"),
        ("Caps", 1, "axe"), ("Hats", 1, "axe"),
    ):  # fmt: skip
        page.set_content(PAGE.format(heading, typed))
        assert seen(page, way, look) == []
    assert looks == ["Hats", "Hats", "Hats", "Caps"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(PAGE.format("Hats", 1))
    assert seen(page, "axe", look) == []
    assert len(looks) == 5


@pytest.mark.journey
def test_a_page_with_a_fault_never_counts_as_seen(page: Page) -> None:
    page.set_content(PAGE.format("Hats", 1))
    assert [seen(page, "axe", lambda _: ["no label"]) for _ in range(2)] == [["no label"]] * 2


def test_what_is_new_each_time_makes_no_difference() -> None:
    def drawn(port: int, token: str, *refs: uuid.UUID) -> str:
        links = "".join(f"<a href='//localhost:{port}/{ref}/'>Hat</a>" for ref in refs)
        return f'<input value="{token}">{links}'

    one, two, three, four = (uuid.uuid4() for _ in range(4))
    first = print_of(drawn(8001, "a1" * 32, one, two, one))
    assert first == print_of(drawn(8002, "b2" * 32, three, four, three))
    assert first != print_of(drawn(8001, "a1" * 32, one, two, two))
    assert first != print_of(drawn(8001, "a1" * 31, one, two, one))
