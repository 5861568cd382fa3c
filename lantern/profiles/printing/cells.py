"""The areas and subjects of a sheet, as plain values."""

from collections.abc import Sequence

from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Past, Profile, SubjectPicture
from lantern.profiles.pictures.lines import area_lines, subject_lines, subject_words
from lantern.profiles.printing.looks import Value, Values, look, wash
from lantern.schemes.presets.shape import Scheme, Step
from lantern.schemes.rules import attainment_for, find, scale_of


def area_values(area: AreaPicture, scheme: Scheme) -> Values:
    """One area: what it shows, each voice, the trend, and why."""
    voices: Values = {"child": _rating(area, area.child, scheme)} if area.child else {}
    return {
        "name": area.name,
        "shows": _rating(area, area.decided, scheme) if area.decided else _suggested(area, scheme),
        "suggested": area.decided is None and bool(area.shows),
        "voices": voices,
        "trend": [_past(past) for past in area.trend],
        "says": list(area_lines(area, scheme)),
    }


def _rating(area: AreaPicture, said: Said, scheme: Scheme) -> Values:
    rule = find(scheme.areas, area.key)
    ratings = scale_of(scheme, rule).ratings if rule else ()
    return look(find(ratings, said.value), said.value, scheme)


def _suggested(area: AreaPicture, scheme: Scheme) -> Values:
    rule = find(scheme.areas, area.key)
    found = find(scale_of(scheme, rule).ratings, area.shows) if rule and area.shows else None
    return look(found, area.shows, scheme)


def _past(past: Past) -> Values:
    return {"name": past.name, "symbol": past.symbol, "ink": past.colour, "wash": "", "means": ""}


def subject_values(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> Values:
    """One subject: its bar, in steps and in words, and what moved."""
    scale = attainment_for(scheme, subject.key, profile.year)
    steps = scale.steps if scale else ()
    shows = look(find(steps, subject.shows), subject.shows, scheme)
    return {
        "name": subject.name,
        "shows": shows,
        "alt": subject_words(subject, steps),
        "steps": _bar(subject, steps),
        "says": list(subject_lines(subject, steps)),
    }


def _bar(subject: SubjectPicture, steps: Sequence[Step]) -> list[Value]:
    keys = [step.key for step in steps]
    now = keys.index(subject.shows) if subject.shows in keys else -1
    ink = steps[now].colour if now >= 0 else ""
    return [
        {
            "now": place == now,
            "reached": place < now,
            "expected": step.key in subject.expected,
            "ink": ink,
            "wash": wash(ink) if ink else "",
        }
        for place, step in enumerate(steps)
    ]
