"""The addresses of habits, under the school's word."""

from django.urls import path

from lantern.habits import views

app_name = "habits"
urlpatterns = [
    path("attendance/", views.attendance, name="attendance"),
    path("attendance/<uuid:ref>/", views.attendance_file, name="attendance-file"),
    path("attendance/<uuid:ref>/confirm/", views.attendance_confirm, name="attendance-confirm"),
    path("attendance/<uuid:ref>/cancel/", views.attendance_cancel, name="attendance-cancel"),
    path("attendance/missing/", views.missing, name="missing"),
    path("classes/<uuid:ref>/day/", views.day, name="day"),
    path("classes/<uuid:ref>/week/", views.week, name="week"),
]
