"""Something one has, beside the password one knows: an app on a phone, or a passkey."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any  # allauth's views and authenticators come without types

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlencode

from lantern.accounts.actions import factors_changed
from lantern.accounts.drawing import square_code
from lantern.accounts.models import MACHINE, User, Viewer
from lantern.accounts.pictures import has_second_factor

View = Callable[..., HttpResponse]


def asks_second_factor(request: HttpRequest, viewer: Viewer) -> HttpResponse | None:
    """Where someone goes who has shown a password alone, at a school that asks for more."""
    if not viewer.school.second_factor or _shown(request):
        return None
    if has_second_factor(viewer.member.user):  # set up elsewhere since they signed in here
        return _ask(request)
    messages.info(request, f"{viewer.school.name} asks for a second step before it shows anything.")
    return redirect("mfa_index")


CHANGES_HOW_ONE_COMES_IN = frozenset(
    {
        "account_change_password",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
    }
)


def asks_before_a_change(request: HttpRequest, user: User, here: str) -> HttpResponse | None:
    """Where someone goes who has shown a password alone, before the pages that change how they
    come in: whoever stole the password could else add a factor of their own to the owner's.
    """
    if here not in CHANGES_HOW_ONE_COMES_IN or _shown(request) or not has_second_factor(user):
        return None
    return _ask(request)


def _ask(request: HttpRequest) -> HttpResponse:
    there = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{resolve_url('mfa_reauthenticate')}?{urlencode(there)}")


def _shown(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def remember_second_factor(request: HttpRequest, user: User) -> None:
    """They have just come in: whoever has a second factor was asked for it on the way.

    On a trusted computer they were not, which counts as much.
    """
    if not _shown(request) and has_second_factor(user):
        record_authentication(request, user, "mfa", type="trusted")


THE_MACHINE = "Whoever looks after Lantern"
KNOCKED_AS = "knocked-as"


def remember_knock(request: HttpRequest, user: User) -> None:
    """By which password, and with which second factor, someone began to come in."""
    request.session[KNOCKED_AS] = user.get_session_auth_hash()


def refuse_what_changed(request: HttpRequest, user: User) -> None:
    """Turn away whoever was still on the way in when a leader ended all of their sessions.

    Raises ImmediateHttpResponse.
    """
    if request.session.pop(KNOCKED_AS, None) == user.get_session_auth_hash():
        return
    request.session.flush()
    messages.warning(request, "How you sign in was changed a moment ago. Sign in again.")
    raise ImmediateHttpResponse(redirect("account_login"))


def tell_of_loss(request: HttpRequest, user: User, *, since: datetime | None) -> None:
    """Say once that someone else took their second factor away since they were last here."""
    taken_at = user.factor_taken_at
    if taken_at is not None and (since is None or since < taken_at):
        on = timezone.localtime(taken_at)
        who = THE_MACHINE if user.factor_taken_by == MACHINE else user.factor_taken_by
        said = f"{who} took your second step away on {on.day} {on:%B}. "
        messages.warning(request, said + "If you did not ask for that, tell a leader today.")


def changes_second_factor(view: View) -> View:
    """Note in the audit what such a view of allauth's does, and whether this session still may."""

    @wraps(view)
    def noting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = _factors(request.user)
            response = view(request, *args, **kwargs)
            after = _factors(request.user)
            if before != after:
                factors_changed(user=request.user, added=len(after) > len(before))
                _carry_on(request, request.user)
        return response

    return noting


def _factors(user: User) -> set[int]:
    return set(Authenticator.objects.filter(user=user).values_list("pk", flat=True))


def _carry_on(request: HttpRequest, user: User) -> None:
    """With a factor set up here this session has shown it; with none left it has none."""
    if has_second_factor(user):
        return remember_second_factor(request, user)
    records = get_authentication_records(request, user)
    kept = [record for record in records if record["method"] != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    return None


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Allauth's, in our words; what a stolen copy of the database would show is unreadable."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not right, or it was used already. Try the next one.",
    }

    def encrypt(self, text: str) -> str:
        """By the installation's own secret, which is not in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` made of it. Raises InvalidToken with another installation's secret."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """A square code for a phone's camera."""
        return square_code(url)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  allauth's
        """What a passkey is called until it is named."""
        before = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {before + 1}" if before else "Passkey"

    def _get_site_name(self) -> str:
        return "Lantern"


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [hashlib.sha256(b"second factor " + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
