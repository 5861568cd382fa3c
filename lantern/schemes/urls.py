"""The addresses of schemes, under the school's word."""

from django.urls import URLPattern, path

from lantern.schemes import views

app_name = "schemes"
urlpatterns: list[URLPattern] = [
    path("scheme/", views.scheme, name="scheme"),
    path("scheme/adopting/", views.adopting, name="adopting"),
    path("scheme/adopting/<uuid:ref>/", views.draft, name="draft"),
    path("scheme/adopting/<uuid:ref>/style/", views.draft_style, name="draft-style"),
    path("scheme/adopting/<uuid:ref>/preview/", views.preview, name="preview"),
    path("scheme/adopting/<uuid:ref>/adoption/", views.adoption, name="adoption"),
    path("scheme/parts/", views.part_days, name="part-days"),
    path("scheme/<uuid:ref>/", views.version, name="version"),
    path("scheme/<uuid:ref>/style/", views.style, name="style"),
    path("scheme/<uuid:ref>/withdrawal/", views.withdrawal, name="withdrawal"),
]
