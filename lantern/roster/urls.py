"""The addresses of roster, under the school's word."""

from django.urls import URLPattern

app_name = "roster"
urlpatterns: list[URLPattern] = []
