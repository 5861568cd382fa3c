"""A half term judged and closed, as teachers do it: what the facts suggest, mostly accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from lantern.demo.actions.half import Half
from lantern.demo.actions.stage import Stage
from lantern.demo.rules import Child, decide, rating_of, step_of
from lantern.judgements.models import Cell, Voice, What
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.reviews.actions import Mark, close, judge_many
from lantern.reviews.pictures import Review, review_of_class
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.presets.shape import Rating, Scheme
from lantern.schemes.rules import attainment_for, find, scale_of

CHILD_SPEAKS, AGREED_IF_APART = 0.85, 0.7


def judge_class(stage: Stage, half: Half, school_class: SchoolClass, share: Fraction) -> None:
    """The class teacher judges that share of the class, and children say what they think."""
    if not share:
        return
    by = stage.teacher_of(school_class, half.last_day)
    review = review_of_class(school_class, half.period, by=by)
    if review is None:
        return
    many = -(-len(review.profiles) * share.numerator // share.denominator)
    children = stage.by_pupil()
    marks = [
        mark
        for profile in review.profiles[:many]
        for mark in _Sheet(stage, half, review, profile, children[profile.pk]).marks()
    ]
    judge_many(marks=marks, school_class=school_class, period=half.period, by=by)


def close_class(stage: Stage, half: Half, school_class: SchoolClass) -> None:
    """The class teacher closes it."""
    by = stage.teacher_of(school_class, half.last_day)
    close(school_class=school_class, period=half.period, by=by)


@dataclass(frozen=True)
class _Sheet:
    """One child's cells while they are judged."""

    stage: Stage
    half: Half
    review: Review
    profile: Profile
    child: Child

    def marks(self) -> Iterator[Mark]:
        for area in self.profile.areas:
            yield from self._area(area)
        for subject in self.profile.subjects:
            yield from self._subject(subject)

    def _area(self, area: AreaPicture) -> Iterator[Mark]:
        ratings = ratings_of(self.scheme, area.key)
        lean, chance = self._lean(area.key), self._chance(area.key)
        if area.measured:
            suggested = area.suggestion.rating if area.suggestion else ""
            value, reason = decide(ratings, suggested, self.stage.recipe.reasons, chance)
        else:
            value, reason = rating_of(ratings, lean), ""
        own = rating_of(ratings, self._own(lean, chance))
        yield from self._said(What.AREA, area.key, value, own, reason, chance)

    def _subject(self, subject: SubjectPicture) -> Iterator[Mark]:
        scale = attainment_for(self.scheme, subject.key, self.profile.year)
        if scale is None:
            return
        expected = [step for step in scale.steps if step.key in subject.expected]
        lean, chance = self._lean(subject.key), self._chance(subject.key)
        value = step_of(scale.steps, expected, lean)
        own = step_of(scale.steps, expected, self._own(lean, chance))
        yield from self._said(What.SUBJECT, subject.key, value, own, "", chance)

    def _said(
        self, what: What, key: str, value: str, own: str, reason: str, chance: Random
    ) -> Iterator[Mark]:
        """The adult's view, the child's, and where they differ sometimes what they agreed."""
        if not value:
            return
        yield Mark(cell=self._cell(what, key, Voice.MENTOR), value=value, reason=reason)
        voices = self.scheme.voices
        if not voices.child or chance.random() > CHILD_SPEAKS:
            return
        yield Mark(cell=self._cell(what, key, Voice.CHILD), value=own)
        if voices.agreed and own != value and chance.random() < AGREED_IF_APART:
            yield Mark(cell=self._cell(what, key, Voice.AGREED), value=value, reason=reason)

    def _cell(self, what: What, key: str, voice: Voice) -> Cell:
        return Cell(
            pupil=self.pupil, period=self.half.period, version=self.review.version, what=what,
            key=key, voice=voice,
        )  # fmt: skip

    @property
    def scheme(self) -> Scheme:
        return self.review.version.scheme

    @property
    def pupil(self) -> Pupil:
        return self.stage.pupils[self.child.upn]

    def _lean(self, key: str) -> float:
        return self.child.nature.lean(key, self.half.step)

    def _chance(self, key: str) -> Random:
        return self.child.nature.chance("judged", key, self.half.step)

    def _own(self, lean: float, chance: Random) -> float:
        return lean + self.child.nature.says + chance.gauss(0, 0.5)


def ratings_of(scheme: Scheme, key: str) -> tuple[Rating, ...]:
    """The ratings that an area can have, best first."""
    area = find(scheme.areas, key)
    return scale_of(scheme, area).ratings if area else ()
