"""Adopting a version and taking one back: the row, the audit, and nothing when it fails."""

from datetime import date

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.schemes.actions import AdoptionTrouble, adopt, adopt_draft, begin, choose, withdraw
from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.presets import PRESETS, SchemeTrouble, preset_text
from lantern.schemes.tests.odd import ODD, odd_text
from lantern.schools.models import Period
from tests.cast import Cast, a_school, a_year

SPRING = date(2027, 1, 4)
FLOOR = "areas[attendance].measure.floor_sessions"


def stages() -> str:
    return preset_text("stages-with-parents")


def test_a_version_is_the_whole_text_with_who_and_when(cast: Cast) -> None:
    by = cast.viewer("leader")
    version = adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by)
    assert (version.number, version.starts_on, version.text) == (2, SPRING, stages())
    assert (version.adopted_by, version.adopted_at) == (cast.leader.user, by.now)
    note = Note.objects.get(did="scheme adopted")
    assert (note.about, note.user) == (str(version.ref), cast.leader.user_id)
    assert note.details["starts_on"] == "2027-01-04"


def test_the_version_before_stays_as_it_was(cast: Cast) -> None:
    adopt(school=cast.school, text=stages(), starts_on=SPRING, by=cast.viewer("leader"))
    versions = SchemeVersion.objects.filter(school=cast.school)
    assert versions.on(date(2027, 1, 3)).first() == cast.version
    cast.version.refresh_from_db()
    assert cast.version.text == preset_text("stars-and-bands")


def test_the_same_text_from_the_same_day_changes_nothing(cast: Cast) -> None:
    by = cast.viewer("leader")
    first = adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by)
    assert adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by) == first
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2
    assert Note.objects.filter(did="scheme adopted").count() == 1


@pytest.mark.parametrize(
    ("starts_on", "preset", "said"),
    [
        (date(2026, 8, 31), "stages-with-parents", "Version 1 is in force from 1 September 2026."),
        (SPRING, "stars-and-bands", "That is version 1, in force from 1 September 2026 already."),
        (date(2126, 9, 1), "stages-with-parents", "more than two years away"),
    ],
)
def test_a_day_that_will_not_do_is_refused(
    cast: Cast, starts_on: date, preset: str, said: str
) -> None:
    by = cast.viewer("leader")
    with pytest.raises(AdoptionTrouble, match=said):
        adopt(school=cast.school, text=preset_text(preset), starts_on=starts_on, by=by)
    assert SchemeVersion.objects.filter(school=cast.school).get() == cast.version


def test_a_scheme_that_contradicts_itself_is_refused(cast: Cast) -> None:
    wrong = stages().replace('fact = "attendance"', 'fact = "attendence"')
    with pytest.raises(SchemeTrouble, match="attendence"):
        adopt(school=cast.school, text=wrong, starts_on=SPRING, by=cast.viewer("leader"))
    assert not Note.objects.filter(did="scheme adopted").exists()


def test_without_its_audit_nothing_is_adopted(cast: Cast) -> None:
    school = a_school("new", "New School")
    a_year(school)
    by = cast.viewer("leader")
    by.member.user.name = None  # type: ignore[assignment]  # the audit refuses the nameless
    with pytest.raises(IntegrityError):
        adopt(school=school, text=stages(), starts_on=SPRING, by=by)
    assert not SchemeVersion.objects.filter(school=school).exists()
    assert not Period.objects.of_school(school).exists()


@pytest.mark.parametrize(
    ("span", "names"),
    [
        ("half-term", ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"]),
        ("term", ["Autumn", "Spring", "Summer"]),
        ("year", ["2026/27"]),
        ("free", []),
    ],
)
def test_periods_are_drawn_as_often_as_the_scheme_judges(
    cast: Cast, span: str, names: list[str]
) -> None:
    school = a_school("new", "New School")
    a_year(school)
    text = stages().replace('judgements = "half-term"', f'judgements = "{span}"')
    assert f'judgements = "{span}"' in text
    adopt(school=school, text=text, starts_on=date(2026, 9, 1), by=cast.viewer("leader"))
    drawn = Period.objects.of_school(school).order_by("starts_on")
    assert [period.name for period in drawn] == names


def test_a_school_without_dates_may_adopt(cast: Cast) -> None:
    school = a_school("new", "New School")
    adopt(school=school, text=stages(), starts_on=SPRING, by=cast.viewer("leader"))
    assert not Period.objects.of_school(school).exists()


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_may_be_adopted(cast: Cast, key: str) -> None:
    school = a_school("new", "New School")
    text = preset_text(key)
    version = adopt(school=school, text=text, starts_on=SPRING, by=cast.viewer("leader"))
    assert version.scheme.key == key


@pytest.mark.parametrize("name", ODD)
def test_every_odd_scheme_may_be_adopted(cast: Cast, name: str) -> None:
    text = odd_text(name)
    version = adopt(school=cast.school, text=text, starts_on=SPRING, by=cast.viewer("leader"))
    assert version.text == text


# --- taking one back -----------------------------------------------------------------------------


def test_a_version_nobody_was_judged_by_is_taken_back(cast: Cast) -> None:
    by = cast.viewer("leader")
    version = adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by)
    withdraw(version=version, by=by)
    assert SchemeVersion.objects.filter(school=cast.school).get() == cast.version
    assert Note.objects.get(did="scheme withdrawn").details["number"] == 2
    again = adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by)
    assert again.number == 2


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_leaves_the_one_before_alone(cast: Cast) -> None:
    """Begun in another tab, where something may have been typed."""
    by = cast.viewer("leader")
    first = begin(text=stages(), by=by)
    second = begin(text=preset_text("one-to-one-levels"), by=by)
    assert set(SchemeDraft.objects.all()) == {first, second}


def test_a_policy_is_a_draft_to_read_until_it_is_formally_adopted_001_17(cast: Cast) -> None:
    """The draft holds for nobody; the adopted version says who adopted it, when, and from when."""
    by = cast.viewer("leader")
    draft = begin(text=stages(), by=by)
    choose(draft=draft, chosen={}, starts_on=SPRING)
    assert SchemeVersion.objects.filter(school=cast.school).on(SPRING).get() == cast.version
    adopt_draft(draft=draft, mark=draft.mark(cast.version), by=by)
    now = SchemeVersion.objects.filter(school=cast.school).on(SPRING)[0]
    assert (now.text, now.adopted_by, now.adopted_at) == (stages(), by.member.user, by.now)


def test_what_was_chosen_is_what_is_adopted(cast: Cast) -> None:
    by = cast.viewer("leader")
    draft = begin(text=preset_text("stars-and-bands"), by=by)
    choose(draft=draft, chosen={FLOOR: "12"}, starts_on=SPRING)
    version = adopt_draft(draft=draft, mark=draft.mark(cast.version), by=by)
    assert version.text == cast.version.text.replace("floor_sessions = 10", "floor_sessions = 12")
    assert not SchemeDraft.objects.exists()


def test_a_refused_adoption_keeps_the_draft(cast: Cast) -> None:
    by = cast.viewer("leader")
    draft = begin(text=stages(), by=by)
    with pytest.raises(AdoptionTrouble, match="from which day"):
        adopt_draft(draft=draft, mark=draft.mark(cast.version), by=by)
    choose(draft=draft, chosen={}, starts_on=date(2020, 9, 1))
    with pytest.raises(AdoptionTrouble, match="in force from 1 September 2026"):
        adopt_draft(draft=draft, mark=draft.mark(cast.version), by=by)
    assert SchemeDraft.objects.get() == draft


def test_what_was_not_looked_through_is_not_adopted(cast: Cast) -> None:
    by = cast.viewer("leader")
    draft = begin(text=preset_text("stars-and-bands"), by=by)
    choose(draft=draft, chosen={FLOOR: "12"}, starts_on=SPRING)
    seen = draft.mark(cast.version)
    choose(draft=draft, chosen={FLOOR: "14"}, starts_on=SPRING)
    with pytest.raises(AdoptionTrouble, match="changed since"):
        adopt_draft(draft=draft, mark=seen, by=by)
    seen = draft.mark(cast.version)
    adopt(school=cast.school, text=stages(), starts_on=SPRING, by=by)
    with pytest.raises(AdoptionTrouble, match="changed since"):
        adopt_draft(draft=draft, mark=seen, by=by)
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2


def test_a_choice_that_makes_it_unsound_is_refused(cast: Cast) -> None:
    draft = begin(text=preset_text("stars-and-bands"), by=cast.viewer("leader"))
    colour = "scales[attitude].ratings[green].colour"
    with pytest.raises(SchemeTrouble, match="too pale"):
        choose(draft=draft, chosen={colour: "#ffff66"}, starts_on=SPRING)
    draft.refresh_from_db()
    assert draft.chosen == {}
