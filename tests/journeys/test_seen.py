"""A page is looked at once if it has no fault, each time if it has one, and anew if it differs."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.seen import print_of, seen

PAGE = """<!doctype html><title>Hats</title><style>body { width: 200vw; height: 200vh }</style>
<h1>Hats</h1><input name="hat"><input name="worn" type="checkbox">
<select><option>1</option><option>2</option></select><textarea></textarea>"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("SOUND_PAGES", str(tmp_path))
    found = browser.new_page()
    yield found
    found.close()


class Looks:
    """Finds no fault, and counts how often it had to look."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def __call__(self, way: str = "axe") -> int:
        assert seen(self.page, way, self._look) == []
        return self.count

    def _look(self, there: Page) -> list[str]:
        self.count += 1
        return []


@pytest.fixture
def looks(page: Page) -> Looks:
    """A sound page that was looked at, and is there again."""
    page.set_content(PAGE)
    found = Looks(page)
    assert found() == 1
    page.set_content(PAGE)
    return found


@pytest.mark.journey
def test_a_sound_page_is_looked_at_once_for_each_way(looks: Looks) -> None:
    assert [looks(), looks("sizes"), looks(), looks("sizes")] == [1, 2, 2, 2]


@pytest.mark.journey
@pytest.mark.parametrize(
    "script",
    [
        "document.querySelector('h1').textContent = 'Caps'",
        "document.querySelector('[name=hat]').value = 'Cap'",
        "document.querySelector('[name=worn]').checked = true",
        "document.querySelector('select').value = '2'",
        "document.querySelector('textarea').value = 'Cap'",
        "document.querySelector('[name=hat]').focus()",
        "document.styleSheets[0].insertRule('h1 { color: red }')",
        "scrollTo(0, 40)",
        "scrollTo(40, 0)",
    ],
)
def test_one_that_a_script_or_a_hand_has_changed_is_looked_at_anew(
    page: Page, looks: Looks, script: str
) -> None:
    page.evaluate(script)
    assert [looks(), looks()] == [2, 2]


@pytest.mark.journey
@pytest.mark.parametrize("size", [(1280, 721), (1279, 720)])
def test_so_is_one_in_a_window_of_another_size(
    page: Page, looks: Looks, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert [looks(), looks()] == [2, 2]


@pytest.mark.journey
def test_so_is_one_in_another_light_in_forced_colours_and_on_paper(
    page: Page, looks: Looks
) -> None:
    page.emulate_media(color_scheme="dark")
    assert looks() == 2
    page.emulate_media(color_scheme="light", forced_colors="active")
    assert looks() == 3
    page.emulate_media(color_scheme="light", forced_colors="none", media="print")
    assert looks() == 4
    page.emulate_media(color_scheme="light", forced_colors="none", media="screen")
    assert looks() == 4


@pytest.mark.journey
def test_a_page_with_a_fault_never_counts_as_seen(page: Page) -> None:
    page.set_content(PAGE)
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
