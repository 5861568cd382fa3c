"""The addresses of schools, under the school's word."""

from django.urls import URLPattern

app_name = "schools"
urlpatterns: list[URLPattern] = []
