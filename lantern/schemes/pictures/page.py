"""A whole scheme in the school's own words, for a teacher or a parent to read."""

from dataclasses import dataclass

from lantern.schemes.pictures.attainment import Expected, Ladder, expected_of, ladders_of
from lantern.schemes.pictures.attitude import AreaLine, Scale, areas_of, scales_of
from lantern.schemes.pictures.later import Section, sections_of
from lantern.schemes.pictures.words import years_of, years_words
from lantern.schemes.presets import Scheme


@dataclass(frozen=True, kw_only=True)
class SchemePage:
    """What the page of one scheme shows; a part that the school left out is empty."""

    scheme: Scheme
    years: str
    scales: tuple[Scale, ...]
    areas: tuple[AreaLine, ...]
    ladders: tuple[Ladder, ...]
    expected: tuple[Expected, ...]
    sections: tuple[Section, ...]


def page_of(scheme: Scheme) -> SchemePage:
    """The page of a scheme, adopted or only thought of."""
    return SchemePage(
        scheme=scheme,
        years=years_words(years_of(scheme)),
        scales=scales_of(scheme),
        areas=areas_of(scheme),
        ladders=ladders_of(scheme),
        expected=expected_of(scheme),
        sections=sections_of(scheme),
    )
