"""Whom a sample of a class can be drawn from, and who could judge it."""

from lantern.accounts.models import Member, MemberQuerySet, Viewer
from lantern.accounts.rules import Can, Role, may
from lantern.judgements.models import Judgement, Voice, What
from lantern.profiles.drawing import Looks
from lantern.reviews.pictures.showing import concerned
from lantern.roster.models import ClassStaff, SchoolClass
from lantern.roster.pictures import children
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


def candidates(
    school_class: SchoolClass, period: Period, version: SchemeVersion, cell: tuple[What, str],
    *, many: int, by: Viewer,
) -> list[int]:  # fmt: skip
    """The children of a class who can be judged in a cell; only judged ones if they are enough."""
    on = min(by.today, period.ends_on)
    looks, (what, key) = Looks.of(version.scheme), cell
    there = [
        child.pk
        for child in concerned(children(school_class, on=on, by=by), period)
        if looks.choices(what.value, key, child.year)
    ]
    rows = Judgement.objects.standing().filter(
        pupil__in=there, period=period, what=what, key=key, voice__in=[Voice.MENTOR, Voice.AGREED]
    )
    judged = set(rows.exclude(value="").values_list("pupil", flat=True))
    return [pk for pk in there if pk in judged] if len(judged) >= many else there


def teacher_of(school_class: SchoolClass, *, by: Viewer) -> Member | None:
    """The first of a class's teachers; None where nobody leads it."""
    staff = ClassStaff.objects.visible_to(by).on(by.today).filter(lead=True)
    there = staff.filter(school_class=school_class).select_related("member__user")
    place = there.order_by("starts_on", "pk").first()
    return place.member if place else None


def teaches(member: Member, school_class: SchoolClass, *, by: Viewer) -> bool:
    """Whether someone works in a class today: their view would be no second one."""
    staff = ClassStaff.objects.visible_to(by).on(by.today)
    return staff.filter(school_class=school_class, member=member).exists()


def judges_of(by: Viewer) -> MemberQuerySet:
    """The staff of today who may judge at all, by name."""
    roles = [role for role in Role if may(role, Can.JUDGE, by.school.taken)]
    here = Member.objects.visible_to(by).current(by.today).filter(role__in=roles)
    return here.select_related("user").order_by("user__name", "pk")
