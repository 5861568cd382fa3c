"""What one cell of a grid shows, and how it says so to those who hear the page."""

from dataclasses import dataclass, replace

from lantern.judgements.models import Judgement
from lantern.profiles.drawing.looks import Choices, Look
from lantern.profiles.pictures import AreaPicture, SubjectPicture
from lantern.schemes.presets.shape import Words

NOBODY_YET = "not judged"
DIFFERS, WANTED = "≠", "?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """One cell: `symbol` and `small` are seen, `says` is heard, `mark` sits in the corner.

    `state` is `suggested` or `unjudged` while no adult has decided, else empty; `early` beside it
    where nobody need, `late` where it was corrected since it was closed.
    """

    says: str
    symbol: str = ""
    small: str = ""
    mark: str = ""
    css_class: str = ""
    state: str = ""


def face(picture: AreaPicture | SubjectPicture, choices: Choices, words: Words) -> Face:
    """What the class grid shows of an area or a subject."""
    if isinstance(picture, SubjectPicture):
        return _subject(picture, choices, words)
    return _area(picture, choices, words)


def corrected(shown: Face, words: str) -> Face:
    """The same where something was recorded since it was closed; `words` say so."""
    state = f"{shown.state} late".strip()
    return replace(shown, state=state, says=_joined(shown.says, words))


def all_that_shows(picture: AreaPicture | SubjectPicture) -> tuple[object, ...]:
    """All of a picture that its face depends on, beside which area or subject it is of."""
    if isinstance(picture, SubjectPicture):
        return (picture.shows, picture.decided is None)
    decided, suggested = picture.decided, picture.suggestion
    return (
        decided and (decided.value, bool(decided.reason)),
        suggested and (suggested.rating, suggested.figure or suggested.because, suggested.early),
    )


def _subject(subject: SubjectPicture, choices: Choices, words: Words) -> Face:
    if subject.decided is None:
        return Face(symbol="–", says=NOBODY_YET, state="unjudged")
    look = choices.get(subject.shows)
    if look is None:
        return _unlisted(subject.shows, words)
    return Face(
        symbol=look.symbol, small=look.short, says=look.says,
        css_class=look.css_class,
    )  # fmt: skip


def _area(area: AreaPicture, choices: Choices, words: Words) -> Face:
    if area.decided is None:
        return _undecided(area, choices, words)
    figure = area.suggestion.figure if area.suggestion else ""
    mark = WANTED if area.wants_reason else DIFFERS if area.differs else ""
    also = [figure, _differs(area, choices)]
    look = choices.get(area.shows)
    if look is None:
        shown = _unlisted(area.shows, words)
        return replace(shown, says=_joined(shown.says, *also), mark=mark)
    return _faced(look, figure, also, mark=mark)


def _undecided(area: AreaPicture, choices: Choices, words: Words) -> Face:
    suggestion = area.suggestion
    look = choices.get(suggestion.rating) if suggestion else None
    if suggestion is not None and look is not None:
        return _faced(look, suggestion.figure, [suggestion.figure, "suggested"], state="suggested")
    if too_early(area, words):
        state = "unjudged early" if area.early else "unjudged"
        return Face(symbol="…", says=words.too_early, state=state)
    return Face(symbol="–", says=NOBODY_YET, state="unjudged")


def too_early(picture: AreaPicture | SubjectPicture, words: Words) -> bool:
    """Whether the facts of an area are too few as yet to suggest anything."""
    suggestion = picture.suggestion if isinstance(picture, AreaPicture) else None
    return suggestion is not None and suggestion.because.startswith(words.too_early)


def _faced(look: Look, figure: str, also: list[str], *, mark: str = "", state: str = "") -> Face:
    return Face(
        symbol=look.symbol, small=small_of(look, figure), mark=mark, state=state,
        says=_joined(look.says, *also), css_class=look.css_class,
    )  # fmt: skip


def small_of(look: Look, figure: str) -> str:
    """The fact at its shortest beside a shape; a rating without a shape keeps its word."""
    return figure if figure and look.symbol else look.short


def _differs(area: AreaPicture, choices: Choices) -> str:
    if not area.differs or area.suggestion is None:
        return ""
    look = choices.get(area.suggestion.rating)
    facts = f"the facts say {look.says}" if look else "differs from the facts"
    return f"{facts}, reason wanted" if area.wants_reason else facts


def _unlisted(value: str, words: Words) -> Face:
    """Not rated on purpose (domain 2.5), by the first letters of the school's own words."""
    if value != Judgement.NOT_RATED:
        return Face(symbol="–", says=NOBODY_YET)
    return Face(symbol="", small=letters_of_not_rated(words), says=words.not_rated)


def letters_of_not_rated(words: Words) -> str:
    """What stands in a narrow place for the school's own words: NR for "not rated"."""
    return "".join(word[0] for word in words.not_rated.split()).upper()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
