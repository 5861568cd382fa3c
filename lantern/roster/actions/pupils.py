"""A child's own record: names, year group, groups."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import end_before
from lantern.roster.actions.groups import in_one_set_a_subject, lasts, open_group
from lantern.roster.actions.roll import enrol
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.turns import hold_groups
from lantern.roster.models import Group, GroupPlace, Pupil, SchoolClass
from lantern.roster.rules import academic_year_of, tidy_name, tidy_upn, upn_trouble, year_group
from lantern.roster.rules.years import OLDEST, YOUNGEST
from lantern.schools.models import School


@dataclass(frozen=True, kw_only=True)
class Names:
    """A child's legal names, and what they are called where that differs (standards 6.6)."""

    legal_forename: str
    legal_surname: str
    preferred_forename: str = ""
    preferred_surname: str = ""


@transaction.atomic
def add_pupil(
    *, school: School, names: Names, born_on: date, upn: str = "", by: Actor
) -> Pupil:  # fmt: skip
    """A child is known to the school; `enrol` puts them in a class.

    Raises RosterTrouble on a UPN that is wrong or taken, or a name that is missing.
    """
    upn = tidy_upn(upn)
    if upn:
        _check_upn(school, upn)
    pupil = Pupil(school=school, born_on=born_on, upn=upn)
    _name(pupil, names)
    pupil.save()
    note("pupil added", about=pupil, by=by)
    return pupil


@transaction.atomic
def join(
    *, school_class: SchoolClass, names: Names, born_on: date, upn: str = "", starts_on: date,
    by: Actor,
) -> Pupil:  # fmt: skip
    """A new child, in a class from a day. Raises RosterTrouble as `add_pupil` and `enrol` do."""
    pupil = add_pupil(school=school_class.school, names=names, born_on=born_on, upn=upn, by=by)
    enrol(pupil=pupil, school_class=school_class, starts_on=starts_on, by=by)
    return pupil


@transaction.atomic
def rename(*, pupil: Pupil, names: Names, by: Actor) -> Pupil:
    """The child's names become these. Raises RosterTrouble if no legal name is left."""
    was_legal = (pupil.legal_forename, pupil.legal_surname)
    _name(pupil, names)
    pupil.save(update_fields=list(asdict(names)))
    pupil.refresh_from_db(fields=["called_forename", "called_surname"])
    legal = was_legal != (pupil.legal_forename, pupil.legal_surname)
    note("renamed", about=pupil, by=by, legal_name_changed=legal)
    return pupil


@transaction.atomic
def set_year_override(*, pupil: Pupil, year: int | None, by: Actor) -> Pupil:
    """The national curriculum year they are taught in this year, where age does not say it.

    `year`: 0 is Reception, None what age says. Next year they are as far from it. Raises
    RosterTrouble outside -2 to 13.
    """
    if year is not None and not YOUNGEST <= year <= OLDEST:
        raise RosterTrouble("That is not a year group.")
    by_age = year_group(pupil.born_on, academic_year_of(by.now.date()))
    was = by_age + pupil.years_apart if pupil.years_apart else None
    pupil.years_apart = 0 if year is None else year - by_age
    pupil.save(update_fields=["years_apart"])
    note("year group set", about=pupil, by=by, was=was, becomes=year)
    return pupil


@transaction.atomic
def group_named(
    *, school: School, name: str, kind: Group.Kind = Group.Kind.CLUB, by: Actor
) -> Group:  # fmt: skip
    """The school's group of that name, made if there is none; capitals do not tell two apart.

    `kind` is of a new one. Raises RosterTrouble as `open_group`.
    """
    name = tidy_name(name)
    hold_groups(school.pk)
    found = Group.objects.filter(school=school, name__iexact=name, ends_on=None).first()
    if found is not None:
        return found
    return open_group(school=school, name=name, kind=kind, starts_on=by.now.date(), by=by)


@transaction.atomic
def set_groups(*, pupil: Pupil, groups: Collection[Group], on: date, by: Actor) -> None:
    """The child belongs to these groups from a day, and to no other.

    A place in one of them that is to come, or that has a last day, keeps its days.
    Raises RosterTrouble for a group of another school or one that is over, and two sets of one
    subject. Saying the same again changes nothing.
    """
    if any(group.school_id != pupil.school_id for group in groups):
        raise RosterTrouble("A child cannot be in a group of another school.")
    hold_groups(pupil.school_id)
    lasting = GroupPlace.objects.not_over(on).filter(pupil=pupil)
    now = {place.group_id: place for place in lasting}
    wanted = Group.objects.in_bulk([group.pk for group in groups])
    ends = [place for key, place in now.items() if key not in wanted]
    begins = [group for key, group in wanted.items() if key not in now]
    for place in ends:
        end_before(place, on, by=by)
    for group in begins:
        lasts(group, on)
        in_one_set_a_subject(group, [pupil], on)
        GroupPlace.objects.create(pupil=pupil, group=group, starts_on=on, ends_on=group.ends_on)
    if begins or ends:
        note("groups set", about=pupil, by=by, joined=len(begins), left=len(ends))


@transaction.atomic
def choose_groups(
    *, pupil: Pupil, groups: Collection[Group], new: str = "",
    kind: Group.Kind = Group.Kind.CLUB, unseen: Collection[Group] = (), on: date, by: Actor,
) -> None:  # fmt: skip
    """The groups chosen, and one more by its name if one is typed, of a kind if it is new.

    `unseen` are those that whoever chooses does not see: the child stays in them.
    """
    wanted = [*groups, *unseen]
    if new.strip():
        wanted.append(group_named(school=pupil.school, name=new, kind=kind, by=by))
    set_groups(pupil=pupil, groups=wanted, on=on, by=by)


def _check_upn(school: School, upn: str) -> None:
    if trouble := upn_trouble(upn):
        raise RosterTrouble(trouble)
    if Pupil.objects.filter(school=school, upn=upn).exists():
        raise RosterTrouble(f"Another child has the UPN {upn}.")


def _name(pupil: Pupil, names: Names) -> None:
    told = {field: tidy_name(name) for field, name in asdict(names).items()}
    if not (told["legal_forename"] or told["legal_surname"]):
        raise RosterTrouble("Give the child a legal name.")
    for field, name in told.items():
        setattr(pupil, field, name)
