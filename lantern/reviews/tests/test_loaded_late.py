"""An attendance file about days of a period that is closed: it is said before it is loaded."""

from datetime import date

from lantern.habits.actions import keep_file, record_marks
from lantern.habits.reading import Span
from lantern.habits.rules import Mark
from lantern.reviews.actions import close
from lantern.reviews.tests.rows import later
from tests.cast import Cast
from tests.client import CheckedClient


def attendance_of(cast: Cast, code: str) -> str:
    """The preview of a file that says this of a day in Autumn 1 and of one in Autumn 2."""
    text = f"Name,Date,Session,Mark\nMaya Brook,05/10/2026,AM,{code}\nMaya Brook,05/11/2026,AM,/\n"
    by = cast.viewer("office")
    upload = keep_file(content=text.encode(), name="late.csv", span=Span(), by=by)
    client = CheckedClient()
    client.force_login(by.member.user)
    return client.get(f"/amberley/attendance/{upload.ref}/").content.decode()


def test_a_file_says_beneath_what_it_would_be_written(cast: Cast) -> None:
    said = "is closed for Kestrels.</b> What was shown then stays"
    assert said not in attendance_of(cast, "/")
    close(school_class=cast.kestrels, period=cast.periods[0], by=later(cast.teacher))
    assert f"<b>Autumn 1 {said}" in attendance_of(cast, "/")
    assert f"<b>Autumn 2 {said}" not in attendance_of(cast, "/")


def test_a_file_that_says_nothing_new_of_a_closed_period_is_beneath_none(cast: Cast) -> None:
    record_marks(
        marks=[Mark(pupil=cast.settled.pk, on=date(2026, 10, 5), session="am", code="/")],
        by=later(cast.teacher),
    )
    close(school_class=cast.kestrels, period=cast.periods[0], by=later(cast.teacher))
    assert "is closed for Kestrels" not in attendance_of(cast, "/")
    assert "is closed for Kestrels" in attendance_of(cast, "L")
