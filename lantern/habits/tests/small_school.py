"""One small made-up school for these tests: a class of three, another of one, and their staff."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Role
from lantern.roster.models import ClassStaff, Enrolment, Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear, HalfTerm, School, Term

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=ZoneInfo("Europe/London"))
MONDAY = date(2026, 11, 23)
STARTED = date(2026, 9, 1)
PASSWORD = "a long enough one"

SCHEME = """
format = 1
key = "made-up"
name = "Made up"

[[parts]]
key = "later"
name = "Later"
starts_on = 2026-11-20

[[facts]]
key = "beans"
name = "Beans planted"
kind = "tally"
one = "bean"
many = "beans"
most = 5
wanted = "more"

[[facts]]
key = "spills"
name = "Spills"
kind = "tally"
one = "spill"
many = "spills"
most = 20
wanted = "fewer"
part = "later"

[[facts]]
key = "here"
name = "Here"
kind = "attendance"
"""


@dataclass(frozen=True, kw_only=True)
class Small:
    """The school, its people by role, its classes and children."""

    school: School
    leader: Viewer
    teacher: Viewer
    office: Viewer
    oak: SchoolClass
    elm: SchoolClass
    pupils: tuple[Pupil, ...]


def small_school(key: str = "acorn") -> Small:
    """Three children in Oak, whom the teacher teaches, and one in Elm."""
    school = School.objects.create(key=key, name="Acorn Primary", second_factor=False)
    year = _year(school)
    oak = SchoolClass.objects.create(school=school, year=year, name="Oak")
    elm = SchoolClass.objects.create(school=school, year=year, name="Elm")
    teacher = viewer(school, Role.TEACHER, key)
    ClassStaff.objects.create(school_class=oak, member=teacher.member, starts_on=STARTED, lead=True)
    SchemeVersion.objects.create(
        school=school, number=1, starts_on=STARTED, text=SCHEME, adopted_at=NOW
    )
    return Small(
        school=school,
        leader=viewer(school, Role.LEADER, key),
        teacher=teacher,
        office=viewer(school, Role.OFFICE, key),
        oak=oak,
        elm=elm,
        pupils=(
            pupil(school, oak, "Ada", "Ash", "A801200001001"),
            pupil(school, oak, "Ben", "Birch"),
            pupil(school, oak, "Cam", "Cedar"),
            pupil(school, elm, "Dot", "Dogwood"),
        ),
    )


def by_the_day(small: Small) -> Small:
    """The same, where beans, one a day, and spills, up to four, are entered by the day."""
    text = SchemeVersion.objects.get(school=small.school).text
    text = text.replace("most = 5\n", "most = 5\nmost_a_day = 1\n")
    text = text.replace("most = 20\n", "most = 20\nmost_a_day = 4\n")
    SchemeVersion.objects.filter(school=small.school).update(text=text)
    return small


def _year(school: School) -> AcademicYear:
    year = AcademicYear.objects.create(
        school=school, name="2026 to 2027", starts_on=STARTED, ends_on=date(2027, 8, 31)
    )
    term = Term.objects.create(
        year=year, number=1, name="Autumn", starts_on=STARTED, ends_on=date(2026, 12, 18)
    )
    for number, name, first, last in (
        (1, "Autumn 1", STARTED, date(2026, 10, 23)),
        (2, "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    ):
        HalfTerm.objects.create(term=term, number=number, name=name, starts_on=first, ends_on=last)
    return year


def viewer(school: School, role: Role, key: str) -> Viewer:
    """Somebody on the staff, from the start of the year."""
    user = User.objects.create_user(
        email=f"{role}@{key}.test", name=f"The {role}", password=PASSWORD
    )
    member = Member.objects.create(user=user, school=school, role=role, starts_on=STARTED)
    return Viewer(member=member, school=school, now=NOW)


def pupil(
    school: School, school_class: SchoolClass, forename: str, surname: str, upn: str = ""
) -> Pupil:
    """A child in a class from the start of the year."""
    made = Pupil.objects.create(
        school=school, legal_forename=forename, legal_surname=surname, upn=upn,
        born_on=date(2017, 3, 4),
    )  # fmt: skip
    Enrolment.objects.create(pupil=made, school_class=school_class, starts_on=STARTED)
    return made


def days(first: date, count: int) -> list[date]:
    """That many weekdays from a day on."""
    every = (first + timedelta(days=n) for n in range(count * 2 + 7))
    return [on for on in every if on.weekday() < 5][:count]
