"""The files of a print: each class in one, and each child in one of their own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from lantern.accounts.models import Viewer
from lantern.profiles.pictures import Profile
from lantern.profiles.printing import AT_ONCE, Paper, Sheet, Undrawn, print_sheets, sheet_of
from lantern.profiles.rules import day_words
from lantern.reviews.pictures.corrections import corrections_of
from lantern.reviews.pictures.showing import Review, review_of_class
from lantern.roster.models import Pupil, SchoolClass
from lantern.roster.pictures import in_register
from lantern.schools.models import Period

MOST_LINES = 6  # of what was recorded since, on paper; the page has them all


@dataclass(frozen=True, kw_only=True)
class PrintedFile:
    """One PDF of a print, its path in the folder or zip, and what it could not draw.

    `children` is how many children this file adds to those done: a class's own file adds none.
    `pupils` are the numbers of those in it.
    """

    path: str
    pdf: bytes
    children: int
    pupils: tuple[int, ...]
    undrawn: tuple[Undrawn, ...] = ()


def paper_for(review: Review, *, by: Viewer, both_sides: bool = False) -> Paper:
    """What a print of a review needs beyond its profiles."""
    return Paper(
        school=by.school.name,
        scheme=review.version.scheme,
        printed_on=by.today,
        year=review.period.year.name,
        closed=_closed(review, by),
        both_sides=both_sides,
        since=_since(review),
    )


def _since(review: Review) -> Mapping[int, str]:
    """What was recorded about each child since it was closed, in one line by number (2.31)."""
    if review.closure is None:
        return {}
    told: dict[int, list[str]] = defaultdict(list)
    for line in corrections_of(review.closure, [profile.pk for profile in review.profiles]):
        told[line.pupil].append(
            f"{line.about} ({line.by}, {day_words(timezone.localdate(line.at))})"
        )
    return {pupil: _in_one_line(lines) for pupil, lines in told.items()}


def _in_one_line(lines: Sequence[str]) -> str:
    more = f"; and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    return f"Recorded since: {'; '.join(lines[:MOST_LINES])}{more}."


def _closed(review: Review, by: Viewer) -> str:
    """How a review was closed; one that was not says so, as its sheet looks the same."""
    if review.closed_before is not None:
        return ""  # before the child came: nothing of theirs is closed, nor will be
    if review.closure is None:
        return f"Not closed yet: as it stands on {by.today.day} {by.today:%B %Y}."
    on = timezone.localdate(review.closure.closed_at)
    return f"As it was on {on.day} {on:%B %Y}, when {review.closure.closed_by.name} closed it."


def periods_to_print(by: Viewer) -> list[Period]:
    """Every period that has opened by today, closed or not, the latest first.

    Of years in which this person sees a class: of the others they would print nothing.
    """
    years = SchoolClass.objects.visible_to(by).order_by().values("year")
    rows = Period.objects.of_school(by.school).begun(by.today).filter(year__in=years)
    return list(rows.order_by("-starts_on", "ends_on", "pk"))


def classes_to_print(by: Viewer, period: Period, name: str = "") -> list[SchoolClass]:
    """The classes of the period's year that this person may see; one by its name if given."""
    rows = SchoolClass.objects.visible_to(by).filter(year=period.year).with_rights(by)
    rows = rows.select_related("year", "school")
    return list(rows.filter(name__iexact=name) if name else rows)


def on_no_list(by: Viewer) -> list[Pupil]:
    """The children whom no print of the school has, as they were never put in a class."""
    return sorted(Pupil.objects.visible_to(by).on_no_list(), key=in_register)


@dataclass(frozen=True, kw_only=True)
class ClassFile:
    """A class, or a part of one that is too large for one file, and its file's name."""

    name: str
    profiles: tuple[Profile, ...]
    pdf: bytes


def class_files(review: Review, paper: Paper, made: Sequence[Sheet] = ()) -> Iterator[ClassFile]:
    """The whole class in one file; a larger one in parts, whose sheets say which.

    `made` holds the sheets of the class in order, where they have been worked out already.
    """
    name = as_a_file_name(review.school_class.name)
    every = [
        review.profiles[first : first + AT_ONCE]
        for first in range(0, len(review.profiles), AT_ONCE)
    ]
    for place, some in enumerate(every, start=1):
        part = f"part {place} of {len(every)}" if len(every) > 1 else ""
        of_part = replace(paper, part=part)
        reused = made if made and not part else [sheet_of(each, of_part) for each in some]
        pdf = print_sheets(reused, of_part).pdf
        yield ClassFile(name=f"{name} {place}" if part else name, profiles=some, pdf=pdf)


def files_of(school_class: SchoolClass, period: Period, *, by: Viewer) -> Iterator[PrintedFile]:
    """A class's files as they are made: each child's, then the class's. None for an empty class."""
    review = review_of_class(school_class, period, by=by, in_full=True)
    if review is None or not review.profiles:
        return
    paper = paper_for(review, by=by)
    folder = as_a_file_name(school_class.name)
    made = [sheet_of(profile, paper) for profile in review.profiles]
    for sheet, name in zip(made, file_names(review.profiles), strict=True):
        one = print_sheets([sheet], paper)
        yield PrintedFile(
            path=f"{folder}/{name}.pdf", pdf=one.pdf, children=1, pupils=(sheet.profile.pk,),
            undrawn=one.undrawn,
        )  # fmt: skip
    for part in class_files(review, paper, made):
        pupils = tuple(profile.pk for profile in part.profiles)
        yield PrintedFile(path=f"{part.name}.pdf", pdf=part.pdf, children=0, pupils=pupils)


def file_names(profiles: Sequence[Profile]) -> list[str]:
    """A file name a child, from the name alone; children of one name are numbered."""
    names = [as_a_file_name(profile.name) for profile in profiles]
    again = {name for name, times in Counter(map(str.casefold, names)).items() if times > 1}
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name.casefold()] += 1
        more = f" {seen[name.casefold()]}" if name.casefold() in again else ""
        numbered.append(name + more)
    return numbered


def as_a_file_name(text: str) -> str:
    """A name that every system takes for a file: no path in it, not empty, not too long."""
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", text).strip(". ")
    return safe[:80].strip(". ") or "unnamed"


def marked_sentence(undrawn: Sequence[Undrawn]) -> list[str]:
    """For the end of a run: whose sheet shows a mark, and for which characters."""
    return [f"{each.name}: {' '.join(each.characters)}" for each in undrawn]
