"""What a file would do to the roll: added, changed, left, refused, missing."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.roster.rules import (
    Change,
    ExistingPupil,
    Guardian,
    Plan,
    PupilFacts,
    Record,
    plan,
)
from lantern.roster.tests.workbooks import upn

TODAY = date(2026, 11, 26)
ADA = Guardian(forename="Ada", surname="Okafor", phone="07700 900123")
CHIDI = PupilFacts(
    legal_forename="Chidi",
    legal_surname="Okafor",
    upn=upn(1),
    born_on=date(2019, 8, 31),
    class_name="2B",
    groups=frozenset(["SEN"]),
    guardians=(ADA,),
    joined_on=date(2023, 9, 4),
)
SAYS_CHIDI = Record(
    rows=(2,), legal_forename="Chidi", legal_surname="Okafor", born_on=date(2019, 8, 31)
)


def on_roll(*facts: PupilFacts) -> list[ExistingPupil]:
    return [ExistingPupil(UUID(int=place), one) for place, one in enumerate(facts, 1)]


def planned(records: list[Record], existing: list[ExistingPupil]) -> Plan:
    return plan(records, existing, on=TODAY, academic_year=2026)


def done(made: Plan, existing: list[ExistingPupil]) -> list[ExistingPupil]:
    """The roll after the plan has been carried out."""
    after = {entry.ref: entry.after for entry in made.changed}
    kept = [ExistingPupil(p.ref, after.get(p.ref, p.facts)) for p in existing]
    new = [
        ExistingPupil(UUID(int=10_000 + len(kept) + i), a.facts) for i, a in enumerate(made.added)
    ]
    return kept + new


def changes(record: Record, facts: PupilFacts = CHIDI) -> tuple[Change, ...]:
    (entry,) = planned([record], on_roll(facts)).changed
    return entry.changes


def refusal(record: Record, *facts: PupilFacts) -> str:
    (entry,) = planned([record], on_roll(*facts)).refused
    return " ".join(entry.reasons)


def test_a_new_child_is_added_as_the_file_says() -> None:
    record = replace(SAYS_CHIDI, class_name="2B", year=3, groups=(("EAL", True), ("SEN", False)))
    (entry,) = planned([record], []).added
    assert entry.facts == PupilFacts(
        legal_forename="Chidi",
        legal_surname="Okafor",
        born_on=date(2019, 8, 31),
        class_name="2B",
        groups=frozenset(["EAL"]),
    )
    assert entry.cautions == ()


def test_what_the_file_does_not_say_stays() -> None:
    made = planned([SAYS_CHIDI], on_roll(CHIDI))
    assert [entry.ref for entry in made.unchanged] == [UUID(int=1)]
    assert made.does_nothing


def test_a_child_is_known_by_upn_though_all_else_changed() -> None:
    record = Record(rows=(2,), upn=upn(1), legal_surname="Obi", born_on=date(2019, 8, 30))
    (entry,) = planned([record], on_roll(CHIDI)).changed
    assert entry.changes == (
        Change("Legal surname", "Okafor", "Obi"),
        Change("Date of birth", "31 August 2019", "30 August 2019"),
    )
    assert any("consent" in caution for caution in entry.cautions)
    assert any("same child" in caution for caution in entry.cautions)


def test_a_child_without_a_upn_is_known_by_name_and_birth_and_gets_it() -> None:
    bare = replace(CHIDI, upn="")
    assert changes(replace(SAYS_CHIDI, upn=upn(1)), bare) == (Change("UPN", "nothing", upn(1)),)


def test_another_upn_for_the_same_child_is_a_change_to_check() -> None:
    (entry,) = planned([replace(SAYS_CHIDI, upn=upn(2))], on_roll(CHIDI)).changed
    assert "The UPN changes: check that it is the same child." in entry.cautions


def test_the_name_a_child_goes_by_is_known_too() -> None:
    called = replace(CHIDI, legal_forename="Chidiebere", preferred_forename="Chidi")
    (entry,) = planned([SAYS_CHIDI], on_roll(called)).changed
    assert entry.changes == (Change("Legal forename", "Chidiebere", "Chidi"),)


def test_two_on_the_roll_who_could_be_meant_are_left_alone() -> None:
    twin = replace(CHIDI, upn=upn(2))
    assert "either Chidi Okafor or Chidi Okafor" in refusal(SAYS_CHIDI, CHIDI, twin)
    known = planned([replace(SAYS_CHIDI, upn=upn(2))], on_roll(CHIDI, twin))
    assert [entry.ref for entry in known.unchanged] == [UUID(int=2)]


def test_a_upn_on_one_and_a_name_on_another_are_refused() -> None:
    other = replace(CHIDI, legal_forename="Obi", upn=upn(5))
    bare = replace(CHIDI, upn="")
    assert "either" in refusal(replace(SAYS_CHIDI, upn=upn(5)), other, bare)


def test_two_of_the_file_who_could_both_be_one_are_refused() -> None:
    both = [replace(SAYS_CHIDI, upn=upn(2)), replace(SAYS_CHIDI, upn=upn(3), rows=(3,))]
    made = planned(both, on_roll(replace(CHIDI, upn="")))
    assert len(made.refused) == 2
    assert made.missing == ()


def test_even_the_surer_of_two_claims_waits_until_the_file_is_clear() -> None:
    sure = replace(SAYS_CHIDI, upn=upn(1))
    made = planned([sure, replace(SAYS_CHIDI, upn=upn(2), rows=(3,))], on_roll(CHIDI))
    assert [entry.rows for entry in made.refused] == [(2,), (3,)]


def test_a_child_not_in_the_file_is_listed_and_never_touched() -> None:
    left = replace(CHIDI, legal_forename="Obi", upn=upn(9), left_on=date(2026, 7, 21))
    made = planned([], on_roll(CHIDI, left))
    assert [(entry.name, entry.ref) for entry in made.missing] == [("Chidi Okafor", UUID(int=1))]
    assert made.does_nothing


def test_a_refused_child_is_not_called_missing() -> None:
    made = planned([replace(SAYS_CHIDI, troubles=("Bad.",))], on_roll(CHIDI))
    assert (len(made.refused), made.missing) == (1, ())


@pytest.mark.parametrize(
    ("born_on", "word"),
    [
        (date(2027, 1, 1), "has not come yet"),
        (date(2024, 11, 27), "aged 1"),
        (date(2012, 11, 26), "aged 14"),
        (None, "no date of birth"),
    ],
)
def test_nobody_too_young_or_old_for_the_school_is_added(born_on: date | None, word: str) -> None:
    assert word in refusal(replace(SAYS_CHIDI, born_on=born_on))


@pytest.mark.parametrize("born_on", [date(2024, 11, 26), date(2012, 11, 27), date(2020, 2, 29)])
def test_children_from_two_to_thirteen_are_added(born_on: date) -> None:
    assert planned([replace(SAYS_CHIDI, born_on=born_on)], []).added


def test_a_new_child_needs_a_name() -> None:
    nameless = replace(SAYS_CHIDI, legal_forename="", legal_surname="", upn=upn(1))
    assert "gives no name" in refusal(nameless)
    assert "no legal forename" in refusal(replace(SAYS_CHIDI, legal_forename=""))
    (entry,) = planned([replace(SAYS_CHIDI, legal_surname="")], []).added
    assert "one name only" in entry.cautions[0]


def test_a_leaver_is_not_added_and_a_file_brings_nobody_back() -> None:
    gone = date(2026, 7, 21)
    assert "nobody to add" in refusal(replace(SAYS_CHIDI, left_on=gone))
    (entry,) = planned([SAYS_CHIDI], on_roll(replace(CHIDI, left_on=gone))).unchanged
    assert "does not bring a child back" in entry.cautions[0]
    assert changes(replace(SAYS_CHIDI, left_on=gone)) == (
        Change("Date left", "nothing", "21 July 2026"),
    )


def test_leaving_before_joining_is_refused() -> None:
    record = replace(SAYS_CHIDI, left_on=date(2023, 1, 1))
    assert "before the date joined" in refusal(record, CHIDI)


def test_a_namesake_born_another_day_is_pointed_out() -> None:
    (entry,) = planned([replace(SAYS_CHIDI, born_on=date(2019, 8, 30))], on_roll(CHIDI)).added
    assert "same name, born on 31 August 2019" in " ".join(entry.cautions)


def test_a_year_that_follows_from_the_birth_is_no_override() -> None:
    assert planned([replace(SAYS_CHIDI, year=3)], on_roll(CHIDI)).does_nothing
    moved = replace(CHIDI, year_override=2)
    assert changes(replace(SAYS_CHIDI, year=3), moved) == (
        Change("Year group", "Year 2, set by hand", "Year 3"),
    )


def test_a_year_out_of_cohort_is_an_override_with_a_caution_once() -> None:
    record = replace(SAYS_CHIDI, year=2)
    made = planned([record], on_roll(CHIDI))
    (entry,) = made.changed
    assert entry.after.year_override == 2
    assert entry.cautions == (
        "Year 2 is a year out of cohort: by the date of birth it would be Year 3.",
    )
    again = planned([record], done(made, on_roll(CHIDI)))
    assert again.unchanged[0].cautions == ()


def test_a_class_in_other_capitals_is_the_same_class() -> None:
    assert planned([replace(SAYS_CHIDI, class_name="2b")], on_roll(CHIDI)).does_nothing
    made = planned([replace(SAYS_CHIDI, class_name="3A")], on_roll(CHIDI))
    assert made.changed[0].changes == (Change("Class", "2B", "3A"),)
    assert made.class_names == ("3A",)


def test_groups_are_joined_on_yes_and_left_only_on_no() -> None:
    record = replace(SAYS_CHIDI, groups=(("EAL", True), ("sen", False)))
    assert changes(record) == (
        Change("EAL", "not in it", "in it"),
        Change("SEN", "in it", "not in it"),
    )


def test_adults_are_added_and_filled_in_but_never_taken_away() -> None:
    told = (
        Guardian(forename="ADA", surname="Okafor", email="ada@okafor.example"),
        Guardian(forename="Obi", surname="Okafor", relationship="Father"),
    )
    assert changes(replace(SAYS_CHIDI, guardians=told)) == (
        Change("Ada Okafor: email", "nothing", "ada@okafor.example"),
        Change("Contact", "nothing", "Obi Okafor, relationship Father"),
    )
    assert planned([replace(SAYS_CHIDI, guardians=())], on_roll(CHIDI)).does_nothing


def test_two_adults_of_one_surname_and_other_titles_are_two() -> None:
    mother = Guardian(title="Mrs", surname="O'Brien", relationship="Mother", email="p0@a.example")
    father = Guardian(title="Mr", surname="O'Brien", relationship="Father", email="p1@a.example")
    told = replace(SAYS_CHIDI, guardians=(mother, father))
    assert planned([told], []).added[0].facts.guardians == (mother, father)
    known = on_roll(replace(CHIDI, guardians=(mother,)))
    made = planned([told], known)
    assert made.changed[0].after.guardians == (mother, father)
    assert planned([told], done(made, known)).does_nothing


def test_an_adult_of_no_forename_is_filled_in_where_it_can_be_nobody_else() -> None:
    bare = Guardian(title="Mr", surname="Obi")
    told = Guardian(title="Mr.", surname="Obi", relationship="Father")
    other = Guardian(title="Mrs", surname="Obi")
    record = replace(SAYS_CHIDI, guardians=(told,))
    (entry,) = planned([record], on_roll(replace(CHIDI, guardians=(bare,)))).changed
    assert entry.after.guardians == (told,)
    (entry,) = planned([record], on_roll(replace(CHIDI, guardians=(other,)))).changed
    assert entry.after.guardians == (other, told)


def test_a_change_of_parental_responsibility_is_pointed_out() -> None:
    known = replace(CHIDI, guardians=(replace(ADA, parental_responsibility=True),))
    told = replace(SAYS_CHIDI, guardians=(replace(ADA, parental_responsibility=False),))
    (entry,) = planned([told], on_roll(known)).changed
    assert "Parental responsibility of Ada Okafor changes" in entry.cautions[0]


def test_the_date_joined_of_a_child_on_the_roll_is_never_moved() -> None:
    record = replace(SAYS_CHIDI, joined_on=date(2024, 9, 1))
    assert planned([record], on_roll(CHIDI)).does_nothing
    assert planned([record], []).added[0].facts.joined_on == date(2024, 9, 1)


def test_the_digest_is_the_same_for_the_same_and_else_another() -> None:
    record = replace(SAYS_CHIDI, class_name="3A", groups=(("EAL", True), ("PP", True)))
    first, again = (planned([record], on_roll(CHIDI)).digest for _ in range(2))
    assert first == again
    moved = on_roll(replace(CHIDI, class_name="2C"))
    other = [
        planned([replace(record, class_name="3B")], on_roll(CHIDI)),
        planned([record], moved),
        planned([record], []),
        planned([replace(record, troubles=("Bad.",))], on_roll(CHIDI)),
    ]
    assert len({first, *(made.digest for made in other)}) == 5


def test_the_digest_does_not_change_from_one_run_to_the_next() -> None:
    record = replace(SAYS_CHIDI, class_name="3A", groups=(("EAL", True), ("PP", True)))
    assert planned([record], []).digest == DIGEST


DIGEST = "105a09a34a2d74b24030a689dec148b8964ba7dd828116fa6f44406e9d420184"

FORENAMES = st.sampled_from(["Ann", "ann", "Bo", "Zoë", ""])
SURNAMES = st.sampled_from(["Smith", "SMITH", "Obi", ""])
BIRTHS = st.sampled_from([None, date(2019, 8, 31), date(2019, 9, 1), date(2020, 2, 29)])
UPNS = st.sampled_from(["", "", upn(1), upn(2), upn(3)])
ADULTS = st.builds(
    Guardian,
    forename=st.sampled_from(["", "", "Jo"]),
    title=st.sampled_from(["", "Mrs", "mrs.", "Mr"]),
    relationship=st.sampled_from(["", "Mother", "Father"]),
    surname=st.sampled_from(["Smith", "Obi"]),
    phone=st.sampled_from(["", "0123", "0456"]),
    lives_with=st.sampled_from([None, True, False]),
)
CLASSES = st.sampled_from(["", "3A", "3a", "4B"])
LEFT = st.sampled_from([None, None, date(2026, 7, 21), date(2027, 7, 21)])
GROUPS = st.dictionaries(st.sampled_from(["SEN", "EAL"]), st.booleans())
RECORDS = st.builds(
    Record,
    rows=st.just((2,)),
    legal_forename=FORENAMES,
    legal_surname=SURNAMES,
    preferred_forename=FORENAMES,
    upn=UPNS,
    born_on=BIRTHS,
    year=st.sampled_from([None, 1, 2, 3]),
    class_name=CLASSES,
    left_on=LEFT,
    groups=GROUPS.map(lambda told: tuple(sorted(told.items()))),
    guardians=st.lists(ADULTS, max_size=3, unique_by=lambda adult: adult.key).map(tuple),
)
ON_ROLL = st.builds(
    PupilFacts,
    legal_forename=FORENAMES,
    legal_surname=SURNAMES,
    preferred_forename=FORENAMES,
    upn=UPNS,
    born_on=BIRTHS,
    year_override=st.sampled_from([None, 2]),
    class_name=CLASSES,
    groups=st.frozensets(st.sampled_from(["SEN", "sen", "EAL"])),
    guardians=st.lists(ADULTS, max_size=3).map(tuple),
    left_on=LEFT,
)
FILE = st.lists(
    RECORDS,
    max_size=5,
    unique_by=(lambda r: r.upn or object(), lambda r: (r.key, r.born_on)),
)
ROLL = st.lists(ON_ROLL, max_size=4, unique_by=lambda f: f.upn or object()).map(
    lambda facts: on_roll(*facts)
)


@settings(max_examples=400)
@given(FILE, ROLL)
def test_the_same_file_twice_changes_nothing(
    records: list[Record], existing: list[ExistingPupil]
) -> None:
    made = planned(records, existing)
    again = planned(records, done(made, existing))
    assert again.does_nothing


@given(FILE, ROLL)
def test_nothing_known_is_lost_and_every_record_is_answered_once(
    records: list[Record], existing: list[ExistingPupil]
) -> None:
    made = planned(records, existing)
    answers = [*made.added, *made.changed, *made.unchanged, *made.refused]
    assert len(answers) == len(records)
    for entry in made.changed:
        before, after = entry.before, entry.after
        assert entry.changes
        assert len(after.guardians) >= len(before.guardians)
        for name in ("legal_forename", "upn", "born_on", "class_name", "left_on"):
            assert getattr(after, name) or not getattr(before, name)
