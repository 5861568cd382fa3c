"""The files of a print: each class in one, and each child in one of their own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantern.accounts.models import Viewer
from lantern.profiles.pictures import Profile
from lantern.profiles.printing import Paper, Printed, Undrawn, print_profiles
from lantern.reviews.pictures.showing import Review, review_of_class
from lantern.roster.models import SchoolClass
from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True)
class PrintedFile:
    """One PDF of a print, its path in the folder or zip, and what it could not draw.

    `children` is how many children this file adds to those done: a class's own file adds none.
    """

    path: str
    pdf: bytes
    children: int
    undrawn: tuple[Undrawn, ...] = ()


def paper_for(review: Review, *, by: Viewer, both_sides: bool = False) -> Paper:
    """What a print of a review needs beyond its profiles."""
    return Paper(
        school=by.school.name,
        scheme=review.version.scheme,
        printed_on=by.today,
        closed=_closed(review),
        both_sides=both_sides,
    )


def _closed(review: Review) -> str:
    if review.closure is None:
        return ""
    on = review.closure.closed_at.date()
    return f"As it was on {on.day} {on:%B %Y}, when {review.closure.closed_by.name} closed it."


def classes_to_print(by: Viewer, period: Period, name: str = "") -> list[SchoolClass]:
    """The classes of the period's year that this person may see; one by its name if given."""
    rows = SchoolClass.objects.visible_to(by).filter(year=period.year).with_rights(by)
    rows = rows.select_related("year", "school")
    return list(rows.filter(name__iexact=name) if name else rows)


def print_class(review: Review, paper: Paper) -> Printed:
    """The whole class in one file."""
    return print_profiles(review.profiles, paper)


def files_of(school_class: SchoolClass, period: Period, *, by: Viewer) -> Iterator[PrintedFile]:
    """A class's files as they are made: each child's, then the class's. None for an empty class."""
    review = review_of_class(school_class, period, by=by, in_full=True)
    if review is None or not review.profiles:
        return
    paper = paper_for(review, by=by)
    folder = as_a_file_name(school_class.name)
    for profile, name in zip(review.profiles, file_names(review.profiles), strict=True):
        one = print_profiles([profile], paper)
        yield PrintedFile(path=f"{folder}/{name}.pdf", pdf=one.pdf, children=1, undrawn=one.undrawn)
    yield PrintedFile(path=f"{folder}.pdf", pdf=print_class(review, paper).pdf, children=0)


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
