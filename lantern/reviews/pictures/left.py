"""What is left to do before a review is closed, child by child."""

from dataclasses import dataclass

from lantern.judgements.models import What
from lantern.profiles.drawing import Addresses
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.pictures.names import clear_name
from lantern.reviews.pictures.rights import Rights
from lantern.reviews.pictures.showing import Review
from lantern.schemes.presets.shape import Scheme

FEW = 3


@dataclass(frozen=True, kw_only=True)
class LeftCell:
    """One cell to go to; `taught` is the set in which it is judged, and who leads it."""

    name: str
    address: str
    taught: str = ""


@dataclass(frozen=True, kw_only=True)
class Left:
    """One child's cells that are still to judge, that want a reason, or are too early to say."""

    name: str
    to_judge: tuple[LeftCell, ...]
    reasons: tuple[LeftCell, ...]
    early: tuple[LeftCell, ...]

    @property
    def is_long(self) -> bool:
        """Whether so many are to judge that a phone shows how many, and which when asked."""
        return len(self.to_judge) > FEW

    @property
    def is_done(self) -> bool:
        """Whether nobody has anything to do here."""
        return not self.to_judge and not self.reasons


def left_to_do(review: Review, addresses: Addresses) -> list[Left]:
    """The children of a review with anything left, in order."""
    scheme = review.version.scheme
    every = [_left(profile, review.rights, scheme, addresses) for profile in review.profiles]
    return [left for left in every if left.early or not left.is_done]


def _left(profile: Profile, rights: Rights, scheme: Scheme, addresses: Addresses) -> Left:
    def cell(picture: AreaPicture | SubjectPicture) -> LeftCell:
        what = What.AREA if isinstance(picture, AreaPicture) else What.SUBJECT
        at = addresses.cell(profile.pupil, what.value, picture.key)
        taught = rights.in_set(profile.pk, what, picture.key)
        return LeftCell(
            name=clear_name(what, picture.name, scheme),
            address=at,
            taught=taught.said if taught else "",
        )

    every: list[AreaPicture | SubjectPicture] = [*profile.subjects, *profile.areas]
    early = [area for area in profile.areas if area.early]
    return Left(
        name=profile.name,
        to_judge=tuple(cell(each) for each in every if each.decided is None and each not in early),
        reasons=tuple(cell(area) for area in profile.areas if area.wants_reason),
        early=tuple(cell(area) for area in early),
    )
