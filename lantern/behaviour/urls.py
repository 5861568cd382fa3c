"""The addresses of behaviour, under the school's word."""

from django.urls import path

from lantern.behaviour import views

app_name = "behaviour"
urlpatterns = [
    path("board/", views.boards, name="boards"),
    path("board/deeds/", views.deeds, name="deeds"),
    path("board/names/", views.names, name="names"),
    path("due/", views.due, name="due"),
    path("due/<uuid:ref>/", views.deciding, name="deciding"),
    path("classes/<uuid:ref>/board/", views.board, name="board"),
    path("classes/<uuid:ref>/board/private/", views.private_board, name="private-board"),
]
