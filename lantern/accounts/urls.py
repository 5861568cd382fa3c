"""The addresses of one's own account, under account/.

allauth offers more: sign-up, email addresses, resets by email. None of it is here. The names that
its own pages lead to stay, and say to ask a leader.
"""

from allauth.account.views import login, logout, password_change
from django.urls import URLPattern, path

from lantern.accounts import views

urlpatterns: list[URLPattern] = [
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("password/change/", password_change, name="account_change_password"),
    path("password/reset/", views.ask_a_leader, name="account_reset_password"),
    path("password/set/", views.ask_a_leader, name="account_set_password"),
    path("email/", views.ask_a_leader, name="account_email"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.inactive, name="account_inactive"),
]
