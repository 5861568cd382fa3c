"""What templates say in one word: days, counts, ratings, and the head of a page."""

from datetime import date, datetime
from typing import TypedDict

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantern.design import drawing

register = template.Library()

_SIGNS = {"added": "added", "changed": "changed", "left": "left as it is", "refused": "refused"}


class Step(TypedDict):
    """One step of a few: its word, and whether it is done, now or later."""

    word: str
    state: str


@register.filter
def day(when: date | None) -> str:
    """Thu 20 Nov; nothing for None."""
    return f"{_local(when):%a} {_local(when).day} {_local(when):%b}" if when else ""


@register.filter
def day_year(when: date | None) -> str:
    """Thu 20 Nov 2026, where the year is in doubt."""
    return f"{day(when)} {_local(when).year}" if when else ""


@register.filter
def long_day(when: date | None) -> str:
    """Thursday 20 November 2026."""
    return f"{_local(when):%A} {_local(when).day} {_local(when):%B %Y}" if when else ""


@register.filter
def moment(when: datetime | None) -> str:
    """Thu 20 Nov, 9:10, by the clock of the school."""
    return f"{day(when)}, {clock(when)}" if when else ""


@register.filter
def clock(when: datetime | None) -> str:
    """9:10, by the clock of the school."""
    if when is None:
        return ""
    there = timezone.localtime(when) if timezone.is_aware(when) else when
    return f"{there.hour}:{there:%M}"


@register.filter
def plural(count: int, words: str) -> str:
    """`30|plural:"child,children"` is 30 children; with one word an s is put on."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.simple_tag
def rating(symbol: str, word: str, css_class: str = "") -> SafeString:
    """A pill: symbol and word on the rating's colour."""
    return drawing.pill(symbol, word, css_class)


@register.simple_tag
def mark(symbol: str, word: str, css_class: str = "") -> SafeString:
    """The symbol alone, with its word for those who hear the page."""
    return drawing.mark(symbol, word, css_class)


@register.simple_tag
def badge(kind: str, word: str = "") -> SafeString:
    """What an import does with a row: added, changed, left, refused. KeyError on another kind."""
    return format_html('<span class="tag {}">{}</span>', kind, word or _SIGNS[kind])


@register.simple_block_tag
def page_head(
    content: str, heading: str, sub: str = "", face: str = "", photograph: str = ""
) -> SafeString:
    """The page's one h1, a line under it, and its buttons inside.

    Before it a child's initials, or the address of their photograph, which no paper shows.
    """
    return format_html(
        '<div class="head">{}<div class="words"><h1>{}</h1>{}</div>{}</div>',
        _face(face, photograph),
        heading,
        format_html('<p class="sub">{}</p>', sub) if sub else "",
        format_html('<div class="tools">{}</div>', content) if content.strip() else "",
    )


def _face(initials: str, photograph: str) -> SafeString:
    """The name stands beside it, so that nothing is said of it twice."""
    drawn = format_html('<span class="face" aria-hidden="true">{}</span>', initials)
    if not photograph:
        return drawn if initials else SafeString()
    on_paper = format_html('<span class="paper-only">{}</span>', drawn) if initials else ""
    return format_html("{}{}", portrait(photograph), on_paper)


@register.simple_tag
def portrait(address: str) -> SafeString:
    """A child's photograph beside their name: on screens alone, fetched once it is in sight."""
    return format_html(
        '<img class="portrait screen-only" src="{}" alt="" width="256" height="256" '
        'loading="lazy" decoding="async">',
        address,
    )


@register.inclusion_tag("design/parts/steps.html")
def steps(*words: str, now: int) -> dict[str, list[Step]]:
    """`steps "Upload" "Preview" now=1`: where one is in a task of a few pages, counted from 1."""
    return {
        "steps": [
            Step(word=word, state="done" if place < now else "now" if place == now else "later")
            for place, word in enumerate(words, start=1)
        ]
    }


def _local(when: date) -> date:
    """A moment's day at the school; a day is what it is."""
    return (
        timezone.localtime(when) if isinstance(when, datetime) and timezone.is_aware(when) else when
    )
