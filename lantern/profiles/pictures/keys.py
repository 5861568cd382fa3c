"""What the signs on one child's profile mean, in the school's own words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantern.design.drawing import Shade
from lantern.profiles.pictures.looks import shade
from lantern.profiles.pictures.shapes import Profile, SubjectPicture
from lantern.roster.rules.years import year_name
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for, class_of_rating, class_of_step, find

Marks = tuple[tuple[Shade, str], ...]  # each with what the school says it means, or nothing


@dataclass(frozen=True, kw_only=True)
class Key:
    """The ratings of one scale, best first, or its steps, lowest first.

    `of` names the areas or subjects that it belongs to, where there is another key beside it: two
    scales may share a word (domain 2.1).
    """

    of: str
    marks: Marks


def ratings_key(profile: Profile, scheme: Scheme) -> tuple[Key, ...]:
    """Every rating that the child's areas can show; scales that look and mean the same once."""
    return _keys(_ratings(profile, scheme))


def _ratings(profile: Profile, scheme: Scheme) -> Iterator[tuple[str, Marks]]:
    for area in profile.areas:
        rule = find(scheme.areas, area.key)
        scale = find(scheme.scales, rule.scale) if rule else None
        for_all = scale.ratings if scale else ()
        key = scale.key if scale else ""
        yield area.name, tuple((shade(r, class_of_rating(key, r.key)), r.means) for r in for_all)


def steps_key(profile: Profile, scheme: Scheme) -> tuple[Key, ...]:
    """Every step of the scales on which the child's subjects are."""
    return _keys(_steps(profile, scheme))


def _steps(profile: Profile, scheme: Scheme) -> Iterator[tuple[str, Marks]]:
    for subject in profile.subjects:
        scale = attainment_for(scheme, subject.key, profile.year)
        if scale is not None:
            shades = (shade(step, class_of_step(scale.key, step.key)) for step in scale.steps)
            means = (step.means for step in scale.steps)
            yield subject.name, tuple(zip(shades, means, strict=True))


def _keys(every: Iterable[tuple[str, Marks]]) -> tuple[Key, ...]:
    found: dict[tuple[tuple[str, ...], ...], tuple[Marks, list[str]]] = {}
    for name, marks in every:
        alike = tuple((look.symbol, look.word, look.ink, means) for look, means in marks)
        if marks:
            found.setdefault(alike, (marks, []))[1].append(name)
    several = len(found) > 1
    return tuple(
        Key(of=", ".join(names) if several else "", marks=marks) for marks, names in found.values()
    )


def bars_key(profile: Profile, scheme: Scheme) -> str:
    """What is dark, pale and dashed in a strip of steps, and which steps are expected by name."""
    said = "Dark: now. Pale: before, or on the way."
    expected = {each.name: _expected(each, profile, scheme) for each in profile.subjects}
    wanted = {name: words for name, words in expected.items() if words}
    if not wanted:
        return said
    if len(set(expected.values())) == 1:
        (steps,) = set(expected.values())
    else:
        steps = "; ".join(f"{name} {words}" for name, words in wanted.items())
    return f"{said} Dashed: what is expected of {year_name(profile.year)} now ({steps})."


def _expected(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> str:
    scale = attainment_for(scheme, subject.key, profile.year)
    steps = [step.name for step in scale.steps if step.key in subject.expected] if scale else []
    return " to ".join(dict.fromkeys(steps[:1] + steps[-1:]))
