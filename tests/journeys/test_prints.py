"""My Pupil Profile: read on the page, and printed for the whole school while nobody waits."""

import io
import zipfile

from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from lantern.reviews.models import PrintRun
from tests.journeys.journey import Journey
from tests.journeys.story import record_the_half_term


class TestTheProfile(Journey):
    def test_one_child_on_one_page(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())
        self.when_they_follow("Maya Brook")
        self.then_the_heading_is("Maya Brook")
        self.then_they_see("97.3 %, 37 of 38 sessions since 2 November; amber is 95 to under 98.")
        self.and_the_page_is_accessible()
        self.when_they_follow("Attendance")
        self.then_the_heading_is("Attendance")
        self.and_the_page_is_accessible()


class TestTheWholeSchoolOnPaper(Journey):
    def test_its_progress_is_seen_and_the_file_is_fetched(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("prints/")
        self.and_the_page_is_accessible()
        self.when_they_press("Print the school")
        self.then_they_see("Waiting for the printer's turn.")
        self.when_a_worker_has_printed(2, of=5)
        expect(self.page.get_by_role("progressbar")).to_be_visible()
        self.then_they_see("Printing profiles")
        self.and_the_page_is_accessible()
        self.when_the_worker_is_done()
        self.then_the_zip_holds("Autumn 2/Kestrels.pdf", "Autumn 2/Kestrels/Maya Brook.pdf")
        self.and_the_page_is_accessible()

    # --- sentences ------------------------------------------------------------------------------

    def when_a_worker_has_printed(self, done: int, *, of: int) -> None:
        PrintRun.objects.update(beat=timezone.now(), done=done, total=of)

    def when_the_worker_is_done(self) -> None:
        """The page asks again by itself."""
        PrintRun.objects.update(beat=None)
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    def then_the_zip_holds(self, *names: str) -> None:
        with self.page.expect_download() as got:
            self.when_they_follow("Fetch Autumn 2 2026/27, 5 children")
        held = zipfile.ZipFile(io.BytesIO(got.value.path().read_bytes()))
        assert set(names) <= set(held.namelist())
