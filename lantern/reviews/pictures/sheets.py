"""The boxes of a review that one voice fills in, and what may be offered for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lantern.judgements.models import Judgement, Voice, What
from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.reviews.pictures.showing import Judged


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One cell as one voice sees it while judging.

    `value` is what this voice said, `facts` what the facts suggest, `offer` what one key accepts;
    each a rating's or step's key, or empty. `figure` is the fact at its shortest. `apart` is what
    mentor and child say where these two are to be agreed and differ.
    """

    what: What
    key: str
    name: str
    value: str
    reason: str = ""
    facts: str = ""
    offer: str = ""
    offer_reason: str = ""
    figure: str = ""
    apart: tuple[str, str] | None = None

    @property
    def is_offered(self) -> bool:
        """Whether there is something to accept that nobody has decided."""
        return not self.value and bool(self.offer)

    @property
    def wants_reason(self) -> bool:
        """Whether what was said differs from the facts, and nobody has said why."""
        return self.differs(self.value) and not self.reason

    def differs(self, value: str) -> bool:
        """Whether a value would be otherwise than the facts suggest."""
        return bool(value) and self.facts not in ("", value)


def box_of(picture: AreaPicture | SubjectPicture, voice: Voice) -> Box:
    """One area or subject of one child for one voice; a child's own view is offered nothing."""
    is_area = isinstance(picture, AreaPicture)
    suggestion = picture.suggestion if isinstance(picture, AreaPicture) else None
    said = _said(picture, voice)
    facts = suggestion.rating if suggestion and voice != Voice.CHILD else ""
    offer, why = (facts, "") if voice == Voice.MENTOR else _both_say(picture, voice)
    return Box(
        what=What.AREA if is_area else What.SUBJECT,
        key=picture.key,
        name=picture.name,
        value=said.value if said else "",
        reason=said.reason if said else "",
        facts=facts,
        offer=offer,
        offer_reason=why,
        figure=suggestion.figure if suggestion else "",
        apart=_apart(picture) if voice == Voice.AGREED else None,
    )


def _said(picture: AreaPicture | SubjectPicture, voice: Voice) -> Said | None:
    match voice:
        case Voice.MENTOR:
            return picture.mentor
        case Voice.CHILD:
            return picture.child
        case Voice.AGREED:
            return picture.agreed


def _both_say(picture: AreaPicture | SubjectPicture, voice: Voice) -> tuple[str, str]:
    """Where mentor and child say the same, that may be agreed in one key (domain 2.15)."""
    mentor, child = picture.mentor, picture.child
    if voice != Voice.AGREED or mentor is None or child is None or mentor.value != child.value:
        return "", ""
    return ("", "") if mentor.value == Judgement.NOT_RATED else (mentor.value, mentor.reason)


def _apart(picture: AreaPicture | SubjectPicture) -> tuple[str, str] | None:
    """What the two say who are to agree, where they say it otherwise (domain 2.15)."""
    mentor, child = picture.mentor, picture.child
    if mentor is None or child is None or "" in (mentor.value, child.value):
        return None
    return (mentor.value, child.value) if mentor.value != child.value else None


def unsaid(review: Judged, voice: Voice) -> int | None:
    """In how many cells this voice has said nothing; None for the mentor's, which decides."""
    if voice == Voice.MENTOR:
        return None
    every = (box for each in review.profiles for box in boxes_of(each, voice).values())
    return sum(not box.value for box in every)


def boxes_of(profile: Profile, voice: Voice) -> Mapping[tuple[What, str], Box]:
    """Every box of one child by what and key."""
    pictures: list[AreaPicture | SubjectPicture] = [*profile.subjects, *profile.areas]
    return {(box.what, box.key): box for box in (box_of(each, voice) for each in pictures)}


def column_of(review: Judged, voice: Voice, what: What, key: str) -> Iterator[tuple[Profile, Box]]:
    """One column of boxes, of the children whom the viewer may judge."""
    for profile in review.profiles:
        box = boxes_of(profile, voice).get((what, key))
        if box is not None and review.rights.may_judge(profile.pk, what, key, voice):
            yield profile, box


def voices_of(review: Judged) -> dict[Voice, str]:
    """The voices that the scheme keeps, each by what the school calls it."""
    words = review.version.scheme.voices
    names = {
        Voice.MENTOR: words.mentor or Voice.MENTOR.label,
        Voice.CHILD: words.child,
        Voice.AGREED: words.agreed,
    }
    return {voice: name for voice, name in names.items() if name}
