"""Steps, who uses them, what is expected when, and what statements suggest."""

from collections.abc import Iterator

from lantern.schemes.presets import Path, Problem, Scheme, did_you_mean
from lantern.schemes.presets.shape import Statements, Step
from lantern.schemes.rules.checking.everywhere import YEARS
from lantern.schemes.rules.checking.expected import of_expectations
from lantern.schemes.rules.checking.said import look, wrong
from lantern.schemes.rules.lookups import attainment_for


def of_attainment(scheme: Scheme) -> Iterator[Problem]:
    for number, scale in enumerate(scheme.attainment):
        if not scale.steps:
            yield wrong(("attainment", number, "steps"), "There are no steps.", "Add one at least.")
        if scale.key not in {use.scale for use in scheme.uses}:
            said = "No subject uses this scale."
            instead = f'Add [[uses]] and under it scale = "{scale.key}".'
            yield look(("attainment", number), said, instead)
    yield from _uses(scheme)
    yield from _subjects(scheme)
    yield from of_expectations(scheme)
    for number, statements in enumerate(scheme.statements):
        yield from _statements(("statements", number), statements, scheme)


def _uses(scheme: Scheme) -> Iterator[Problem]:
    for number, use in enumerate(scheme.uses[:-1]):
        if not use.subjects and not use.years:
            said = "This use fits everyone, so those after it are never reached."
            yield wrong(("uses", number), said, "Put it last: the first that fits wins.")


def _subjects(scheme: Scheme) -> Iterator[Problem]:
    for number, subject in enumerate(scheme.subjects):
        years = subject.years or scheme.years or tuple(YEARS)
        bare = [year for year in years if not attainment_for(scheme, subject.key, year)]
        if bare and not (len(bare) == len(years) and subject.key in scheme.targets.subjects):
            shown = "any year" if len(bare) == len(years) else f"year {', '.join(map(str, bare))}"
            said = f"Nothing says which steps {subject.name} uses in {shown}."
            yield look(("subjects", number), said, "Add [[uses]] with a scale that fits.")


def _statements(path: Path, statements: Statements, scheme: Scheme) -> Iterator[Problem]:
    if statements.cutoffs and not any(mark.achieved for mark in statements.marks):
        said = "No mark counts as achieved, so no cut-off is ever reached."
        yield wrong((*path, "marks"), said, "Write achieved = true under one of them.")
    keys = [step.key for step in _steps_of(statements.subject, scheme)]
    last, last_rank = None, -1
    for number, cutoff in enumerate(statements.cutoffs):
        here = (*path, "cutoffs", number)
        if cutoff.step not in keys:
            said = f'{statements.subject} has no step "{cutoff.step}".'
            yield wrong((*here, "step"), said, did_you_mean(cutoff.step, keys))
            continue
        if not 0 <= cutoff.at_least <= 100:
            yield wrong((*here, "at_least"), "A share is 0 to 100.", "Write 40, say.")
        rank = keys.index(cutoff.step)
        if last is not None and (cutoff.at_least <= last or rank <= last_rank):
            yield wrong(here, "Cut-offs rise with the steps.", "List them lowest first.")
        last, last_rank = cutoff.at_least, rank


def _steps_of(subject: str, scheme: Scheme) -> list[Step]:
    """The steps of every scale that a subject uses in some year."""
    scales = {
        scale.key: scale
        for year in YEARS
        if (scale := attainment_for(scheme, subject, year)) is not None
    }
    return [step for scale in scales.values() for step in scale.steps]
