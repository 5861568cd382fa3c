"""My Pupil Profile: read on the page, and printed for the whole school while nobody waits."""

import io
import re
import zipfile
from dataclasses import replace

from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from lantern.judgements.models import Voice, What
from lantern.reviews.actions import close, judge
from lantern.reviews.models import PrintRun
from lantern.reviews.tests.rows import a_cell
from tests.journeys.journey import Journey
from tests.journeys.story import record_the_half_term
from tests.papers import sides_of


class TestTheProfile(Journey):
    def test_one_child_on_one_page(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())
        self.when_they_follow("Maya Brook")
        self.then_the_heading_is("Maya Brook")
        self.then_they_see("37 of 38 sessions since 2 November; “Amber” is 95 to under 98 %.")
        self.and_the_page_is_accessible()
        self.when_they_follow("Attendance")
        self.then_the_heading_is("Attendance")
        self.and_the_page_is_accessible()

    def test_bands_voices_and_what_was_before_on_one_sheet(self) -> None:
        record_the_half_term(self.cast)
        self.given_two_half_terms_were_judged()
        self.given_is_signed_in("teacher")
        self.when_they_open(f"pupils/{self.cast.settled.ref}/profile/")
        self.then_they_see("Going well:", "Up 1 step since Autumn 1.", "My own view: SECURE")
        self.then_they_see("Dashed: what is expected of Year 4 now (BEGINNING to WORKING WITHIN).")
        self.then_they_see("– in the band for this age: being taught it", "Maya sees “Green”")
        expect(self.page.get_by_role("img", name="Effort before: Autumn 1 Amber")).to_be_visible()
        bar = self.page.get_by_role("img", name="Mathematics")
        expect(bar).to_have_accessible_name(re.compile("WORKING WITHIN.*BEGINNING"))
        self.and_the_page_is_accessible()
        self.then_the_browser_prints_one_sheet()

    # --- sentences ------------------------------------------------------------------------------

    def given_two_half_terms_were_judged(self) -> None:
        cast, lead = self.cast, self.cast.viewer("leader")
        before, now = cast.periods[0], cast.period
        for period, key, what, voice, value in (
            (before, "effort", What.AREA, Voice.MENTOR, "amber"),
            (before, "maths", What.SUBJECT, Voice.MENTOR, "beginning"),
            (now, "effort", What.AREA, Voice.MENTOR, "star"),
            (now, "effort", What.AREA, Voice.CHILD, "green"),
            (now, "maths", What.SUBJECT, Voice.MENTOR, "working-within"),
            (now, "maths", What.SUBJECT, Voice.CHILD, "secure"),
        ):
            cell = replace(a_cell(cast, cast.settled, key, what=what, voice=voice), period=period)
            judge(cell=cell, school_class=cast.kestrels, value=value, by=lead)
            if (period, key) == (before, "maths"):
                close(school_class=cast.kestrels, period=before, by=lead)

    def then_the_browser_prints_one_sheet(self) -> None:
        self.page.emulate_media(media="print")
        paper = self.page.pdf(format="A4", prefer_css_page_size=True)
        assert len(sides_of(paper)) == 1
        self.page.emulate_media(media="null")


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
        self.then_the_zip_holds(
            "Autumn 2 2026_27/Kestrels.pdf", "Autumn 2 2026_27/Kestrels/Maya Brook.pdf"
        )
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
