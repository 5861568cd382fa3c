"""The addresses of habits, under the school's word."""

from django.urls import URLPattern

app_name = "habits"
urlpatterns: list[URLPattern] = []
