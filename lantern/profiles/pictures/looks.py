"""How a rating or a step looks: its word, symbol and colours, for a page and for paper."""

from functools import cache

from lantern.design.drawing import Shade
from lantern.profiles.pictures.shapes import AreaPicture, Past, Profile
from lantern.schemes.presets.shape import Rating, Scheme, Step
from lantern.schemes.rules import (
    attainment_for,
    class_of_rating,
    class_of_step,
    find,
    scale_of,
)
from lantern.schemes.rules import wash as worked_out

NOT_RATED = "-"
NOBODY_YET = Shade(symbol="–", word="not judged")


def look_of_area(area: AreaPicture, value: str, scheme: Scheme) -> Shade:
    """A rating of an area; "not rated" in the school's words, or a dash for none."""
    rule = find(scheme.areas, area.key)
    if rule is None:
        return _without(value, scheme)
    found = find(scale_of(scheme, rule).ratings, value)
    if found is None:
        return _without(value, scheme)
    return shade(found, class_of_rating(rule.scale, found.key))


def look_of_subject(subject_key: str, value: str, profile: Profile, scheme: Scheme) -> Shade:
    """A step of a subject's scale for the child's year; "not rated", or a dash for none."""
    scale = attainment_for(scheme, subject_key, profile.year)
    found = find(scale.steps, value) if scale else None
    if scale is None or found is None:
        return _without(value, scheme)
    return shade(found, class_of_step(scale.key, found.key))


def look_of_past(past: Past, area: AreaPicture, scheme: Scheme) -> Shade:
    """What an earlier review showed, in the words and the colour that it had then.

    With the class of today's rating where nothing of it has changed, so that it darkens at night.
    """
    now = look_of_area(area, past.value, scheme)
    if (now.word, now.symbol, now.ink) == (past.name, past.symbol, past.colour.lower()):
        return now
    return Shade(symbol=past.symbol or past.name[:1], word=past.name, **_inked(past.colour))


def shade(thing: Rating | Step, css_class: str) -> Shade:
    """A rating or a step of a scheme."""
    symbol = thing.symbol or (thing.short if isinstance(thing, Step) else "")
    return Shade(symbol=symbol, word=thing.name, css_class=css_class, **_inked(thing.colour))


def _without(value: str, scheme: Scheme) -> Shade:
    if value == NOT_RATED:
        return Shade(symbol="–", word=scheme.words.not_rated)
    return NOBODY_YET


def _inked(colour: str) -> dict[str, str]:
    return {"ink": colour.lower(), "wash": wash(colour)} if colour else {}


@cache
def wash(colour: str) -> str:
    """The pale background of a colour, worked out once a process."""
    return worked_out(colour)
