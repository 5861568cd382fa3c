"""The addresses of schemes, under the school's word."""

from django.urls import URLPattern

app_name = "schemes"
urlpatterns: list[URLPattern] = []
