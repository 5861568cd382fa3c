"""What is left to do before a review is closed, child by child."""

from collections.abc import Iterator
from dataclasses import dataclass

from lantern.judgements.models import What
from lantern.profiles.drawing import Addresses
from lantern.profiles.pictures import Profile
from lantern.reviews.pictures.showing import Review


@dataclass(frozen=True, kw_only=True)
class LeftCell:
    """One cell to go to."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Left:
    """One child's cells that nobody has judged, and those that want a reason."""

    name: str
    to_judge: tuple[LeftCell, ...]
    reasons: tuple[LeftCell, ...]


def left_to_do(review: Review, addresses: Addresses) -> list[Left]:
    """The children of a review with anything left, in order."""
    every = [_left(profile, addresses) for profile in review.profiles]
    return [left for left in every if left.to_judge or left.reasons]


def _left(profile: Profile, addresses: Addresses) -> Left:
    return Left(
        name=profile.name,
        to_judge=tuple(_undecided(profile, addresses)),
        reasons=tuple(
            LeftCell(
                name=area.name, address=addresses.cell(profile.pupil, What.AREA.value, area.key)
            )
            for area in profile.areas
            if area.wants_reason
        ),
    )


def _undecided(profile: Profile, addresses: Addresses) -> Iterator[LeftCell]:
    for subject in profile.subjects:
        if subject.decided is None:
            at = addresses.cell(profile.pupil, What.SUBJECT.value, subject.key)
            yield LeftCell(name=subject.name, address=at)
    for area in profile.areas:
        if area.decided is None:
            at = addresses.cell(profile.pupil, What.AREA.value, area.key)
            yield LeftCell(name=area.name, address=at)
