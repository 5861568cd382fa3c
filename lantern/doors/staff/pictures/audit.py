"""Who did what here, in plain words, the latest first, as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from lantern.accounts.models import MACHINE, Member, Viewer
from lantern.accounts.rules import STAFF_ROLES, Can
from lantern.audit.models import Note, NoteQuerySet
from lantern.audit.rules import KINDS, Part, heading, kinds_of, sentence
from lantern.doors.staff.pictures.names import Names, is_ref, names_in, words_of
from lantern.doors.staff.pictures.staff import by_surname
from lantern.doors.staff.pictures.touched import (
    MANY_CELLS,
    ONE_CELL,
    Lines,
    judged_in,
    touching,
)
from lantern.roster.models import Pupil
from lantern.roster.pictures import pupils_found

MACHINE_ALONE = "machine"
A_PAGE = 50
AS_MANY_AS = 40  # children of one name whose notes are looked for
NEEDS = {
    Part.CHILDREN: Can.SEE_CHILDREN,
    Part.FAMILIES: Can.SEE_FAMILIES,
    Part.JUDGEMENTS: Can.SEE_JUDGEMENTS,
    Part.BEHAVIOUR: Can.SEE_BEHAVIOUR,
}


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is looked for; nothing of it is everything. `after` is the last line of a page."""

    who: str = ""
    did: str = ""
    child: str = ""
    since: date | None = None
    until: date | None = None
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One note: when, by whom, and what, with the names of those who are still there.

    `judged` is what was judged then of the children who are looked for.
    """

    at: datetime
    by: str
    what: str
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """Some notes, the latest first; `next` is where the older ones begin, empty for none."""

    lines: tuple[Line, ...]
    next: str


def audit_of(search: Search, *, by: Viewer) -> AuditPage:
    """A page of what the viewer looks for. What it reads does not grow with the years."""
    pupils = _children(search.child, by)
    rows = _page(search, pupils, by)
    shown, names = rows[:A_PAGE], names_in(rows[:A_PAGE], by=by)
    judged = judged_in(shown, pupils, by)
    last = shown[-1] if len(rows) > A_PAGE else None
    return AuditPage(
        lines=tuple(_line(row, names, judged) for row in shown),
        next=f"{last.at.isoformat()}~{last.pk}" if last else "",
    )


def visible_to(by: Viewer) -> NoteQuerySet:
    """The notes of the viewer's school about what they may see; none for whoever may read none."""
    if not by.may(Can.READ_AUDIT):
        return Note.objects.none()
    rows = Note.objects.of_school(by.school_key)
    hidden = kinds_of({part for part, can in NEEDS.items() if not by.may(can)})
    return rows.exclude(did__in=hidden) if hidden else rows


def _page(search: Search, pupils: Sequence[Pupil], by: Viewer) -> list[Note]:
    """As many as a page has, and one more if there is one."""
    rows = _found(search, by)
    if search.child:
        touched = touching(rows, pupils, by, most=A_PAGE + 1) if pupils else []
        rows = visible_to(by).filter(pk__in=touched)
    return list(rows[: A_PAGE + 1])


def _found(search: Search, by: Viewer) -> NoteQuerySet:
    rows = visible_to(by)
    if search.who == MACHINE_ALONE:
        rows = rows.filter(user=None)
    elif search.who:
        member = Member.objects.with_visitors(by).filter(ref=search.who).first()
        rows = rows.filter(user=member.user_id) if member else rows.none()
    if search.did:
        rows = rows.filter(did=search.did)
    if search.since:
        rows = rows.filter(at__gte=_midnight(search.since, by))
    if search.until:
        rows = rows.filter(at__lt=_midnight(search.until + timedelta(days=1), by))
    return rows.before(*search.after) if search.after else rows


def _children(words: str, by: Viewer) -> list[Pupil]:
    """Those of a name, leavers too, whom the viewer may see; none where none is looked for."""
    return pupils_found(by, words=words, leavers=True)[:AS_MANY_AS] if words else []


def _midnight(on: date, by: Viewer) -> datetime:
    return datetime.combine(on, time.min, tzinfo=by.now.tzinfo)


def _line(row: Note, names: Names, judged: Lines) -> Line:
    told = {key: words_of(key, value, names) for key, value in row.details.items()}
    what = sentence(row.did, names.about(row), told)
    told_of = judged.get((row.at, row.user), ()) if row.did in (ONE_CELL, MANY_CELLS) else ()
    return Line(at=row.at, by=row.at_by, what=what, judged=tuple(told_of))


def staff_who_did(by: Viewer, *, asked: str = "") -> list[tuple[str, str]]:
    """Nobody, at the machine itself; then everyone who is or was on the staff: ref and name.

    Those let in for a day would make the list long: only the one who is `asked` for is in it.
    """
    everyone = Member.objects.with_visitors(by).select_related("user")
    is_asked = Q(ref=asked) if is_ref(asked) else Q()
    known = everyone.filter(Q(role__in=STAFF_ROLES) | is_asked).order_by("pk")
    rows = sorted(known, key=lambda row: by_surname(row.user.name))
    return [(MACHINE_ALONE, MACHINE), *((str(row.ref), row.user.name) for row in rows)]


def kinds_to_choose(by: Viewer) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """Every kind of note that the viewer may see, by what it tells of."""
    parts = [part for part in Part if part not in NEEDS or by.may(NEEDS[part])]
    return [(part.value, _of_part(part)) for part in parts]


def _of_part(part: Part) -> list[tuple[str, str]]:
    every = [(did, heading(did)) for did, kind in KINDS.items() if kind.part is part]
    return sorted(every, key=lambda kind: kind[1].casefold())
