"""Whatever the making of one school needs to know, and people at their moment of the past."""

import zoneinfo
from dataclasses import dataclass, field
from datetime import date, datetime, time

from lantern.accounts.models import Job, Member, Viewer
from lantern.demo.presets import Pretence, Trust
from lantern.demo.rules import Child
from lantern.roster.models import Pupil, SchoolClass
from lantern.schools.models import School

AFTER_SCHOOL = time(15, 40)
LONDON = zoneinfo.ZoneInfo("Europe/London")


class Remembered(Viewer):
    """Someone of the demo's history: what they did, they did then, whatever the clock says."""

    def moment(self) -> datetime:
        """Their own, or who visits in the morning would find what was done this afternoon."""
        return self.now


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A pretend school while it is made: its rows, its staff by name, its children by UPN."""

    recipe: Trust
    pretence: Pretence
    school: School
    staff: dict[str, Member]
    children: tuple[Child, ...]
    pupils: dict[str, Pupil] = field(default_factory=dict)

    def viewer(self, name: str, on: date) -> Viewer:
        """That member of staff, after school on a day; today, at its first moment.

        Whoever visits the demo does so today, perhaps in the morning: what was made lies before.
        """
        moment = after_school(on)
        if on == self.recipe.today:
            moment = datetime.combine(on, time.min, LONDON)
        return Remembered(member=self.staff[name], school=self.school, now=moment)

    def leader(self, on: date) -> Viewer:
        """The head, after school on a day."""
        return self.viewer(self.pretence.leaders[0], on)

    def office(self, on: date) -> Viewer:
        """The office, after school on a day."""
        return self.viewer(self.pretence.office, on)

    def teacher_of(self, school_class: SchoolClass, on: date) -> Viewer:
        """The class teacher, after school on a day."""
        rooms = self.pretence.classes
        return self.viewer(next(r.teacher for r in rooms if r.name == school_class.name), on)

    def by_pupil(self) -> dict[int, Child]:
        """The children by their rows' numbers."""
        by_upn = {child.upn: child for child in self.children}
        return {pupil.pk: by_upn[upn] for upn, pupil in self.pupils.items()}


def after_school(on: date) -> datetime:
    """The quiet moment in which records are written."""
    return datetime.combine(on, AFTER_SCHOOL, LONDON)


def the_demo(school_key: str, on: date) -> Job:
    """Whoever opens a school before there is anyone in it."""
    return Job(name="the demo", school_key=school_key, now=after_school(on))
