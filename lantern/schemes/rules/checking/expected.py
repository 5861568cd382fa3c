"""What is expected when: steps that are there, and a time that comes."""

from collections.abc import Iterator, Sequence

from lantern.schemes.presets import Path, Problem, Scheme, did_you_mean
from lantern.schemes.presets.shape import AttainmentScale, Expectation
from lantern.schemes.rules.checking.everywhere import HALF_TERMS, TERMS, YEARS
from lantern.schemes.rules.checking.said import look, wrong
from lantern.schemes.rules.labels import HALF_TERMS as HALVES
from lantern.schemes.rules.labels import TERMS as NAMES
from lantern.schemes.rules.lookups import attainment_for, find, judged_each

# In which half terms a review begins; each lasts until the next.
BEGIN = {"half-term": (1, 2, 3, 4, 5, 6), "term": (1, 3, 5), "year": (1,)}
EVERY = {"term": "each term", "year": "each year"}

Place = tuple[str, int, int]  # a subject, a year group and the half term in which a review begins


def of_expectations(scheme: Scheme) -> Iterator[Problem]:
    taken: set[Place] = set()
    for number, wanted in enumerate(scheme.expected):
        path, scale = ("expected", number), find(scheme.attainment, wanted.scale)
        if scale is None:
            continue  # said already, of the unknown scale
        broken = [*_steps(path, wanted, scale), *_contradicted(path, wanted)]
        yield from broken
        if not broken:
            yield from _reached(path, wanted, scale, scheme, taken)
        taken |= _places(wanted, scale, scheme)


def _steps(path: Path, wanted: Expectation, scale: AttainmentScale) -> Iterator[Problem]:
    keys = [step.key for step in scale.steps]
    ends = {"lowest": wanted.lowest, "highest": wanted.highest or wanted.lowest}
    unknown = {name: key for name, key in ends.items() if key not in keys}
    for name, key in unknown.items():
        said = f'{scale.name or scale.key} has no step "{key}".'
        yield wrong((*path, name), said, did_you_mean(key, keys))
    if not unknown and keys.index(ends["lowest"]) > keys.index(ends["highest"]):
        said = f"{wanted.lowest} is above {wanted.highest}."
        yield wrong((*path, "lowest"), said, "Swap the two.")


def _contradicted(path: Path, wanted: Expectation) -> Iterator[Problem]:
    """Terms and half terms that do not fit each other; both must hold."""
    if not wanted.terms or not wanted.half_terms:
        return
    instead = "Leave terms out: half_terms says it all."
    for half in _known(wanted.half_terms, HALF_TERMS):
        if _term_of(half) not in wanted.terms:
            terms = " or ".join(NAMES[term] for term in _known(wanted.terms, TERMS))
            said = f"Half term {half} is {HALVES[half]}, which is not in {terms}."
            yield wrong((*path, "half_terms"), said, instead)
    for term in _known(wanted.terms, TERMS):
        if term not in map(_term_of, wanted.half_terms):
            said = f"Term {term} is {NAMES[term]}, and none of its half terms is given."
            yield wrong((*path, "terms"), said, instead)


def _reached(
    path: Path, wanted: Expectation, scale: AttainmentScale, scheme: Scheme, taken: set[Place]
) -> Iterator[Problem]:
    if not _subjects(wanted, scale, scheme):
        yield look(path, "No subject of these years uses this scale.", "Is the scale right?")
        return
    unasked = list(_unasked(path, wanted, scheme))
    yield from unasked
    places = _places(wanted, scale, scheme)
    if places <= taken and not unasked:
        said = "Those before it fit all that it fits, so it is never reached."
        yield look(path, said, "Put it before them: the first that fits wins.")


def _unasked(path: Path, wanted: Expectation, scheme: Scheme) -> Iterator[Problem]:
    """Each half term or term in which no review begins, and the one that stands for it."""
    spans = [judged_each(scheme, year) for year in _years(wanted, scheme)]
    longest = next((span for span in spans if span in EVERY), "")
    if any(span not in EVERY for span in spans) or not longest:
        return
    begin = {half for span in spans for half in BEGIN[span]}
    for half in _known(wanted.half_terms, HALF_TERMS):
        before = max(each for each in begin if each <= half)
        if before not in wanted.half_terms:
            said = f"Reviews are {EVERY[longest]}: none begins in half term {half}."
            yield look((*path, "half_terms"), said, f"Write {before}, when that one begins.")
    for term in _known(wanted.terms, TERMS):
        if 2 * term - 1 not in begin and 1 not in wanted.terms:
            said = f"Reviews are {EVERY[longest]}: none begins in term {term}."
            yield look((*path, "terms"), said, "Write 1, when that one begins.")


def _places(wanted: Expectation, scale: AttainmentScale, scheme: Scheme) -> set[Place]:
    return {
        (subject, year, half)
        for subject, year in _subjects(wanted, scale, scheme)
        for half in BEGIN.get(judged_each(scheme, year), tuple(HALF_TERMS))
        if _term_of(half) in (wanted.terms or TERMS) and half in (wanted.half_terms or HALF_TERMS)
    }


def _subjects(wanted: Expectation, scale: AttainmentScale, scheme: Scheme) -> list[tuple[str, int]]:
    """Each subject that uses the scale in a year group for which this is meant."""
    subjects = wanted.subjects or tuple(subject.key for subject in scheme.subjects)
    return [
        (key, year)
        for key in subjects
        for year in _years(wanted, scheme)
        if attainment_for(scheme, key, year) == scale
    ]


def _years(wanted: Expectation, scheme: Scheme) -> Sequence[int]:
    return wanted.years or scheme.years or tuple(YEARS)


def _known(numbers: Sequence[int], among: range) -> list[int]:
    """Those that there are: of others it is said that there is none."""
    return [number for number in dict.fromkeys(numbers) if number in among]


def _term_of(half: int) -> int:
    return (half + 1) // 2
