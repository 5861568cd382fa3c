"""Why a profile shows what it shows, line by line: the same on the page and on paper."""

from collections.abc import Iterator, Sequence

from lantern.judgements.pictures import Said
from lantern.profiles.pictures.looks import look_of_area
from lantern.profiles.pictures.shapes import AreaPicture, SubjectPicture
from lantern.profiles.rules import at_its_start
from lantern.schemes.presets.shape import Scheme, Step, Voices
from lantern.schemes.rules import find


def area_lines(area: AreaPicture, scheme: Scheme) -> Iterator[str]:
    """Why an area shows what it shows, line by line: fact and rule, reason, what would move it."""
    if area.suggestion is not None:
        yield f"{at_its_start(area.suggestion.why)}."
    yield from _reasons(area, scheme)
    if area.suggestion is not None:
        if area.suggestion.upwards and not area.differs:
            yield area.suggestion.upwards
        return
    rule = find(scheme.areas, area.key)
    if rule is not None and (words := rule.says.get(area.shows, "")):
        yield at_its_start(words)


def _reasons(area: AreaPicture, scheme: Scheme) -> Iterator[str]:
    """Why it was decided; where it was agreed, what the mentor had said stays beside it (2.15)."""
    mentor, agreed = area.mentor, area.agreed
    if agreed is None:
        if mentor is not None and mentor.reason:
            yield f"{mentor.by}: {mentor.reason}"
        return
    if agreed.reason:
        yield _said(scheme.voices.agreed, agreed, agreed.reason)
    if mentor is not None and mentor.value != agreed.value:
        word = at_its_start(look_of_area(area, mentor.value, scheme).word)
        yield _said(scheme.voices.mentor, mentor, f"{word}. {mentor.reason}".strip())
    elif mentor is not None and mentor.reason not in ("", agreed.reason):
        yield _said(scheme.voices.mentor, mentor, mentor.reason)


def _said(voice: str, said: Said, words: str) -> str:
    return f"{voice} ({said.by}): {words}"


def subject_words(subject: SubjectPicture, steps: Sequence[Step]) -> str:
    """The bar in words, for those who hear the page."""
    names = {step.key: step.name for step in steps}
    now = names.get(subject.shows, "not judged")
    wanted = [names[key] for key in subject.expected if key in names]
    return f"{subject.name}: {now}" + (f"; expected {' to '.join(wanted)}" if wanted else "")


def subject_lines(subject: SubjectPicture, steps: Sequence[Step], voices: Voices) -> Iterator[str]:
    """What moved since the last review, what was agreed over, what the child thinks."""
    keys = [step.key for step in steps]
    if subject.shows in keys and subject.before in keys:
        now, before = keys.index(subject.shows), keys.index(subject.before)
        yield _moved(now - before, steps[before].name, subject.trend[-1].period)
    yield from _agreed_over(subject, steps, voices)
    if subject.child is not None and (step := find(steps, subject.child.value)):
        yield f"My own view: {step.name}"


def _agreed_over(subject: SubjectPicture, steps: Sequence[Step], voices: Voices) -> Iterator[str]:
    mentor, agreed = subject.mentor, subject.agreed
    if mentor is None or agreed is None or mentor.value == agreed.value:
        return
    now, theirs = find(steps, agreed.value), find(steps, mentor.value)
    if now is not None and theirs is not None:
        yield _said(voices.agreed, agreed, f"{now.name}. {agreed.reason}".strip())
        yield _said(voices.mentor, mentor, f"{theirs.name}. {mentor.reason}".strip())


def _moved(moved: int, before: str, since: str) -> str:
    """Never "down": many scales begin again with each year's work, and a new start is no loss."""
    if moved == 0:
        return f"The same as in {since}."
    if moved < 0:
        return f"In {since}: {before}."
    return f"Up {moved} {'step' if moved == 1 else 'steps'} since {since}."
