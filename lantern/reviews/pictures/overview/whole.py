"""Every class of a period at once: who has judged how far, what is missing, what is closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from lantern.accounts.models import Viewer
from lantern.judgements.models import What
from lantern.profiles.pictures import Question
from lantern.profiles.pictures.names import clear_name
from lantern.reviews.pictures.overview import questions as ask
from lantern.reviews.pictures.overview.facts import Findings, Known, findings
from lantern.reviews.pictures.overview.questions import Place
from lantern.reviews.pictures.overview.registers import unloaded, weeks_over
from lantern.reviews.pictures.overview.shapes import ClassStands, InASet, Overview, Shut, Some
from lantern.reviews.pictures.periods import may_teach_sets, version_for
from lantern.roster.models import SchoolClass
from lantern.roster.pictures import InSet, Sets, sets_of
from lantern.roster.pictures.placed import Placed, Placements, last_by, stays
from lantern.roster.rules import in_a_list
from lantern.schemes.rules import in_scope
from lantern.schools.models import Period

OLDEST = 99  # where a class of nobody stands
Left = tuple[str, InSet | None]  # a cell that is still to judge, and the set that does


def overview(period: Period, *, by: Viewer) -> Overview:
    """Every class of the period's year that this person may see; before any scheme, no cells.

    Of a period that is of some year groups, the classes that have a child of them.

    As many queries whatever the number of classes and children.
    """
    whole = _Whole(period, by)
    classes = [whole.stands(each) for each in whole.classes if whole.is_asked(each)]
    classes.sort(key=lambda each: (whole.youngest[each.ref], in_a_list(each.name)))
    return Overview(period=period, classes=tuple(classes))


@dataclass(frozen=True)
class _Whole:
    """All that is known of the classes, each kind of it asked for once."""

    period: Period
    by: Viewer

    @cached_property
    def until(self) -> date:
        return min(self.by.today, self.period.ends_on)

    @cached_property
    def classes(self) -> list[SchoolClass]:
        by = self.by
        found: list[SchoolClass] = ask.classes(by.shape, **by.told, year=self.period.year_id)
        return found

    @cached_property
    def question(self) -> Question | None:
        version = version_for(self.period, self.by)
        if version is None:
            return None
        return Question(period=self.period, version=version, on=self.by.today)

    @cached_property
    def shut(self) -> Mapping[int, Shut]:
        rows = ask.closures(period=self.period.pk)
        return {pk: Shut(ref=ref, at=at, by=name) for pk, ref, at, name in rows}

    @cached_property
    def leads(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        year = self.period.year
        rows = ask.leads(year=year.pk, on=min(self.by.today, year.ends_on))
        for pk, name in rows:
            found[pk].append(name)
        return found

    @cached_property
    def placed(self) -> Mapping[int, Placements]:
        period, by = self.period, self.by
        rows = ask.placed(
            by.shape, **by.told, year=period.year_id, since=period.starts_on, until=self.until,
            began=period.year.starts_on,
        )  # fmt: skip
        return ask.placements(rows)

    @cached_property
    def kept(self) -> Mapping[int, int]:
        """The class whose closing keeps a child."""
        return {pupil: pk for pk, pupil, _ in self._kept}

    @cached_property
    def was_early(self) -> Mapping[int, int]:
        """Of whom how many cells were too early to say when they were closed."""
        return {pupil: early or 0 for _, pupil, early in self._kept}

    @cached_property
    def _kept(self) -> Sequence[tuple[int, int, int | None]]:
        return ask.kept(period=self.period.pk) if self.shut else ()

    @cached_property
    def there(self) -> Mapping[int, list[Placed]]:
        """By class: whom its closing kept, or would keep if it were closed now (domain 2.31)."""
        found: dict[int, list[Placed]] = defaultdict(list)
        for pupil, rows in self.placed.items():
            last = last_by(rows, self.until)
            if pupil in self.kept:
                found[self.kept[pupil]].append(last or rows[-1])
            elif last is not None and self._counts(last):
                found[last.school_class].append(last)
        return found

    def _counts(self, last: Placed) -> bool:
        period = self.period
        here = last.ends_on is None or last.ends_on >= period.starts_on
        theirs = not period.years or period.concerns(last.year_in(period.year.starts_on))
        return here and theirs and last.school_class not in self.shut

    def is_asked(self, school_class: SchoolClass) -> bool:
        """Whether the period is of anyone in the class."""
        pk = school_class.pk
        return not self.period.years or bool(self.there.get(pk)) or pk in self.shut

    @cached_property
    def years(self) -> Mapping[int, int]:
        """By child, the year group, worked out once."""
        began = self.period.year.starts_on
        return {child.pupil: child.year_in(began) for some in self.there.values() for child in some}

    @cached_property
    def decided(self) -> Mapping[int, Mapping[Place, ask.Decision]]:
        pupils = [child.pupil for some in self.there.values() for child in some]
        return ask.decisions(pupils, self.period.pk)

    @cached_property
    def findings(self) -> Findings:
        if self.question is None:
            return Findings()
        return findings(self._known(), self.decided, self.question)

    def _known(self) -> list[Known]:
        """Those of the classes that are open."""
        here = [each for pk, some in self.there.items() if pk not in self.shut for each in some]
        theirs = {each.pupil: self.placed[each.pupil] for each in here}
        began = stays(theirs, year=self.period.year, on=self.until)
        return [
            Known(
                pk=each.pupil, year=self.years[each.pupil],
                since=began.get(each.pupil, each.starts_on),
            )
            for each in here
        ]  # fmt: skip

    @cached_property
    def unloaded(self) -> Mapping[int, tuple[date, ...]]:
        """Of the classes that are open, where the scheme counts attendance at all.

        Nobody waits for that of children whom the scheme is not for.
        """
        scheme = self.question.scheme if self.question else None
        if scheme is None or not any(fact.kind == "attendance" for fact in scheme.facts):
            return {}
        years = self.years
        pupils = {
            pk: [child.pupil for child in some if in_scope(scheme, years[child.pupil])]
            for pk, some in self.there.items()
            if pk not in self.shut
        }
        return unloaded(self.period.year_id, pupils, weeks_over(self.period, self.by.today))

    @cached_property
    def cells_of_year(self) -> dict[int, Mapping[Place, str]]:
        return {}

    def cells(self, year: int) -> Mapping[Place, str]:
        """What a child of a year group is judged in, each by its name; asked once a year group."""
        if year not in self.cells_of_year:
            self.cells_of_year[year] = _cells(self.question, year) if self.question else {}
        return self.cells_of_year[year]

    @cached_property
    def youngest(self) -> dict[object, int]:
        """By ref, the youngest year group of each class."""
        years = self.years
        return {
            each.ref: min(
                (years[child.pupil] for child in self.there.get(each.pk, ())), default=OLDEST
            )
            for each in self.classes
        }

    @cached_property
    def sets(self) -> Sets:
        """In which sets the children of the classes that are open are taught."""
        if self.question is None or not may_teach_sets(self.question.version):
            return {}
        here = [
            each.pupil for pk, some in self.there.items() if pk not in self.shut for each in some
        ]
        return sets_of(here, on=self.until, by=self.by)

    def stands(self, school_class: SchoolClass) -> ClassStands:
        """One class's line."""
        pk, there = school_class.pk, self.there.get(school_class.pk, [])
        left = [(child, self.left(child)) for child in there]
        shut = self.shut.get(pk)
        early = sum(self.early(child) for child in there)
        cells = sum(len(self.cells(self.years[child.pupil])) for child in there)
        columns = Counter(
            (name, taught.said if taught else "") for _, cells in left for name, taught in cells
        )
        reasons = [child for child in there if child.pupil in self.findings.reasons]
        return ClassStands(
            ref=school_class.ref, name=school_class.name, own=vars(school_class)["own"],
            leads=tuple(self.leads.get(pk, ())), children=len(there),
            left_class=sum(self.has_left(child) for child in there), cells=cells, early=early,
            judged=cells - columns.total() - (0 if shut else early),  # else they are among those
            columns=tuple(
                Some(name=f"{name} in {said}" if said else name, count=columns[name, said])
                for name, said in self.in_order(columns)
            ),
            names=tuple(
                Some(name=_name(child), count=len(cells))
                for child, cells in sorted(left, key=lambda each: _in_register(each[0]))
                if cells
            ),
            reasons=tuple(_name(child) for child in sorted(reasons, key=_in_register)),
            unloaded=self.unloaded.get(pk, ()), shut=shut,
            sets=tuple(self.in_sets(there, [taught for _, some in left for _, taught in some])),
        )  # fmt: skip

    def in_sets(self, there: Sequence[Placed], left: Sequence[InSet | None]) -> Iterator[InASet]:
        """The sets that have still to judge some of a class's children."""
        every = [each for child in there for each in self.taught(child).values()]
        cells = Counter(each.ref for each in every)
        wanting = Counter(each.ref for each in left if each)
        for ref, each in {each.ref: each for each in every if wanting[each.ref]}.items():
            yield InASet(
                ref=ref, name=each.name, members=each.members, cells=cells[ref], left=wanting[ref]
            )

    def taught(self, child: Placed) -> Mapping[Place, InSet]:
        """In which sets a child has which of their cells."""
        found = self.sets.get(child.pupil)
        if not found:
            return {}
        cells = self.cells(self.years[child.pupil])
        places = {(What.SUBJECT.value, key): each for key, each in found.items()}
        return {place: each for place, each in places.items() if place in cells}

    def left(self, child: Placed) -> Sequence[Left]:
        """The names of the cells that an adult has still to decide, and the set that does."""
        said, cells = self.decided[child.pupil], self.cells(self.years[child.pupil])
        if len(said) >= len(cells) and said.keys() >= cells.keys():
            return ()
        early = self.findings.early.get(child.pupil, ())
        taught = self.taught(child)
        wanting = [place for place in cells if place not in said and place not in early]
        return [(cells[place], taught.get(place)) for place in wanting]

    def early(self, child: Placed) -> int:
        """How many of their cells are too early to say, or were when they were closed."""
        found = self.was_early.get(child.pupil)
        return len(self.findings.early.get(child.pupil, ())) if found is None else found

    def has_left(self, child: Placed) -> bool:
        return child.ends_on is not None and child.ends_on < self.until

    def in_order(self, columns: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """As the scheme orders its subjects and areas, then by the set."""
        years = sorted(self.cells_of_year)
        known = dict.fromkeys(name for year in years for name in self.cells(year).values())
        order = {name: place for place, name in enumerate(known)}
        return sorted(columns, key=lambda each: (order[each[0]], each[1]))


def _cells(question: Question, year: int) -> Mapping[Place, str]:
    plan, scheme = question.plan(year), question.scheme
    subjects = {
        (What.SUBJECT.value, each.subject.key): clear_name(What.SUBJECT, each.subject.name, scheme)
        for each in plan.subjects
    }
    areas = {
        (What.AREA.value, each.area.key): clear_name(What.AREA, each.area.name, scheme)
        for each in plan.areas
    }
    return {**subjects, **areas}


def _name(child: Placed) -> str:
    return f"{child.forename} {child.surname}".strip()


def _in_register(child: Placed) -> tuple[str, ...]:
    return _place_of(child.surname, child.forename)


@lru_cache(maxsize=4096)  # a school's children are put in order again at each page
def _place_of(surname: str, forename: str) -> tuple[str, ...]:
    return in_a_list(surname, forename)
