"""The names of what notes are about, where it is still there and the reader may see it.

A note holds plain values and no key, so that it outlives what it tells of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import ROLE_NAMES, Can, Role
from lantern.audit.models import Note
from lantern.behaviour.pictures import called_of, due_called
from lantern.reviews.models import Closure
from lantern.roster.models import Group, GuardianLink, Pupil, SchoolClass, Upload
from lantern.roster.rules import in_words
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear

PEOPLE = frozenset({"mentor", "who", "guardian"})  # details that hold a ref
GONE = {
    "Pupil": "a child who is no longer here",
    "Member": "someone who is no longer here",
    "User": "someone who is no longer here",
    "SchoolClass": "a class that is no longer here",
    "Group": "a group that is no longer here",
    "Closure": "a review that is no longer here",
    "Upload": "a file that is no longer here",
    "Given": "something that is no longer here",
    "Due": "something that is no longer here",
    "Guardian": "an adult who is no longer here",
}
ROLES = {role.value: ROLE_NAMES[role] for role in Role}
RIGHTS = {can.name.lower().replace("_", "-"): can.value for can in Can}
Found = Iterable[tuple[object, str]]  # ref and name


@dataclass(frozen=True, kw_only=True)
class Names:
    """What each ref of some notes is called, by kind; and what the scheme calls its parts."""

    known: Mapping[tuple[str, str], str]
    judged: Mapping[str, str]

    def about(self, row: Note) -> str:
        """What a note is about; of what is gone, only what it was."""
        gone = GONE.get(row.about_kind, "something that is no longer here")
        return self.known.get((row.about_kind, row.about), gone)

    def person(self, ref: str) -> str:
        """An adult of the staff or of a family; words that are no ref are what they say."""
        for kind in ("Member", "Guardian"):
            if name := self.known.get((kind, ref)):
                return name
        return GONE["Guardian"] if is_ref(ref) else ref


def names_in(rows: Iterable[Note], *, by: Viewer) -> Names:
    """One query for each kind of thing that the notes are about."""
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        asked[row.about_kind].add(row.about)
        people = {str(value) for key, value in row.details.items() if key in PEOPLE}
        asked["Member"] |= people
        asked["Guardian"] |= people
    known = {
        (kind, str(ref)): name
        for kind, find in FINDERS.items()
        if (refs := [ref for ref in asked[kind] if _is_asked_by(kind, ref)])
        for ref, name in find(refs, by)
    }
    return Names(known=known, judged=_judged(by) if asked["Pupil"] else {})


def is_ref(text: str) -> bool:
    """Whether a word may be the ref of something."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_asked_by(kind: str, ref: str) -> bool:
    return ref.isdigit() if kind in BY_NUMBER else is_ref(ref)


def _pupils(refs: list[str], by: Viewer) -> Found:
    return ((row.ref, row.name) for row in Pupil.objects.visible_to(by).filter(ref__in=refs))


def _members(refs: list[str], by: Viewer) -> Found:
    rows = Member.objects.with_visitors(by).filter(ref__in=refs)
    return rows.values_list("ref", "user__name")


def _users(refs: list[str], by: Viewer) -> Found:
    theirs = Member.objects.with_visitors(by).values("user")
    return User.objects.filter(ref__in=refs, pk__in=theirs).values_list("ref", "name")


def _classes(refs: list[str], by: Viewer) -> Found:
    return SchoolClass.objects.filter(school=by.school, ref__in=refs).values_list("ref", "name")


def _groups(refs: list[str], by: Viewer) -> Found:
    return Group.objects.visible_to(by).filter(ref__in=refs).values_list("ref", "name")


def _guardians(refs: list[str], by: Viewer) -> Found:
    links = GuardianLink.objects.visible_to(by).filter(guardian__ref__in=refs)
    return ((row.guardian.ref, str(row.guardian)) for row in links.select_related("guardian"))


def _closures(refs: list[str], by: Viewer) -> Found:
    rows = Closure.objects.filter(school_class__school=by.school, ref__in=refs)
    for row in rows.select_related("school_class", "period"):
        yield row.ref, f"{row.period.name} of {row.school_class.name}"


def _uploads(refs: list[str], by: Viewer) -> Found:
    return Upload.objects.filter(school=by.school, ref__in=refs).values_list("ref", "name")


def _years(refs: list[str], by: Viewer) -> Found:
    return AcademicYear.objects.filter(school=by.school, pk__in=refs).values_list("pk", "name")


FINDERS: Mapping[str, Callable[[list[str], Viewer], Found]] = {
    "Pupil": _pupils,
    "Member": _members,
    "User": _users,
    "SchoolClass": _classes,
    "Group": _groups,
    "Guardian": _guardians,
    "Closure": _closures,
    "Upload": _uploads,
    "AcademicYear": _years,
    "Given": called_of,
    "Due": due_called,
}
BY_NUMBER = frozenset({"AcademicYear"})


def _judged(by: Viewer) -> dict[str, str]:
    """What the school calls each area and subject, by the newest version that has it."""
    found: dict[str, str] = {}
    for version in SchemeVersion.objects.visible_to(by).order_by("number"):
        found |= {area.key: area.name for area in version.scheme.areas}
        found |= {subject.key: subject.name for subject in version.scheme.subjects}
    return found


def words_of(key: str, value: object, names: Names) -> str:
    """A detail of a note in words: a name for a ref, a role's name, a day as people write it."""
    text = "" if value is None else str(value)
    if key in PEOPLE:
        return names.person(text)
    if key == "key":
        return names.judged.get(text, text)
    if key == "made_at":
        return in_words(datetime.fromisoformat(text).date())
    return ROLES.get(text) or RIGHTS.get(text) or _day(text) or text


def _day(text: str) -> str:
    try:
        return in_words(date.fromisoformat(text))
    except ValueError:
        return ""
