"""What a school's file would do to its roll: read, understood, compared; nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lantern.roster.models import (
    Enrolment,
    GroupPlace,
    GuardianLink,
    Mentoring,
    PartWeek,
    Pupil,
    SchoolClass,
)
from lantern.roster.reading import Table, read_table
from lantern.roster.rules import (
    Added,
    Changed,
    ColumnMapping,
    ExistingPupil,
    Guardian,
    Plan,
    PupilFacts,
    Refused,
    Unchanged,
    heading_beneath,
    in_words,
    is_known_heading,
    plan,
    records,
    with_classes_spelt,
)
from lantern.roster.rules.changes import changes_between
from lantern.roster.rules.doubts import too_old_caution
from lantern.schools.models import AcademicYear, HalfTerm, School

ANSWERS = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A child's class of one year on a day, or "", and the days that frame their time here."""

    class_name: str
    joined_on: date
    left_on: date | None


def table_of(content: bytes, name: str) -> Table:
    """The table in a file. Raises FileTrouble."""
    return read_table(content, name, knows=is_known_heading, beneath=heading_beneath)


def plan_of(table: Table, mapping: ColumnMapping, *, year: AcademicYear, on: date) -> Plan:
    """What the file would do to the roll of the year's school on a day."""
    began = year.starts_on.year
    there = SchoolClass.objects.filter(year=year).values_list("name", flat=True)
    told = with_classes_spelt(records(table, mapping, on=on), there)
    found = plan(told, existing_pupils(year, on), on=on, academic_year=began)
    return _settled(found, on=on, academic_year=began)


@dataclass(frozen=True, kw_only=True)
class NewClass:
    """A class that a file would make, and how many children it would put there."""

    name: str
    count: int


def new_classes(plan: Plan, *, school: School, on: date) -> tuple[NewClass, ...]:
    """The classes of the plan that the year holding a day has not got; perhaps a slip of a key."""
    there = SchoolClass.objects.filter(school=school).in_year_of(on)
    known = {name.casefold() for name in there.values_list("name", flat=True)}
    named = {name.casefold(): name for name in reversed(plan.class_names)}
    return tuple(
        NewClass(name=named[key], count=plan.joining[key])
        for key in sorted(named)
        if key not in known
    )


def first_day_for(year: AcademicYear, today: date) -> date:
    """From which day a file's classes hold: today, or the first of a year all new or to come."""
    to_come = today < year.starts_on
    if not to_come and Enrolment.objects.filter(school_class__year=year).exists():
        return today
    half = HalfTerm.objects.filter(term__year=year).order_by("starts_on").first()
    first = half.starts_on if half else year.starts_on
    return first if to_come else min(first, today)


def existing_pupils(year: AcademicYear, on: date) -> list[ExistingPupil]:
    """Everyone the year's school knows, leavers too, as they are on a day.

    A class of another year is no class of this one, whatever it is called.
    """
    school = year.school
    places, groups, families = _places(year, on), _groups(school, on), _families(school)
    return [
        ExistingPupil(
            ref=pupil.ref,
            facts=_facts(pupil, places.get(pupil.pk), groups, families, year.starts_on.year),
        )
        for pupil in Pupil.objects.filter(school=school).order_by("pk")
    ]


def _facts(
    pupil: Pupil,
    place: Place | None,
    groups: Mapping[int, frozenset[str]],
    families: Mapping[int, tuple[Guardian, ...]],
    began: int,
) -> PupilFacts:
    return PupilFacts(
        legal_forename=pupil.legal_forename,
        legal_surname=pupil.legal_surname,
        preferred_forename=pupil.preferred_forename,
        preferred_surname=pupil.preferred_surname,
        upn=pupil.upn,
        born_on=pupil.born_on,
        year_override=pupil.year_of(began) if pupil.years_apart else None,
        class_name=place.class_name if place else "",
        groups=groups.get(pupil.pk, frozenset()),
        guardians=families.get(pupil.pk, ()),
        joined_on=place.joined_on if place else None,
        left_on=place.left_on if place else None,
    )


def _places(year: AcademicYear, on: date) -> dict[int, Place]:
    rows = Enrolment.objects.filter(pupil__school=year.school).order_by("starts_on", "pk")
    found: dict[int, Place] = {}
    for pupil, of_year, name, starts_on, ends_on in rows.values_list(
        "pupil", "school_class__year", "school_class__name", "starts_on", "ends_on"
    ):
        before = found.get(pupil)
        joined_on = before.joined_on if before else starts_on
        here = name if of_year == year.pk else ""
        shown = before.class_name if before and starts_on > on else here
        found[pupil] = Place(class_name=shown, joined_on=joined_on, left_on=ends_on)
    return found


def _groups(school: School, on: date) -> dict[int, frozenset[str]]:
    rows = GroupPlace.objects.on(on).filter(pupil__school=school)
    found: dict[int, set[str]] = defaultdict(set)
    for pupil, name in rows.values_list("pupil", "group__name"):
        found[pupil].add(name)
    return {pupil: frozenset(names) for pupil, names in found.items()}


def _families(school: School) -> dict[int, tuple[Guardian, ...]]:
    rows = GuardianLink.objects.filter(pupil__school=school, ended_on=None)
    found: dict[int, list[Guardian]] = defaultdict(list)
    for link in rows.select_related("guardian").order_by("pk"):
        found[link.pupil_id].append(told_of(link))
    return {pupil: tuple(guardians) for pupil, guardians in found.items()}


def told_of(link: GuardianLink) -> Guardian:
    """A linked adult as a plain value."""
    return Guardian(
        forename=link.guardian.forename,
        surname=link.guardian.surname,
        title=link.guardian.title,
        relationship=link.relationship,
        email=link.guardian.email,
        phone=link.guardian.phone,
        parental_responsibility=ANSWERS[link.parental_responsibility],
        lives_with=ANSWERS[link.lives_with],
        order=link.contact_order,
        ref=link.guardian.ref,
    )


def _settled(found: Plan, *, on: date, academic_year: int) -> Plan:
    """The plan without what the roll cannot hold: a class for a leaver, a last day of nothing."""
    came = _came_after(found.changed, on)
    kept = [entry for entry in found.changed if entry.ref not in came]
    settled = [_as_the_roll_holds(entry, on, academic_year) for entry in kept]
    young = _part_time_by_age(settled, on)
    entries = [_not_too_old(entry, young) for entry in settled]
    refused = [_refused(entry, came[entry.ref]) for entry in found.changed if entry.ref in came]
    return replace(
        found,
        added=tuple(_without_a_day(entry) for entry in found.added),
        refused=(*found.refused, *refused),
        changed=tuple(entry for entry in entries if isinstance(entry, Changed)),
        unchanged=(*found.unchanged, *(e for e in entries if isinstance(e, Unchanged))),
    )


def _came_after(changed: Iterable[Changed], on: date) -> dict[UUID, date]:
    """Who came into a class, or got a mentor, after the file's last day for them: when."""
    told = {each.ref: each for each in changed if each.after.left_on != each.before.left_on}
    found: dict[UUID, date] = {}
    for rows in (Enrolment.objects.all(), Mentoring.objects.all()):
        begun = rows.filter(pupil__ref__in=told, starts_on__lt=on).order_by("starts_on")
        for ref, began in begun.values_list("pupil__ref", "starts_on") if told else ():
            if (last_day := told[ref].after.left_on) and began > last_day:
                found[ref] = max(began, found.get(ref, began))
    return found


def _refused(entry: Changed, came_on: date) -> Refused:
    left_on = in_words(entry.after.left_on) if entry.after.left_on else ""
    why = (
        f"Left on {left_on}, but came into a class, or was given a mentor, on "
        f"{in_words(came_on)}: that day is the first that can be the last."
    )
    return Refused(rows=entry.rows, name=entry.name, reasons=(why,))


def _without_a_day(entry: Added) -> Added:
    if entry.facts.class_name:
        return entry
    return replace(entry, facts=replace(entry.facts, left_on=None))


def _as_the_roll_holds(entry: Changed, on: date, academic_year: int) -> Changed | Unchanged:
    before, after = entry.before, entry.after
    if after.left_on is not None and after.left_on < on:
        after = replace(after, class_name=before.class_name)
    if not after.class_name and before.joined_on is None:
        after = replace(after, left_on=before.left_on)
    if after == before:
        return Unchanged(entry.rows, entry.name, entry.ref, entry.cautions)
    changes = changes_between(before, after, academic_year=academic_year)
    return replace(entry, after=after, changes=changes)


Settled = Changed | Unchanged
Young = Mapping[UUID, date | None]  # by child, the last day of a part-time week by age


def _part_time_by_age(entries: Iterable[Settled], on: date) -> Young:
    """Of those who change, who is part-time by age and until when."""
    asked = [each.ref for each in entries if isinstance(each, Changed)]
    if not asked:
        return {}
    rows = PartWeek.objects.not_over(on).filter(pupil__ref__in=asked, why=PartWeek.Why.YOUNG)
    return dict(rows.order_by("starts_on").values_list("pupil__ref", "ends_on"))


def _not_too_old(entry: Settled, young: Young) -> Settled:
    if not isinstance(entry, Changed) or entry.ref not in young or entry.after.born_on is None:
        return entry
    said = too_old_caution(entry.after.born_on, young[entry.ref])
    return replace(entry, cautions=(*entry.cautions, *said))
