"""Loading attendance in the browser, as each role."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantern.habits.actions import record_marks
from lantern.habits.models import AttendanceMark
from lantern.habits.rules import Mark
from lantern.habits.tests.small_school import MONDAY, NOW, Small, pupil, small_school
from lantern.habits.tests.test_week import browser
from lantern.roster.models import Upload
from lantern.schools.models import ClosedDay
from tests.client import CheckedClient

HOME = "/acorn/attendance/"
SUNDAY = MONDAY - timedelta(days=1)
GRID = 'Name,23/11/2026 AM,23/11/2026 PM\n"Ash, Ada",/,\\\n"Birch, Ben",L,H\n'


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def sent(client: CheckedClient, text: str, **days: str) -> str:
    """Upload it; the address of its preview."""
    file = SimpleUploadedFile("marks.csv", text.encode())
    answer = client.post(HOME, {"file": file, **days})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_the_office_loads_a_file_in_two_steps(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, GRID)
    page = client.get(address).content.decode()
    assert "2 rows in the file: 1 taken, 1 taken in part." in page
    assert "Row 3: 23 November 2026: Code H ended on 18 August 2024." in page
    assert not AttendanceMark.objects.exists()
    found = re.search(r'name="digest" value="(\w{64})"', page)
    assert found
    answer = client.post(f"{address}confirm/", {"digest": found[1]}, follow=True)
    page = answer.content.decode()
    assert "Loaded marks.csv: 3 added, 0 changed, 0 left." in page
    assert AttendanceMark.objects.count() == 3
    assert client.get(address).headers["Location"] == HOME


def test_a_stale_confirm_does_nothing_and_says_so(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, GRID)
    answer = client.post(f"{address}confirm/", {"digest": "0"}, follow=True)
    assert "Something has changed since you looked" in answer.content.decode()
    assert not AttendanceMark.objects.exists()


def test_columns_are_shown_and_changed(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, "Who,Out of,Came\nAda Ash,8,7\n")
    page = client.get(address).content.decode()
    assert "No column says which child" in page
    chosen = {"column-0": "full_name", "column-1": "possible", "column-2": "attended"}
    days = {"since": "2026-11-23", "until": "2026-11-26"}
    page = client.post(address, {**chosen, **days, "column-x": "upn"}, follow=True).content.decode()
    assert "Load it" in page
    assert 'value="2026-11-23"' in page
    answer = client.post(address, {"since": "2026-11-26", "until": "2026-11-23"})
    assert answer.status_code == 200
    assert "The last day is before the first." in answer.content.decode()


def test_cancelling_leaves_nothing(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, GRID)
    answer = client.post(f"{address}cancel/", follow=True)
    assert "the file is not kept" in answer.content.decode()
    assert not Upload.objects.exists()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("text", ["", "%PDF-1.7 something", "\x00\x01\x02\x03" * 50])
def test_a_bad_file_is_refused_in_plain_words(small: Small, text: str) -> None:
    client = browser(small.office)
    file = SimpleUploadedFile("marks.csv", text.encode())
    answer = client.post(HOME, {"file": file})
    assert answer.status_code == 200
    assert not Upload.objects.exists()


def test_nobody_confirms_what_another_looked_at(small: Small) -> None:
    address = sent(browser(small.office), GRID)
    leader = browser(small.leader)
    assert leader.get(address).status_code == 404
    assert leader.post(f"{address}confirm/", {"digest": "0"}).status_code == 404


def test_who_may(small: Small) -> None:
    stranger = small_school("beech").leader
    address = sent(browser(small.office), GRID)
    for who, status in ((small.leader, 200), (small.teacher, 403), (stranger, 404)):
        assert browser(who).get(HOME).status_code == status
    for path in (address, f"{address}confirm/", f"{address}cancel/"):
        assert browser(small.teacher).post(path).status_code == 403
    assert browser(small.office).get(f"{address}confirm/").status_code == 405


def test_the_office_sees_no_judgement_here(small: Small) -> None:
    client = browser(small.office)
    page = client.get(HOME).content.decode() + client.get(sent(client, GRID)).content.decode()
    assert "Beans" not in page


def test_the_page_names_what_is_missing_and_what_was_loaded(small: Small) -> None:
    client = browser(small.office)
    page = client.get(HOME).content.decode()
    assert "No session marks are loaded for this half term." in page
    assert "No file has been loaded yet." in page
    address = sent(client, GRID)
    found = re.search(r'name="digest" value="(\w{64})"', client.get(address).content.decode())
    assert found
    page = client.post(f"{address}confirm/", {"digest": found[1]}, follow=True).content.decode()
    assert "Wednesday 25 November 2026, morning and afternoon" in page
    assert "marks.csv" in page


def test_marks_that_no_file_brought_are_not_denied(small: Small) -> None:
    mark = Mark(pupil=small.pupils[0].pk, on=MONDAY, session="am", code="/")
    record_marks(marks=[mark], by=small.leader)
    page = browser(small.office).get(HOME).content.decode()
    assert "1 session marked." in page
    ClosedDay.objects.create(school=small.school, on=MONDAY, why="inset")
    page = browser(small.office).get(HOME).content.decode()
    assert "No session marks are loaded for this half term." in page
    assert "No file has been loaded yet." in page


def test_a_formula_in_a_file_is_only_text(small: Small) -> None:
    client = browser(small.office)
    page = client.get(sent(client, 'Name,23/11/2026 AM\n"<b>Ada</b> Ash",=1+1\n')).content.decode()
    assert "<b>Ada" not in page
    assert "&lt;b&gt;Ada&lt;/b&gt; Ash" in page


def test_an_old_file_is_gone(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, GRID)
    Upload.objects.update(uploaded_at=NOW - timedelta(days=2))
    sent(client, GRID)
    assert client.get(address).status_code == 404


def test_the_pages_say_which_totals_are_not_counted(small: Small) -> None:
    record_marks(
        marks=[Mark(pupil=small.pupils[0].pk, on=MONDAY, session="am", code="/")], by=small.leader
    )
    client = browser(small.office)
    days = {"since": "2026-11-23", "until": "2026-11-23"}
    address = sent(client, "Name,Possible,Attended\nAda Ash,2,2\n", **days)
    page = client.get(address).content.decode()
    assert "1 total would not be counted:" in page
    assert "The two disagree: the total says 2 of 2, the marks 1 of 1. Please check." in page
    digest = page.split('name="digest" value="')[1][:64]
    page = client.post(f"{address}confirm/", {"digest": digest}, follow=True).content.decode()
    assert "1 total is kept but not counted: those sessions have marks, and marks win." in page


def loaded(client: CheckedClient, text: str, **days: str) -> str:
    """Upload it and say yes; the page after it."""
    address = sent(client, text, **days)
    digest = client.get(address).content.decode().split('name="digest" value="')[1][:64]
    return client.post(f"{address}confirm/", {"digest": digest}, follow=True).content.decode()


def test_totals_say_of_how_many_children_they_are(small: Small) -> None:
    client = browser(small.office)
    half = {"since": "2026-11-02"}
    two = "Name,Possible,Attended\nAda Ash,30,30\nBen Birch,30,29\n"
    page = loaded(client, two, **half, until="2026-11-25")
    assert "Totals are loaded up to Wednesday 25 November 2026 for 2 of 4 children." in page
    page = loaded(client, two.replace("Ada Ash", "Cam Cedar"), **half, until="2026-11-20")
    told = "for 2 of 4 children, and up to an earlier day for 1 other."
    assert told in page


def test_totals_without_days_are_asked_for_them_once_and_go_on(small: Small) -> None:
    client = browser(small.office)
    rows = "".join(f'"{name}",4,4\n' for name in ("Ash, Ada", "Birch, Ben", "Cedar, Cam"))
    address = sent(client, f"Name,Sessions,Attended\n{rows}")
    page = client.get(address).content.decode()
    assert page.count("The file does not say which days it counts") == 1
    assert page.index('name="since"') < page.index("How its columns are understood")
    assert 'name="digest"' not in page
    typed = {"since": "2026-11-23", "needs": ["since", "until"], "column-1": "possible"}
    refused = client.post(address, typed).content.decode()
    assert "Please look again: marks.csv" in refused
    assert 'value="2026-11-23"' in refused
    columns = {"column-0": "full_name", "column-1": "possible", "column-2": "attended"}
    client.post(address, typed | columns | {"until": "2026-11-24"})
    page = client.get(address).content.decode()
    assert "3 rows in the file: 3 taken." in page
    assert 'name="digest"' in page


def test_other_columns_are_looked_at_before_any_day_is_given(small: Small) -> None:
    client = browser(small.office)
    address = sent(client, "Name,Sessions,Attended,Odd,Even\nAda Ash,4,4,23/11/2026,24/11/2026\n")
    columns = ("full_name", "possible", "attended", "since", "until")
    chosen = {f"column-{place}": field for place, field in enumerate(columns)}
    looked = {"needs": ["since", "until"], "look": "again"}
    assert client.post(address, chosen | looked).status_code == 302
    assert "1 row in the file: 1 taken." in client.get(address).content.decode()


def test_a_mark_on_a_sunday_is_no_session_marked(small: Small) -> None:
    """Loaded before such a mark was refused."""
    ada = small.pupils[0].pk
    marks = [Mark(pupil=ada, on=on, session="am", code="/") for on in (MONDAY, SUNDAY)]
    record_marks(marks=marks, by=small.leader)
    assert "1 session marked." in browser(small.office).get(HOME).content.decode()


def test_the_columns_that_are_left_out_are_named(small: Small) -> None:
    client = browser(small.office)
    days = {"since": "2026-11-23", "until": "2026-11-25"}
    text = "Name,Possible,Attended,Lates,Shoe size\nAda Ash,6,6,1,3\n"
    page = client.get(sent(client, text, **days)).content.decode()
    assert "“Lates”, “Shoe size”. Nothing is read of these columns." in page
    address = sent(client, "Name,Possible,Attended\nAda Ash,6,6\n", **days)
    assert "Nothing is read of" not in client.get(address).content.decode()


def test_what_holds_of_many_children_is_said_once(small: Small) -> None:
    for n in range(4):
        pupil(small.school, small.oak, f"Kite{n}", "Moss", f"H80120000200{n}")
    rows = [f"H80120000200{n},Kite{n} Moss,27/11/2026,AM,/\n" for n in range(4)]
    rows.append("A801200001001,Tom Wren,23/11/2026,AM,/\n")
    client = browser(small.office)
    page = client.get(sent(client, f"UPN,Name,Date,Session,Mark\n{''.join(rows)}")).content.decode()
    words = "27 November 2026: that day has not come yet."
    assert f"<b>4 children:</b> {words}" in page
    assert page.count(words) == 1
    assert page.count("as said above of many") == 4
    assert page.index("The file calls this child “Tom Wren”") < page.rindex("Kite0 Moss")
