"""Why a record is refused, and what a person should look at before confirming."""

from collections.abc import Iterable
from datetime import date

from lantern.roster.rules.changes import same_surname
from lantern.roster.rules.dates import age_on, in_words
from lantern.roster.rules.facts import PupilFacts
from lantern.roster.rules.families import pairs
from lantern.roster.rules.part_weeks import too_old_for
from lantern.roster.rules.rows import Record
from lantern.roster.rules.years import year_group, year_name

YOUNGEST_AGE, OLDEST_AGE = 2, 13


def refusals(before: PupilFacts, after: PupilFacts, *, on: date, is_new: bool) -> tuple[str, ...]:
    """Why this child cannot be put on the roll, or changed, as the file says."""
    reasons: list[str] = []
    if after.born_on and after.born_on != before.born_on:
        reasons += filter(None, [age_refusal(after.born_on, on)])
    if after.left_on and after.joined_on and after.left_on < after.joined_on:
        reasons.append("The date left is before the date joined.")
    if is_new:
        reasons += _new_refusals(after, on)
    return tuple(reasons)


def age_refusal(born_on: date, on: date) -> str:
    """Why a child born so cannot be in a primary school on a day; empty if they can."""
    age = age_on(born_on, on)
    if born_on > on:
        return f"Born on {in_words(born_on)}, which has not come yet."
    if not YOUNGEST_AGE <= age <= OLDEST_AGE:
        said = f"Born on {in_words(born_on)}, so aged {age}"
        return f"{said}: a child here is {YOUNGEST_AGE} to {OLDEST_AGE}."
    return ""


def _new_refusals(facts: PupilFacts, on: date) -> Iterable[str]:
    if not (facts.legal_forename or facts.legal_surname):
        yield "Nobody on the roll has this UPN, and the file gives no name to add."
    elif not facts.legal_forename:
        yield "There is no legal forename."
    if not facts.born_on:
        yield "There is no date of birth, so nobody can tell which child this is."
    if facts.left_on and facts.left_on <= on:
        yield f"Left on {in_words(facts.left_on)}, so there is nobody to add."


def added_cautions(
    facts: PupilFacts,
    record: Record,
    namesakes: Iterable[PupilFacts],
    renamed: Iterable[PupilFacts],
    *,
    academic_year: int,
) -> tuple[str, ...]:
    """What to look at before a child is put on the roll beside `namesakes`, who are there.

    `renamed` are there too, not in the file, and may be the same child under another name.
    """
    said = [*record.cautions, *_out_of_cohort(facts, academic_year)]
    if not facts.legal_surname:
        said.append(f"“{facts.legal_forename}” is one name only: please check it.")
    if not facts.class_name:
        said.append("No class is given: until one is, this child is on no class's list.")
    said += [_namesake(other) for other in namesakes]
    said += [_renamed(other) for other in renamed]
    return tuple(dict.fromkeys(said))


def _namesake(other: PupilFacts) -> str:
    born = f"born on {in_words(other.born_on)}" if other.born_on else "with no date of birth"
    return f"A child of the same name, {born}, is on the roll: check that it is not the same child."


def _renamed(other: PupilFacts) -> str:
    return (
        f"{other.name}, born the same day, is on the roll and not in the list: if it is the same "
        "child under another name, let the file go and put the name right on their page first."
    )


def _out_of_cohort(facts: PupilFacts, academic_year: int) -> list[str]:
    if facts.year_override is None or not facts.born_on:
        return []
    expected = year_group(facts.born_on, academic_year)
    apart = abs(facts.year_override - expected)
    far = "a year" if apart == 1 else f"{apart} years"
    said = f"{year_name(facts.year_override)} is {far} out of cohort"
    return [f"{said}: by the date of birth it would be {year_name(expected)}."]


def changed_cautions(
    before: PupilFacts, after: PupilFacts, record: Record, *, on: date, academic_year: int
) -> tuple[str, ...]:
    """What to look at before a child is changed; what was settled before is not said again."""
    said = list(record.cautions)
    if not same_surname(before, after):
        said.append(
            "The legal surname changes: that needs the consent of all with parental responsibility."
        )
    if before.born_on and before.born_on != after.born_on:
        said.append("The date of birth changes: check that it is the same child.")
    if before.upn and before.upn != after.upn:
        said.append("The UPN changes: check that it is the same child.")
    if before.year_override != after.year_override:
        said += _out_of_cohort(after, academic_year)
    said += _restored(before, record, on)
    return tuple(dict.fromkeys([*said, *_guardian_cautions(before, after)]))


def too_old_caution(born_on: date, until: date | None) -> tuple[str, ...]:
    """What to look at where a week that is part-time by age lasts beyond that age (standards 7)."""
    first = too_old_for(born_on, until)
    if first is None:
        return ()
    lasts = f"until {in_words(until)}" if until else "with no last day"
    said = f"Part-time by age {lasts}, but of compulsory school age from {in_words(first)}"
    return (f"{said}: code X is wrong from then. Put the part of the week right on their page.",)


def _restored(before: PupilFacts, record: Record, on: date) -> Iterable[str]:
    if before.left_on and before.left_on <= on and not record.left_on:
        yield (
            f"Left on {in_words(before.left_on)}, and a file does not bring a child back: "
            "if they have come back, say so on their own page."
        )


def _guardian_cautions(before: PupilFacts, after: PupilFacts) -> Iterable[str]:
    for old, guardian in pairs(before.guardians, after.guardians):
        if old and old.parental_responsibility not in (None, guardian.parental_responsibility):
            said = f"Parental responsibility of {guardian.name} changes"
            yield f"{said}: check it before you confirm."
