"""The staff door's addresses."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from lantern.doors.staff.views import (
    audit,
    changing,
    dates,
    groups,
    home,
    inviting,
    moving_up,
    numbers,
    pasting,
    people,
    school,
    setting_up,
    staff_list,
)


class CalendarYear(IntConverter):
    """The year in which an academic year begins."""

    regex = "20[0-9]{2}"


register_converter(CalendarYear, "year")
app_name = "staff"
GROUP = "<slug:school>/groups/<uuid:ref>/"
urlpatterns: list[URLPattern] = [
    path("", home.front, name="front"),
    path("gallery/", home.gallery, name="gallery"),
    path("<slug:school>/", home.home, name="home"),
    path("<slug:school>/getting-started/", setting_up.getting_started, name="getting-started"),
    path("<slug:school>/getting-started/enough/", setting_up.enough, name="enough"),
    path("<slug:school>/who-may/", home.who_may, name="who-may"),
    path("<slug:school>/who-may/narrowing/", home.narrowing, name="narrowing"),
    path("<slug:school>/audit/", audit.audit, name="audit"),
    path("<slug:school>/numbers/", numbers.numbers, name="numbers"),
    path("<slug:school>/school/", school.school, name="school"),
    path("<slug:school>/school/signing-in/", school.signing_in, name="signing-in"),
    path("<slug:school>/staff/", people.people, name="people"),
    path("<slug:school>/staff/new/", people.new_person, name="new-person"),
    path("<slug:school>/staff/list/", staff_list.staff_list, name="staff-list"),
    path("<slug:school>/staff/<uuid:ref>/", people.person, name="person"),
    path("<slug:school>/staff/<uuid:ref>/absence/", people.absence, name="absence"),
    path(
        "<slug:school>/staff/<uuid:ref>/absence-removal/",
        people.absence_removal,
        name="absence-removal",
    ),
    path("<slug:school>/staff/<uuid:ref>/departure/", people.departure, name="departure"),
    path(
        "<slug:school>/staff/<uuid:ref>/start-password/",
        people.start_password,
        name="start-password",
    ),
    path("<slug:school>/staff/<uuid:ref>/invitation/", inviting.invitation, name="invitation"),
    path(
        "<slug:school>/staff/<uuid:ref>/second-factor/",
        people.second_factor,
        name="second-factor",
    ),
    path("<slug:school>/groups/", groups.groups, name="groups"),
    path("<slug:school>/groups/new/", groups.new_group, name="new-group"),
    path("<slug:school>/groups/<uuid:ref>/", groups.group, name="group"),
    path(f"{GROUP}classes/<uuid:school_class>/", groups.group_children, name="group-children"),
    path(f"{GROUP}pupils/<uuid:pupil>/end/", groups.group_child_end, name="group-child-end"),
    path(f"{GROUP}staff/", groups.group_staff, name="group-staff"),
    path(f"{GROUP}staff/<uuid:member>/end/", groups.group_staff_end, name="group-staff-end"),
    path(f"{GROUP}subjects/", groups.group_subjects, name="group-subjects"),
    path(f"{GROUP}name/", groups.group_name, name="group-name"),
    path(f"{GROUP}ending/", groups.group_ending, name="group-ending"),
    path("<slug:school>/moving-up/", moving_up.moving_up, name="moving-up"),
    path(
        "<slug:school>/moving-up/classes/<uuid:ref>/", moving_up.one_class, name="moving-up-class"
    ),
    path("<slug:school>/moving-up/new-children/", moving_up.new_children, name="moving-up-new"),
    path("<slug:school>/moving-up/adults/", moving_up.people, name="moving-up-people"),
    path("<slug:school>/moving-up/preview/", moving_up.preview, name="moving-up-preview"),
    path("<slug:school>/moving-up/confirmation/", moving_up.confirm, name="moving-up-confirm"),
    path("<slug:school>/moved-up/<uuid:ref>/", moving_up.moved_up, name="moved-up"),
    path("<slug:school>/moved-up/<uuid:ref>/undoing/", moving_up.undoing, name="moved-up-undoing"),
    path("<slug:school>/dates/", dates.dates, name="dates"),
    path("<slug:school>/dates/new-year/", dates.new_year, name="new-year"),
    path("<slug:school>/dates/pasting/", pasting.pasting, name="pasting"),
    path("<slug:school>/dates/closed-days/", dates.closed_days, name="closed-days"),
    path("<slug:school>/dates/<year:began>/half-terms/", changing.half_terms, name="half-terms"),
    path(
        "<slug:school>/dates/<year:began>/half-terms/<int:number>/",
        changing.half_term,
        name="half-term",
    ),
    path("<slug:school>/dates/<year:began>/removal/", changing.removal, name="year-removal"),
    path("<slug:school>/dates/opening/", dates.opening, name="opening"),
    path("<slug:school>/dates/<year:began>/periods/", dates.periods, name="periods"),
]
