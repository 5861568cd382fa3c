"""What has happened in Kestrels since the half term began on Monday 2 November.

All were there and read every night, but Maya: one morning away, and three nights a week.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from lantern.habits.actions import record_marks, record_tallies
from lantern.habits.rules import SESSIONS, Count, Mark
from lantern.roster.models import Enrolment, Pupil
from tests.cast import SEPTEMBER, TODAY, Cast

BEGAN = date(2026, 11, 2)
ILL = date(2026, 11, 10)
PRESENT = {"am": "/", "pm": "\\"}
FRIDAY = 4
WEEKS = [BEGAN + timedelta(weeks=n) for n in range(3)]


def fill_the_class(cast: Cast, count: int) -> None:
    """Kestrels has that many children, with names as schools have them."""
    there = Enrolment.objects.filter(school_class=cast.kestrels, ends_on=None).count()
    made = Pupil.objects.bulk_create(
        Pupil(
            school=cast.school, legal_forename=f"{FORENAMES[n % len(FORENAMES)]}",
            legal_surname=f"{SURNAMES[n // len(FORENAMES)]}", born_on=date(2018, 1, 1 + n % 28),
        )
        for n in range(count - there)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(pupil=pupil, school_class=cast.kestrels, starts_on=SEPTEMBER) for pupil in made
    )


FORENAMES = ("Aoife", "Bartholomew", "Chidi", "Dao", "Elif", "Farah", "Gwen", "Hamza", "Iris", "Jo")
SURNAMES = ("O’Connor-Fitzgerald", "Nguyễn", "Ọlátúnjí")


def record_the_half_term(cast: Cast) -> None:
    """Attendance to this morning, and what was counted by the week."""
    pupils = _pupils(cast)
    record_marks(marks=list(_marks(cast, pupils)), by=cast.viewer("office"))
    record_tallies(tallies=list(_counts(cast, pupils)), by=cast.viewer("leader"))


def _pupils(cast: Cast) -> list[Pupil]:
    places = Enrolment.objects.filter(school_class=cast.kestrels, ends_on=None)
    return list(Pupil.objects.filter(pk__in=places.values("pupil")))


def _marks(cast: Cast, pupils: list[Pupil]) -> Iterator[Mark]:
    days = (BEGAN + timedelta(days=n) for n in range((TODAY - BEGAN).days + 1))
    for on in days:
        if on.weekday() > FRIDAY:
            continue
        for pupil in pupils:
            for session in SESSIONS:
                ill = pupil == cast.settled and (on, session) == (ILL, "am")
                code = "I" if ill else PRESENT[session]
                yield Mark(pupil=pupil.pk, on=on, session=session, code=code)


def _counts(cast: Cast, pupils: list[Pupil]) -> Iterator[Count]:
    for pupil in pupils:
        nights = 3 if pupil == cast.settled else 5
        for week in WEEKS:
            yield Count(pupil=pupil.pk, week=week, fact="nights", count=nights)
            yield Count(pupil=pupil.pk, week=week, fact="exits", count=0)
            yield Count(pupil=pupil.pk, week=week, fact="warnings", count=0)
