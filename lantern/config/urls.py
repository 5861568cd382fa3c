"""Every address: an app's own are under the school's word."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("lantern.accounts.urls")),
    path("", include("lantern.doors.staff.urls")),
    path("<slug:school>/", include("lantern.reviews.urls")),
    path("<slug:school>/", include("lantern.roster.urls")),
    path("<slug:school>/", include("lantern.habits.urls")),
    path("<slug:school>/", include("lantern.behaviour.urls")),
    path("<slug:school>/", include("lantern.schemes.urls")),
]
