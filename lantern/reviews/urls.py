"""The addresses of reviews, under the school's word."""

from django.urls import URLPattern

app_name = "reviews"
urlpatterns: list[URLPattern] = []
