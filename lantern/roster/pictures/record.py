"""A child's record: where they were, who looks after them, and what the office must know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantern.accounts.models import Viewer
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    GroupPlace,
    GuardianLink,
    Mentoring,
    PartWeek,
    Pupil,
    Restriction,
    SchoolClass,
    StaffAbsence,
)
from lantern.roster.rules import in_words, year_group, year_name
from lantern.roster.rules.years import academic_year_of


@dataclass(frozen=True, kw_only=True)
class FamilyMember:
    """One adult of the family; `restrictions` bind today or will, `past` no longer do."""

    link: GuardianLink
    restrictions: Sequence[Restriction]
    past: Sequence[Restriction]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One child's record on a day. `place` is the class they were put in last.

    `part_weeks` are the part of the week they are here for now, and any that is to come.
    `once` are adults no longer of the family: what a court has said of them still binds.
    """

    pupil: Pupil
    on: date
    year: str
    year_because: str
    history: Sequence[Enrolment]
    groups: Sequence[GroupPlace]
    mentor: str
    mentor_because: str
    part_weeks: Sequence[PartWeek]
    family: Sequence[FamilyMember]
    once: Sequence[FamilyMember]

    @property
    def place(self) -> Enrolment | None:
        """The last class, over or not; None for one who never joined."""
        return self.history[0] if self.history else None

    @property
    def here(self) -> bool:
        """Whether the child is in a class on the day, or will be."""
        return self.place is not None and (
            self.place.ends_on is None or self.place.ends_on >= self.on
        )

    @property
    def restricted(self) -> bool:
        """Whether anything about this family is restricted today."""
        return any(member.restrictions for member in (*self.family, *self.once))


def record_of(pupil: Pupil, by: Viewer) -> Record:
    """The record as it stands today."""
    places = Enrolment.objects.filter(pupil=pupil).select_related("school_class__year")
    history = list(places.order_by("-starts_on", "-pk"))
    year, because = _year(pupil, by.today)
    mentor, set_by = _mentor(pupil, history, by.today)
    family = _family(pupil, by)
    groups = (
        GroupPlace.objects.visible_to(by).on(by.today).filter(pupil=pupil).select_related("group")
    )
    part_weeks = PartWeek.objects.visible_to(by).not_over(by.today)
    return Record(
        pupil=pupil,
        on=by.today,
        year=year,
        year_because=because,
        history=history,
        groups=list(groups.order_by("group__name")),
        mentor=mentor,
        mentor_because=set_by,
        part_weeks=list(part_weeks.filter(pupil=pupil).order_by("starts_on", "pk")),
        family=[member for member in family if member.link.ended_on is None],
        once=[member for member in family if member.link.ended_on is not None],
    )


def _year(pupil: Pupil, on: date) -> tuple[str, str]:
    began = academic_year_of(on)
    by_age = year_name(year_group(pupil.born_on, began))
    born = f"born on {in_words(pupil.born_on)}"
    if not pupil.years_apart:
        return by_age, born
    return year_name(pupil.year_of(began)), f"set by hand; by age, {born}, it would be {by_age}"


def _mentor(pupil: Pupil, history: Sequence[Enrolment], on: date) -> tuple[str, str]:
    chosen = Mentoring.objects.on(on).filter(pupil=pupil).select_related("mentor__user").first()
    if chosen is not None:
        return chosen.mentor.user.name, _chosen(chosen, on)
    here = next((place for place in history if place.starts_on <= on), None)
    if here is None:
        return "", "nobody until the child is in a class"
    return _default_mentor(here.school_class, on)


def _chosen(mentoring: Mentoring, on: date) -> str:
    """Since when they mentor the child, and since when they are away if they are."""
    since = f"chosen, since {in_words(mentoring.starts_on)}"
    away = StaffAbsence.objects.on(on).filter(member=mentoring.mentor).first()
    return f"{since}; away since {in_words(away.starts_on)}" if away else since


def _default_mentor(school_class: SchoolClass, on: date) -> tuple[str, str]:
    staff = ClassStaff.objects.filter(school_class=school_class).select_related("member__user")
    if found := staff.mentoring(on).first():
        return found.member.user.name, "the class teacher"
    if missed := staff.missed(on).first():
        return "", f"nobody yet: {missed.member.user.name}, the class teacher, is away"
    return "", "nobody: the class has no teacher yet"


def _family(pupil: Pupil, by: Viewer) -> list[FamilyMember]:
    links = GuardianLink.objects.visible_to(by).filter(pupil=pupil)
    rows = Restriction.objects.visible_to(by).filter(link__pupil=pupil).order_by("made_on")
    kept = list(rows.select_related("recorded_by", "lifted_by"))
    return [_member(link, kept, by.today) for link in links.select_related("guardian")]


def _member(link: GuardianLink, kept: Sequence[Restriction], on: date) -> FamilyMember:
    its = [row for row in kept if row.link_id == link.pk]
    return FamilyMember(
        link=link,
        restrictions=[row for row in its if not row.over_on(on)],
        past=[row for row in its if row.over_on(on)],
    )


def other_children(link: GuardianLink, by: Viewer) -> list[Pupil]:
    """The other children on the roll of whose family this adult is."""
    links = GuardianLink.objects.visible_to(by).filter(guardian=link.guardian, ended_on=None)
    return [row.pupil for row in links.exclude(pk=link.pk).select_related("pupil")]
