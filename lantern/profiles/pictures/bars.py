"""A subject's place on its scale, drawn: the same bytes on the page and on paper."""

from functools import lru_cache

from django.utils.safestring import SafeString

from lantern.design.drawing import Shade, band_scale
from lantern.profiles.pictures.looks import shade
from lantern.profiles.pictures.shapes import Profile, SubjectPicture
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for, class_of_step

WIDE = 480


def bar(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> SafeString | None:
    """The strip of steps: now, before and expected; None for a subject without a scale."""
    scale = attainment_for(scheme, subject.key, profile.year)
    if scale is None:
        return None
    keys = [step.key for step in scale.steps]
    shades = tuple(shade(step, class_of_step(scale.key, step.key)) for step in scale.steps)
    places = tuple(keys.index(key) for key in subject.expected if key in keys)
    now = keys.index(subject.shows) if subject.shows in keys else None
    before = keys.index(subject.before) if subject.before in keys else None
    return _drawn(shades, subject.name, now, before, places)


@lru_cache(maxsize=2048)  # a class has few different strips, and each is asked for many times
def _drawn(
    shades: tuple[Shade, ...], title: str, now: int | None, before: int | None,
    expected: tuple[int, ...],
) -> SafeString:  # fmt: skip
    return band_scale(shades, title=title, now=now, before=before, expected=expected, width=WIDE)
