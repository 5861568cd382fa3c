"""The whole class on one screen: every child by every subject and area."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lantern.judgements.models import What
from lantern.profiles.drawing.addresses import Addresses
from lantern.profiles.drawing.cells import draw_cell, escape, place_of
from lantern.profiles.drawing.looks import Leading, Looks
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.pictures.names import clear_name
from lantern.roster.rules import years_beside
from lantern.schemes.presets.shape import Scheme, Words

GAP = '<td class="gap"></td>'


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One subject or area that some child of the class has; `place` is its word in the page.

    `clear` is its name where no heading above it says whether it is a subject or an area.
    """

    what: What
    key: str
    name: str
    clear: str
    short: str
    place: str


Pictures = Mapping[str, AreaPicture | SubjectPicture]


def columns_of(profiles: Sequence[Profile], scheme: Scheme) -> list[list[Column]]:
    """Subjects, then areas, in the scheme's order; a group or part that nobody has is not there.

    A part of the scheme that has not begun is in no profile, so it makes no column (domain 2.40).
    """
    subjects = {subject.key: subject for profile in profiles for subject in profile.subjects}
    areas = {area.key: area for profile in profiles for area in profile.areas}
    groups = [
        [
            _column(What.SUBJECT, subjects[s.key], scheme)
            for s in scheme.subjects
            if s.key in subjects
        ],
        [_column(What.AREA, areas[a.key], scheme) for a in scheme.areas if a.key in areas],
    ]
    return [group for group in groups if group]


def _column(what: What, picture: AreaPicture | SubjectPicture, scheme: Scheme) -> Column:
    return Column(
        what=what, key=picture.key, name=picture.name, short=picture.short,
        clear=clear_name(what, picture.name, scheme), place=place_of(what.value, picture.key),
    )  # fmt: skip


def pictures_of(profile: Profile) -> Pictures:
    """A child's subjects and areas by their column's word."""
    return {
        **{f"subject-{subject.key}": subject for subject in profile.subjects},
        **{f"area-{area.key}": area for area in profile.areas},
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Grid:
    """What all rows of a class have in common.

    `late` are the cells corrected since closing, `years` what stands beside the names.
    """

    groups: Sequence[Sequence[Column]]
    led: Leading
    late: Container[tuple[int, str]]
    years: Mapping[int, str]


def class_grid(
    profiles: Sequence[Profile], scheme: Scheme, addresses: Addresses,
    *, late: Container[tuple[int, str]] = (),
) -> SafeString:  # fmt: skip
    """A row a child, a column each subject and area; a cell leads to why it is as it is.

    `late` names the areas that were corrected since they were closed, by child and key.
    """
    groups = columns_of(profiles, scheme)
    grid = _Grid(
        groups=groups, led=Looks.of(scheme).leading(addresses), late=late,
        years=years_beside(profile.year for profile in profiles),
    )  # fmt: skip
    rows = "".join(_row(profile, grid) for profile in profiles)
    return mark_safe(  # noqa: S308  (every value is escaped)
        f'<table class="grid">{column_groups(groups)}<thead>{group_heads(groups, scheme.words)}'
        f'<tr><th scope="col">Child</th>{heads(groups)}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def column_groups(groups: Sequence[Sequence[Column]]) -> str:
    """What a heading of a group stands over: its columns, and neither the gap nor the names."""
    return "<colgroup></colgroup>" + "".join(
        f'<colgroup></colgroup><colgroup span="{len(group)}"></colgroup>' for group in groups
    )


def group_heads(groups: Sequence[Sequence[Column]], words: Words) -> str:
    """A row that tells the groups apart, where there are two: a word may head a column in each."""
    if len(groups) < 2:
        return ""
    said = {What.SUBJECT: words.attainment, What.AREA: words.attitude}
    cells = "".join(
        f'{GAP}<th scope="colgroup" colspan="{len(group)}">'
        f"<span>{escape(said[group[0].what])}</span></th>"
        for group in groups
    )
    return f'<tr class="groups"><td></td>{cells}</tr>'


def heads(groups: Sequence[Sequence[Column]]) -> str:
    """The headings, each group after a gap; a narrow page shows the short ones."""
    return "".join(GAP + "".join(_head(column) for column in group) for group in groups)


def _head(column: Column) -> str:
    return f'<th scope="col">{both_names(column)}</th>'


def both_names(column: Column) -> str:
    """A column's name, escaped; a narrow page shows its short one, and says the whole."""
    name, short = escape(column.name), escape(column.short)
    if name == short:
        return name
    return f'<span class="full">{name}</span><span class="brief" aria-hidden="true">{short}</span>'


def _row(profile: Profile, grid: _Grid) -> str:
    there, ref = pictures_of(profile), str(profile.pupil)
    cells = "".join(
        GAP + "".join(_cell(profile, ref, there.get(column.place), grid) for column in group)
        for group in grid.groups
    )
    return (
        f'<tr data-pupil="{ref}"><th scope="row">'
        f'<a href="{escape(grid.led.addresses.profile(ref))}">{escape(profile.name)}</a>'
        f"{year_of(profile, grid.years)}</th>{cells}</tr>"
    )


def year_of(profile: Profile, years: Mapping[int, str]) -> str:
    """A child's year group beside their name, escaped, where the class has more than one."""
    said = years.get(profile.year, "")
    return f' <small class="year">{escape(said)}</small>' if said else ""


def _cell(
    profile: Profile, ref: str, picture: AreaPicture | SubjectPicture | None, grid: _Grid
) -> str:
    if picture is None:
        return '<td class="blank"></td>'
    late = isinstance(picture, AreaPicture) and (profile.pk, picture.key) in grid.late
    return draw_cell(profile, picture, grid.led, ref, late=late)
