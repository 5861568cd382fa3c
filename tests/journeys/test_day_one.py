"""A school of 210 set up from files alone, from an installation in which there is nothing."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

import pytest
from playwright.sync_api import expect

from lantern.accounts.actions import first_code
from lantern.roster.models import ClassStaff, Enrolment
from lantern.schemes.models import SchemeVersion
from tests.journeys.journey import Journey
from tests.journeys.test_second_step import code

CLASSES = ("Robins", "Wrens", "Owls", "Kestrels", "Herons", "Swifts", "Rooks")
IN_A_CLASS = 30
PASSWORD = "four brave geese"
DATES = """School term and holiday dates 2026 to 2027
Autumn term: Tuesday 1st September 2026 – Friday 18th December 2026
Half term: Monday 26 October to Friday 30 October
Spring term: Monday 4 January 2027 to Thursday 25 March 2027
Half term: 15 to 19 February
Summer term\tMonday 12 April 2027\tWednesday 21 July 2027
Half term: Monday 31 May to Friday 4 June
INSET days: 1 and 2 September, 4 January, 12 April and 21 July
May Day: Monday 3 May
"""


def in_a_file(rows: Iterable[Sequence[str]], name: str) -> dict[str, object]:
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    return {"name": name, "mimeType": "text/csv", "buffer": written.getvalue().encode()}


def roll() -> list[list[str]]:
    """Seven classes of thirty, Reception to Year 6."""
    children = [
        [
            f"Child{letter(n)}",
            f"Of{name}",
            date(2022 - year, 1 + n % 8, 1 + n % 28).isoformat(),
            name,
        ]
        for year, name in enumerate(CLASSES)
        for n in range(IN_A_CLASS)
    ]
    return [["Forename", "Surname", "Date of birth", "Class"], *children]


def letter(n: int) -> str:
    """A name of letters for a number: names have none."""
    return chr(ord("a") + n // 6) + chr(ord("a") + n % 6)


def staff(*, with_classes: bool) -> list[list[str]]:
    teachers = [
        [f"Ms {name}", f"{name.lower()}@oakfield.example", "Teacher", name if with_classes else ""]
        for name in CLASSES
    ]
    desk = ["Mr Desk", "desk@oakfield.example", "Office", ""]
    return [["Name", "Email", "Role", "Class"], desk, *teachers]


@pytest.fixture
def cast(transactional_db: None) -> None:
    """Nobody is here yet."""


class TestDayOne(Journey):
    def test_an_office_sets_up_a_school_of_210_from_files_alone(self) -> None:
        self.when_a_leader_makes_the_school()
        self.then_the_list_says("0 of 6 done")
        self.and_the_page_is_accessible()
        desk = self.when_the_leader_adds_the_staff()
        self.when_the_leader_chooses_a_scheme()
        leader = self.page.context.cookies()
        self.when_the_office_comes_in(desk)
        self.then_the_list_says("3 of 6 done")
        self.then_they_do_not_see("Choose a scheme")
        self.and_the_page_is_accessible()
        self.when_the_office_pastes_the_dates()
        self.when_the_office_loads_the_roll()
        self.page.context.clear_cookies()
        self.page.context.add_cookies(leader)  # type: ignore[arg-type]  # as they were given
        self.when_the_leader_says_who_teaches()
        self.then_the_school_can_begin()

    # --- sentences ------------------------------------------------------------------------------

    def when_a_leader_makes_the_school(self) -> None:
        shown = first_code()
        assert shown is not None
        self.page.goto(self.address)
        self.then_the_heading_is("There is no school here yet")
        self.and_the_page_is_accessible()
        self.when_they_follow("Make the first school")
        self.and_the_page_is_accessible()
        for label, typed in (
            ("Code from the console", shown), ("The school’s name", "Oakfield Primary School"),
            ("Your name", "Mrs Head"), ("Your email address", "head@oakfield.example"),
            ("Your password again", PASSWORD),
        ):  # fmt: skip
            self.page.get_by_label(label).fill(typed)
        self.page.get_by_label("Your password", exact=True).fill(PASSWORD)
        self.when_they_press("Make the school")
        self.then_the_heading_is("My second step")
        self.when_they_follow("Set up an app")
        secret = self.page.locator("code").inner_text()
        self.page.get_by_label("The six digits").fill(code(secret, 0))
        self.when_they_press("Set it up")
        self.when_they_follow("I have them: carry on")

    def then_the_list_says(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name="Getting started")).to_be_visible()
        self.then_they_see(words)

    def when_they_send(self, rows: Iterable[Sequence[str]]) -> None:
        file = in_a_file(rows, "list.csv")
        self.page.get_by_label("The list").last.set_input_files(file)  # type: ignore[arg-type]
        self.when_they_press("Read it")

    def when_the_leader_adds_the_staff(self) -> str:
        """The office's code, from its slip."""
        self.when_they_follow("Add staff")
        self.when_they_follow("Add from a list")
        self.and_the_page_is_accessible()
        self.when_they_send(staff(with_classes=False))
        self.and_the_page_is_accessible()
        self.when_they_press("Add 8, and print their slips")
        self.then_the_heading_is("They are on the staff")
        self.and_the_page_is_accessible()
        expect(self.page.locator("code")).to_have_count(8)
        self.page.evaluate("dispatchEvent(new Event('afterprint'))")
        return self.page.locator("section", has_text="Mr Desk").locator("code").inner_text()

    def when_the_leader_chooses_a_scheme(self) -> None:
        """And lets the staff come in without a second step, for now."""
        self.page.goto(f"{self.address}/oakfield/school/signing-in/")
        self.page.get_by_label("All staff show a second step").uncheck()
        self.when_they_press("Save how staff sign in")
        self.then_they_see("Saved.")
        self.page.goto(f"{self.address}/oakfield/")
        self.when_they_follow("Choose a scheme")
        self.page.get_by_role("radio", name="Smileys").check()
        self.when_they_press("Look through it")
        self.when_they_press("Preview")
        self.when_they_press("Adopt it")
        self.when_they_follow("When each part begins")
        self.and_the_page_is_accessible()
        for part, day in (
            ("Behaviour", "2027-01-04"),
            ("Half-termly", "2027-02-01"),
            ("Maths", "2027-02-22"),
        ):
            self.page.get_by_label(part).fill(day)
        self.when_they_press("Preview")
        self.when_they_press("Adopt it")
        self.then_they_see("Version 2")

    def when_the_office_comes_in(self, slip: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/account/invitation/")
        self.page.get_by_label("Code", exact=True).fill(slip)
        self.when_they_press("Go on")
        self.page.get_by_label("New password", exact=True).fill(PASSWORD)
        self.page.get_by_label("New password again").fill(PASSWORD)
        self.when_they_press("Use this password")

    def when_the_office_pastes_the_dates(self) -> None:
        self.when_they_follow("Paste a year")
        self.and_the_page_is_accessible()
        self.page.get_by_label("The dates").fill(DATES)
        self.when_they_press("Look")
        self.then_they_see("190 school days, 380 sessions.")
        self.and_the_page_is_accessible()
        self.when_they_press("Set 2026/27")
        self.then_they_see("2026/27 is set.")
        self.and_the_page_is_accessible()

    def when_the_office_loads_the_roll(self) -> None:
        self.page.goto(f"{self.address}/oakfield/")
        self.when_they_follow("Load a list")
        self.when_they_send(roll())
        self.when_they_press("Look at what would change")
        self.when_they_press("Add 210 children")
        self.then_they_see("210 added")

    def when_the_leader_says_who_teaches(self) -> None:
        """With the same list, which has the classes now that there are any."""
        self.page.goto(f"{self.address}/oakfield/staff/list/")
        self.when_they_send(staff(with_classes=True))
        self.then_they_see("Would work in Owls too.")
        self.when_they_press("Do it")
        self.then_they_see("Nobody needs one")

    def then_the_school_can_begin(self) -> None:
        self.page.goto(f"{self.address}/oakfield/")
        self.then_they_see("Ms Kestrels")
        self.then_they_do_not_see("Getting started")
        self.and_the_page_is_accessible()
        assert Enrolment.objects.count() == len(CLASSES) * IN_A_CLASS
        assert ClassStaff.objects.filter(lead=True).count() == len(CLASSES)
        assert SchemeVersion.objects.count() == 2
