"""What stands in an address: something of our school, or the same of the school next door.

A new kind of address needs one line in NOUNS: the word before the parameter, and how to find or
make what it names.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias
from uuid import UUID, uuid4

from lantern.accounts.models import Member, Visit
from lantern.behaviour.models import Due, Given
from lantern.judgements.models import Piece, Sample, What
from lantern.reviews.models import Closure, PrintRun
from lantern.roster.models import (
    Group,
    GroupPlace,
    GroupStaff,
    GroupSubject,
    Photograph,
    Restriction,
    Rollover,
    Upload,
)
from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.presets import Scheme, preset_text
from tests.cast import NOW, SEPTEMBER, TODAY, Cast, a_restriction, keeps_photographs
from tests.sweep.walking import Address

LIST = b"Forename,Surname,DOB,Class\nNoor,Hale,03/03/2018,Kestrels\n"
MARKS = b"Forename,Surname,DOB,Date,Session,Mark\nMaya,Brook,14/02/2018,02/11/2026,AM,/\n"
ROSTER_MAPPING = {"columns": {}, "on": "2026-11-26"}

Maker: TypeAlias = Callable[[Cast, Member], object]  # for whoever knocks, theirs or ours


def upload(kind: str, content: bytes, mapping: Mapping[str, object]) -> Maker:
    """A file that whoever knocks has sent."""

    def make(cast: Cast, member: Member) -> UUID:
        return Upload.objects.create(
            school=member.school, kind=kind, name="list.csv", content=content, mapping=mapping,
            uploaded_at=NOW, uploaded_by=member.user,
        ).ref  # fmt: skip

    return make


def theirs_or_ours(ours: str, theirs: str) -> Maker:
    """A member of the cast's own, by its name; of the neighbours' by theirs."""

    def find(cast: Cast, member: Member) -> object:
        if member.school_id == cast.school.pk:
            return getattr(cast, ours).ref
        return getattr(cast.next_door, theirs).ref

    return find


def restriction(cast: Cast, member: Member) -> object:
    if member.school_id == cast.school.pk:
        return cast.restriction.ref
    made: Restriction = a_restriction(cast.next_door.link, cast.next_door.head)
    return made.ref


def closure(cast: Cast, member: Member) -> object:
    ours = member.school_id == cast.school.pk
    found, _ = Closure.objects.get_or_create(
        school_class=cast.kestrels if ours else cast.next_door.school_class,
        period=cast.periods[0] if ours else cast.next_door.period,
        stands=True,
        defaults={
            "version": cast.version if ours else cast.next_door.version,
            "closed_at": NOW,
            "closed_by": member.user,
        },
    )
    return found.ref


def print_run(cast: Cast, member: Member) -> object:
    ours = member.school_id == cast.school.pk
    return PrintRun.objects.create(
        school=member.school, period=cast.period if ours else cast.next_door.period,
        asked_at=NOW, asked_by=member.user, finished=True, content=b"PK",
        pupils=[cast.settled.pk if ours else cast.next_door.pupil.pk],
    ).ref  # fmt: skip


def sample(cast: Cast, member: Member) -> object:
    return piece_of(cast, member).sample.ref


def piece(cast: Cast, member: Member) -> object:
    return piece_of(cast, member).ref


def piece_of(cast: Cast, member: Member) -> Piece:
    """A child of Kestrels, or theirs, of whom that member is asked for a second opinion."""
    ours = member.school_id == cast.school.pk
    there = cast.next_door
    version = SchemeVersion.objects.filter(school=member.school).on(TODAY)[0]
    what, key = first_judged(version.scheme)
    row = Sample.objects.create(
        school=member.school, period=cast.period if ours else there.period,
        version=version, what=what, key=key,
        until=TODAY, drawn_at=NOW, drawn_by=member.user,
    )  # fmt: skip
    return Piece.objects.create(
        sample=row, pupil=cast.settled if ours else there.pupil,
        school_class=cast.kestrels if ours else there.school_class, asked_of=member,
    )  # fmt: skip


def first_judged(scheme: Scheme) -> tuple[What, str]:
    """The last of its areas, or its first subject, or one that it has lost since."""
    if scheme.areas:
        return What.AREA, scheme.areas[-1].key
    return What.SUBJECT, scheme.subjects[0].key if scheme.subjects else "gone"


def draft(cast: Cast, member: Member) -> object:
    return SchemeDraft.objects.create(
        school=member.school, text=cast.version.text, starts_on=date(2027, 1, 4),
        drafted_at=NOW, drafted_by=member.user,
    ).ref  # fmt: skip


def visit(cast: Cast, member: Member) -> object:
    ours = member.school_id == cast.school.pk
    visitor = cast.visitor if ours else cast.next_door.visitor
    return Visit.objects.get(member=visitor).ref


COUNTED = ("up", "new", "left", "kept", "classes", "adults", "mentors", "groups")


def rollover(cast: Cast, member: Member) -> object:
    ours = member.school_id == cast.school.pk
    return Rollover.objects.create(
        school=member.school, year=cast.year if ours else cast.next_door.year, digest="",
        made={key: [] for key in ("class", "enrolment", "staff", "kept")},
        ended={key: [] for key in ("enrolment", "staff", "mentoring", "group")},
        counts=dict.fromkeys(COUNTED, 0),
        done_at=NOW, done_by=member.user,
    ).ref  # fmt: skip


def led_set(cast: Cast, member: Member) -> object:
    """A set that a teacher of the cast leads, of what the scheme has first, with a child in it."""
    if member.school_id != cast.school.pk:
        return cast.next_door.group.ref
    made, _ = Group.objects.get_or_create(
        school=cast.school, name="Set 2", defaults={"kind": Group.Kind.SET}
    )
    GroupSubject.objects.get_or_create(group=made, key=first_subject(cast))
    GroupStaff.objects.get_or_create(
        group=made, member=cast.teacher, defaults={"starts_on": SEPTEMBER}
    )
    GroupPlace.objects.get_or_create(
        group=made, pupil=cast.settled, defaults={"starts_on": SEPTEMBER}
    )
    return made.ref


def first_subject(cast: Cast) -> str:
    """The first subject of the scheme in force, or one that no scheme has."""
    version = SchemeVersion.objects.filter(school=cast.school).on(TODAY)[0]
    return version.scheme.subjects[0].key if version.scheme.subjects else "gone"


def photograph(cast: Cast, member: Member) -> object:
    """That of a child of Kestrels, or theirs, at a school that keeps some."""
    ours = member.school_id == cast.school.pk
    keeps_photographs(cast.school if ours else cast.next_door.school)
    made, _ = Photograph.objects.get_or_create(
        pupil=cast.settled if ours else cast.next_door.pupil,
        defaults={"picture": b"a JPEG", "set_at": NOW, "set_by": member.user},
    )
    return made.ref


def due(cast: Cast, member: Member) -> object:
    """A child of ours, or theirs, has reached what the scheme rewards, or one of long ago."""
    ours = member.school_id == cast.school.pk
    version = rewarding(member)
    milestone = version.scheme.milestones[0].key
    given = Given.objects.create(
        ref=uuid4(), school=member.school, version=version, award="any", at=NOW, on=TODAY,
        recorded_at=NOW, recorded_by=member.user,
    )  # fmt: skip
    row, _ = Due.objects.get_or_create(
        pupil=cast.settled if ours else cast.next_door.pupil, milestone=milestone, since=SEPTEMBER,
        defaults={"school": member.school, "version": version, "given": given},
    )  # fmt: skip
    return row.ref


def rewarding(member: Member) -> SchemeVersion:
    """A version of their school with milestones: today's, if it has any."""
    now = SchemeVersion.objects.filter(school=member.school).on(TODAY).first()
    if now is not None and now.scheme.milestones:
        return now
    older, _ = SchemeVersion.objects.get_or_create(
        school=member.school, number=0,
        defaults={
            "starts_on": date(2020, 9, 1), "adopted_at": NOW,
            "text": preset_text("smileys-and-time-outs"),
        },
    )  # fmt: skip
    return older


NOUNS: dict[str, Maker] = {
    "due": due,
    "groups": led_set,
    "pupils": theirs_or_ours("settled", "pupil"),
    "classes": theirs_or_ours("kestrels", "school_class"),
    "staff": theirs_or_ours("teacher", "head"),
    "names": theirs_or_ours("kestrels", "school_class"),
    "here-today": visit,
    "family": theirs_or_ours("at_mums", "link"),
    "scheme": theirs_or_ours("version", "version"),
    "restrictions": restriction,
    "closures": closure,
    "prints": print_run,
    "moderation": sample,
    "second-opinions": piece,
    "adopting": draft,
    "moved-up": rollover,
    "import": upload("roster", LIST, ROSTER_MAPPING),
    "photographs": photograph,
    "sent": upload("photographs", b"[]", {}),
    "attendance": upload("attendance", MARKS, {}),
}

# A pk is that of something one has beside a password, which nobody of the cast has.
PLAIN: dict[str, object] = {
    "began": 2026, "number": 1, "what": "area", "key": "attendance", "pk": 1,
    "provider_id": "nobody",
}  # fmt: skip


def values_for(address: Address, cast: Cast, member: Member, *, school: str) -> dict[str, object]:
    """What stands in the address for what belongs to a member of the cast's own school."""
    found: dict[str, object] = {"school": school}
    of_a_set = "/groups/" in address.route
    for _type, name, word in address.parameters:
        if of_a_set and name in ("what", "key"):
            found[name] = "subject" if name == "what" else first_subject(cast)
        elif name in PLAIN:
            found[name] = PLAIN[name]
        elif name != "school":
            assert word in NOUNS, f"{address.route}: tell tests/sweep/filling.py what {word} holds"
            found[name] = NOUNS[word](cast, member)
    return found
