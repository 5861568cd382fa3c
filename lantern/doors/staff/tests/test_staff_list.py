"""A staff from a spreadsheet: looked through, then added whole, with a slip for each."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from lantern.accounts.models import Invitation, Member, User
from lantern.accounts.rules import ROLE_NAMES, STAFF_ROLES, Role
from lantern.audit.models import Note
from lantern.doors.staff.actions import ListMoved, add_staff
from lantern.doors.staff.pictures import staff_plan
from lantern.doors.staff.rules import Column, guess, role_of, wanted
from lantern.roster.models import ClassStaff
from lantern.roster.tests.workbooks import separated, workbook
from lantern.schools.models import AcademicYear
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/staff/list/"
HEADER = ["Title", "First name", "Surname", "Job title", "Work email", "Class", "Phone"]
ROWS = [
    ["Ms", "Ada", "Reed", "Class teacher", "a.reed@amberley.example", "Kestrels", "1"],
    ["Mr", "Ben", "Moss", "HLTA", "B.Moss@amberley.example", "wrens; Kestrels", ""],
    ["", "Cy", "Lane", "School Business Manager", "c.lane@amberley.example", "", ""],
    ["Mrs", "Di", "Ford", "", "d.ford@amberley.example", "Wrens", ""],
]
LIST = [HEADER, *ROWS]
CODE = re.compile(r"<code>([A-Z-]{14})</code>")
HOLDS = guess(HEADER)
NUMBERED = list(enumerate(ROWS, start=2))


def sent(client: CheckedClient, content: bytes, name: str = "staff.csv") -> str:
    answer = client.post(HERE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def carried(page: str) -> dict[str, str]:
    """What the preview's form sends on."""
    found = re.search(r'name="table" value=\'?"?(\{.*\})"', page)
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert found is not None
    assert mark is not None
    columns = {f"column-{n}": each.name for n, each in enumerate(HOLDS)}
    return {"table": found[1], "mark": mark[1], **columns}


@pytest.mark.parametrize("name", ["staff.csv", "staff.xlsx"])
def test_a_list_is_shown_then_added_whole(client_of: ClientOf, cast: Cast, name: str) -> None:
    leader = client_of("leader")
    content = separated(LIST) if name.endswith("csv") else workbook(("Staff", LIST))
    before = Member.objects.filter(school=cast.school).count()
    page = sent(leader, content, name)
    for words in (
        "Ms Reed", "Added: Teacher, class teacher of Kestrels", "Cy Lane", "Added: Office",
        "Added: Teaching assistant, works in Wrens, works in Kestrels", "4 to add",
    ):  # fmt: skip
        assert words in page, words
    assert Member.objects.filter(school=cast.school).count() == before
    answer = leader.post(HERE, {**carried(page), "sure": "yes"}).content.decode()
    codes = CODE.findall(answer)
    assert len(set(codes)) == 4
    assert Member.objects.filter(school=cast.school).count() == before + 4
    places = ClassStaff.objects.filter(member__user__email="a.reed@amberley.example")
    assert [(place.school_class.name, place.lead) for place in places] == [("Kestrels", True)]
    assert Note.objects.filter(did="invited").count() == 4


def test_the_same_list_again_changes_nothing(client_of: ClientOf, cast: Cast) -> None:
    leader = client_of("leader")
    first = carried(sent(leader, separated(LIST)))
    leader.post(HERE, {**first, "sure": "yes"})
    notes = Note.objects.count()
    page = unescape(leader.post(HERE, {**first, "sure": "yes"}).content.decode())
    assert "All of it is done already" in page
    page = sent(leader, separated(LIST))
    assert page.count("On the staff already") == 4
    assert "Stays" not in page
    assert 'name="sure"' not in page
    assert (Note.objects.count(), Invitation.objects.count()) == (notes, 4)


def test_slips_that_were_lost_are_printed_again(client_of: ClientOf, cast: Cast) -> None:
    leader = client_of("leader")
    first = carried(sent(leader, separated(LIST)))
    lost = leader.post(HERE, {**first, "sure": "yes"}).content.decode()
    came = User.objects.get(email="a.reed@amberley.example")
    came.set_password("in the meantime")
    came.save()
    page = leader.post(HERE, {**first, "sure": "yes"}).content.decode()
    assert "Print new slips for 3 people who have not come in yet" in page
    answer = leader.post(HERE, {**first, "slips": "yes"}).content.decode()
    codes = CODE.findall(answer)
    assert len(codes) == 3
    assert not set(codes) & set(CODE.findall(lost))
    assert Invitation.objects.filter(is_open=True).count() == 3 + 1
    assert "data-once" in answer


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["", "", "", "TA", "x@y.example", "", ""], "There is no name."),
        (["Ms", "", "Gale", "TA", "", "", ""], "There is no email address."),
        (["Ms", "", "Gale", "TA", "gale at home", "", ""], "gale at home is no email address."),
        (["Ms", "", "Gale", "Wizard", "g@y.example", "", ""], "“Wizard” may mean several things"),
        (["Ms", "", "Gale", "", "g@y.example", "", ""], "It does not say what they are here as."),
        (["Ms", "", "Gale", "TA", "g@y.example", "Zebras", ""], "There is no class called Zebras."),
        (
            ["Ms", "", "Gale", "TA", "A.REED@amberley.example", "", ""],
            "Row 2 has the same address.",
        ),
    ],
)
def test_one_wrong_row_keeps_all_of_it_out(
    client_of: ClientOf, cast: Cast, row: list[str], why: str
) -> None:
    leader = client_of("leader")
    page = sent(leader, separated([*LIST, row]))
    assert f"Not as it is: {why}" in page
    leader.post(HERE, {**carried(page), "sure": "yes"})
    assert not User.objects.filter(email="a.reed@amberley.example").exists()


def test_one_who_is_here_stays_as_they_are_and_gets_the_class(
    client_of: ClientOf, cast: Cast
) -> None:
    row = ["Ms", "", "Other", "Office", cast.teacher.user.email, "Wrens", ""]
    page = sent(client_of("leader"), separated([HEADER, row]))
    assert "Would work in Wrens too. Stays Teacher" in page
    done = client_of("leader").post(HERE, {**carried(page), "sure": "yes"}).content.decode()
    assert "Nobody needs one" in done
    assert Member.objects.get(pk=cast.teacher.pk).role == Role.TEACHER


def test_another_meaning_of_a_column_may_be_chosen(client_of: ClientOf, cast: Cast) -> None:
    leader = client_of("leader")
    told = carried(sent(leader, separated(LIST)))
    page = unescape(leader.post(HERE, {**told, "column-5": "NOTHING"}).content.decode())
    assert "class teacher of" not in page
    page = unescape(leader.post(HERE, {**told, "column-0": "EMAIL"}).content.decode())
    assert "Two columns hold “Email address”" in page


def test_a_title_in_doubt_is_asked_for_once_and_then_taken_as_said(
    client_of: ClientOf, cast: Cast
) -> None:
    leader = client_of("leader")
    cooks = [["", "", name, "Head Cook", f"{name}@y.example", "", ""] for name in ("Al", "Bo")]
    page = sent(leader, separated([*LIST, *cooks]))
    assert page.count("“Head Cook” is here as") == 1
    assert 'name="sure"' not in page
    (asked,) = re.findall(r'name="(title-\w+)"', page)
    page = unescape(leader.post(HERE, {**carried(page), asked: "office"}).content.decode())
    assert page.count("Added: Office") == 3
    leader.post(HERE, {**carried(page), asked: "leader", "sure": "yes"})  # not what was shown
    assert not User.objects.filter(email="al@y.example").exists()
    leader.post(HERE, {**carried(page), asked: "office", "sure": "yes"})
    roles = Member.objects.filter(user__email__endswith="@y.example").values_list("role", flat=True)
    assert list(roles) == ["office", "office"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        *((name, role) for role, name in ROLE_NAMES.items() if role in STAFF_ROLES),
        ("Headteacher", Role.LEADER), ("Deputy Head", Role.LEADER), ("SLT", Role.LEADER),
        ("Assistant Headteacher", Role.LEADER), ("Acting Head Teacher", Role.LEADER),
        ("Executive Principal", Role.LEADER), ("Head of School", Role.LEADER),
        ("Reception teacher", Role.TEACHER), ("Class Teacher", Role.TEACHER),
        ("Year 2 teacher", Role.TEACHER), ("EYFS Lead / Reception teacher", Role.TEACHER),
        ("Y6 Teacher, Maths Co-ordinator", Role.TEACHER), ("ECT", Role.TEACHER),
        ("TA", Role.ASSISTANT), ("HLTA", Role.ASSISTANT), ("TA Level 2", Role.ASSISTANT),
        ("Higher Level Teaching Assistant", Role.ASSISTANT), ("1:1 TA", Role.ASSISTANT),
        ("SEN TA", Role.ASSISTANT), ("Nursery nurse", Role.ASSISTANT),
        ("School Business Manager", Role.OFFICE), ("Admin Assistant", Role.OFFICE),
        ("Receptionist", Role.OFFICE), ("Office Manager", Role.OFFICE),
        ("School Administrator", Role.OFFICE), ("Finance officer", Role.OFFICE),
        ("SENCo", Role.NEEDS), ("SENDCO", Role.NEEDS), ("Parent Governor", Role.GOVERNOR),
        *(
            (title, None)
            for title in (
                "Head Cook", "Headteacher's PA", "Head of Year 6 / class teacher", "Head of Year 6",
                "Specialist teacher", "Reception", "Deputy Head / Year 5 teacher", "Leader of PE",
                "Teacher and SENCo", "Head girl", "Office and TA", "Clerk", "Midday supervisor",
                "Not a teacher", "Caretaker, TA", "Teacher / SLT", "Trainee teacher", "", "/",
            )
        ),
    ],
)  # fmt: skip
def test_a_title_gives_a_role_only_as_a_whole(title: str, role: Role | None) -> None:
    assert role_of(title) is role
    assert role_of(f" {title.upper()} ") is role


@pytest.mark.parametrize(
    "table",
    [
        "", "{}", "[]", '{"header": ["Name"], "rows": []}', '{"header": 1, "rows": [[1]]}',
        '{"header": ["Name"], "rows": [["1", "x"]]}', '{"header": ["N"], "rows": [[]]}',
        '{"header": ["N"], "rows": [[1, "\\u0000"]]}',
        '{"header": ["N"], "rows": [[1, "\\ud800"]]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_list_that_was_tampered_with_is_asked_for_again(client_of: ClientOf, table: str) -> None:
    answer = client_of("leader").post(HERE, {"table": table, "mark": "x", "sure": "yes"})
    assert (answer.status_code, answer.get("Location")) == (302, HERE)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"\x89PNG\r\n", "picture"), (b"Name,Email\n", "no rows beneath them"),
     (separated([["Name", "Email"], *[["A", "b"]] * 401]), "more than 400 rows")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(client_of: ClientOf, content: bytes, why: str) -> None:
    assert why in sent(client_of("leader"), content)


def test_what_was_not_looked_through_is_not_done(cast: Cast) -> None:
    by = cast.viewer("leader")
    with pytest.raises(ListMoved):
        add_staff(rows=NUMBERED, columns=HOLDS, mark="", by=by)
    mark = staff_plan(NUMBERED, HOLDS, by).mark
    cast.wrens.name = "Robins"
    cast.wrens.save()
    with pytest.raises(ListMoved):
        add_staff(rows=NUMBERED, columns=HOLDS, mark=mark, by=by)
    assert not User.objects.filter(email="a.reed@amberley.example").exists()


def test_an_address_that_cannot_be_undoes_all_of_it(client_of: ClientOf, cast: Cast) -> None:
    row = ["Ms", "", "Last", "TA", f"{'x' * 250}@y.example", "", ""]
    leader = client_of("leader")
    page = sent(leader, separated([*LIST, row]))
    page = leader.post(HERE, {**carried(page), "sure": "yes"}).content.decode()
    assert "Row 6:" in page
    assert not User.objects.filter(email="a.reed@amberley.example").exists()
    assert not Note.objects.filter(did="invited").exists()


@given(
    st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=5),
    st.lists(st.sampled_from(Column), max_size=7, unique=True),
)
def test_nothing_in_a_list_breaks_it(rows: list[list[str]], columns: list[Column]) -> None:
    found = wanted(list(enumerate(rows)), columns)
    assert len(found) == len(rows)
    assert all(one.wrong or (one.name and "@" in one.email) for one in found)


def test_headings_are_known_in_the_words_of_schools() -> None:
    assert HOLDS == [
        Column.TITLE, Column.FORENAME, Column.SURNAME, Column.ROLE, Column.EMAIL, Column.CLASS,
        Column.NOTHING,
    ]  # fmt: skip
    assert guess(["Staff name", "E-mail", "Role", "Registration group"]) == [
        Column.NAME, Column.EMAIL, Column.ROLE, Column.CLASS,
    ]  # fmt: skip


def test_a_governor_with_a_class_is_refused_before_anything_is_added(cast: Cast) -> None:
    rows = [(2, ["", "Gus", "Orr", "Governor", "g.orr@amberley.example", "Wrens", ""])]
    (line,) = staff_plan(rows, HOLDS, cast.viewer("leader")).lines
    said = "Whoever is here as Governor never sees a child, so works in no class: "
    assert (line.kind, line.said) == ("refused", f"{said}leave the class empty.")
    here = [(2, ["", "Dr", "Lund", "Governor", cast.governor.user.email, "Wrens", ""])]
    assert staff_plan(here, HOLDS, cast.viewer("leader")).lines[0].kind == "refused"


def test_where_there_is_no_class_yet_the_way_on_is_said(client_of: ClientOf, cast: Cast) -> None:
    AcademicYear.objects.filter(school=cast.school).update(
        starts_on=date(2024, 9, 1), ends_on=date(2025, 7, 31)
    )
    leader = client_of("leader")
    page = sent(leader, separated(LIST))
    assert "There is no class called Kestrels." in page
    assert "load the children first, or choose “Nothing for Lantern”" in page
    told = carried(page) | {f"column-{HOLDS.index(Column.CLASS)}": Column.NOTHING.name}
    page = unescape(leader.post(HERE, told).content.decode())
    assert "Ms Reed" in page
    assert "There is no class" not in page
