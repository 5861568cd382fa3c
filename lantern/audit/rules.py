"""Every kind of note and its sentence in plain words: who stands before it, and a full stop after.

A new kind of note needs one line here: a test finds each that has none. `{about}` is the name of
what the note is about; the others are its details, `{children:child|children}` a count with its
word. A kind that is no longer written keeps its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a note tells of; whoever may not see that does not see the note."""

    CHILDREN = "Children"
    FAMILIES = "Families"
    JUDGEMENTS = "Judging and printing"
    BEHAVIOUR = "Praise"
    STAFF = "Staff"
    SCHOOL = "The school"


@dataclass(frozen=True)
class Kind:
    """One kind of note; `called` is what pages call it where its own name is not that."""

    part: Part
    says: str
    called: str = ""


KINDS: Mapping[str, Kind] = {
    # children
    "pupil added": Kind(Part.CHILDREN, "put {about} on the roll"),
    "added from a file": Kind(Part.CHILDREN, "put {about} on the roll, from a file"),
    "changed from a file": Kind(Part.CHILDREN, "changed what is known of {about}, from a file"),
    "joined a class": Kind(Part.CHILDREN, "put {about} into {to} from {on}"),
    "moved class": Kind(Part.CHILDREN, "moved {about} to {to} from {on}"),
    "came back": Kind(Part.CHILDREN, "put {about}, who came back, into {to} from {on}"),
    "leaves": Kind(Part.CHILDREN, "set the last day of {about}: {on}"),
    "is not leaving": Kind(Part.CHILDREN, "took back the last day of {about}, which was {was}"),
    "does not come": Kind(Part.CHILDREN, "said that {about} does not come; it was to be on {was}"),
    "moved up": Kind(Part.CHILDREN, "moved {about} up into {year}", called="child moved up"),
    "moved back": Kind(
        Part.CHILDREN, "took back the move of {about} into {year}",
        called="child’s moving up undone",
    ),
    "leaves with the year": Kind(
        Part.CHILDREN, "let {about} leave with the year before {year}",
        called="leaves as the school moves up",
    ),
    "renamed": Kind(Part.CHILDREN, "changed the names of {about}"),
    "year group set": Kind(Part.CHILDREN, "set the year group that {about} is taught in"),
    "groups set": Kind(
        Part.CHILDREN, "changed the groups of {about}: {joined} joined and {left} left",
        called="child’s groups changed",
    ),
    "joined a group": Kind(
        Part.CHILDREN, "put {about} into a group from {on}",
        called="child put into a group",
    ),
    "left a group": Kind(
        Part.CHILDREN, "took {about} out of a group after {on}",
        called="child taken out of a group",
    ),
    "stays in a group": Kind(Part.CHILDREN, "took back the last day of {about} in a group"),
    "mentor goes on": Kind(
        Part.CHILDREN, "took back the last day of the mentor of {about}, which was {was}"
    ),
    "part of the week set": Kind(
        Part.CHILDREN,
        "set the part of the week that {about} is here from {on}:"
        " without {sessions:session|sessions}",
    ),
    "here all week again": Kind(Part.CHILDREN, "said that {about} is here all week from {on}"),
    "part of the week taken back": Kind(
        Part.CHILDREN,
        "took back, as a mistake, that {about} is not here on {away}, from {on} until {until}",
    ),
    "mentor set": Kind(Part.CHILDREN, "set the mentor of {about} from {on}: {mentor}"),
    "photograph set": Kind(Part.CHILDREN, "put a photograph of {about} in place"),
    "photograph taken away": Kind(Part.CHILDREN, "took the photograph of {about} away"),
    "photograph refused": Kind(
        Part.CHILDREN, "noted that the family of {about} wants no photograph"
    ),
    "photograph allowed": Kind(
        Part.CHILDREN, "noted that the family of {about} has nothing against a photograph"
    ),
    "photograph of a leaver gone": Kind(
        Part.CHILDREN, "let go of the photograph of {about}, who has left"
    ),
    "photographs sent": Kind(
        Part.CHILDREN, "sent photographs, {about}: {files:file|files}", called="photographs sent"
    ),
    "photographs loaded": Kind(
        Part.CHILDREN,
        "loaded photographs: {added} added, {changed} changed, {left} left, {refused} refused",
    ),
    "photographs forgotten": Kind(
        Part.CHILDREN, "let go of the files of photographs, {about}",
        called="files of photographs let go",
    ),
    "record looked at": Kind(Part.CHILDREN, "looked at the record of {about}"),
    "roster file sent": Kind(
        Part.CHILDREN, "sent a list of pupils, {about}",
        called="list of pupils sent",
    ),
    "roster file forgotten": Kind(
        Part.CHILDREN, "let go of a list of pupils, {about}",
        called="list of pupils let go",
    ),
    "roster loaded": Kind(Part.CHILDREN, "loaded a list of pupils", called="list of pupils loaded"),
    "week's tallies recorded": Kind(
        Part.CHILDREN,
        "entered what was counted from {since} to {until}, of {children:child|children}:"
        " {added} added, {changed} changed",
        called="week’s counts entered",
    ),
    "day's tallies recorded": Kind(
        Part.CHILDREN,
        "entered what was counted on {on}, of {children:child|children}:"
        " {added} added, {changed} changed",
        called="counts of a day entered",
    ),
    "weeks summed again": Kind(
        Part.CHILDREN,
        "added up anew what was counted by the day from {since} to {until}, as school days"
        " or a child’s days here changed: {added} added, {changed} changed",
        called="week’s counts added up anew",
    ),
    "attendance marks recorded": Kind(
        Part.CHILDREN,
        "recorded attendance from {since} to {until}, of {children:child|children}:"
        " {added} added, {changed} changed",
    ),
    "attendance totals recorded": Kind(
        Part.CHILDREN,
        "recorded totals of attendance from {since} to {until}, of {children:child|children}:"
        " {added} added, {changed} changed",
    ),
    "nightly file refused": Kind(
        Part.CHILDREN, "is the one in whose name the nightly file {file} was refused"
    ),
    "nightly file met again": Kind(
        Part.CHILDREN, "is the one in whose name {file} came again and changed nothing"
    ),
    "attendance file loaded": Kind(
        Part.CHILDREN, "loaded attendance from {file}: {added} added, {changed} changed"
    ),
    "attendance file cancelled": Kind(Part.CHILDREN, "let go of a file of attendance, {file}"),
    # families
    "guardian linked": Kind(
        Part.FAMILIES, "added {guardian} to the family of {about}",
        called="adult added to a family",
    ),
    "guardian's tie changed": Kind(
        Part.FAMILIES, "changed what {guardian} is to {about}",
        called="what an adult is to a child changed",
    ),
    "guardian changed": Kind(
        Part.FAMILIES, "changed {guardian}, of the family of {about}: {what}",
        called="adult of a family changed",
    ),
    "guardian's link ended": Kind(
        Part.FAMILIES, "took {guardian} out of the family of {about}",
        called="adult taken out of a family",
    ),
    "guardian's link resumed": Kind(
        Part.FAMILIES, "put {guardian} back into the family of {about}",
        called="adult put back into a family",
    ),
    "restriction recorded": Kind(
        Part.FAMILIES, "recorded a restriction on what {guardian} may be given about {about}"
    ),
    "restriction lifted": Kind(
        Part.FAMILIES, "lifted a restriction on what {guardian} may be given about {about}"
    ),
    # praise and behaviour
    "gave": Kind(Part.BEHAVIOUR, "gave {about} to {whom}"),
    "took back": Kind(Part.BEHAVIOUR, "took back {about}", called="took back what was given"),
    "withdrew": Kind(
        Part.BEHAVIOUR, "withdrew what was due, {about}: its award was taken back",
        called="what was due is withdrawn",
    ),
    "decided": Kind(
        Part.BEHAVIOUR, "decided what is due, {about}: {word}", called="what is due is decided"
    ),
    # judging and printing
    "judged": Kind(Part.JUDGEMENTS, "judged {about}: {key}, as {voice}"),
    "judged many": Kind(Part.JUDGEMENTS, "judged {about}, {period}: {count} saved"),
    "review closed": Kind(Part.JUDGEMENTS, "closed {about}, with {to_judge} left to judge"),
    "review reopened": Kind(Part.JUDGEMENTS, "opened {about} again: {reason}"),
    "profile printed": Kind(Part.JUDGEMENTS, "printed the profile of {about}, {period}"),
    "class profiles printed": Kind(
        Part.JUDGEMENTS, "printed {profiles:profile|profiles} of {about}, {period}"
    ),
    "school print asked for": Kind(Part.JUDGEMENTS, "asked for a print of the school, {period}"),
    "profiles printed by command": Kind(
        Part.JUDGEMENTS, "printed {profiles:profile|profiles} at the machine itself",
        called="profiles printed at the machine",
    ),
    "reminded": Kind(Part.JUDGEMENTS, "reminded {who} of what is left to judge in {of}"),
    "sample drawn": Kind(
        Part.JUDGEMENTS, "asked for second opinions on {key}, {period}: {children:child|children}",
        called="second opinions begun",
    ),
    "sample ended": Kind(
        Part.JUDGEMENTS, "ended the asking for second opinions",
        called="second opinions ended",
    ),
    "second opinion asked for": Kind(
        Part.JUDGEMENTS, "asked {of} for a second opinion on {about} until {until}"
    ),
    "second opinion looked at": Kind(
        Part.JUDGEMENTS, "looked at {about} for a second opinion"
    ),
    "second opinion given": Kind(Part.JUDGEMENTS, "gave a second opinion on {about}: {key}"),
    "second opinion settled": Kind(
        Part.JUDGEMENTS, "settled on one of two opinions on {about}"
    ),
    # staff
    "member of staff added": Kind(Part.STAFF, "added {about} to the staff, as {role}"),
    "member of staff came back": Kind(Part.STAFF, "took {about} back on the staff, as {role}"),
    "member of staff leaves": Kind(Part.STAFF, "set the last day of {about}: {on}"),
    "member of staff away": Kind(Part.STAFF, "set {about} as away from {on} until {until}"),
    "absence taken back": Kind(
        Part.STAFF, "took back, as a mistake, that {about} is away from {on} until {until}"
    ),
    "role changed": Kind(Part.STAFF, "changed what {about} is here as, from {was} to {becomes}"),
    "invited": Kind(Part.STAFF, "invited {about} to sign in, by {how}"),
    "invitation taken up": Kind(Part.STAFF, "let {about} in, by their invitation"),
    "let in for a day": Kind(Part.STAFF, "let {about} in for a day, until {until}, into {where}"),
    "came in for a day": Kind(Part.STAFF, "came in by the code of the day"),
    "day ended early": Kind(Part.STAFF, "ended the day of {about}"),
    "start password given": Kind(
        Part.STAFF, "gave {about} a new password on a slip",
        called="new password given",
    ),
    "second factor added": Kind(
        Part.STAFF, "added a second step to signing in",
        called="second step added",
    ),
    "second factor removed": Kind(
        Part.STAFF, "removed a second step from signing in",
        called="second step removed",
    ),
    "second factor taken away": Kind(
        Part.STAFF, "took away the second step of {about}, who lost it",
        called="second step taken away",
    ),
    "works in a class": Kind(Part.STAFF, "put {who} to work in {about}"),
    "class shared": Kind(
        Part.STAFF, "had {who} share {about} from {on}: {days}, and {mentors}"
    ),
    "leaves a class": Kind(Part.STAFF, "ended the work of {who} in {about} on {on}"),
    "taken from a role": Kind(Part.STAFF, "took from every {role} here: to {what}"),
    "given back to a role": Kind(Part.STAFF, "gave back to every {role} here: to {what}"),
    # the school
    "school opened": Kind(Part.SCHOOL, "opened the school as {name}"),
    "school set": Kind(
        Part.SCHOOL, "changed the school’s name, numbers, or who sees it",
        called="school changed",
    ),
    "school is set up": Kind(Part.SCHOOL, "said that the school is set up"),
    "school is not set up": Kind(Part.SCHOOL, "said that the school is not set up after all"),
    "photographs begun": Kind(
        Part.SCHOOL, "chose that the school keeps photographs of children",
        called="photographs chosen",
    ),
    "photographs ended": Kind(
        Part.SCHOOL, "ended the keeping of photographs: {gone} deleted",
    ),
    "signing in set": Kind(
        Part.SCHOOL, "changed how staff sign in",
        called="how staff sign in changed",
    ),
    "year's dates set": Kind(Part.SCHOOL, "set the dates of {year}"),
    "half term changed": Kind(
        Part.SCHOOL, "changed the days of {name} in {about}, from {was}, to {becomes}"
    ),
    "year's dates removed": Kind(Part.SCHOOL, "took the dates of {year} back"),
    "day closed": Kind(Part.SCHOOL, "closed the school on {on}"),
    "day opened": Kind(Part.SCHOOL, "opened the school on {on} after all"),
    "review periods drawn": Kind(
        Part.SCHOOL, "drew {periods:review period|review periods} in {about}"
    ),
    "review periods redrawn": Kind(
        Part.SCHOOL, "drew the review periods of {about} anew from {since}"
    ),
    "next year planned": Kind(
        Part.SCHOOL, "planned who goes where in {year}",
        called="moving up planned",
    ),
    "rolled over": Kind(Part.SCHOOL, "moved the school up into {year}", called="school moved up"),
    "rollover undone": Kind(
        Part.SCHOOL, "took back the school’s move into {year}",
        called="moving up undone",
    ),
    "class opened": Kind(Part.SCHOOL, "opened the class {name} in {year}"),
    "group made": Kind(Part.SCHOOL, "made the group {name}"),
    "group ended": Kind(Part.SCHOOL, "ended the group {name} on {on}"),
    "group goes on": Kind(Part.SCHOOL, "took back the last day of the group {name}"),
    "group changed": Kind(Part.SCHOOL, "made the group {was} the group {name} ({kind})"),
    "leads a group": Kind(Part.STAFF, "had {who} lead {about} from {on}"),
    "goes on leading a group": Kind(Part.STAFF, "took back the last day of {who} with {about}"),
    "no longer leads a group": Kind(Part.STAFF, "had {who} lead {about} no longer after {on}"),
    "set teaches": Kind(
        Part.SCHOOL, "set the subjects that are taught in {about}",
        called="subjects of a set chosen",
    ),
    "scheme adopted": Kind(
        Part.SCHOOL, "adopted {name} as version {number} from {starts_on}"
    ),
    "scheme withdrawn": Kind(
        Part.SCHOOL, "withdrew version {number} of {name}, which was to begin on {starts_on}"
    ),
    "restored from a backup": Kind(
        Part.SCHOOL, "brought everything back from a backup of {made_at}"
    ),
    "pretend trust made": Kind(Part.SCHOOL, "made the pretend trust"),
}  # fmt: skip


class _Count(str):
    """A detail of a note: after a colon stand its words for one and for many."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        one, _, many = words.partition("|")
        return f"{self} {one if self == '1' else many}" if words else str(self)


def sentence(did: str, about: str, details: Mapping[str, str]) -> str:
    """What was done, in words; of a kind that is not known, or older than its words, its name."""
    kind = KINDS.get(did)
    if kind is None:
        return f"{did}: {about}"
    try:
        told = {key: _Count(value) for key, value in details.items()}
        return kind.says.format_map({**told, "about": about})
    except KeyError:
        return f"{did}: {about}"


def heading(did: str) -> str:
    """What pages call a kind of note."""
    kind = KINDS.get(did)
    words = (kind and kind.called) or did
    return words[0].upper() + words[1:].replace("'", "’")


def kinds_of(parts: set[Part]) -> list[str]:
    """Every kind of note that tells of one of these, as written."""
    return [did for did, kind in KINDS.items() if kind.part in parts]
