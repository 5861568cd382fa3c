"""What a school still lacks before anybody can judge, and who sets it."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Enrolment, Pupil
from lantern.roster.rules import academic_year_of
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear, Period, School


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The next thing to do: a heading, why or who, and where if the viewer may ("" if not)."""

    heading: str
    words: str
    address: str
    action: str


STEPS = (
    (
        "year", "There are no dates for {year} yet", "Everything else stands on them.",
        Can.SET_DATES, "staff:new-year", "Add the year",
    ),
    (
        "scheme", "No scheme is adopted yet", "It says what children are judged in, and how.",
        Can.ADOPT_SCHEMES, "schemes:scheme", "Choose a scheme",
    ),
    (
        "periods", "No review periods have been drawn for {year}", "Nobody can be judged without.",
        Can.SET_DATES, "staff:dates", "Draw them",
    ),
    (
        "pupils", "There are no children on the roll yet",
        "They come from the office’s own list, with their classes.",
        Can.LOAD_ROSTERS, "roster:import", "Load the list",
    ),
    (
        "classes", "Nobody is in a class of {year} yet",
        "The school moves up into the new year, class by class.",
        Can.ROLL_OVER, "staff:moving-up", "Move the school up",
    ),
)  # fmt: skip
WHO = {
    Can.SET_DATES: "The office or a leader sets them.",
    Can.ADOPT_SCHEMES: "A leader adopts one.",
    Can.LOAD_ROSTERS: "The office or a leader loads it.",
    Can.ROLL_OVER: "The office or a leader does it.",
}


def next_step(by: Viewer) -> NextStep | None:
    """The first thing that is missing today, in the order of the steps; one query."""
    has = _there(by)
    began = academic_year_of(by.today)
    for thing, heading, words, can, address, action in STEPS:
        if not has[thing]:
            mine = by.may(can)
            return NextStep(
                heading=heading.format(year=f"{began}/{(began + 1) % 100:02}"),
                words=words if mine else f"{words} {WHO[can]}",
                address=reverse(address, args=[by.school_key]) if mine else "",
                action=action,
            )
    return None


def _there(by: Viewer) -> dict[str, bool]:
    """Whether the school has each, whoever asks: it is about no child."""
    years = AcademicYear.objects.filter(starts_on__lte=by.today, ends_on__gte=by.today)
    periods = Period.objects.filter(
        year__starts_on__lte=by.today, year__ends_on__gte=by.today, year__school=OuterRef("pk")
    )
    ever = Enrolment.objects.filter(pupil__school=OuterRef("pk"))
    now = ever.filter(
        school_class__year__starts_on__lte=by.today, school_class__year__ends_on__gte=by.today
    )
    row = School.objects.filter(pk=by.school.pk).values_list(
        Exists(years.filter(school=OuterRef("pk"))),
        Exists(SchemeVersion.objects.filter(school=OuterRef("pk"))),
        Exists(periods),
        Exists(Pupil.objects.filter(school=OuterRef("pk"))),
        Case(When(Exists(now) | ~Exists(ever), then=Value(True)), default=Value(False)),
    )
    return dict(zip(("year", "scheme", "periods", "pupils", "classes"), row.get(), strict=True))
