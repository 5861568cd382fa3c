"""My Pupil Profile arranged for reading: one child on one page, and the same on one sheet."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from lantern.design.drawing import Shade, trend
from lantern.judgements.pictures import Said
from lantern.profiles.pictures.bars import bar
from lantern.profiles.pictures.good import good_news
from lantern.profiles.pictures.keys import Key, bars_key, ratings_key, steps_key
from lantern.profiles.pictures.lines import area_lines, subject_lines, subject_words
from lantern.profiles.pictures.looks import (
    NOBODY_YET,
    NOT_RATED,
    look_of_area,
    look_of_past,
    look_of_subject,
)
from lantern.profiles.pictures.shapes import AreaPicture, Profile, SubjectPicture
from lantern.profiles.rules import inside_a_sentence, quoted
from lantern.roster.rules.years import year_name
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import attainment_for

FROM_THE_FACTS = "from the facts"


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area in words and looks; `whose` is the voice that decided, or that the facts did."""

    key: str
    name: str
    shows: Shade
    whose: str
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
    """One child's profile, ready to be laid out; `good` is what goes well, which stands first.

    `bars` says what is drawn in the strips of the subjects; the keys what each sign means.
    """

    profile: Profile
    about: str
    good: str
    areas: tuple[AreaRow, ...]
    subjects: tuple[SubjectRow, ...]
    views: tuple[tuple[str, str], ...]
    mentor: str
    bars: str
    ratings_key: tuple[Key, ...]
    steps_key: tuple[Key, ...]

    @property
    def initials(self) -> str:
        """The child's initials, to stand where a photograph might."""
        words = self.profile.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def heads_ratings(self) -> str:
        """What stands over the ratings: the mentor's voice, unless any was agreed since."""
        adults = {row.whose for row in self.areas} - {"", FROM_THE_FACTS}
        return self.mentor if adults <= {self.mentor} else "Now"

    @property
    def has_trends(self) -> bool:
        """Whether any area has been reviewed before."""
        return any(row.past for row in self.areas)


def page_of(profile: Profile, scheme: Scheme) -> ProfilePage:
    """The profile as rows of looks and lines."""
    return ProfilePage(
        profile=profile,
        about=about(profile, scheme),
        good=", ".join(good_news(profile, scheme)),
        areas=tuple(_area(area, scheme) for area in profile.areas),
        subjects=tuple(_subject(subject, profile, scheme) for subject in profile.subjects),
        views=both_views(profile, scheme),
        mentor=scheme.voices.mentor,
        bars=bars_key(profile, scheme),
        ratings_key=ratings_key(profile, scheme),
        steps_key=steps_key(profile, scheme),
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
        whose=_whose(area, scheme),
        child=look_of_area(area, child.value, scheme) if child else None,
        past=tuple((past.period, look_of_past(past, area, scheme)) for past in area.trend),
        lines=tuple(area_lines(area, scheme)),
    )


def _whose(area: AreaPicture, scheme: Scheme) -> str:
    if area.decided is None:
        return FROM_THE_FACTS if area.shows else ""
    return scheme.voices.agreed if area.agreed else scheme.voices.mentor


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
        lines=tuple(subject_lines(subject, scale.steps if scale else (), scheme.voices)),
    )


def both_views(profile: Profile, scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """The child's own view beside the mentor's own: what to talk about, agree on, and see alike.

    Each a heading and what it holds; where the two were agreed since, it says so (domain 2.15).
    """
    both = [area for area in profile.areas if _have_both(area)]
    alike = [area for area in both if len({_own(said) for said in _voices(area)}) == 1]
    apart = [area for area in both if area not in alike]
    open_yet = [area for area in apart if area.agreed is None]
    settled = [area for area in apart if area.agreed is not None]
    found = (
        ("To talk about:", [_apart(area, "sees", profile, scheme) for area in open_yet]),
        (f"{scheme.voices.agreed}:", [_apart(area, "saw", profile, scheme) for area in settled]),
        ("Seen the same way:", [area.name for area in alike]),
    )
    return tuple((heading, f"{', '.join(words)}.") for heading, words in found if words)


def _have_both(area: AreaPicture) -> bool:
    return not {"", NOT_RATED} & {_own(area.child), _own(area.mentor)}


def _voices(area: AreaPicture) -> list[Said]:
    """Those that said anything: where the two agreed otherwise than both, that is not the same."""
    return [said for said in (area.child, area.mentor, area.agreed) if said is not None]


def _own(said: Said | None) -> str:
    return said.value if said else ""


def _apart(area: AreaPicture, sees: str, profile: Profile, scheme: Scheme) -> str:
    theirs, adults = (
        quoted(look_of_area(area, _own(said), scheme).word) for said in (area.child, area.mentor)
    )
    voice = inside_a_sentence(scheme.voices.mentor)
    if _own(area.child) == _own(area.mentor):
        return f"{area.name} ({profile.forename} and the {voice} {sees} {theirs})"
    return f"{area.name} ({profile.forename} {sees} {theirs}, the {voice} {adults})"
