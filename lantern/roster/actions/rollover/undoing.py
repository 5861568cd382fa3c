"""A rollover undone: every row as it was, unless something has been built on it since."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar  # the rows of a table, as JSON keeps them

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from lantern.accounts.models import Member, Viewer
from lantern.audit.actions import note, note_each
from lantern.roster.actions.following import following
from lantern.roster.actions.rollover.rolling import (
    DATED,
    enrolment_row,
    hold_places,
    last_days,
    staff_row,
)
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    GroupStaff,
    Mentoring,
    Pupil,
    PupilFact,
    Rollover,
    SchoolClass,
)
from lantern.roster.rules import in_words
from lantern.roster.rules.rollover.doubts import NAMED
from lantern.schools.models import School

WAY_BACK = (
    "Whoever changed class goes back by Change class on their own page, from the day on which they "
    "left: it is then as if they had never moved."
)
Row = list[Any]
Rows = Sequence[Row]
R = TypeVar("R")


@transaction.atomic
def undo_rollover(*, rollover: Rollover, by: Viewer) -> Rollover:
    """Take back all that it made and ended, within a week; it may then be done again.

    Undone already, it is left alone. Raises RosterTrouble after a week, while a later rollover
    stands, and where something has been built on it, saying of which children; then nothing is.
    """
    School.objects.select_for_update().get(pk=by.school.pk)  # one after another
    hold_places(by.school)
    held = Rollover.objects.select_related("year", "school").get(pk=rollover.pk)
    if held.undone_at is not None:
        return held
    _in_time(held, by)
    _given_anew(held)
    if troubles := list(_built_on(held, by)):
        raise RosterTrouble(f"It cannot be undone. {' '.join(troubles)}")
    with following(_touched(held), why=f"Moving up into {held.year.name} was undone", by=by):
        _restore(held)
    held.undone_at, held.undone_by = by.moment(), by.member.user
    held.save(update_fields=["undone_at", "undone_by"])
    touched = Pupil.objects.filter(pk__in=_touched(held)).only("ref").order_by("pk")
    note_each("moved back", about=touched, by=by, year=held.year.name)
    note("rollover undone", about=held, by=by, year=held.year.name, **held.counts)
    return held


def _in_time(held: Rollover, by: Viewer) -> None:
    if not held.may_be_undone(by.today):
        done = in_words(held.school.clock_at(held.done_at).date())
        raise RosterTrouble(
            f"This was done on {done}, more than a week ago, so it can no longer be undone whole. "
            "Put single children right on their own pages."
        )
    later = Rollover.objects.standing().filter(school=held.school, pk__gt=held.pk)
    if later.exists():
        raise RosterTrouble("Another rollover was done after it: undo that one first.")


def _given_anew(held: Rollover) -> None:
    """A place that was taken away and given again just as it was stands for the one it made."""
    made = held.made["enrolment"]
    there = set(
        Enrolment.objects.filter(pk__in=[row[0] for row in made]).values_list("pk", flat=True)
    )
    gone = {tuple(row[1:]): row for row in made if row[0] not in there}
    for place in Enrolment.objects.filter(pupil__in={whose for whose, *_ in gone}):
        same = gone.get(tuple(enrolment_row(place)[1:]))
        if same is not None:
            same[0] = place.pk


def _built_on(held: Rollover, by: Viewer) -> Iterator[str]:
    """Why it cannot be undone, each in a sentence with the children or adults concerned."""
    changed = set(_changed_children(held))
    if changed:
        yield from (*_said("Their class or its days were changed since", changed), WAY_BACK)
    newcomers = set(_newcomers(held)) - changed  # who is named once need not be named again
    yield from _said("They were put into a class that would go", newcomers)
    yield from _said("Something of the new year was recorded since", _recorded(held))
    yield from _said("Their mentor was changed since", _new_mentors(held))
    yield from _said("Their groups were changed since", _new_groups(held))
    yield from _said("Where they work was changed since", _changed_adults(held), adults=True)
    yield from _said("Whom they lead was changed since", _changed_leaders(held), adults=True)
    yield from _changed_groups(held, by)


def _said(why: str, who: Iterable[int], *, adults: bool = False) -> Iterator[str]:
    keys = set(who)
    if not keys:
        return
    if adults:
        staff = Member.objects.filter(pk__in=keys).select_related("user")
        names = sorted(member.user.name for member in staff)
    else:
        names = [pupil.name for pupil in Pupil.objects.filter(pk__in=keys).in_order()]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    yield f"{why}: {', '.join(names[:NAMED])}{more}."


def _changed_children(held: Rollover) -> Iterator[int]:
    """Whose places are not as the rollover left them, or who have got another since."""
    made, ended = held.made["enrolment"], held.ended["enrolment"]
    there = Enrolment.objects.in_bulk([row[0] for row in (*made, *ended)])
    yield from _not_as_made(made, there, enrolment_row)
    yield from _not_as_ended(ended, there)
    known = {*there, *held.made["kept"]}
    began = {row[1]: there[row[0]].starts_on for row in ended if row[0] in there}
    for place in Enrolment.objects.filter(pupil__in=_touched(held)):
        if place.pk not in known and place.starts_on > began.get(place.pupil_id, date.min):
            yield place.pupil_id


def _not_as_made(made: Rows, there: Mapping[int, R], row_of: Callable[[R], Row]) -> Iterator[int]:
    for row in made:
        now = there.get(row[0])
        # a rollover of an earlier release kept less of each row
        if now is None or row_of(now)[: len(row)] != row:
            yield row[1]


def _not_as_ended(ended: Rows, there: Mapping[int, Any]) -> Iterator[int]:
    for pk, whose, _, becomes in ended:
        now = there.get(pk)
        if now is None or now.ends_on != date.fromisoformat(becomes):
            yield whose


def _newcomers(held: Rollover) -> Iterator[int]:
    """Whoever was put into a class that the rollover opened, by other ways."""
    classes = [row[0] for row in held.made["class"]]
    ours = [row[0] for row in held.made["enrolment"]]
    rows = Enrolment.objects.filter(school_class__in=classes).exclude(pk__in=ours)
    yield from rows.values_list("pupil", flat=True)


def _recorded(held: Rollover) -> Iterator[int]:
    """Those of its children about whom there is a fact or a judgement of the new year."""
    pupils = [row[1] for row in held.made["enrolment"]]
    for kind in apps.get_models():
        if issubclass(kind, PupilFact):
            facts: Any = kind._default_manager.all()  # each kind has a queryset of its own
            theirs = facts.since(held.year.starts_on).filter(pupil__in=pupils)
            yield from theirs.values_list("pupil", flat=True)


def _new_mentors(held: Rollover) -> Iterator[int]:
    ended = held.ended["mentoring"]
    there = Mentoring.objects.in_bulk([row[0] for row in ended])
    yield from _not_as_ended(ended, there)
    others = Mentoring.objects.filter(pupil__in=[row[1] for row in ended])
    for row in others.exclude(pk__in=there):
        if any(row.starts_on > was.starts_on for was in there.values() if _same_child(row, was)):
            yield row.pupil_id


def _new_groups(held: Rollover) -> Iterator[int]:
    ended = held.ended["group"]
    there = GroupPlace.objects.in_bulk([row[0] for row in ended])
    yield from _not_as_ended(ended, there)
    since = {(row.pupil_id, row.group_id): row.starts_on for row in there.values()}
    for row in GroupPlace.objects.filter(pupil__in=[r[1] for r in ended]).exclude(pk__in=there):
        if row.starts_on > since.get((row.pupil_id, row.group_id), date.max):
            yield row.pupil_id


def _same_child(one: Mentoring, other: Mentoring) -> bool:
    return one.pupil_id == other.pupil_id


def _changed_adults(held: Rollover) -> Iterator[int]:
    made, ended = held.made["staff"], held.ended["staff"]
    there = ClassStaff.objects.in_bulk([row[0] for row in (*made, *ended)])
    yield from _not_as_made(made, there, staff_row)
    yield from _not_as_ended(ended, there)
    others = ClassStaff.objects.filter(school_class__in=[row[0] for row in held.made["class"]])
    yield from others.exclude(pk__in=there).values_list("member", flat=True)
    before = ClassStaff.objects.filter(
        school_class__in={row.school_class_id for row in there.values()}, ends_on=None
    ).exclude(pk__in=there)
    yield from before.filter(member__in=[row[1] for row in ended]).values_list("member", flat=True)


def _changed_leaders(held: Rollover) -> Iterator[int]:
    ended = held.ended.get("leading", [])
    yield from _not_as_ended(ended, GroupStaff.objects.in_bulk([row[0] for row in ended]))


def _changed_groups(held: Rollover, by: Viewer) -> Iterator[str]:
    """Groups that it ended and were ended otherwise since, or whose name another has got."""
    ended = held.ended.get("groups", [])
    there = Group.objects.in_bulk([row[0] for row in ended])
    since = Group.objects.filter(school=held.school_id, ends_on=None)
    changed = {*_not_as_ended(ended, there)}
    changed |= {pk for pk, each in there.items() if since.filter(name=each.name).exists()}
    seen = Group.objects.visible_to(by).filter(pk__in=changed).order_by("name")
    names = list(seen.values_list("name", flat=True))
    if unseen := len(changed) - len(names):
        names.append(f"{unseen} that you do not see")
    if names:
        yield f"Of the groups these were changed or made anew since: {', '.join(names)}."


def _restore(held: Rollover) -> None:
    for table in ("enrolment", "staff"):
        for some in _batches([row[0] for row in held.made[table]]):
            DATED[table].objects.filter(pk__in=some).delete()
    for table, rows in held.ended.items():
        last_days(table, {pk: was and date.fromisoformat(was) for pk, _, was, _ in rows})
    for pk, name in held.made["class"]:
        _close_again(pk, name)


def _batches(keys: Sequence[int], size: int = 200) -> Iterator[Sequence[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _close_again(pk: int, name: str) -> None:
    try:
        SchoolClass.objects.filter(pk=pk).delete()
    except ProtectedError as held_by:
        raise RosterTrouble(
            f"It cannot be undone. Something of {name} was kept since, such as a closed review."
        ) from held_by


def _touched(held: Rollover) -> set[int]:
    return {row[1] for row in (*held.made["enrolment"], *held.ended["enrolment"])}
