"""On a phone, at twice the size, by keyboard alone: every page a leader has."""

from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from tests.cast import Cast
from tests.journeys.accessible import sideways
from tests.journeys.journey import LAPTOP, PHONE, Journey
from tests.journeys.pages import pages_of
from tests.journeys.seen import note_of, seen
from tests.journeys.story import fill_the_class, record_the_half_term

SIZES = {
    "a small phone": (320, 640), "a phone": PHONE, "a laptop at 200 %": (640, 400),
    "a tablet": (768, 1024), "a laptop": LAPTOP, "a wide screen": (1920, 1080),
}  # fmt: skip
COVERED = """el => {
  const box = el.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !(top && (el.contains(top) || top.contains(el)));
}"""
WHOLE = """el => {
  const box = el.getBoundingClientRect();
  const corners = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
  return corners.every(([x, y]) => el.contains(document.elementFromPoint(x, y)));
}"""
RINGED = """el => {
  const style = getComputedStyle(el);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
# Each stop of Tab that has no ring, on itself or what holds it, or lies beneath something.
UNSEEN = """() => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex]";
  const isStop = (el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility();
  const ringed = RINGED;
  const covered = (el) => {  // in the middle of what the window shows of it: a browser brings the
    const box = el.getBoundingClientRect();  // caret of a large one into sight, not all of it
    const [top, foot] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const there = document.elementFromPoint(box.x + box.width / 2, (top + foot) / 2);
    return top > foot
      || !(there && (el.contains(there) || there.contains(el) || el.labels?.[0]?.contains(there)));
  };
  const unseen = (el) => {
    el.focus();
    const seen = ringed(el) || ringed(el.parentElement);
    return document.activeElement !== el || !seen || covered(el);
  };
  const found = [...document.querySelectorAll(kinds)].filter((el) => isStop(el) && unseen(el));
  return found.map((el) => el.outerHTML.slice(0, 160));
}""".replace("RINGED", RINGED)
OVER = "box => box.scrollWidth - box.clientWidth"
# What is wider than the box it stands in: a screen scrolls there, paper cuts it off.
CUT = """() => {
  const boxes = [document.documentElement, ...document.querySelectorAll("main, main *")];
  const seen = (el) => el.clientWidth > 1 && !el.matches(".unseen");
  const cut = (el) => seen(el) && el.scrollWidth > el.clientWidth + 1
    && (el === document.documentElement || getComputedStyle(el).overflowX !== "visible");
  return boxes.filter(cut).map((el) => el.outerHTML.slice(0, 160));
}"""
ACROSS = "() => document.querySelector('main').classList.contains('landscape')"
A4, A4_ACROSS = 703, 1047  # px between the margins of a sheet, as style sheets count them
IS_NEXT = """([one, two]) => one === two
  || Boolean(one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING)"""


def test_the_walk_finds_every_page_and_nothing_else(cast: Cast) -> None:
    found = set(pages_of(cast, "leader"))
    kestrels = f"/amberley/classes/{cast.kestrels.ref}/"
    profile = f"/amberley/pupils/{cast.settled.ref}/profile/"
    assert found >= {"/amberley/", kestrels, f"{kestrels}judging/?voice=child", profile}
    assert not found & {f"{profile}pdf/", "/amberley/prints/new/"}
    assert kestrels not in pages_of(cast, "office")


class TestEveryPage(Journey):
    def given_a_leader_with_a_full_class(self) -> None:
        fill_the_class(self.cast, 30)
        record_the_half_term(self.cast)
        self.given_is_signed_in("leader")

    def pages(self) -> list[str]:
        """Each that a leader has, and that of a child with two homes.

        One database begins at the other end: what one has seen by then the other need not see.
        """
        found = [*pages_of(self.cast, "leader"), f"/amberley/pupils/{self.cast.two_homes.ref}/"]
        return found if connection.vendor == "sqlite" else found[::-1]

    def test_each_is_accessible(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("leader")
        self.then_each_is_without_fault("accessible", self.hard_to_use)

    def test_with_a_full_class_none_scrolls_sideways_at_any_size(self) -> None:
        self.given_a_leader_with_a_full_class()
        self.then_each_is_without_fault("sizes", lambda: seen(self.page, "sizes", self.too_wide))

    def then_each_is_without_fault(self, way: str, look: Callable[[], list[str]]) -> None:
        """The other database need not see what was sent to both alike."""
        faults = []
        for path in self.pages():
            note = note_of(f"{way}-as-sent", self.page.request.get(self.address + path).text())
            if note and note.exists():
                continue
            self.asked_by_scripts.clear()
            self.when_they_go_to(path)
            found = look()
            faults += [f"{path} {fault}" for fault in found]
            if note and not found and not self.asked_by_scripts:
                note.touch()
        assert not faults, faults

    def hard_to_use(self) -> list[str]:
        """What axe says, and each stop of a keyboard that cannot be seen."""
        faults = self.faults_of_the_page()
        self.page.keyboard.press("Tab")  # whoever goes on by keyboard sees where they are
        stops: list[str] = self.page.evaluate(UNSEEN)
        return faults + stops

    def when_they_go_to(self, path: str) -> None:
        """A page, whatever the class is filled with."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, path

    def too_wide(self, page: Page) -> list[str]:
        found = []
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if sideways(page) > 0:
                found.append(f"on {name}: {sideways(page)} px")
        found += [f"on paper: {cut}" for cut in self.cut_off_on_paper()]
        page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        return found

    def cut_off_on_paper(self) -> list[str]:
        """What a printed sheet of the page would lose at its edge."""
        width = A4_ACROSS if self.page.evaluate(ACROSS) else A4
        self.page.set_viewport_size({"width": width, "height": 1000})
        self.page.emulate_media(media="print")
        found: list[str] = self.page.evaluate(CUT)
        self.page.emulate_media(media="null")
        return found

    def test_each_is_accessible_before_one_has_signed_in(self, settings: Settings) -> None:
        settings.DEMO = True  # the page to sign in on then shows who there is to sign in as
        faults = []
        for path in pages_of(self.cast, "anonymous"):
            self.when_they_go_to(path)
            faults += self.faults_of_the_page()
        assert not faults, faults

    def test_a_refusal_is_accessible(self) -> None:
        self.given_is_signed_in("office")
        self.then_it_is_refused(self.class_path(), 403)
        self.and_the_page_is_accessible()
        self.then_it_is_refused("pupils/none/", 404)
        self.and_the_page_is_accessible()
        self.then_it_is_refused("prints/new/", 405)
        self.and_the_page_is_accessible()

    def test_a_slip_is_accessible(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("staff/new/")
        self.page.get_by_label("Name").fill("Mr Vane")
        self.page.get_by_label("Email").fill("vane@amberley.example")
        self.when_they_press("Add")
        self.then_they_see("Print this slip and hand it over")
        self.and_the_page_is_accessible()

    def test_from_a_tablet_up_a_whole_class_needs_no_sideways_scroll(self) -> None:
        self.given_a_leader_with_a_full_class()
        wide = []
        for path in (self.class_path(), self.class_path("judging/")):
            self.when_they_open(path)
            for width in (768, 1024, 1280, 1920):
                self.page.set_viewport_size({"width": width, "height": 800})
                over = self.page.locator(".grid-wrap").evaluate(OVER)
                wide += [(path, width, over)] if over > 0 else []
        assert not wide, wide


class TestByKeyboard(Journey):
    def test_the_class_page_from_the_top_to_a_cell(self) -> None:
        self.given_the_full_class_is_open()
        self.page.keyboard.press("Tab")
        skip = self.page.get_by_role("link", name="Skip to the page")
        expect(skip).to_be_in_viewport()
        self.then_the_focus_is_on(skip)
        self.page.keyboard.press("Enter")
        self.then_the_focus_is_on(self.page.locator("main"))
        self.then_each_stop_is_in_order_and_can_be_seen("Tab", 30)
        expect(self.page.locator("#grid td.cell > a:not([tabindex='-1'])")).to_have_count(1)

    def test_from_the_foot_upwards_no_heading_covers_what_has_the_focus(self) -> None:
        self.given_the_full_class_is_open()
        self.page.locator("#grid tbody tr").last.get_by_role("link").first.focus()
        self.then_each_stop_is_in_order_and_can_be_seen("Shift+Tab", 30)
        self.page.locator("#grid tbody tr").last.locator("td.cell > a").last.focus()
        for key in ["ArrowUp"] * 29 + ["Home"] + ["ArrowDown"] * 29:
            self.page.keyboard.press(key)
            assert not self.focused().evaluate(COVERED), key
            assert self.focused().evaluate(RINGED), key

    @pytest.mark.parametrize("size", [LAPTOP, (640, 400), PHONE])
    def test_while_judging_neither_heading_nor_bar_covers_the_cell(
        self, size: tuple[int, int]
    ) -> None:
        self.given_the_full_class_is_open()
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.when_they_open(self.class_path("judging/"))
        expect(self.page.locator("#bar")).to_be_visible()
        assert self.focused().evaluate(WHOLE)
        for key in ["ArrowDown"] * 29 + ["ArrowUp"] * 29 + ["End"] + ["ArrowDown"] * 10 + ["Home"]:
            self.page.keyboard.press(key)
            assert self.focused().evaluate(WHOLE), key
            assert self.focused().evaluate(RINGED), key

    # --- sentences ------------------------------------------------------------------------------

    def given_the_full_class_is_open(self) -> None:
        fill_the_class(self.cast, 30)
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())

    def focused(self) -> Locator:
        return self.page.locator("*:focus")

    def then_each_stop_is_in_order_and_can_be_seen(self, key: str, stops: int) -> None:
        """Each press of Tab goes on in the page's own order, ringed and not covered."""
        before = self.focused().element_handle()
        for _ in range(stops):
            self.page.keyboard.press(key)
            stop = self.focused().element_handle()
            pair = [before, stop] if key == "Tab" else [stop, before]
            assert self.page.evaluate(IS_NEXT, pair), stop.inner_html()
            assert stop.evaluate(RINGED), stop.inner_html()
            assert not stop.evaluate(COVERED), stop.inner_html()
            before = stop
