"""One cell of the class grid as HTML: the same bytes in the grid and after it was changed."""

from functools import lru_cache
from html import escape as escape_html

from django.utils.safestring import SafeString

from lantern.judgements.models import What
from lantern.profiles.drawing.faces import Face, all_that_shows, corrected, face
from lantern.profiles.drawing.looks import Leading
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.pictures.names import clear_name

# A class repeats a few hundred words many times.
escape = lru_cache(maxsize=8192)(escape_html)


SINCE_CLOSED = "corrected since it was closed"


def place_of(what: str, key: str) -> str:
    """A column's word in the page: `area-effort`."""
    return f"{what}-{key}"


def draw_cell(
    profile: Profile,
    picture: AreaPicture | SubjectPicture,
    led: Leading,
    ref: str = "",
    *,
    late: bool = False,
) -> SafeString:
    """One area or subject of one child, leading to why it is so; `ref` is theirs, if at hand.

    `late` is whether it was corrected since it was closed.
    """
    looks = led.looks
    what = What.AREA if isinstance(picture, AreaPicture) else What.SUBJECT
    ladder = "" if what == What.AREA else looks.ladder(picture.key, profile.year)
    alike = (what, picture.key, picture.name, ladder, late, *all_that_shows(picture))
    around = led.drawn.get(alike)
    if around is None:
        shown = face(picture, looks.choices(what, picture.key, profile.year), looks.scheme.words)
        shown = corrected(shown, SINCE_CLOSED) if late else shown
        way = led.addresses.around_cell(what.value, picture.key)
        name = clear_name(what, picture.name, looks.scheme)
        around = led.drawn[alike] = _around(shown, place_of(what.value, picture.key), name, way)
    before, between, after = around
    child = escape(profile.name)
    return SafeString(f"{before}{ref or profile.pupil}{between}{child}{after}")  # all is escaped


def _around(shown: Face, place: str, name: str, way: tuple[str, str]) -> tuple[str, str, str]:
    """What stands around the child's ref and name: all but these is alike in many cells."""
    before, after = way
    says = f"{escape(name)}: {escape(shown.says)}"
    return (
        f'<td class="{classes(shown)}" data-k="{escape(place)}"><a href="{escape(before)}',
        f'{escape(after)}" aria-label="',
        f', {says}">{inside(shown)}</a></td>',
    )


def classes(shown: Face) -> str:
    """A cell's classes, escaped: its look's and its state's."""
    return escape(" ".join(part for part in ("cell", shown.css_class, shown.state) if part))


def inside(shown: Face) -> str:
    """What is seen in a cell, escaped; the accessible name says the same in words."""
    drawn = f'<span class="r" aria-hidden="true">{escape(shown.symbol)}</span>'
    if not shown.symbol:
        drawn = ""
    if shown.small:
        drawn += f'<small aria-hidden="true">{escape(shown.small)}</small>'
    if shown.mark:
        drawn += f'<i class="mark" aria-hidden="true">{escape(shown.mark)}</i>'
    return drawn
