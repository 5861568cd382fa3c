"""Ratings, and the areas they are given in, with what earns each."""

from dataclasses import dataclass

from lantern.schemes.pictures.words import OVER, lines, sentence, years_words
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Area, Measure, Rating, RatingScale
from lantern.schemes.rules import class_of_rating, find, scale_of, sentence_of_band


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A rating or step as a pill, with what the school says of it."""

    symbol: str
    word: str
    css_class: str
    means: str = ""
    measured: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One scale of ratings, best first."""

    key: str
    name: str
    ratings: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class AreaLine:
    """One area: its ratings with their words and numbers, and how a rating comes about."""

    key: str
    name: str
    about: tuple[str, ...]
    ratings: tuple[Mark, ...]


def scales_of(scheme: Scheme) -> tuple[Scale, ...]:
    """Every scale that has ratings."""
    return tuple(
        Scale(
            key=scale.key,
            name=scale.name,
            ratings=tuple(
                _mark(scale, rating, means=sentence(rating.means), note="met" if rating.met else "")
                for rating in scale.ratings
            ),
        )
        for scale in scheme.scales
        if scale.ratings
    )


def areas_of(scheme: Scheme) -> tuple[AreaLine, ...]:
    """Every area, in the school's order."""
    return tuple(_area(scheme, area) for area in scheme.areas)


def _area(scheme: Scheme, area: Area) -> AreaLine:
    scale = scale_of(scheme, area)
    part = find(scheme.parts, area.part)
    return AreaLine(
        key=area.key,
        name=area.name,
        about=lines(
            f"For {years_words(area.years)}." if area.years else "",
            f"With the part “{part.name}”." if part else "",
            *(_measured(scheme, area.measure) if area.measure else _picked(scale)),
        ),
        ratings=tuple(
            _mark(scale, rating, means=means, measured=measured)
            for rating in scale.ratings
            for means in [sentence(area.says.get(rating.key, ""))]
            for measured in [_unsaid(means, _range(scheme, area.measure, rating))]
        ),
    )


def _mark(
    scale: RatingScale, rating: Rating, *, means: str = "", measured: str = "", note: str = ""
) -> Mark:
    css_class = class_of_rating(scale.key, rating.key)
    return Mark(
        symbol=rating.symbol, word=rating.name, css_class=css_class, means=means,
        measured=measured, note=note,
    )  # fmt: skip


def _unsaid(means: str, measured: str) -> str:
    """The numbers, unless the school's own words have said them already."""
    return "" if _bare(measured) in _bare(means) else measured


def _bare(words: str) -> str:
    """Without the sign of a percentage, which stands with a space or without."""
    return words.lower().replace(" %", "").replace("%", "")


def _picked(scale: RatingScale) -> tuple[str, ...]:
    return ("An adult picks.",) if scale.ratings else ()


def _measured(scheme: Scheme, measure: Measure) -> tuple[str, ...]:
    """What is counted, since when, and from how much on."""
    keys = dict.fromkeys([measure.fact, *(test.fact for test in measure.tests if test.fact)])
    names = [fact.name for key in keys if (fact := find(scheme.facts, key))]
    floors = [
        f"{count} {what}"
        for count, what in (
            (measure.floor_sessions, "sessions"),
            (measure.floor_days, "school days"),
        )
        if count
    ]
    early = f"Before {' and '.join(floors)}: {scheme.words.too_early}." if floors else ""
    said = f"Suggested from {' and '.join(names)} {OVER[measure.over]}; an adult decides."
    return lines(said, early)


def _range(scheme: Scheme, measure: Measure | None, rating: Rating) -> str:
    """What earns a rating: "95 to under 98 %"."""
    return sentence_of_band(measure, rating.key, scheme.facts) if measure else ""
