"""A pretend trust made through the actions that people use, for every preset."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.demo.actions import make
from lantern.demo.pictures import PASSWORD, cast
from lantern.demo.presets import trust
from lantern.demo.tests.small import quiet, small_trust
from lantern.habits.models import AttendanceMark, Tally
from lantern.judgements.models import Judgement, Voice
from lantern.profiles.pictures import Profile
from lantern.reviews.models import Closure, Reopening, Shown
from lantern.reviews.pictures import Review, corrections_of, current_period, review_of_class
from lantern.roster.models import (
    Enrolment,
    GuardianLink,
    Mentoring,
    PartWeek,
    Pupil,
    Restriction,
    SchoolClass,
    StaffAbsence,
)
from lantern.schemes.presets import PRESETS
from lantern.schemes.rules import rating
from lantern.schools.models import School, Trust
from lantern.within import within

pytestmark = pytest.mark.django_db
TODAY = trust().today
NOBODY = 0  # the number of no school
HALVES = ["Autumn 1 2026/27", "Autumn 2 2026/27"]  # of a small trust, which has one year


@pytest.fixture(autouse=True)
def a_demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def stars(a_demo: None) -> School:
    with within(NOBODY):  # it names every school itself
        make(recipe=small_trust("stars-and-bands"), say=quiet)
    return School.objects.get()


def now_in(school: School) -> Review:
    """The present review of the school's one class, as its head sees it."""
    head = Member.objects.filter(school=school, role=Role.LEADER).order_by("pk")[0]
    by = Viewer(member=head, school=school, now=school.now())
    period = current_period(school, TODAY)
    assert period is not None
    review = review_of_class(SchoolClass.objects.get(school=school), period, by=by)
    assert review is not None
    return review


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_a_school_with_sound_data(preset: str) -> None:
    make(recipe=small_trust(preset), say=quiet)
    school = School.objects.get()
    review = now_in(school)
    here = Pupil.objects.filter(school=school).on_roll(TODAY)
    assert len(review.profiles) == here.count() >= 8
    assert review.is_open
    assert 0 < review.to_judge < review.cells
    closed = Closure.objects.get(stands=True)
    assert Shown.objects.filter(closure=closed).count() >= 7  # one joined since
    assert not [profile for profile in review.profiles if profile.wants_reason]
    today = AttendanceMark.objects.filter(on=TODAY, session="am")
    assert set(today.values_list("pupil", flat=True)) == set(here.values_list("pk", flat=True))
    assert not AttendanceMark.objects.filter(on=TODAY, session="pm").exists()


def test_nothing_was_made_later_than_the_first_visitor_comes(stars: School) -> None:
    """Or a review closed in the morning would list it as corrected since."""
    first = datetime.combine(TODAY, time.min, ZoneInfo(stars.time_zone))
    for told in (Judgement, AttendanceMark, Tally):
        assert told.objects.filter(recorded_at=first).exists(), told
        assert not told.objects.filter(recorded_at__gt=first).exists(), told


def test_a_review_closed_by_the_first_visitor_lists_nothing_as_changed_since(
    stars: School,
) -> None:
    review = now_in(stars)
    pupils = [profile.pk for profile in review.profiles]
    early = Closure(
        period=review.period, version=review.version,
        closed_at=datetime.combine(TODAY, time(0, 0, 1), ZoneInfo(stars.time_zone)),
    )  # fmt: skip
    assert corrections_of(early, pupils) == []


def test_all_five_go_into_one_trust() -> None:
    recipe, said = small_trust(), list[str]()
    make(recipe=recipe, say=said.append)
    assert told(said) == [(f"{s.name}, {s.children} children", HALVES) for s in recipe.schools]
    assert School.objects.filter(trust__pretend=True).count() == len(PRESETS)
    assert Trust.objects.count() == 1
    parts = list(cast())
    assert (parts[0].name, parts[0].of) == ("Ms Farrow", "4 Oak")
    assert {part.role for part in parts} >= {"Leader", "Teacher", "Office"}
    user = User.objects.get(email=parts[0].email)
    assert user.check_password(PASSWORD)
    assert not user.start_password


def test_whoever_looks_around_needs_no_second_step_and_is_not_locked_out(stars: School) -> None:
    """A real school asks for both until it says otherwise."""
    assert (stars.second_factor, stars.lock_after) == (False, 0)


def told(said: list[str]) -> list[tuple[str, list[str]]]:
    """The progress: each school as it is begun, and its half terms as they go by."""
    schools = [place for place, line in enumerate(said) if not line.startswith(" ")]
    ends = [*schools[1:], len(said)]
    return [
        (said[place], [line.strip() for line in said[place + 1 : end]])
        for place, end in zip(schools, ends, strict=True)
    ]


def test_the_smallest_school_is_made_whole() -> None:
    smallest = min(trust().schools, key=lambda school: school.children)
    make(recipe=replace(trust(), schools=(smallest,)), say=quiet)
    here = Enrolment.objects.on(TODAY).values_list("school_class__name", flat=True)
    assert Counter(here) == {room.name: room.size for room in smallest.classes}
    older = Pupil.objects.get(legal_forename="Wilfred", legal_surname="Coppice")
    assert older.years_apart == -1
    assert Closure.objects.filter(stands=True).count() == len(smallest.classes)


def test_the_cast_is_said_with_the_address(stars: School) -> None:
    said = StringIO()
    call_command("demo_cast", address="http://localhost:8099/", stdout=said)
    assert "http://localhost:8099/ as Ms Farrow of 4 Oak" in said.getvalue()
    assert PASSWORD in said.getvalue()


def test_with_nobody_there_the_cast_says_what_to_do() -> None:
    said = StringIO()
    call_command("demo_cast", stdout=said)
    assert "lantern demo make" in said.getvalue()


def test_a_second_time_changes_nothing(stars: School) -> None:
    notes = Note.objects.count()
    said: list[str] = []
    assert not make(recipe=small_trust("stars-and-bands"), say=said.append)
    assert not said
    assert Note.objects.count() == notes


@pytest.mark.django_db(transaction=True)
def test_half_a_trust_is_made_anew() -> None:
    half = Trust.objects.create(name="Half", pretend=True)
    School.objects.create(key="half", name="Half a School", trust=half)
    said: list[str] = []
    assert make(recipe=small_trust("levels-with-parents"), say=said.append)
    assert "anew" in said[0]
    assert School.objects.get().key == "fernhollow"


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_makes_the_same_school() -> None:
    recipe = small_trust("levels-with-parents")
    make(recipe=recipe, say=quiet)
    first = what_was_said()
    Note.objects.all().delete()  # nothing says any more that it is whole
    make(recipe=recipe, say=quiet)
    assert what_was_said() == first


def what_was_said() -> Counter[tuple[str, str, str, str]]:
    rows = Judgement.objects.standing().values_list("pupil__upn", "key", "voice", "value")
    return Counter(rows)


def test_the_stories_are_there(stars: School) -> None:
    left = Enrolment.objects.get(pupil__legal_forename="Harriet", pupil__legal_surname="Swift")
    assert left.ends_on == date(2026, 10, 23)
    joined = Enrolment.objects.get(pupil__legal_forename="Stanisław")
    assert joined.starts_on == date(2026, 11, 20)
    assert Restriction.objects.get().link.guardian.surname == "Holt"
    assert Mentoring.objects.get().pupil.legal_forename == "Jenson"
    assert StaffAbsence.objects.get().member == Mentoring.objects.get().mentor
    assert PartWeek.objects.get().pupil.legal_forename == "Jenson"
    assert Pupil.objects.get(preferred_forename="Xandi").name == "Xandi Dale"
    twins = Pupil.objects.filter(legal_surname="Hussain").values_list("born_on", flat=True)
    assert len(twins) == 2
    assert len(set(twins)) == 1
    homes = GuardianLink.objects.filter(pupil__legal_surname="Ashdown", lives_with="yes")
    assert [link.guardian.surname for link in homes] == ["Linden", "Ashdown"]


def test_one_child_is_quiet_and_this_year_nobody_had_to_speak_to_her(stars: School) -> None:
    quiet_one = Pupil.objects.get(legal_forename="Edith", legal_surname="Larkin")
    troubles = Tally.objects.filter(fact__in=("lates", "warnings", "exits"), count__gt=0)
    assert troubles.exclude(pupil=quiet_one).exists()
    assert not troubles.filter(pupil=quiet_one).exists()


def test_who_struggles_is_short_of_all_that_is_counted_and_away_most(stars: School) -> None:
    """In trouble since the spring, and away too often."""
    review = now_in(stars)
    scheme = review.version.scheme
    struggling = next(each for each in review.profiles if each.forename == "Jenson")
    counted = [area for area in struggling.areas if area.measured]
    met = {area.key: rating(scheme, area.key, area.shows) for area in counted}
    assert counted
    assert all(shown is not None and not shown.met for shown in met.values()), met
    figures = {each.name: attended(each) for each in review.profiles}
    assert min(figures, key=figures.__getitem__) == "Jenson Marsh", figures


def attended(profile: Profile) -> Decimal:
    """As many per cent as the grid says; all of them where it is too early to say."""
    area = next(each for each in profile.areas if each.key == "attendance")
    assert area.suggestion is not None
    return Decimal(area.suggestion.figure.removesuffix(" %") or 100)


def test_who_joined_last_week_is_too_early_to_say(stars: School) -> None:
    profiles = now_in(stars).profiles
    new = next(each for each in profiles if each.forename == "Stanisław")
    early = [area for area in new.areas if area.measured and not area.shows]
    assert early


def test_children_speak_and_some_cells_are_agreed(stars: School) -> None:
    voices = Counter(Judgement.objects.standing().values_list("voice", flat=True))
    assert voices[Voice.MENTOR] > voices[Voice.CHILD] > voices[Voice.AGREED] > 0


def test_a_closed_review_was_opened_again_and_corrected_beneath(stars: School) -> None:
    assert Reopening.objects.count() == 1
    late = AttendanceMark.objects.exclude(correction="").get()
    assert late.supersedes is not None
    assert late.recorded_at > Closure.objects.get(stands=True).closed_at


def test_the_week_that_runs_is_left_to_be_counted(stars: School) -> None:
    weeks = set(Tally.objects.values_list("week", flat=True))
    assert max(weeks) == date(2026, 11, 16)
    assert date(2026, 10, 26) not in weeks  # half term
