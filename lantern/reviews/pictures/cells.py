"""One cell in full: why it is as it is, what each rating means, and all that was ever said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lantern.accounts.models import Viewer
from lantern.judgements.models import Judgement, Voice, What
from lantern.profiles.drawing import Face, Look, Looks, face
from lantern.profiles.drawing.looks import Choices
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.pictures.names import clear_name
from lantern.profiles.rules import at_its_start, quoted
from lantern.reviews.pictures.history import Entry, history_of
from lantern.reviews.pictures.sheets import Box, box_of, voices_of
from lantern.reviews.pictures.showing import Review
from lantern.roster.models import Pupil
from lantern.schemes.rules import find

Picture = AreaPicture | SubjectPicture


@dataclass(frozen=True, kw_only=True)
class VoiceLine:
    """What one voice says in a cell, by whom and when, and the box to change it in."""

    voice: Voice
    name: str
    look: Look | None
    by: str
    at: datetime | None
    box: Box


@dataclass(frozen=True, kw_only=True)
class PastLine:
    """One entry of the history in words; `says` is empty for one that was taken back."""

    voice: str
    says: str
    reason: str
    at: datetime
    by: str
    stands: bool


@dataclass(frozen=True, kw_only=True)
class CellPicture:
    """All that a cell's page or panel shows.

    `because` and `upwards` are whole sentences or empty; `means` pairs each choice with the
    school's own words for it here.
    """

    profile: Profile
    picture: Picture
    what: What
    name: str
    face: Face
    word: str
    because: str
    upwards: str
    expected: str
    means: tuple[tuple[Look, str], ...]
    choices: tuple[Look, ...]
    voices: tuple[VoiceLine, ...]
    history: tuple[PastLine, ...]


def cell_of(
    review: Review, pupil: Pupil, what: What, key: str, *, by: Viewer
) -> CellPicture | None:
    """One area or subject of the one child of a review; None if the child has none such."""
    profile = review.profiles[0]
    pictures: Sequence[Picture] = profile.areas if what == What.AREA else profile.subjects
    picture = find(pictures, key)
    if picture is None:
        return None
    scheme, looks = review.version.scheme, Looks.of(review.version.scheme)
    choices = looks.choices(what, key, profile.year)
    past = history_of(pupil, review.period, what, key, by=by)
    shown = face(picture, choices, scheme.words)
    return CellPicture(
        profile=profile,
        picture=picture,
        what=what,
        name=clear_name(what, picture.name, scheme),
        face=shown,
        word=_word(picture.shows, choices, shown, scheme.words.not_rated),
        because=_because(picture, choices),
        upwards=_upwards(picture),
        expected=_expected(picture, choices),
        means=_means(review, what, key, choices),
        choices=tuple(choices.values()),
        voices=tuple(_voices(review, picture, choices, past)),
        history=tuple(_past(entry, review, choices) for entry in past),
    )


def _word(value: str, choices: Choices, shown: Face, not_rated: str) -> str:
    if value == Judgement.NOT_RATED:
        return at_its_start(not_rated)
    look = choices.get(value)
    return look.name if look else at_its_start(shown.says)


def _because(picture: Picture, choices: Choices) -> str:
    """What the facts say; their rating too where it is not the one that stands."""
    if not isinstance(picture, AreaPicture) or picture.suggestion is None:
        return ""
    look = choices.get(picture.suggestion.rating) if picture.differs else None
    if look is None:
        return f"{at_its_start(picture.suggestion.why)}."
    return f"The facts say {quoted(look.name)}: {picture.suggestion.why}."


def _upwards(picture: Picture) -> str:
    suggestion = picture.suggestion if isinstance(picture, AreaPicture) else None
    return suggestion.upwards if suggestion and not getattr(picture, "differs", False) else ""


def _expected(picture: Picture, choices: Choices) -> str:
    """The steps expected by now, in words: "BEGINNING to WORKING WITHIN"."""
    if isinstance(picture, AreaPicture):
        return ""
    names = [choices[key].name for key in picture.expected if key in choices]
    return " to ".join(dict.fromkeys([*names[:1], *names[-1:]]))


def _means(review: Review, what: What, key: str, choices: Choices) -> tuple[tuple[Look, str], ...]:
    area = find(review.version.scheme.areas, key) if what == What.AREA else None
    says = area.says if area else {}
    found = [(look, says.get(look.key, look.means)) for look in choices.values()]
    return tuple((look, words) for look, words in found if words)


def _voices(
    review: Review, picture: Picture, choices: Choices, past: Sequence[Entry]
) -> list[VoiceLine]:
    return [
        _voice(voice, name, box_of(picture, voice), choices, past)
        for voice, name in voices_of(review).items()
    ]


def _voice(voice: Voice, name: str, box: Box, choices: Choices, past: Sequence[Entry]) -> VoiceLine:
    last = next((entry for entry in past if entry.voice == voice and entry.stands), None)
    said = last is not None and bool(box.value)
    return VoiceLine(
        voice=voice, name=name, look=choices.get(box.value), box=box,
        by=last.by if said and last else "", at=last.at if said and last else None,
    )  # fmt: skip


def _past(entry: Entry, review: Review, choices: Choices) -> PastLine:
    look = choices.get(entry.value)
    words = review.version.scheme.words
    unlisted = words.not_rated if entry.value == Judgement.NOT_RATED else entry.value
    return PastLine(
        voice=voices_of(review).get(entry.voice, entry.voice.label),
        says=look.name if look else unlisted,
        reason=" ".join(part for part in (entry.reason, entry.correction) if part),
        at=entry.at, by=entry.by, stands=entry.stands,
    )  # fmt: skip
