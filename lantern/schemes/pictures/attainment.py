"""Steps of attainment, where each scale of them is used, and what is expected when."""

from collections.abc import Sequence
from dataclasses import dataclass

from lantern.schemes.pictures.attitude import Mark
from lantern.schemes.pictures.words import and_, sentence, years_of, years_words
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import AttainmentScale, Expectation, Step
from lantern.schemes.rules import attainment_for, class_of_step, find, rows_of
from lantern.schemes.rules.labels import HALF_TERMS, TERMS


@dataclass(frozen=True, kw_only=True)
class Row:
    """One step, or several that the school shows as one row under a name (000-12)."""

    name: str
    steps: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """One scale of steps, lowest first, and the subjects and years that use it."""

    key: str
    name: str
    used: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One line of what is expected: when, of whom, and which step or range."""

    when: str
    what: str


def ladders_of(scheme: Scheme) -> tuple[Ladder, ...]:
    """Every scale of steps."""
    return tuple(
        Ladder(
            key=scale.key,
            name=scale.name,
            used=_used(scheme, scale),
            rows=tuple(
                Row(name=steps[0].group, steps=tuple(_mark(scale, step) for step in steps))
                for steps in rows_of(scale)
            ),
        )
        for scale in scheme.attainment
    )


def _mark(scale: AttainmentScale, step: Step) -> Mark:
    return Mark(
        symbol=step.symbol,
        word=step.name,
        css_class=class_of_step(scale.key, step.key),
        means=sentence(step.means),
        note="" if step.short == step.name else step.short,
    )


def _used(scheme: Scheme, scale: AttainmentScale) -> tuple[str, ...]:
    """Subjects with the same years together: "Writing and Maths, in Year 2 and Year 6"."""
    every = years_of(scheme)
    together: dict[tuple[int, ...], list[str]] = {}
    for subject in scheme.subjects:
        years = tuple(
            year
            for year in every
            if (not subject.years or year in subject.years)
            and attainment_for(scheme, subject.key, year) == scale
        )
        if years:
            together.setdefault(years, []).append(subject.name)
    return tuple(
        and_(names) if years == every else f"{and_(names)}, in {years_words(years)}"
        for years, names in together.items()
    )


def expected_of(scheme: Scheme) -> tuple[Expected, ...]:
    """Every expectation, in the order in which the first that fits wins."""
    return tuple(
        Expected(when=_when(scheme, wanted), what=_steps(scheme, wanted))
        for wanted in scheme.expected
    )


def _when(scheme: Scheme, wanted: Expectation) -> str:
    names = [found.name for key in wanted.subjects if (found := find(scheme.subjects, key))]
    parts = (
        and_(names),
        years_words(wanted.years),
        and_([TERMS[term] for term in wanted.terms if term in TERMS and not wanted.half_terms]),
        and_([HALF_TERMS[half] for half in wanted.half_terms if half in HALF_TERMS]),
    )
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:] or "All year"


def _steps(scheme: Scheme, wanted: Expectation) -> str:
    scale = find(scheme.attainment, wanted.scale)
    keys: Sequence[str] = [wanted.lowest, *([wanted.highest] if wanted.highest else [])]
    found = [find(scale.steps, key) for key in dict.fromkeys(keys)] if scale else []
    return " to ".join(step.name for step in found if step)
