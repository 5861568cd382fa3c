"""My Pupil Profile arranged for reading: one child on one page, and the same on one sheet."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from lantern.design.drawing import Shade, trend
from lantern.profiles.pictures.bars import bar
from lantern.profiles.pictures.lines import area_lines, subject_lines, subject_words
from lantern.profiles.pictures.looks import NOBODY_YET, look_of_area, look_of_past, look_of_subject
from lantern.profiles.pictures.shapes import AreaPicture, Profile, SubjectPicture
from lantern.roster.rules.years import year_name
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area in words and looks; `suggested` says that no adult has decided yet."""

    key: str
    name: str
    shows: Shade
    suggested: bool
    child: Shade | None
    past: tuple[tuple[str, Shade], ...]
    lines: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether there is anything to show."""
        return self.shows != NOBODY_YET

    @property
    def trend(self) -> SafeString | str:
        """The marks of past reviews as a picture; nothing before the first."""
        return trend(self.past, title=f"{self.name} before") if self.past else ""


@dataclass(frozen=True, kw_only=True)
class SubjectRow:
    """One subject in words and looks, and its strip of steps."""

    key: str
    name: str
    shows: Shade
    child: Shade | None
    bar: SafeString | None
    in_words: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProfilePage:
    """One child's profile, ready to be laid out."""

    profile: Profile
    about: str
    areas: tuple[AreaRow, ...]
    subjects: tuple[SubjectRow, ...]
    agreement: tuple[str, str]

    @property
    def initials(self) -> str:
        """The child's initials, to stand where a photograph might."""
        words = self.profile.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def has_trends(self) -> bool:
        """Whether any area has been reviewed before."""
        return any(row.past for row in self.areas)


def page_of(profile: Profile, scheme: Scheme) -> ProfilePage:
    """The profile as rows of looks and lines."""
    return ProfilePage(
        profile=profile,
        about=about(profile, scheme),
        areas=tuple(_area(area, scheme) for area in profile.areas),
        subjects=tuple(_subject(subject, profile, scheme) for subject in profile.subjects),
        agreement=agreement(profile, scheme),
    )


def about(profile: Profile, scheme: Scheme) -> str:
    """What stands under the name: year, class, mentor and period."""
    mentor = f"{scheme.words.mentor} {profile.mentor}" if profile.mentor else ""
    year = year_name(profile.year)
    said = [scheme.words.profile, year, profile.class_name, mentor, profile.window.name]
    return " · ".join(part for part in said if part)


def _area(area: AreaPicture, scheme: Scheme) -> AreaRow:
    child = area.child
    return AreaRow(
        key=area.key,
        name=area.name,
        shows=look_of_area(area, area.shows, scheme),
        suggested=area.decided is None and bool(area.shows),
        child=look_of_area(area, child.value, scheme) if child else None,
        past=tuple((past.period, look_of_past(past, area, scheme)) for past in area.trend),
        lines=tuple(area_lines(area, scheme)),
    )


def _subject(subject: SubjectPicture, profile: Profile, scheme: Scheme) -> SubjectRow:
    scale = attainment_for(scheme, subject.key, profile.year)
    child = subject.child
    return SubjectRow(
        key=subject.key,
        name=subject.name,
        shows=look_of_subject(subject.key, subject.shows, profile, scheme),
        child=look_of_subject(subject.key, child.value, profile, scheme) if child else None,
        bar=bar(subject, profile, scheme),
        in_words=subject_words(subject, scale.steps if scale else ()),
        lines=tuple(subject_lines(subject, scale.steps if scale else ())),
    )


def agreement(profile: Profile, scheme: Scheme) -> tuple[str, str]:
    """On how many areas child and mentor agree, and where they differ; empty without both views."""
    both = [area for area in profile.areas if area.child and area.mentor]
    if not both:
        return "", ""
    apart = [area for area in both if area.child and area.child.value != area.shows]
    mentor = scheme.words.mentor
    same = len(both) - len(apart)
    lead = f"{profile.forename} and their {mentor} agree on {same} of {len(both)}."
    return lead, " ".join(_apart(area, profile, scheme) for area in apart)


def _apart(area: AreaPicture, profile: Profile, scheme: Scheme) -> str:
    theirs = look_of_area(area, area.child.value if area.child else "", scheme).word
    adults = look_of_area(area, area.shows, scheme).word
    return f"{area.name}: {profile.forename} sees {theirs}, their {scheme.words.mentor} {adults}."
