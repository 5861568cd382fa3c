"""Praise in the moment: two taps a smiley, a slip taken back, nothing lost without a network."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

from lantern.behaviour.models import Given, Move
from lantern.behaviour.tests.taps import a_tap, gives_smileys, tell
from tests.cast import NOW
from tests.journeys.journey import PHONE, Journey

UNREACHED = "ERR_INTERNET_DISCONNECTED"


class Boards(Journey):
    """A teacher before the board of Kestrels, who counts what they tap."""

    def given_the_board_is_open(self, rest: str = "") -> None:
        gives_smileys(self.cast)
        self.given_is_signed_in("teacher")
        self.page.clock.install()
        self.when_they_open(self.class_path(f"board/{rest}"))
        self.taps = 0

    def when_they_tap(self, *what: Locator) -> None:
        for each in what:
            each.click()
            self.taps += 1

    def child(self, name: str) -> Locator:
        return self.page.locator(".tile", has_text=name)

    def award(self, name: str) -> Locator:
        return self.page.locator(".gives").get_by_role("button", name=name, exact=True)

    def then_all_is_sent(self) -> None:
        expect(self.page.locator("#unsaved")).to_have_text("")
        self.page.wait_for_function(
            "() => !Object.keys(sessionStorage).some((name) => name.includes(' deeds'))"
        )

    def then_the_class_has(self, counter: str, count: int) -> None:
        card = self.page.locator(".shared", has_text=counter)
        expect(card).to_have_attribute("data-now", str(count))


class TestTwoTaps(Boards):
    def test_one_smiley_to_one_child_is_two_taps_001_5(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.child("Maya"), self.award("Smiley"))
        expect(self.child("Maya")).to_contain_text("+1")
        self.then_the_class_has("Smileys", 1)
        self.then_all_is_sent()
        assert self.taps == 2
        move = Move.objects.get()
        assert (move.pupil, move.counter, move.by) == (self.cast.settled, "smileys", 1)
        self.and_the_page_is_accessible()

    def test_the_whole_class_is_two_taps_and_everyone_but_one_is_three(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.page.get_by_role("link", name="Whole class"), self.award("Smiley"))
        assert self.taps == 2
        self.then_all_is_sent()
        assert Move.objects.count() == 3
        self.when_they_tap(self.page.get_by_role("link", name="Whole class"), self.child("Ewa"))
        self.when_they_tap(self.award("Smiley"))
        self.then_all_is_sent()
        assert Move.objects.filter(pupil=self.cast.joiner).count() == 1
        assert Move.objects.count() == 5

    def test_a_reason_in_the_schemes_words(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(
            self.child("Maya"), self.child("Rowan"), self.page.get_by_text("For what")
        )
        self.when_they_tap(self.page.get_by_role("button", name="caring for others"))
        self.then_they_see("Maya, Rowan · caring for others")
        self.then_all_is_sent()
        assert Given.objects.get().reason == "caring for others"

    def test_a_star_for_the_class_needs_nobody_chosen_001_9(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.award("Class star"))
        self.then_the_class_has("Class stars", 21)
        self.then_all_is_sent()
        assert Move.objects.get().school_class == self.cast.kestrels

    def test_nobody_chosen_is_said(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.award("Smiley"))
        self.then_they_see("Choose who first, or the whole class.")
        assert not Given.objects.exists()

    def test_a_child_of_another_class_by_two_letters(self) -> None:
        self.given_the_board_is_open()
        self.page.get_by_label("Someone from another class").fill("sp")
        self.page.clock.run_for(200)
        self.when_they_tap(self.child("Tom Sparrow"), self.award("Smiley"))
        self.then_all_is_sent()
        assert Move.objects.get().pupil == self.cast.wren

    def test_all_of_it_by_keyboard(self) -> None:
        self.given_the_board_is_open()
        self.page.get_by_role("checkbox", name="Maya").focus()
        self.page.keyboard.press("Space")
        self.award("Smiley").focus()
        self.page.keyboard.press("Enter")
        self.then_all_is_sent()
        assert Move.objects.get().pupil == self.cast.settled


class TestSlips(Boards):
    def test_a_slip_is_taken_back_for_ten_seconds(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.child("Maya"), self.award("Smiley"))
        self.then_all_is_sent()
        self.page.clock.run_for(9000)
        self.when_they_press("Undo")
        self.then_the_class_has("Smileys", 0)
        self.then_all_is_sent()
        assert not Move.objects.standing().exists()
        self.when_they_tap(self.child("Maya"), self.award("Smiley"))
        self.page.clock.run_for(11_000)
        expect(self.page.get_by_role("button", name="Undo")).to_have_count(0)

    def test_what_another_adult_gives_comes_with_the_next_answer(self) -> None:
        self.given_the_board_is_open()
        tell(self.cast.viewer("assistant"), a_tap(self.cast.joiner, at=NOW))
        self.when_they_tap(self.child("Maya"), self.award("Smiley"))
        self.then_all_is_sent()
        self.page.clock.run_for(2000)
        self.then_the_class_has("Smileys", 2)


class TestPrivate(Boards):
    def test_the_private_view_is_a_press_and_goes_back_by_itself(self) -> None:
        self.given_the_board_is_open()
        tell(self.cast.viewer("assistant"), a_tap(self.cast.settled, at=NOW))
        self.when_they_follow("show my private view")
        expect(self.child("Maya")).to_contain_text("1")
        self.then_they_see("Class star lost")
        self.and_the_page_is_accessible()
        self.page.clock.run_for(40_000)
        self.child("Maya").click()
        self.page.clock.run_for(40_000)
        expect(self.page.get_by_text("hide")).to_be_visible()
        self.page.clock.run_for(6_000)
        expect(self.page.get_by_text("show my private view")).to_be_visible()
        self.then_they_do_not_see("Class star lost")

    def test_a_lost_star_has_its_reason_and_no_child(self) -> None:
        self.given_the_board_is_open("private/")
        self.when_they_tap(self.child("Maya"), self.award("Class star lost"))
        self.then_the_class_has("Class stars", 19)
        self.then_all_is_sent()
        assert Given.objects.get().reason == "someone let the class down"
        assert Move.objects.get().pupil is None


class TestWithoutANetwork(Boards):
    size = PHONE

    def test_what_is_tapped_waits_and_goes_up_in_its_order(self) -> None:
        self.given_the_board_is_open()
        with self.bearing_with(UNREACHED):
            self.page.context.set_offline(True)
            for name in ("Maya", "Ewa", "Rowan"):
                self.when_they_tap(self.child(name), self.award("Smiley"))
                self.page.clock.run_for(1000)
            self.then_they_see("3 not saved yet.")
            self.when_they_press("Undo")
            self.then_they_see("2 not saved yet.")
            assert not Given.objects.exists()
            self.page.context.set_offline(False)
            self.then_all_is_sent()
        given = list(Given.objects.order_by("pk"))
        names = [Move.objects.get(given=each).pupil for each in given]
        assert names == [self.cast.settled, self.cast.joiner]
        assert timedelta(seconds=1) <= given[1].at - given[0].at < timedelta(seconds=3)


class TestWithoutScripts(Boards):
    scripts = False

    def given_the_board_is_open(self, rest: str = "") -> None:
        gives_smileys(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path(f"board/{rest}"))
        self.taps = 0

    def test_praise_is_ticks_and_a_press(self) -> None:
        self.given_the_board_is_open()
        self.when_they_tap(self.child("Maya"), self.award("Smiley"))
        self.then_they_see("Given.", "Maya · Smiley")
        assert Move.objects.get().pupil == self.cast.settled
