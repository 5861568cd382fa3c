"""Nobody is at the keyboard: the page is covered, and what was typed is there afterwards."""

import pytest
from playwright.sync_api import ConsoleMessage, Route, expect

from lantern.judgements.models import Judgement
from tests.cast import PASSWORD, Cast
from tests.journeys.journey import Journey
from tests.journeys.test_judging import Judging

LOCKED = "423"  # what the browser says of a refused answer
ON_LOCKING = "**/account/lock/"
GLANCE = """async () => {
    window.dispatchEvent(new Event("focus"));
    await fetch(document.getElementById("cover").dataset.address);
}"""


def says_locked(message: ConsoleMessage) -> bool:
    return LOCKED in message.text


class Idle(Journey):
    @pytest.fixture(autouse=True)
    def _locks(self, cast: Cast, _open: None) -> None:
        cast.school.lock_after = 5
        cast.school.save()

    def given_a_leader_is_typing(self) -> None:
        self.page.clock.install()
        self.given_is_signed_in("leader")
        self.when_they_open("school/")
        self.page.get_by_label("URN").fill("1234")

    def then_it_is_covered(self) -> None:
        expect(self.page.get_by_role("heading", name="Are you still there")).to_be_visible()
        expect(self.page.get_by_role("heading", level=1)).to_have_count(0)
        expect(self.page.get_by_text("Its name stands on every page")).not_to_be_visible()

    def when_they_unlock(self, password: str = PASSWORD) -> None:
        self.page.locator("#cover-password").fill(password)
        self.when_they_press("Unlock")

    def then_what_was_typed_is_there(self) -> None:
        expect(self.page.locator("#cover")).not_to_be_visible()
        expect(self.page.get_by_label("URN")).to_have_value("1234")
        expect(self.page.get_by_label("URN")).to_be_focused()

    def given_the_session_is_locked(self) -> None:
        """By another tab, where nothing was touched either."""
        tab = self.page.context.new_page()
        tab.goto(f"{self.address}/{self.cast.school.key}/")
        token = tab.locator("meta[name=csrf-token]").get_attribute("content")
        answer = tab.request.post(
            f"{self.address}/account/lock/", form={"idle": ""}, headers={"X-CSRFToken": token or ""}
        )
        assert answer.status == 204
        tab.close()


class TestIdle(Idle):
    def test_after_five_minutes_it_is_covered_and_the_password_opens_it(self) -> None:
        self.given_a_leader_is_typing()
        self.when_nothing_is_touched_for("04:50")
        expect(self.page.locator("#cover")).not_to_be_visible()
        self.when_it_locks_after("00:15")
        self.then_it_is_covered()
        self.and_the_page_is_accessible()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Escape")
        self.then_it_is_covered()
        with self.bearing_with("422"):
            self.when_they_unlock("not this one")
            self.then_they_see("That is not your password.")
        self.when_they_unlock()
        self.then_what_was_typed_is_there()

    def test_the_server_answers_nothing_meanwhile(self) -> None:
        self.given_a_leader_is_typing()
        self.when_it_locks_after("05:05")
        self.then_it_is_covered()
        self.then_it_is_refused("", 423)
        self.then_they_do_not_see("Kestrels")

    def test_a_key_keeps_it_open(self) -> None:
        self.given_a_leader_is_typing()
        for _ in range(3):
            self.when_nothing_is_touched_for("04:00")
            self.page.get_by_label("URN").press("End")
        expect(self.page.locator("#cover")).not_to_be_visible()

    def test_another_tab_is_covered_too_and_opens_with_it(self) -> None:
        self.given_a_leader_is_typing()
        other = self.page.context.new_page()
        other.goto(f"{self.address}/{self.cast.school.key}/")
        expect(other.get_by_role("heading", level=1)).to_have_text("Classes")
        self.when_it_locks_after("05:05")
        expect(other.locator("#cover")).to_be_visible()
        self.when_they_unlock()
        expect(other.locator("#cover")).not_to_be_visible()
        self.then_what_was_typed_is_there()

    def test_a_glance_at_it_before_the_server_has_heard_does_not_open_it(self) -> None:
        self.given_a_leader_is_typing()
        sent, asked = self.given_the_word_to_lock_is_held_up()
        with self.page.expect_request(ON_LOCKING):
            self.when_nothing_is_touched_for("05:05")
        self.page.evaluate(GLANCE)
        assert len(asked) == 1  # our own: the page waits
        with self.bearing_with(LOCKED), self.page.expect_console_message(says_locked):
            sent.pop().continue_()
        self.then_it_is_covered()

    def given_the_word_to_lock_is_held_up(self) -> tuple[list[Route], list[Route]]:
        """On its way to the server; what the page asks gets through."""
        sent: list[Route] = []
        asked: list[Route] = []

        def on_its_way(route: Route) -> None:
            if route.request.method == "POST":
                sent.append(route)
            else:
                asked.append(route)
                route.continue_()

        self.page.route(ON_LOCKING, on_its_way)
        return sent, asked

    def when_it_locks_after(self, time: str) -> None:
        """Nothing is touched for as long, and the server has heard of it."""
        with self.page.expect_response(f"{self.address}/account/lock/"):
            self.when_nothing_is_touched_for(time)

    def when_nothing_is_touched_for(self, time: str) -> None:
        self.page.clock.fast_forward(time)


class TestIdleWithoutScripts(Idle):
    scripts = False

    def test_what_is_sent_to_a_locked_session_goes_in_with_the_password(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("school/")
        self.page.get_by_label("URN").fill("123456")
        self.given_the_session_is_locked()
        with self.bearing_with(LOCKED):
            self.when_they_press("Save")
            self.then_the_heading_is("Are you still there, Mrs Okafor?")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Password").fill(PASSWORD)
        self.when_they_press("Unlock")
        self.then_they_see("Saved.")
        expect(self.page.get_by_label("URN")).to_have_value("123456")


class TestIdleWhileJudging(Judging, Idle):
    def test_what_could_not_be_saved_is_saved_when_it_is_unlocked(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_session_is_locked()
        with self.bearing_with(LOCKED):
            self.when_they_go_to("Rowan Ashdown", "Effort")
            self.page.keyboard.press("g")
            expect(self.page.locator("#cover")).to_be_visible()
            assert not Judgement.objects.exists()
            self.when_they_unlock()
            self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "effort", "green")
