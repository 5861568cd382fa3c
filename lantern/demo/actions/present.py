"""How a pretend school is today: who shares a class, who is away, who is in which group."""

from lantern.demo.actions.stage import Stage
from lantern.demo.presets import Gathering, Sharing
from lantern.demo.rules import Child
from lantern.roster.actions import (
    Share,
    lead_group,
    open_group,
    put_in_group,
    set_away,
    set_part_week,
    set_subjects,
    share_class,
    staff_class,
)
from lantern.roster.models import Group, PartWeek, SchoolClass


def as_it_is_today(stage: Stage) -> None:
    """All of it from today; what is said of classes that a smaller recipe has not is left out."""
    on, pretence = stage.recipe.today, stage.pretence
    rooms = {room.name for room in pretence.classes}
    for sharing in pretence.sharing:
        if sharing.classroom in rooms:
            _share(stage, sharing)
    for name in pretence.away:
        if name in stage.staff:
            set_away(member=stage.staff[name], starts_on=on, ends_on=None, by=stage.leader(on))
    for gathering in pretence.gatherings:
        if set(gathering.classes) <= rooms:
            _gather(stage, gathering)
    _send_elsewhere(stage)


def _send_elsewhere(stage: Stage) -> None:
    """Whom a story sends somewhere else in some sessions of the week."""
    on = stage.recipe.today
    for child in stage.children:
        if child.story is not None and child.story.elsewhere and child.upn in stage.pupils:
            set_part_week(
                pupil=stage.pupils[child.upn], why=PartWeek.Why.ELSEWHERE,
                away=child.story.elsewhere, starts_on=on, ends_on=None, by=stage.office(on),
            )  # fmt: skip


def _share(stage: Stage, sharing: Sharing) -> None:
    on = stage.recipe.today
    by, other = stage.leader(on), stage.staff[sharing.other]
    classes = SchoolClass.objects.visible_to(by).in_year_of(on).select_related("year")
    school_class = classes.get(name=sharing.classroom)
    staff_class(school_class=school_class, member=other, lead=True, starts_on=on, by=by)
    first = stage.teacher_of(school_class, on).member
    shares = [
        Share(member=first, weekdays=sharing.days, mentors=False),
        Share(member=other, weekdays=sharing.other_days, mentors=True),
    ]
    share_class(school_class=school_class, shares=shares, starts_on=on, by=by)


def _gather(stage: Stage, gathering: Gathering) -> None:
    on = stage.recipe.today
    by = stage.leader(on)
    group = open_group(
        school=stage.school, name=gathering.name, kind=Group.Kind(gathering.kind), starts_on=on,
        by=by,
    )  # fmt: skip
    there = [child for child in stage.children if _is_in(stage, gathering, child)]
    chosen = [stage.pupils[child.upn] for child in there[gathering.first :: gathering.every]]
    put_in_group(group=group, pupils=chosen, starts_on=on, by=by)
    if gathering.subjects:
        set_subjects(group=group, keys=gathering.subjects, on=on, by=by)
    if gathering.leader:
        lead_group(group=group, member=stage.staff[gathering.leader], starts_on=on, by=by)


def _is_in(stage: Stage, gathering: Gathering, child: Child) -> bool:
    here = child.classes.get(stage.pretence.years[-1]) in gathering.classes
    return here and child.upn in stage.pupils and child.left_on is None
