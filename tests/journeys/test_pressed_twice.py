"""A button pressed twice sends its form once; a code that is shown once is not lost by a key."""

from playwright.sync_api import Dialog, expect

from lantern.roster.tests.workbooks import separated
from tests.journeys.journey import Journey

STAFF = [["Name", "Email", "Role"], ["Ms Reed", "a.reed@amberley.example", "TA"]]

# How often the form would be sent, pressed twice; and once more where the page is come back to.
PRESSED = """() => {
  const form = document.querySelector("main form");
  let sent = 0;
  window.addEventListener("submit", (event) => {
    sent += event.defaultPrevented ? 0 : 1;
    event.preventDefault();
  });
  const press = () => form.requestSubmit(form.querySelector(".btn.primary"));
  press();
  press();
  const first = sent;
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  press();
  return [first, sent];
}"""


class TestPressedTwice(Journey):
    def test_a_form_is_sent_once_and_again_when_the_page_is_come_back_to(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("here-today/new/")
        self.page.get_by_label("Name").fill("Mrs Hill")
        self.page.get_by_label("Kestrels").check()
        assert self.page.evaluate(PRESSED) == [1, 2]
        self.then_they_see("It is on its way already: wait a moment.")

    def test_slips_are_left_unprinted_only_when_that_is_meant(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("staff/list/")
        self.page.locator("#id_file").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": separated(STAFF)}
        )
        self.when_they_press("Read it")
        self.when_they_press("Add 1, and print their slips")
        self.then_the_heading_is("They are on the staff")
        self.page.get_by_role("heading", level=1).click()
        for leaving in ("location.reload()", "document.querySelector('.row a.btn').click()"):
            with self.page.expect_event("dialog") as asked:
                self.page.once("dialog", Dialog.dismiss)
                self.page.evaluate(f"setTimeout(() => {leaving}, 0)")
            assert asked.value.type == "beforeunload", leaving
            expect(self.page.locator("code")).to_have_count(1)
        self.page.evaluate("dispatchEvent(new Event('afterprint'))")
        self.when_they_follow("Back to the staff")
        self.then_the_heading_is("Staff")
