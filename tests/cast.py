"""The people of every test: one school, everyone who might knock, and the school next door.

Factories make one valid row and nothing around it. `set_the_stage` makes the whole cast.
Today is Thursday 26 November 2026.
"""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lantern.accounts.models import Job, Member, User, Viewer, Visit
from lantern.accounts.rules import Role
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    Guardian,
    GuardianLink,
    Mentoring,
    Pupil,
    Restriction,
    SchoolClass,
)
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from lantern.schools.actions import Closed, TermDates, YearDates, draw_periods, set_year
from lantern.schools.models import AcademicYear, ClosedDay, Period, School
from lantern.schools.rules import Dates

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, 30, tzinfo=ZoneInfo("Europe/London"))
SEPTEMBER = date(2026, 9, 3)
# Whatever belongs to the school next door has this in its name. It is long, as five letters come
# about in the random token of a page once in ten runs.
CANARY = "Zzyzxwren"
PASSWORD = "lantern in the window"
PRESET = "stars-and-bands"


def a_school(key: str, name: str) -> School:
    return School.objects.create(key=key, name=name, second_factor=False, lock_after=0)


def a_job(school: School) -> Job:
    return Job(name="the tests", school_key=school.key, now=NOW)


def nameless(school: School) -> Job:
    """An actor whom the audit refuses, so whatever they do must come undone."""
    return Job(name=None, school_key=school.key, now=NOW)  # type: ignore[arg-type]


def unnamed(viewer: Viewer) -> Viewer:
    """The same person, but that the audit refuses them, so whatever they do must come undone."""
    member = copy(viewer.member)
    member.user = copy(member.user)
    member.user.name = None  # type: ignore[assignment]
    return replace(viewer, member=member)


def a_year(school: School) -> AcademicYear:
    """2026/27 as one Staffordshire school has it (standards 7), with its six half terms."""
    return set_year(school=school, year=YEAR, by=a_job(school))


def _half(name: str, starts_on: date, ends_on: date) -> Dates:
    return Dates(name=name, starts_on=starts_on, ends_on=ends_on)


def _term(name: str, first: Dates, second: Dates) -> TermDates:
    whole = Dates(name=name, starts_on=first.starts_on, ends_on=second.ends_on)
    return TermDates(dates=whole, halves=(first, second))


YEAR = YearDates(
    dates=Dates(name="2026/27", starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31)),
    terms=(
        _term(
            "Autumn",
            _half("Autumn 1", SEPTEMBER, date(2026, 10, 23)),
            _half("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
        ),
        _term(
            "Spring",
            _half("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
            _half("Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
        ),
        _term(
            "Summer",
            _half("Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
            _half("Summer 2", date(2027, 6, 7), date(2027, 7, 21)),
        ),
    ),
    closed=(
        Closed(on=SEPTEMBER, why=ClosedDay.Why.INSET),
        Closed(on=date(2027, 5, 3), why=ClosedDay.Why.HOLIDAY, name="May Day"),
    ),
)


def a_version(school: School, preset: str = PRESET) -> SchemeVersion:
    return SchemeVersion.objects.create(
        school=school, number=1, starts_on=date(2026, 9, 1), text=preset_text(preset),
        adopted_at=NOW,
    )  # fmt: skip


def a_member(school: School, role: Role, name: str, *, ends_on: date | None = None) -> Member:
    email = f"{'.'.join(name.lower().split())}@{school.key}.example"
    user = User.objects.create_user(email=email, name=name, password=PASSWORD)
    return Member.objects.create(
        user=user, school=school, role=role, starts_on=SEPTEMBER, ends_on=ends_on
    )


def a_visitor(school: School, name: str) -> Member:
    """Someone who came in today by a code that was good for today."""
    email = f"{'.'.join(name.lower().split())}@visitor.invalid"
    user = User.objects.create_user(email=email, name=name, password=None, is_visitor=True)
    member = Member.objects.create(
        user=user, school=school, role=Role.SUPPLY, starts_on=TODAY, ends_on=TODAY
    )
    Visit.objects.create(
        member=member, digest=f"of {name}", until=school.midnight_after(TODAY), made_at=NOW,
        made_by="Mr Pell", came_in=NOW,
    )  # fmt: skip
    return member


def a_class(year: AcademicYear, name: str) -> SchoolClass:
    return SchoolClass.objects.create(school=year.school, year=year, name=name)


def works_in(school_class: SchoolClass, member: Member, *, lead: bool) -> ClassStaff:
    return ClassStaff.objects.create(
        school_class=school_class, member=member, lead=lead, starts_on=SEPTEMBER
    )


def here_for(visitor: Member, school_class: SchoolClass) -> Member:
    """They are there for that class today."""
    ClassStaff.objects.create(
        school_class=school_class, member=visitor, starts_on=TODAY, ends_on=TODAY
    )
    return visitor


def a_pupil(school: School, forename: str, surname: str, born_on: date, upn: str = "") -> Pupil:
    return Pupil.objects.create(
        school=school, legal_forename=forename, legal_surname=surname, born_on=born_on, upn=upn
    )


def a_place(
    pupil: Pupil,
    school_class: SchoolClass,
    starts_on: date = SEPTEMBER,
    ends_on: date | None = None,
) -> Enrolment:
    return Enrolment.objects.create(
        pupil=pupil, school_class=school_class, starts_on=starts_on, ends_on=ends_on
    )


def a_mentoring(pupil: Pupil, mentor: Member) -> Mentoring:
    return Mentoring.objects.create(pupil=pupil, mentor=mentor, starts_on=SEPTEMBER)


def a_group(school: School, name: str) -> Group:
    return Group.objects.create(school=school, name=name)


def in_group(pupil: Pupil, group: Group) -> GroupPlace:
    return GroupPlace.objects.create(pupil=pupil, group=group, starts_on=SEPTEMBER)


def a_guardian(pupil: Pupil, forename: str, surname: str, *, lives_with: str = "yes") -> (
    GuardianLink
):  # fmt: skip
    guardian = Guardian.objects.create(
        school=pupil.school, forename=forename, surname=surname,
        email=f"{forename}.{surname}@home.example".lower(), phone="01782 555 010",
    )  # fmt: skip
    return GuardianLink.objects.create(
        pupil=pupil, guardian=guardian, relationship="Parent", lives_with=lives_with,
        parental_responsibility="yes", contact_order=1,
    )  # fmt: skip


def keeps_photographs(school: School) -> School:
    """A leader chose to keep some."""
    school.photographs_at, school.photographs_by = NOW, "Mrs Okafor"
    school.save(update_fields=["photographs_at", "photographs_by"])
    return school


def a_restriction(link: GuardianLink, recorded_by: Member) -> Restriction:
    return Restriction.objects.create(
        link=link, kind="No contact", court="Stoke Family Court", made_on=date(2026, 3, 2),
        recorded_at=NOW, recorded_by=recorded_by.user,
    )  # fmt: skip


def viewer_of(member: Member) -> Viewer:
    return Viewer(member=member, school=member.school, now=NOW)


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The canary school: nothing of it may be seen by anyone of ours."""

    school: School
    year: AcademicYear
    head: Member
    visitor: Member
    school_class: SchoolClass
    pupil: Pupil
    link: GuardianLink
    group: Group
    period: Period
    version: SchemeVersion


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everyone, by the part they play."""

    school: School
    year: AcademicYear
    periods: tuple[Period, ...]
    version: SchemeVersion
    leader: Member
    teacher: Member
    other_teacher: Member
    assistant: Member
    office: Member
    needs: Member
    governor: Member
    visitor: Member
    gone: Member
    kestrels: SchoolClass
    wrens: SchoolClass
    premium: Group
    settled: Pupil
    joiner: Pupil
    leaver: Pupil
    two_homes: Pupil
    mentee: Pupil
    wren: Pupil
    at_mums: GuardianLink
    at_dads: GuardianLink
    restriction: Restriction
    next_door: Neighbours

    @property
    def stranger(self) -> Member:
        """The head of the school next door."""
        return self.next_door.head

    @property
    def period(self) -> Period:
        """The half term that today lies in."""
        return next(period for period in self.periods if period.dates.holds(TODAY))

    def viewer(self, part: str) -> Viewer:
        """A member of the cast at their school, today."""
        return viewer_of(self.member(part))

    def member(self, part: str) -> Member:
        """A member of the cast by their part; raises AssertionError for anything else."""
        found = getattr(self, part)
        assert isinstance(found, Member), part
        return found


PARTS = (
    "leader", "teacher", "other_teacher", "assistant", "office", "needs", "governor", "visitor",
    "gone", "stranger",
)  # fmt: skip


class Children(NamedTuple):
    """The children of Kestrels and Wrens, by what is particular about them."""

    settled: Pupil
    joiner: Pupil
    leaver: Pupil
    two_homes: Pupil
    mentee: Pupil
    wren: Pupil


def set_the_stage() -> Cast:
    """The whole cast, in the order their rows need one another."""
    school = a_school("amberley", "Amberley Primary School")
    year = a_year(school)
    draw_periods(year=year, span="half-term", by=a_job(school))
    kestrels, wrens = a_class(year, "Kestrels"), a_class(year, "Wrens")
    leader, teacher, other_teacher, assistant = the_staff(school, kestrels, wrens)
    there = the_children(school, kestrels, wrens)
    premium = a_group(school, "Pupil premium")
    in_group(there.settled, premium)
    a_mentoring(there.mentee, assistant)
    at_dads = a_guardian(there.two_homes, "Piers", "Ashdown", lives_with="no")
    return Cast(
        school=school, year=year, periods=tuple(Period.objects.of_school(school)),
        version=a_version(school), leader=leader, teacher=teacher, other_teacher=other_teacher,
        assistant=assistant, office=a_member(school, Role.OFFICE, "Mr Pell"),
        needs=a_member(school, Role.NEEDS, "Mrs Adeyemi"),
        governor=a_member(school, Role.GOVERNOR, "Dr Lund"),
        visitor=here_for(a_visitor(school, "Mrs Hart"), kestrels),
        gone=a_member(school, Role.TEACHER, "Mr Goodbye", ends_on=date(2026, 10, 23)),
        kestrels=kestrels, wrens=wrens, premium=premium, settled=there.settled,
        joiner=there.joiner, leaver=there.leaver, two_homes=there.two_homes, mentee=there.mentee,
        wren=there.wren, at_mums=a_guardian(there.two_homes, "Hazel", "Linden"), at_dads=at_dads,
        restriction=a_restriction(at_dads, leader), next_door=the_neighbours(),
    )  # fmt: skip


def the_staff(
    school: School, kestrels: SchoolClass, wrens: SchoolClass
) -> tuple[Member, Member, Member, Member]:
    """A leader, the teachers of both classes, and an assistant in the first."""
    leader = a_member(school, Role.LEADER, "Mrs Okafor")
    teacher = a_member(school, Role.TEACHER, "Ms Farrow")
    other_teacher = a_member(school, Role.TEACHER, "Mr Bellamy")
    assistant = a_member(school, Role.ASSISTANT, "Miss Ito")
    works_in(kestrels, teacher, lead=True)
    works_in(wrens, other_teacher, lead=True)
    works_in(kestrels, assistant, lead=False)
    return leader, teacher, other_teacher, assistant


def the_children(school: School, kestrels: SchoolClass, wrens: SchoolClass) -> Children:
    """Each in their class, from and to their own days."""
    there = Children(
        settled=a_pupil(school, "Maya", "Brook", date(2018, 2, 14), "R860123456001"),
        joiner=a_pupil(school, "Ewa", "Zielińska", date(2018, 4, 30)),
        leaver=a_pupil(school, "Petra", "Quayle", date(2018, 1, 9)),
        two_homes=a_pupil(school, "Rowan", "Ashdown", date(2017, 11, 20)),
        mentee=a_pupil(school, "Idris", "Vale", date(2018, 7, 2)),
        wren=a_pupil(school, "Tom", "Sparrow", date(2019, 5, 5)),
    )
    a_place(there.settled, kestrels)
    a_place(there.two_homes, kestrels)
    a_place(there.joiner, kestrels, starts_on=date(2026, 11, 19))
    a_place(there.leaver, kestrels, ends_on=date(2026, 10, 23))
    a_place(there.mentee, wrens)
    a_place(there.wren, wrens)
    return there


def the_neighbours() -> Neighbours:
    """The canary school, alike in everything but its names."""
    school = a_school("next-door", f"{CANARY} Canary School")
    year = a_year(school)
    draw_periods(year=year, span="half-term", by=a_job(school))
    head = a_member(school, Role.LEADER, f"Mx {CANARY} Canaryhead")
    school_class = a_class(year, f"{CANARY} Class")
    pupil = a_pupil(school, CANARY, "Canaryson", date(2018, 2, 14), "A860987654001")
    works_in(school_class, head, lead=True)
    a_place(pupil, school_class)
    group = a_group(school, f"{CANARY} group")
    in_group(pupil, group)
    return Neighbours(
        school=school,
        year=year,
        head=head,
        visitor=here_for(a_visitor(school, f"Mx {CANARY} Visitor"), school_class),
        school_class=school_class,
        pupil=pupil,
        link=a_guardian(pupil, CANARY, "Canaryparent"),
        group=group,
        period=Period.objects.of_school(school)[1],
        version=a_version(school),
    )
