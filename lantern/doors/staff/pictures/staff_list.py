"""What a list of staff would do, row by row, as the staff and the classes stand now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import ROLE_NAMES, WITH_CHILDREN, Role
from lantern.doors.staff.rules import NOTHING_SAID, Column, Rows, Wanted, wanted
from lantern.roster.models import ClassStaff, SchoolClass

NO_CLASS = (
    f" The school has no classes yet: load the children first, or choose “{Column.NOTHING}” for "
    "the column of classes."
)
LEADS = frozenset({Role.TEACHER, Role.LEADER})  # in a class of the list, its class teacher


@dataclass(frozen=True, kw_only=True)
class StaffLine:
    """One row: whom it is about, what would be done, in words, and in which classes."""

    wanted: Wanted
    kind: str  # added, changed, left or refused
    said: str
    member: Member | None
    classes: Sequence[SchoolClass]


@dataclass(frozen=True, kw_only=True)
class StaffPlan:
    """All rows of a list; `mark` is the same only for the same doing."""

    lines: Sequence[StaffLine]
    mark: str

    @property
    def can_be_done(self) -> bool:
        """Whether something would change, and no row is refused: all of it or nothing."""
        kinds = {line.kind for line in self.lines}
        return "refused" not in kinds and bool(kinds & {"added", "changed"})

    @property
    def is_done(self) -> bool:
        """Whether everyone of it is on the staff, as it says, and nothing would change."""
        return {line.kind for line in self.lines} == {"left"}

    @property
    def to_come(self) -> list[Member]:
        """Those who are on the staff, but have chosen no password yet."""
        there = [line.member for line in self.lines if line.member is not None]
        return [member for member in there if not member.user.has_usable_password()]

    @property
    def adds(self) -> int:
        """How many would join the staff."""
        return sum(line.kind == "added" for line in self.lines)


def staff_plan(
    rows: Rows, columns: Sequence[Column], by: Viewer, said: Mapping[str, Role] = NOTHING_SAID
) -> StaffPlan:  # fmt: skip
    """What the rows would do today, with what was said of titles in doubt; nothing is done."""
    staff = {m.user.email: m for m in Member.objects.visible_to(by).select_related("user")}
    classes, places = _classes(by), _places(by)
    lines = [_line(one, staff, classes, places, by) for one in wanted(rows, columns, said)]
    told = [(line.wanted, line.kind, [one.pk for one in line.classes]) for line in lines]
    return StaffPlan(lines=lines, mark=sha256(repr(told).encode()).hexdigest())


def _classes(by: Viewer) -> dict[str, SchoolClass]:
    """This year's by their names in small letters, or the next year's where there are none."""
    rows = SchoolClass.objects.visible_to(by).filter(year__ends_on__gte=by.today)
    found: dict[str, SchoolClass] = {}
    for row in rows.select_related("year").order_by("year__starts_on", "name"):
        found.setdefault(row.name.casefold(), row)
    return found


def _places(by: Viewer) -> set[tuple[int, int]]:
    rows = ClassStaff.objects.visible_to(by).not_over(by.today)
    return set(rows.values_list("member", "school_class"))


def _line(
    one: Wanted, staff: Mapping[str, Member], classes: Mapping[str, SchoolClass],
    places: set[tuple[int, int]], by: Viewer,
) -> StaffLine:  # fmt: skip
    missing = [name for name in one.classes if name.casefold() not in classes]
    if one.wrong or missing:
        said = (
            one.wrong or f"There is no class called {missing[0][:60]}.{'' if classes else NO_CLASS}"
        )
        return StaffLine(wanted=one, kind="refused", said=said, member=None, classes=())
    theirs = [classes[name.casefold()] for name in one.classes]
    member = staff.get(one.email)
    if member is None or (member.ends_on is not None and member.ends_on < by.today):
        if theirs and one.role not in WITH_CHILDREN:
            return _never(one, one.role)
        said = ", ".join(_said(one, theirs))
        return StaffLine(wanted=one, kind="added", said=said, member=None, classes=theirs)
    new = [each for each in theirs if (member.pk, each.pk) not in places]
    if new and member.role not in WITH_CHILDREN:
        return _never(one, member.role)
    said = " ".join(_of_one_here(member, one, new))
    return StaffLine(
        wanted=one, kind="changed" if new else "left", said=said, member=member, classes=new
    )


def _never(one: Wanted, role: str) -> StaffLine:
    whom = f"Whoever is here as {ROLE_NAMES[Role(role)]}"
    said = f"{whom} never sees a child, so works in no class: leave the class empty."
    return StaffLine(wanted=one, kind="refused", said=said, member=None, classes=())


def _said(one: Wanted, classes: Sequence[SchoolClass]) -> Iterator[str]:
    yield ROLE_NAMES[one.role]
    place = "class teacher of" if one.role in LEADS else "works in"
    yield from (f"{place} {each.name}" for each in classes)


def _of_one_here(member: Member, one: Wanted, new: Sequence[SchoolClass]) -> Iterator[str]:
    yield f"On the staff already, as {member.user.name}."
    if new:
        yield f"Would work in {', '.join(each.name for each in new)} too."
    if one.role != member.role:
        yield f"Stays {member.get_role_display()}: their own page changes that."
