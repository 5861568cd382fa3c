"""Everything else in a scheme, as short entries: calendars, targets, praise, ladders, the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantern.schemes.pictures.praise import awards, counters, ladders, milestones
from lantern.schemes.pictures.words import EVERY, and_, lines, people, sentence, years_words
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Fact, FileRules, Meeting, Report, Statements, Targets


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing and what is said of it."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with its entries; a section without any is not shown."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def sections_of(scheme: Scheme) -> tuple[Section, ...]:
    """Those that this scheme has anything to say in."""
    every: list[tuple[str, str, Iterable[tuple[str, tuple[str, ...]]]]] = [
        ("parts", "When each part begins", _parts(scheme)),
        ("counted", "What is counted", ((fact.name, _fact(fact)) for fact in scheme.facts)),
        ("calendars", "How often", _calendars(scheme)),
        ("targets", "Targets", _targets(scheme, scheme.targets)),
        ("praise", "Praise", (*counters(scheme), *awards(scheme), *milestones(scheme))),
        ("ladders", "Consequences", ladders(scheme)),
        ("meetings", "Meetings", ((m.name, _meeting(scheme, m)) for m in scheme.meetings)),
        ("reports", "What goes home", ((r.name, _report(scheme, r)) for r in scheme.reports)),
        ("statements", "What a child can do", _statements(scheme)),
        ("file", "The file", _file(scheme, scheme.file)),
    ]
    found = [
        Section(key=key, title=title, entries=tuple(_entries(entries)))
        for key, title, entries in every
    ]
    return tuple(section for section in found if section.entries)


def _entries(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Entry]:
    for name, said in pairs:
        yield Entry(name=name, lines=said)


def _parts(scheme: Scheme) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in scheme.parts:
        day = part.starts_on
        begins = f"Begins on {day.day} {day:%B %Y}." if day else "Runs from the start."
        yield part.name, lines(sentence(part.about), begins)


def _fact(fact: Fact) -> tuple[str, ...]:
    match fact.kind:
        case "attendance":
            return ("A percentage of the sessions in the register.",)
        case "test":
            return ("A percentage.",)
        case "tally":
            better = "More is better." if fact.wanted == "more" else "Fewer is better."
            return (f"{_how_often(fact)} {better}",)


def _how_often(fact: Fact) -> str:
    if fact.most_a_day is None:
        return f"Entered by the week, up to {fact.most}."
    return f"Entered by the day, up to {fact.most_a_day}, or by the week, up to {fact.most}."


def _calendars(scheme: Scheme) -> Iterator[tuple[str, tuple[str, ...]]]:
    usual = scheme.calendars
    for name, key in (
        ("Children are judged", "judgements"),
        ("Targets are set", "targets"),
        ("Meetings", "meetings"),
        ("Reports home", "reports"),
    ):
        others = [
            f"{years_words(other.years)}: {EVERY[span]}."
            for other in usual.exceptions
            if (span := getattr(other, key))
        ]
        yield name, (sentence(EVERY[getattr(usual, key)]), *others)


def _targets(scheme: Scheme, targets: Targets) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = [subject.name for subject in scheme.subjects if subject.key in targets.subjects]
    if names:
        by = f", set by {people(scheme, targets.set_by)}" if targets.set_by else ""
        yield and_(names), (f"{targets.each} in each{by}.",)
    if targets.personal:
        who = people(scheme, targets.personal_set_by)
        yield "Personal", (f"{targets.personal}, set by {who}." if who else f"{targets.personal}.",)
    if targets.attitude:
        yield scheme.words.attitude, ("Where an area needs work or support.",)
    if not (names or targets.personal or targets.attitude):
        return
    more = lines(
        sentence(targets.advice), sentence(targets.shared),
        f"Marked in books as “{targets.improvement_points}”." if targets.improvement_points else "",
        "Closed as soon as it is met, and replaced at once." if targets.when_met else "",
    )  # fmt: skip
    if targets.outcomes:
        yield "How one ends", (sentence(", ".join(targets.outcomes)),)
    if more:
        yield "Also", more


def _meeting(scheme: Scheme, meeting: Meeting) -> tuple[str, ...]:
    who = people(scheme, meeting.attends)
    return lines(
        sentence(EVERY[meeting.every] + (f", with {who}" if who else "")),
        f"About {meeting.minutes} minutes." if meeting.minutes else "",
        sentence(and_(meeting.sessions)),
        f"In place of {meeting.replaces}." if meeting.replaces else "",
        "Parents are asked how it went." if meeting.asks_feedback else "",
    )


def _report(scheme: Scheme, report: Report) -> tuple[str, ...]:
    words = {"attitude": scheme.words.attitude, "attainment": scheme.words.attainment}
    shown = and_([words.get(part, part) for part in report.shows])
    form = {"profile": scheme.words.profile, "tick sheet": "a tick sheet", "prose": "prose"}
    every = sentence(f"{EVERY[report.every]}, as {form[report.form]}")
    return lines(every, f"Shows {shown}." if shown else "")


def _statements(scheme: Scheme) -> Iterator[tuple[str, tuple[str, ...]]]:
    for listed in scheme.statements:
        names = [subject.name for subject in scheme.subjects if subject.key == listed.subject]
        yield (
            " · ".join([*names, *([listed.stage] if listed.stage else [])]),
            lines(f"{len(listed.items)} statements.", *_marks(listed), _cutoffs(scheme, listed)),
        )


def _marks(listed: Statements) -> tuple[str, ...]:
    marks = ", ".join(mark.name for mark in listed.marks)
    achieved = and_([mark.name for mark in listed.marks if mark.achieved])
    return (
        f"Marked {marks}." if marks else "", f"Achieved with {achieved}." if achieved else "",
    )  # fmt: skip


def _cutoffs(scheme: Scheme, listed: Statements) -> str:
    """From what share of them a step is suggested: "60 % suggest Working, 80 % Secure."."""
    names = {step.key: step.name for scale in scheme.attainment for step in scale.steps}
    said = [f"{cut.at_least} % {names.get(cut.step, cut.step)}" for cut in listed.cutoffs]
    return f"Suggested from: {', '.join(said)}." if said else ""


def _file(scheme: Scheme, file: FileRules) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = lines(
        f"Holds {and_(file.holds)}." if file.holds else "",
        f"Belongs to {people(scheme, file.owned_by)}." if file.owned_by else "",
        f"Open to {people(scheme, file.open_to)}{' at any time' if file.any_time else ''}."
        if file.open_to
        else "",
        "Looked at together at parents’ evenings." if file.at_parents_evening else "",
        "Kept for the child’s whole time at the school." if file.whole_time else "",
        f"Goes with the child to {file.goes_to or 'the next school'}."
        if file.leaves_with_child
        else "",
    )
    if said:
        yield file.name, said
