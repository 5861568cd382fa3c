"""What an attendance file says, child by child, and what of it cannot be recorded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from lantern.accounts.models import Viewer
from lantern.habits.pictures.calendar import SchoolCalendar, calendar_of
from lantern.habits.pictures.rows import Refusal, RowCount
from lantern.habits.reading import Line, ToldMark
from lantern.habits.reading.parts import Child
from lantern.habits.rules import (
    AFTERNOON,
    MORNING,
    TOO_YOUNG,
    Found,
    Known,
    Roll,
    UnknownCode,
    counts,
    total_trouble,
)
from lantern.roster.models import Pupil
from lantern.roster.rules import in_words, name_key
from lantern.roster.rules.part_weeks import compulsory_from

NOT_YET = "that day has not come yet."
NOT_THIS_AFTERNOON = "that afternoon has not begun yet."
NOON = time(12)  # no school's own hours are kept here, and no afternoon begins before
SHUT = (
    "the school is shut then, so no mark is loaded but one that says so, such as #. If there was "
    "school, put its dates right first."
)
FEW = 4
Trouble = Callable[[str, date, str], str]  # of a mark on a day in a session, for whomever it is
P = TypeVar("P")
S = TypeVar("S")


@dataclass
class Gathered:
    """What the rows of one child come to, while they are put together."""

    name: str
    born_on: date | None = None
    rows: list[int] = field(default_factory=list)
    marks: dict[tuple[date, str], str] = field(default_factory=dict)
    totals: dict[tuple[date, date], tuple[int, int]] = field(default_factory=dict)
    refused: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    cautions: list[str] = field(default_factory=list)
    clashes: dict[object, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    rows_of: dict[object, list[int]] = field(default_factory=lambda: defaultdict(list))

    def refuse(self, why: str, rows: Iterable[int]) -> None:
        """Something that these rows say is not recorded, for this reason."""
        self.refused[why].update(rows)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Each reason with its rows."""
        return tuple(Refusal(tuple(sorted(rows)), why) for why, rows in self.refused.items())

    @property
    def count(self) -> RowCount:
        """What becomes of the rows; each is counted once, whatever it holds."""
        bad = {row for rows in self.refused.values() for row in rows}
        good = {row for place in chain(self.marks, self.totals) for row in self.rows_of[place]}
        return RowCount(
            whole=len(good - bad),
            part=len(good & bad),
            refused=len(bad - good),
            empty=len(set(self.rows) - good - bad),
        )


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a file says, child by child, and the roll by which its children were known.

    It has not been held against what stands: that may change until the moment of writing.
    """

    children: Mapping[int, Gathered]
    nobody: Sequence[Gathered]
    roll: frozenset[Known]
    school: int
    calendar: SchoolCalendar

    def still_knows(self, viewer: Viewer) -> bool:
        """Whether the roll is now as it was when the children were looked for."""
        return self.roll == frozenset(_known(viewer))


def told_by(lines: Iterable[Line], viewer: Viewer) -> Told:
    """Whom these rows are about, what they say, and what is refused and why."""
    known = frozenset(_known(viewer))
    roll = Roll(known)
    found_by: dict[Child, Found] = {}  # a year's marks name each child 380 times
    gathered: dict[int, Gathered] = {}
    nobody: dict[Child, Gathered] = {}
    for line in lines:
        found = found_by.get(line.child) or found_by.setdefault(line.child, roll.find(line.child))
        if found.child is None:
            _put_aside(nobody.setdefault(line.child, _nobody(line.child)), line, found.says)
            continue
        one = gathered.setdefault(
            found.child.pupil, Gathered(found.child.name, found.child.born_on)
        )
        _gather(one, line, found.says)
    calendar = calendar_of(viewer.school)
    trouble = cache(partial(_mark_trouble, calendar=calendar, now=viewer.now))
    for one in gathered.values():
        _check(one, trouble, viewer.now.date())
    return Told(
        children=gathered,
        nobody=list(nobody.values()),
        roll=known,
        school=viewer.school.pk,
        calendar=calendar,
    )


def _nobody(child: Child) -> Gathered:
    return Gathered(child.name or child.upn or "No name")


def _put_aside(one: Gathered, line: Line, why: str) -> None:
    one.rows.append(line.row)
    one.refuse(why, [line.row])


def _known(viewer: Viewer) -> Iterable[Known]:
    children = Pupil.objects.visible_to(viewer)
    here = frozenset(children.on_roll(viewer.today).values_list("pk", flat=True))
    for child in children:
        legal = name_key(child.legal_forename, child.legal_surname)
        called = name_key(child.called_forename, child.called_surname)
        mixed = name_key(child.called_forename, child.legal_surname)
        yield Known(
            pupil=child.pk,
            ref=str(child.ref),
            upn=child.upn,
            name=child.name,
            keys=frozenset([legal, called, mixed]),
            born_on=child.born_on,
            on_roll=child.pk in here,
        )


def _gather(one: Gathered, line: Line, caution: str) -> None:
    one.rows.append(line.row)
    for trouble in line.troubles:
        one.refuse(trouble, [line.row])
    if caution and caution not in one.cautions:
        one.cautions.append(caution)
    for mark in line.marks:
        _put(one, one.marks, (mark.on, mark.session), mark.code, partial(_marked, mark.on))
    for total in line.totals:
        days = (total.starts_on, total.ends_on)
        _put(one, one.totals, days, (total.possible, total.attended), _counted)


def _put(one: Gathered, into: dict[P, S], place: P, says: S, words: Callable[[S], str]) -> None:
    """The same said twice is said once; of two things said of one place none is taken."""
    one.rows_of[place].append(one.rows[-1])
    first = into.setdefault(place, says)
    if first != says:
        one.clashes[place] |= {words(first): None, words(says): None}


def _marked(on: date, code: str) -> str:
    try:
        counts(code, on)
    except UnknownCode:
        return f"“{code}” (no attendance code)"
    return f"“{code}”"


def _counted(says: tuple[int, int]) -> str:
    possible, attended = says
    return f"{attended} of {possible}"


def place_told(mark: ToldMark) -> str:
    half = "morning" if mark.session == MORNING else "afternoon"
    return f"{in_words(mark.on)}, {half}"


def days_told(since: date, until: date) -> str:
    return f"{in_words(since)} to {in_words(until)}"


def _check(one: Gathered, trouble: Trouble, today: date) -> None:
    """Take out what cannot be recorded, and say why; say what is odd about the rest."""
    for clash, said in one.clashes.items():
        one.refuse(_differing(clash, list(said)), one.rows_of[clash])
    one.marks = {place: code for place, code in one.marks.items() if place not in one.clashes}
    one.totals = {days: says for days, says in one.totals.items() if days not in one.clashes}
    _check_marks(one, trouble)
    _check_totals(one, today)
    _check_age(one)


def _differing(place: object, said: Sequence[str]) -> str:
    """Of which session or days a file says several things, which, and that none is taken."""
    match place:
        case (date() as since, date() as until):
            where = days_told(since, until)
        case (date() as on, str(session)):
            where = place_told(ToldMark(on, session, ""))
        case _:
            raise TypeError(place)
    every = f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{where}: the file says {every}, so none is loaded. Leave in the one that is right."


def _check_marks(one: Gathered, trouble: Trouble) -> None:
    bad: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for (on, session), code in list(one.marks.items()):
        if why := trouble(code, on, session):
            bad[why].append((on, session))
            del one.marks[on, session]
    for why, places in bad.items():
        days = _listed([on for on, _ in places])
        one.refuse(f"{days}: {why}", (row for place in places for row in one.rows_of[place]))


def _check_age(one: Gathered) -> None:
    """Say where a mark is for children below an age that this one has reached."""
    young = [on for (on, _), code in one.marks.items() if code == TOO_YOUNG]
    if not young or one.born_on is None:
        return
    first = compulsory_from(one.born_on)
    if late := [on for on in young if on >= first]:
        one.cautions.append(
            f"{_listed(late)}: marked {TOO_YOUNG}, but of compulsory school age from "
            f"{in_words(first)}. From then a part-time timetable is C2. Please check."
        )


def _mark_trouble(
    code: str, on: date, session: str, *, calendar: SchoolCalendar, now: datetime
) -> str:
    """Why a mark is not recorded; codes that make no possible session may stand on a shut day."""
    try:
        possible, _ = counts(code, on)
    except UnknownCode as unknown:
        return str(unknown)
    if on > now.date():
        return NOT_YET
    if on == now.date() and session == AFTERNOON and now.time() < NOON:
        return NOT_THIS_AFTERNOON
    return SHUT if possible and calendar.is_shut(on, session) else ""


def _listed(days: Sequence[date]) -> str:
    """The first few days, and how many more there are."""
    told = list(dict.fromkeys(in_words(on) for on in sorted(days)))
    more = f" and {len(told) - FEW} more days" if len(told) > FEW else ""
    return ", ".join(told[:FEW]) + more


def _check_totals(one: Gathered, today: date) -> None:
    for (since, until), (possible, attended) in list(one.totals.items()):
        trouble = total_trouble(possible, attended, since, until)
        if trouble is None and until > today:
            trouble = "the last day has not come yet: give the day up to which the file counts."
        if trouble:
            one.refuse(f"{days_told(since, until)}: {trouble}", one.rows_of[since, until])
            del one.totals[since, until]
