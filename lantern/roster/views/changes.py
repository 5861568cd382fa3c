"""The changes that are made to a child's place, mentor, names and groups."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import (
    GroupsForm,
    LastDayForm,
    MentorForm,
    NamesForm,
    PlaceForm,
    YearGroupForm,
)
from lantern.roster.forms.part_weeks import PartWeekForm
from lantern.roster.models import Group, PartWeek, Pupil
from lantern.roster.rules import academic_year_of
from lantern.roster.views.doing import ask, done, the_pupil, to_record


@allow(Can.SET_PEOPLE)
def place(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Another class from a day, or back after leaving."""
    pupil, by = the_pupil(request, ref), request.viewer
    form = PlaceForm(request.POST or None, by=by)
    if done(form, lambda: actions.enrol(pupil=pupil, **form.cleaned_data, by=by)):
        return to_record(request, pupil)
    now = pictures.class_now(pupil, by.today)
    words = "The class before ends the day before; what happened in it stays with it."
    if now:
        words = f"{pupil.called_forename} is in {now}. {words}"
    return ask(request, pupil, form, "Change class", words)


@allow(Can.SET_PEOPLE)
def departure(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A child's last day."""
    pupil, by = the_pupil(request, ref), request.viewer
    form = LastDayForm(request.POST or None, initial={"last_day": by.today})
    if done(form, lambda: actions.leave(pupil=pupil, **form.cleaned_data, by=by)):
        return to_record(request, pupil)
    words = "Their record stays, and they are in no list of a later day."
    return ask(request, pupil, form, "Leaving", words)


@require_POST
@allow(Can.SET_PEOPLE)
def staying(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The last day taken back."""
    pupil = the_pupil(request, ref)
    try:
        actions.stay(pupil=pupil, by=request.viewer)
    except actions.RosterTrouble as trouble:
        messages.error(request, str(trouble))
    return to_record(request, pupil)


@allow(Can.SET_PEOPLE)
def mentor(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Any adult as the child's mentor, or the class teacher again."""
    pupil, by = the_pupil(request, ref), request.viewer
    form = MentorForm(request.POST or None, by=by)
    if done(form, lambda: actions.set_mentor(pupil=pupil, **form.cleaned_data, by=by)):
        return to_record(request, pupil)
    return ask(request, pupil, form, "Mentor", "A mentor may judge the child, and sees them.")


@allow(Can.SET_PEOPLE)
def names(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What the child is called, and their legal name."""
    pupil, by = the_pupil(request, ref), request.viewer
    form = NamesForm(request.POST or None, initial=_names(pupil))
    if done(form, lambda: actions.rename(pupil=pupil, names=_typed(form), by=by)):
        return to_record(request, pupil)
    return ask(request, pupil, form, "Names", "Screens and paper use what the child is called.")


def _names(pupil: Pupil) -> dict[str, str]:
    return {field: getattr(pupil, field) for field in NamesForm.base_fields}


def _typed(form: NamesForm) -> actions.Names:
    return actions.Names(**form.cleaned_data)


@allow(Can.SET_PEOPLE)
def year_group(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The year they are taught in, where age does not say it."""
    pupil, by = the_pupil(request, ref), request.viewer
    now = pupil.year_of(academic_year_of(by.today)) if pupil.years_apart else None
    form = YearGroupForm(request.POST or None, initial={"year": now})
    if done(form, lambda: actions.set_year_override(pupil=pupil, **form.cleaned_data, by=by)):
        return to_record(request, pupil)
    return ask(request, pupil, form, "Year group", "Set it only for a child taught out of cohort.")


@allow(Can.SET_PEOPLE)
def part_week(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Sessions of the week in which the child is not here, or here all week again."""
    pupil, by = the_pupil(request, ref), request.viewer
    now = PartWeek.objects.visible_to(by).on(by.today).filter(pupil=pupil).first()
    kept = {"why": now.why, "away": list(now.away), "ends_on": now.ends_on} if now else {}
    form = PartWeekForm(request.POST or None, initial={**kept, "starts_on": by.today})
    if done(form, lambda: actions.set_part_week(pupil=pupil, **form.cleaned_data, by=by)):
        return to_record(request, pupil)
    words = (
        "No register is missed of them in these sessions. Their figures are what the marks say:"
        " D, X and the like are no possible session, K and B are attended."
    )
    return ask(request, pupil, form, "Part of the week", words)


@allow(Can.SET_GROUPS)
def groups(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The groups the child belongs to from today, and those that are to come."""
    pupil, by = the_pupil(request, ref), request.viewer
    now = Group.objects.visible_to(by).holding(pupil, by.today)
    form = GroupsForm(request.POST or None, by=by, pupil=pupil, initial={"groups": now})
    if done(form, lambda: _choose(pupil, form, request)):
        return to_record(request, pupil)
    return ask(request, pupil, form, "Groups")


def _choose(pupil: Pupil, form: GroupsForm, request: SchoolRequest) -> None:
    by = request.viewer
    unseen = pictures.groups_unseen(pupil, by)
    actions.choose_groups(pupil=pupil, **form.cleaned_data, unseen=unseen, on=by.today, by=by)
