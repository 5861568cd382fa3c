"""What a new school has set up and what is missing, for whoever may do some of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from lantern.accounts.models import Invitation, Member, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Enrolment, Rollover
from lantern.roster.pictures import StaffedClass, next_year_with_classes, staffed_classes
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear, Period
from lantern.schools.pictures import school_days_of

NAMED = 3  # names in a sentence; of the others, how many they are


@dataclass(frozen=True, kw_only=True)
class Found:
    """How one thing stands: whether it is done, in words, and the page where it is."""

    done: bool
    words: str
    page: str
    action: str


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing to set up; `address` is where, or empty and `who` says who else does it."""

    name: str
    found: Found
    who: str
    address: str


@dataclass(frozen=True, kw_only=True)
class SettingUp:
    """All that a school sets up, in an order that works; none has to be done to begin."""

    things: Sequence[Thing]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(thing.found.done for thing in self.things)

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return self.done == len(self.things)


def still_setting_up(by: Viewer) -> SettingUp | None:
    """What a new school's first page shows; none to those who set no dates, or once it is done.

    A school is no longer new when a leader has said so, or when it has moved up into a year.
    """
    if by.school.set_up_at is not None or not by.may(Can.SET_DATES):
        return None
    if Rollover.objects.filter(school=by.school).exists():
        return None
    found = setting_up(by)
    return None if found.is_done else found


def setting_up(by: Viewer) -> SettingUp:
    """All of it, as it stands today."""
    return SettingUp(things=[_thing(by, *each) for each in THINGS])


def _thing(by: Viewer, name: str, can: Can, who: str, look: Callable[[Viewer], Found]) -> Thing:
    found, mine = look(by), by.may(can)
    address = reverse(found.page, args=[by.school_key]) if mine else ""
    return Thing(name=name, found=found, who="" if mine else who, address=address)


def _dates(by: Viewer) -> Found:
    years = list(AcademicYear.objects.filter(school=by.school, ends_on__gte=by.today))
    if not years:
        words = "No terms, holidays and INSET days yet: paste them from the council’s page."
        return Found(done=False, words=words, page="staff:pasting", action="Paste a year")
    drawn = Period.objects.filter(year__in=years).exists()
    days = " and ".join(
        f"{year.name} has {len(school_days_of(year))} school days" for year in years
    )
    words = f"{days}{'' if drawn else '. No review periods yet'}."
    return Found(done=drawn, words=words, page="staff:dates", action="See the dates")


def _staff(by: Viewer) -> Found:
    staff = Member.objects.visible_to(by).not_over(by.today)
    count = staff.count()
    waiting = Invitation.objects.filter(member__in=staff, is_open=True).count()
    words = f"{count} on the staff." if count > 1 else "Nobody is on the staff yet but one leader."
    if waiting:
        words += f" {_count(waiting, 'invitation is', 'invitations are')} not used yet."
    return Found(done=count > 1, words=words, page="staff:people", action="Add staff")


def _scheme(by: Viewer) -> Found:
    version = _version(by)
    if version is None:
        words = "None yet. It says what children are judged in, and how: begin from one of ours."
        return Found(done=False, words=words, page="schemes:adopting", action="Choose a scheme")
    words = f"{version.scheme.name}, {version}."
    return Found(done=True, words=words, page="schemes:scheme", action="See the scheme")


def _children(by: Viewer) -> Found:
    here = Enrolment.objects.not_over(by.today)
    ours = here.filter(school_class__school=by.school).order_by()
    children = ours.values("pupil").distinct().count()
    classes = ours.values("school_class").distinct().count()
    words = (
        f"{_count(children, 'child', 'children')} in {_count(classes, 'class', 'classes')}."
        if children
        else "Nobody yet. Children, classes and families come from a list that the office has."
    )
    return Found(done=children > 0, words=words, page="roster:import", action="Load a list")


def _teachers(by: Viewer) -> Found:
    classes = _classes(by)
    without = [one.school_class.name for one in classes if not one.has_teacher]
    if not classes:
        words = "Classes come with the list of children; then say who teaches each."
    elif without:
        words = f"{_some(without)}: no class teacher yet."
    else:
        words = f"{_count(len(classes), 'class has', 'classes have')} a class teacher."
    done = bool(classes) and not without
    return Found(done=done, words=words, page="roster:class-teachers", action="Say who teaches")


def _classes(by: Viewer) -> list[StaffedClass]:
    """Today's; before a school's first year, those of that year."""
    now = staffed_classes(by, on=by.today)
    year = None if now else next_year_with_classes(by)
    return staffed_classes(by, on=year.starts_on) if year else now


def _parts(by: Viewer) -> Found:
    version = _version(by)
    if version is None:
        words = "They come with the scheme: each may begin on a day of its own."
        return Found(done=False, words=words, page="schemes:adopting", action="Choose a scheme")
    without = [part.name for part in version.scheme.parts if part.starts_on is None]
    if not version.scheme.parts:
        words = "This scheme begins all at once."
    elif without:
        words = f"{_some(without)}: no day yet, so at work from the start."
    else:
        words = "Each has its day."
    return Found(done=not without, words=words, page="schemes:part-days", action="Set the days")


def _version(by: Viewer) -> SchemeVersion | None:
    return SchemeVersion.objects.filter(school=by.school).order_by("number").last()


def _some(names: Sequence[str]) -> str:
    """Kestrels, Wrens, Owls and 4 others."""
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return f"{shown} and {_count(more, 'other', 'others')}" if more > 0 else shown


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


THINGS: tuple[tuple[str, Can, str, Callable[[Viewer], Found]], ...] = (
    ("Dates", Can.SET_DATES, "The office or a leader sets them.", _dates),
    ("Staff", Can.SET_STAFF, "A leader adds them.", _staff),
    ("Scheme", Can.ADOPT_SCHEMES, "A leader chooses it.", _scheme),
    ("Children and classes", Can.LOAD_ROSTERS, "The office or a leader loads them.", _children),
    ("Class teachers", Can.SET_PEOPLE, "The office or a leader says who they are.", _teachers),
    ("When each part begins", Can.ADOPT_SCHEMES, "A leader sets the days.", _parts),
)
