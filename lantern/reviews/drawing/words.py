"""The lines of words at the head of a review's pages."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantern.reviews.pictures import Correction, Judged
from lantern.reviews.pictures.overview import Overview
from lantern.reviews.rules import week_number
from lantern.schools.models import Period

FEW = 3


def day_short(on: date) -> str:
    """Thu 26 Nov."""
    return f"{on:%a} {on.day} {on:%b}"


def span_words(period: Period, today: date) -> str:
    """Autumn 2, week 4 (Thu 26 Nov); for a period that is over, its first and last day."""
    if period.dates.holds(today):
        week = week_number(period.starts_on, today)
        return f"{period.label}, week {week} ({day_short(today)})"
    return f"{period.label}, {day_short(period.starts_on)} to {day_short(period.ends_on)}"


def class_line(
    review: Judged, today: date, *, group: str = "", unsaid: int | None = None
) -> SafeString:
    """When, how many children, how many cells are still to judge; scripts count the last down.

    While it is open also how many of them are judged in sets that others lead, and apart from them
    how many are too early to say. Where a child's or an agreed voice is shown, `unsaid` is in how
    many cells it has said nothing. Once it is closed, how many were not judged, or too early.
    """
    line = _counted(review, today, group=group, unsaid=unsaid)
    return line if unsaid is not None else line + _early(review)


def _counted(review: Judged, today: date, *, group: str, unsaid: int | None) -> SafeString:
    count = len(review.profiles)
    children = f"{count} {'child' if count == 1 else 'children'}{f' in {group}' if group else ''}"
    if not review.cells:
        return format_html("{} · {}, nothing to judge", span_words(review.period, today), children)
    if not review.is_open and not review.to_judge:
        cells, early = review.cells, review.early
        judged = f"{cells - early} of {cells} judged" if early else f"all {cells} judged"
        return format_html("{} · {} · {}", span_words(review.period, today), children, judged)
    left = "still to judge" if review.is_open else "were not judged"
    return format_html(
        '{} · {} · <span><b id="to-judge">{}</b> of {} {}{}</span>',
        span_words(review.period, today),
        children,
        review.to_judge if unsaid is None else unsaid,
        review.cells,
        left,
        _in_sets(review) if review.is_open and unsaid is None else "",
    )


def _early(review: Judged) -> SafeString:
    """· 1 too early to say; hidden where nothing is, for the scripts that count it.

    Nothing counts it any more once it is closed.
    """
    if not review.is_open:
        told = format_html(" · {} {}", review.early, review.version.scheme.words.too_early)
        return told if review.early else SafeString("")
    return format_html(
        '<span id="early"{}> · <b id="too-early">{}</b> {}</span>',
        "" if review.early else SafeString(" hidden"),
        review.early,
        review.version.scheme.words.too_early,
    )


def _in_sets(review: Judged) -> str:
    """, of them 2 in Set 1, 1 in Set 2."""
    told = [f"{count} in {name}" for name, count in sorted(review.in_sets.items())]
    return f", of them {', '.join(told)}" if told else ""


def group_line(review: Judged, whole: Judged, group: str, today: date) -> SafeString:
    """The same of a group; while it is open also how many are left in the whole class.

    It is the class that is closed, and never a group of it.
    """
    if not whole.is_open:
        return class_line(review, today, group=group)
    return format_html(
        '{}, <span><b id="to-judge-in-all">{}</b> of {} in the whole class</span>{}',
        _counted(review, today, group=group, unsaid=None),
        whole.to_judge,
        whole.cells,
        _early(review),
    )


def corrections_line(found: Sequence[Correction]) -> str:
    """How many corrections there are, and of whom: each by name where they are few."""
    if not found:
        return ""
    count, children = len(found), list(dict.fromkeys(each.child for each in found))
    whose = ", ".join(children) if len(children) <= FEW else f"{len(children)} children"
    return f"{count} {'correction' if count == 1 else 'corrections'}: {whose}"


def overview_line(found: Overview, today: date) -> str:
    """When, and how many of the classes are closed, ready to be closed, and still to judge."""
    many, closed = found.to_close, found.closed
    wanting, ready = len(found.wanting), found.ready
    if not many:
        return span_words(found.period, today)
    parts = [f"{closed} of {many} closed" if closed < many else "all closed"]
    parts += [f"{ready} ready to be closed"] if ready else []
    parts += [f"{wanting} not done, {found.to_judge:,} still to judge"] if wanting else []
    return " · ".join([span_words(found.period, today), *parts])
