"""The office loads its own list: sent, understood, looked at, confirmed; twice changes nothing."""

from playwright.sync_api import expect

from lantern.roster.models import GroupPlace, Pupil
from tests.journeys.journey import Journey

LIST = (
    "Amberley Primary School;;;;;\r\n"
    "Pupils on roll, printed 26/11/2026;;;;;\r\n"
    ";;;;;\r\n"
    "Pupil name;Hatched on;Reg Group;Pupil Premium;UPN;Sings\r\n"
    "Hale, Noor;03/03/2018;Kestrels;Y;;Y\r\n"
    "O’Brien, Séamus;4/9/2018;Robins;N;;N\r\n"
    "Brook, Maya;14/02/2018;Wrens;Y;R860123456001;N\r\n"
    "Nobody, Nell;31/02/2018;Robins;N;;N\r\n"
)


class LoadingARoster(Journey):
    def test_a_list_goes_in_row_by_row_and_the_same_list_changes_nothing(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("pupils/")
        self.when_they_follow("Load the roll")
        self.and_the_page_is_accessible()
        self.when_the_list_is_sent()
        self.then_they_see("Hatched on")
        self.when_the_unknown_column_is_named()
        self.then_the_preview_says("Added: 2", "Changed: 1", "Refused: 1")
        self.then_they_see("Kestrels → Wrens", "31/02/2018")
        self.and_the_page_is_accessible()
        assert not Pupil.objects.filter(legal_surname="Hale").exists()
        self.when_they_press("Add 2 children and change 1")
        self.then_they_see("2 added, 1 changed, 0 left as they were, 1 refused")
        self.then_they_see("31/02/2018")
        self.and_the_page_is_accessible()
        self.then_the_children_are_on_the_roll()
        self.when_they_go_back_nothing_alarms()
        self.when_the_same_list_is_sent_again()
        self.then_they_see("Nothing would change.")
        expect(self.page.get_by_role("button", name="Add")).to_have_count(0)

    # --- sentences ------------------------------------------------------------------------------

    def when_the_list_is_sent(self) -> None:
        file = {"name": "roll.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
        self.page.get_by_label("The list").last.set_input_files(file)  # type: ignore[arg-type]
        self.when_they_press("Read it")

    def when_the_unknown_column_is_named(self) -> None:
        """Lantern guessed the others; this heading no system has."""
        expect(self.page.get_by_label("Pupil name holds")).not_to_have_value("ignore")
        self.and_the_page_is_accessible()
        self.when_the_columns_are_said()

    def when_the_columns_are_said(self) -> None:
        """Of a group its name is asked, by a field that is there without scripts too."""
        self.page.get_by_label("Hatched on holds").select_option("Date of birth")
        self.page.get_by_label("Sings holds").select_option("In a group: yes or no")
        self.page.get_by_label("The group in Sings").fill("Choir")
        self.when_they_press("Look at what would change")

    def then_the_preview_says(self, *headings: str) -> None:
        for heading in headings:
            expect(self.page.get_by_role("heading", name=heading)).to_be_visible()

    def then_the_children_are_on_the_roll(self) -> None:
        assert Pupil.objects.get(legal_surname="O’Brien").legal_forename == "Séamus"
        assert Pupil.objects.filter(legal_surname="Hale").count() == 1
        sings = GroupPlace.objects.get(group__name="Choir")
        assert sings.pupil.legal_surname == "Hale"

    def when_they_go_back_nothing_alarms(self) -> None:
        self.page.go_back()
        self.then_they_see("This list was loaded on")

    def when_the_same_list_is_sent_again(self) -> None:
        """What the columns hold is remembered from the first time, or named again."""
        self.when_they_open("pupils/import/")
        self.when_the_list_is_sent()
        self.when_the_columns_are_said()


class TestLoading(LoadingARoster):
    def test_what_is_no_list_says_so_and_changes_nothing(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("pupils/import/")
        file = {
            "name": "roll.csv",
            "mimeType": "text/csv",
            "buffer": b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        }
        self.page.get_by_label("The list").last.set_input_files(file)  # type: ignore[arg-type]
        self.when_they_press("Read it")
        self.then_the_focus_is_on(self.page.locator(".trouble"))
        self.and_the_page_is_accessible()


class TestLoadingWithoutScripts(LoadingARoster):
    scripts = False
