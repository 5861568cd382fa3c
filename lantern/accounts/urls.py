"""The addresses of one's own account, under account/.

allauth offers more: sign-up, email addresses, resets by email. None of it is here. The names that
its own pages lead to stay, and say to ask a leader.
"""

from allauth.account.views import login, logout, password_change, reauthenticate
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.providers.openid_connect import views as provider
from django.urls import URLPattern, path

from lantern.accounts import views
from lantern.accounts.gates import changes_second_factor as changes
from lantern.accounts.gates import reaching

urlpatterns: list[URLPattern] = [
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("password/change/", password_change, name="account_change_password"),
    path("password/reset/", views.ask_a_leader, name="account_reset_password"),
    path("password/set/", views.ask_a_leader, name="account_set_password"),
    path("email/", views.ask_a_leader, name="account_email"),
    path("signup/", views.signup, name="account_signup"),
    path("invitation/", views.invitation, name="account_invitation"),
    path("beginning/", views.first_school, name="account_beginning"),
    path("today/", views.visit, name="account_visit"),
    path("inactive/", views.inactive, name="account_inactive"),
    path("password/again/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", factor.index, name="mfa_index"),
    path("second-factor/", factor.index, name="mfa_list_webauthn"),
    path("second-factor/asked/", factor.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/trust/", factor.trust, name="mfa_trust"),
    path("second-factor/app/", changes(app.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/removal/", changes(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        changes(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/passkeys/new/", changes(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/removal/",
        changes(passkey.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "second-factor/passkeys/again/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("with/<slug:provider_id>/", reaching(provider.login), name="openid_connect_login"),
    path("with/<slug:provider_id>/back/", provider.callback, name="openid_connect_callback"),
    path("not-with/", views.turned_back, name="socialaccount_login_cancelled"),
    path("lock/", views.lock_page, name="account_lock"),
    path("passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
]
