"""What goes well, said before anything else: what is met, what is better than it was."""

from lantern.judgements.models import What
from lantern.profiles.pictures.names import clear_name
from lantern.profiles.pictures.shapes import AreaPicture, Profile, SubjectPicture
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for, find, scale_of


def good_news(profile: Profile, scheme: Scheme) -> tuple[str, ...]:
    """The areas and subjects that go well, in the scheme's own order; none is said to go badly.

    What is better than at the last review, which is said; and what is no lower than then and good
    already: an area whose rating counts as met, a subject at or beyond what is expected.
    """
    areas = (_area(area, scheme) for area in profile.areas)
    subjects = (_subject(subject, profile, scheme) for subject in profile.subjects)
    return tuple(news for news in (*areas, *subjects) if news)


def _area(area: AreaPicture, scheme: Scheme) -> str:
    rule = find(scheme.areas, area.key)
    ratings = scale_of(scheme, rule).ratings if rule else ()
    now = find(ratings, area.shows)
    if now is None:
        return ""
    name = clear_name(What.AREA, area.name, scheme)
    last = area.trend[-1] if area.trend else None
    before = find(ratings, last.value) if last else None
    up = ratings.index(before) - ratings.index(now) if before else 0
    if last and up > 0:
        return _noted(name, f"better than in {last.period}")
    return name if now.met and up == 0 else ""


def _subject(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> str:
    scale = attainment_for(scheme, subject.key, profile.year)
    keys = [step.key for step in scale.steps] if scale else []
    if subject.shows not in keys:
        return ""
    name = clear_name(What.SUBJECT, subject.name, scheme)
    up = keys.index(subject.shows) - keys.index(subject.before) if subject.before in keys else 0
    if up > 0:
        return _noted(name, f"up {up} {'step' if up == 1 else 'steps'}")
    lowest = next(iter(subject.expected), None)
    is_there = lowest in keys and keys.index(subject.shows) >= keys.index(lowest)
    return name if is_there and up == 0 else ""


def _noted(name: str, note: str) -> str:
    """A name with a note in brackets, within those that tell it from another."""
    return f"{name[:-1]}, {note})" if name.endswith(")") else f"{name} ({note})"
