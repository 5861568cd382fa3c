"""The files that came by themselves: the last ones, and whether one is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantern.habits.models import NightlyFile
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.loading import KIND
from lantern.roster.models import Upload
from lantern.roster.models.uploads import DONE
from lantern.schools.models import School
from lantern.schools.rules import Dates

LATELY = 7
MAY_MISS = 1  # the night after a school day may be missed; two in a row are not chance


@dataclass(frozen=True, kw_only=True, slots=True)
class Lately:
    """A school's last nightly files, newest first.

    `came` is when the last one came, by the school's own clock. `late` is how many school days are
    over since, or 0 if that is not yet too many.
    """

    files: Sequence[NightlyFile]
    came: datetime | None = None
    late: int = 0

    @property
    def last(self) -> NightlyFile | None:
        """The one that came last, for the first time or again."""
        return max(self.files, key=lambda file: file.last_at, default=None)

    @property
    def refused(self) -> bool:
        """Whether that one was refused."""
        return self.last is not None and self.last.outcome == NightlyFile.Outcome.REFUSED


def lately(school: School) -> Lately:
    """What came, as it stands at the school now."""
    files = list(NightlyFile.objects.of_school(school)[:LATELY])
    last = Lately(files=files).last
    if last is None:
        return Lately(files=files)
    came = school.clock_at(last.last_at)
    missed = _school_days_between(school, came.date(), school.now().date())
    return Lately(files=files, came=came, late=missed if missed > MAY_MISS else 0)


def same_as_last(school: School, digest: str) -> NightlyFile | None:
    """The last file that was recorded, if this one says the same and nothing can come of it.

    Something can where a row of it was refused, whose child may be here by now, and where a person
    has loaded a file since.
    """
    last = NightlyFile.objects.of_school(school).taken().first()
    if last is None or last.digest != digest or last.refused:
        return None
    loaded = Upload.objects.filter(school=school, kind=KIND, mapping__has_key=DONE)
    return None if loaded.filter(uploaded_at__gt=last.at).exists() else last


def _school_days_between(school: School, since: date, until: date) -> int:
    """How many days with a session are over, from the first, itself counted in, to the last."""
    span = Dates(name="", starts_on=since, ends_on=until)
    sessions = calendar_of(school).sessions(span, until)
    return len({on for on, _ in sessions if on < until})
