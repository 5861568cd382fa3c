"""The addresses of the roster, under the school's word."""

from django.urls import URLPattern, path

from lantern.roster.views import changes, classes, families, mentees, pupils, rosters, visits

app_name = "roster"
urlpatterns: list[URLPattern] = [
    path("pupils/", pupils.pupils, name="pupils"),
    path("pupils/new/", pupils.new_pupil, name="new-pupil"),
    path("pupils/import/", rosters.send, name="import"),
    path("pupils/import/<uuid:ref>/columns/", rosters.columns, name="import-columns"),
    path("pupils/import/<uuid:ref>/", rosters.preview, name="import-preview"),
    path("pupils/import/<uuid:ref>/confirmation/", rosters.confirm, name="import-confirm"),
    path("pupils/import/<uuid:ref>/letting-go/", rosters.forget, name="import-forget"),
    path("pupils/<uuid:ref>/", pupils.pupil, name="pupil"),
    path("pupils/<uuid:ref>/class/", changes.place, name="place"),
    path("pupils/<uuid:ref>/departure/", changes.departure, name="departure"),
    path("pupils/<uuid:ref>/staying/", changes.staying, name="staying"),
    path("pupils/<uuid:ref>/mentor/", changes.mentor, name="mentor"),
    path("pupils/<uuid:ref>/names/", changes.names, name="names"),
    path("pupils/<uuid:ref>/part-week/", changes.part_week, name="part-week"),
    path("pupils/<uuid:ref>/year-group/", changes.year_group, name="year-group"),
    path("pupils/<uuid:ref>/groups/", changes.groups, name="groups"),
    path("pupils/<uuid:ref>/family/new/", families.new_guardian, name="new-guardian"),
    path("family/<uuid:link>/", families.guardian, name="guardian"),
    path("family/<uuid:link>/ending/", families.ending, name="guardian-ending"),
    path("family/<uuid:link>/resuming/", families.resuming, name="guardian-resuming"),
    path("family/<uuid:link>/restriction/", families.new_restriction, name="new-restriction"),
    path("restrictions/<uuid:restriction>/lifting/", families.lifting, name="lifting"),
    path("mentees/", mentees.mentees, name="mentees"),
    path("here-today/", visits.here_today, name="here-today"),
    path("here-today/new/", visits.new_visit, name="new-visit"),
    path("here-today/<uuid:ref>/another-code/", visits.another_code, name="another-code"),
    path("here-today/<uuid:ref>/ending/", visits.visit_ending, name="visit-ending"),
    path("names/", visits.names_today, name="names-today"),
    path("names/<uuid:ref>/", visits.class_names, name="class-names"),
    path("classes/", classes.class_staff, name="class-staff"),
    path("classes/new/", classes.new_class, name="new-class"),
    path("classes/teachers/", classes.class_teachers, name="class-teachers"),
    path("classes/<uuid:ref>/staff/", classes.staffing, name="staffing"),
    path("classes/<uuid:ref>/staff/sharing/", classes.sharing, name="sharing"),
    path("classes/<uuid:ref>/staff/<uuid:member>/end/", classes.staffing_end, name="staffing-end"),
]
