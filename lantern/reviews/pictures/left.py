"""What is left to do before a review is closed, child by child."""

from dataclasses import dataclass

from lantern.judgements.models import What
from lantern.profiles.drawing import Addresses
from lantern.profiles.drawing.faces import too_early
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.pictures.names import clear_name
from lantern.reviews.pictures.rights import Rights
from lantern.reviews.pictures.showing import Review
from lantern.schemes.presets.shape import Scheme


@dataclass(frozen=True, kw_only=True)
class LeftCell:
    """One cell to go to; `early` is the school's word where its facts are too few as yet.

    `taught` is the set in which it is judged, and who leads it.
    """

    name: str
    address: str
    early: str = ""
    taught: str = ""


@dataclass(frozen=True, kw_only=True)
class Left:
    """One child's cells that nobody has judged, and those that want a reason."""

    name: str
    to_judge: tuple[LeftCell, ...]
    reasons: tuple[LeftCell, ...]


def left_to_do(review: Review, addresses: Addresses) -> list[Left]:
    """The children of a review with anything left, in order."""
    scheme = review.version.scheme
    every = [_left(profile, review.rights, scheme, addresses) for profile in review.profiles]
    return [left for left in every if left.to_judge or left.reasons]


def _left(profile: Profile, rights: Rights, scheme: Scheme, addresses: Addresses) -> Left:
    def cell(picture: AreaPicture | SubjectPicture) -> LeftCell:
        what = What.AREA if isinstance(picture, AreaPicture) else What.SUBJECT
        at = addresses.cell(profile.pupil, what.value, picture.key)
        early = scheme.words.too_early if too_early(picture, scheme.words) else ""
        taught = rights.in_set(profile.pk, what, picture.key)
        return LeftCell(
            name=clear_name(what, picture.name, scheme), address=at, early=early,
            taught=taught.said if taught else "",
        )  # fmt: skip

    every: list[AreaPicture | SubjectPicture] = [*profile.subjects, *profile.areas]
    return Left(
        name=profile.name,
        to_judge=tuple(cell(each) for each in every if each.decided is None),
        reasons=tuple(cell(area) for area in profile.areas if area.wants_reason),
    )
