"""What goes well, said before anything else: what is met, what is better than it was."""

from lantern.judgements.models import What
from lantern.profiles.pictures.names import clear_name
from lantern.profiles.pictures.shapes import AreaPicture, Profile, SubjectPicture
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for, find, scale_of


def good_news(profile: Profile, scheme: Scheme) -> tuple[str, ...]:
    """The areas and subjects that go well, in the scheme's own order; none is said to go badly.

    An area does whose rating counts as met, a subject at or beyond what is expected and no lower
    than before, and either that is better than at the last review, which is said.
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
    if last and before and ratings.index(now) < ratings.index(before):
        return f"{name} (better than in {last.period})"
    return name if now.met else ""


def _subject(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> str:
    scale = attainment_for(scheme, subject.key, profile.year)
    keys = [step.key for step in scale.steps] if scale else []
    if subject.shows not in keys:
        return ""
    name = clear_name(What.SUBJECT, subject.name, scheme)
    up = _steps_up(subject, keys)
    if up > 0:
        return f"{name} (up {up} {'step' if up == 1 else 'steps'})"
    lowest = next(iter(subject.expected), None)
    is_there = lowest in keys and keys.index(subject.shows) >= keys.index(lowest)
    return name if is_there and up == 0 else ""


def _steps_up(subject: SubjectPicture, keys: list[str]) -> int:
    if subject.before not in keys or not subject.trend:
        return 0
    return keys.index(subject.shows) - keys.index(subject.before)
