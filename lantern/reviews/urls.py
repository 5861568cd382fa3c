"""The addresses of reviews, under the school's word."""

from django.urls import URLPattern, path

from lantern.reviews.views import printing, profile

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("pupils/<uuid:ref>/profile/", profile.profile, name="profile"),
    path("pupils/<uuid:ref>/profile/pdf/", printing.profile_pdf, name="profile-pdf"),
    path("classes/<uuid:ref>/profiles/pdf/", printing.class_pdf, name="class-pdf"),
    path("prints/", printing.prints, name="prints"),
    path("prints/new/", printing.ask, name="ask-for-print"),
    path("prints/<uuid:ref>/", printing.print_file, name="print-file"),
]
