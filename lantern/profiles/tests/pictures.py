"""A believable profile for tests of paper and page, with no database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Past, Profile, SubjectPicture
from lantern.profiles.rules import Evidence, suggest
from lantern.schemes.presets import preset
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for
from lantern.schools.rules import Window

TODAY = date(2026, 11, 26)
WINDOW = Window(
    name="Autumn 2", starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18),
    half_term_since=date(2026, 11, 2), term_since=date(2026, 9, 3),
    year_since=date(2026, 9, 1), term_number=1,
)  # fmt: skip
EVIDENCE = Evidence(
    since=WINDOW.starts_on, until=TODAY, possible=38, attended=37,
    totals={"nights": 17, "warnings": 2}, weeks={"nights": 4, "warnings": 3},
)  # fmt: skip
NOBODY = UUID("00000000-0000-4000-8000-000000000001")


def said(value: str, reason: str = "") -> Said:
    return Said(value=value, by="Ms Farrow", reason=reason)


def a_profile(name: str = "Maya Brook", scheme: Scheme | None = None, pk: int = 1) -> Profile:
    scheme = scheme or preset("stars-and-bands")
    return Profile(
        pupil=NOBODY, pk=pk, name=name, forename=name.split()[0], year=4, class_name="Kestrels",
        mentor="Ms Farrow", window=WINDOW, on=TODAY, version=NOBODY,
        areas=tuple(_area(scheme, place) for place in range(len(scheme.areas))),
        subjects=tuple(_subject(scheme, place) for place in range(len(scheme.subjects))),
    )  # fmt: skip


def _area(scheme: Scheme, place: int) -> AreaPicture:
    area = scheme.areas[place]
    scale = next((each for each in scheme.scales if each.key == area.scale), None)
    keys = [r.key for r in scale.ratings if r.key not in area.without] if scale else []
    past = Past(period="Autumn 1", value="x", name="Then", symbol="●", colour="#1f7a4d")
    return AreaPicture(
        key=area.key, name=area.name, short=area.short or area.name,
        measured=area.measure is not None, suggestion=suggest(scheme, area, EVIDENCE),
        mentor=said(keys[place % len(keys)]) if keys and place else None,
        child=said(keys[0]) if keys else None, agreed=None, trend=(past,),
    )  # fmt: skip


def _subject(scheme: Scheme, place: int) -> SubjectPicture:
    subject = scheme.subjects[place]
    scale = attainment_for(scheme, subject.key, 4)
    steps = [step.key for step in scale.steps] if scale else [""]
    return SubjectPicture(
        key=subject.key, name=subject.name, short=subject.short or subject.name,
        mentor=said(steps[-1]), child=None, agreed=None,
        expected=(steps[0],) if steps[0] else (), before=steps[0],
        trend=(Past(period="Autumn 1", value=steps[0], name="Then"),),
    )  # fmt: skip


def with_reasons(profile: Profile, reason: str) -> Profile:
    """Every decision explained at that length."""
    areas = tuple(
        replace(area, mentor=said(area.mentor.value, reason)) if area.mentor else area
        for area in profile.areas
    )
    return replace(profile, areas=areas)
