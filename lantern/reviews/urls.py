"""The addresses of reviews, under the school's word."""

from django.urls import URLPattern, path

from lantern.reviews.views import (
    cells,
    classes,
    closing,
    earlier,
    judgements,
    overview,
    printing,
    profile,
    reminders,
    samples,
    seconds,
    sheets,
)

app_name = "reviews"
CELL = "pupils/<uuid:ref>/profile/<str:what>/<slug:key>/"
COLUMN = "classes/<uuid:ref>/judging/<str:what>/<slug:key>/"
SET = "groups/<uuid:ref>/judging/"
SET_COLUMN = f"{SET}<str:what>/<slug:key>/"
urlpatterns: list[URLPattern] = [
    path("reviews/", overview.show, name="overview"),
    path("reviews/reminders/", reminders.reminders, name="reminders"),
    path("moderation/", samples.samples, name="samples"),
    path("moderation/new/", samples.new_sample, name="new-sample"),
    path("moderation/<uuid:ref>/", samples.sample, name="sample"),
    path("moderation/<uuid:ref>/ending/", samples.ending, name="sample-ending"),
    path("second-opinions/", seconds.seconds, name="second-opinions"),
    path("second-opinions/<uuid:ref>/", seconds.second, name="second-opinion"),
    path("second-opinions/<uuid:ref>/opinion/", seconds.opinion, name="giving"),
    path("second-opinions/<uuid:ref>/agreement/", seconds.agreeing, name="agreeing"),
    path("classes/<uuid:ref>/", classes.show, name="class"),
    path("classes/<uuid:ref>/past/", classes.past, name="past"),
    path("classes/<uuid:ref>/judging/", sheets.show, name="judging"),
    path(COLUMN, sheets.column, name="column"),
    path(f"{COLUMN}judgements/", sheets.column_judgements, name="column-judgements"),
    path("classes/<uuid:ref>/judgements/", judgements.judgements, name="judgements"),
    path(SET, sheets.show_set, name="set-judging"),
    path(SET_COLUMN, sheets.set_column, name="set-column"),
    path(f"{SET_COLUMN}judgements/", sheets.set_column_judgements, name="set-column-judgements"),
    path("groups/<uuid:ref>/judgements/", judgements.set_judgements, name="set-judgements"),
    path("classes/<uuid:ref>/closing/", closing.closing, name="closing"),
    path("closures/<uuid:ref>/", earlier.class_then, name="class-then"),
    path("closures/<uuid:ref>/pupils/<uuid:pupil>/", earlier.profile_then, name="profile-then"),
    path("closures/<uuid:ref>/reopening/", closing.reopening, name="reopening"),
    path(CELL, cells.show, name="cell"),
    path(f"{CELL}judgement/", cells.judgement, name="judgement"),
    path("pupils/<uuid:ref>/profile/", profile.profile, name="profile"),
    path("pupils/<uuid:ref>/profile/pdf/", printing.profile_pdf, name="profile-pdf"),
    path("classes/<uuid:ref>/profiles/pdf/", printing.class_pdf, name="class-pdf"),
    path("prints/", printing.prints, name="prints"),
    path("prints/new/", printing.ask, name="ask-for-print"),
    path("prints/<uuid:ref>/", printing.print_file, name="print-file"),
]
