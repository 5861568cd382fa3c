"""Coming in by what Google, Microsoft or another provider says of who someone is."""

from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from lantern.accounts.models import User
from lantern.accounts.pictures import on_a_staff

BY_PROVIDER = "socialaccount"  # allauth's word for it


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Only for those who are on a staff already, by an address that the provider has verified.

    Nothing is made or kept: no account, and no link to the provider's. Whoever leaves the staff, or
    loses the address, is out.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """In, or told why not; allauth's own way with strangers is never reached."""
        addresses = [one.email for one in sociallogin.email_addresses if one.verified is True]
        user = on_a_staff(addresses)
        if user is None:
            raise ImmediateHttpResponse(render(request, "account/not_on_a_staff.html", status=403))
        logout(request)
        app = sociallogin.provider.app
        record_authentication(request, user, BY_PROVIDER, provider=app.provider_id)
        if app.settings["second_factor"]:
            record_authentication(request, user, "mfa", type="provider")
        there = sociallogin.get_redirect_url(request)
        raise ImmediateHttpResponse(perform_login(request, Login(user=user, redirect_url=there)))


def came_by_provider(request: HttpRequest, user: User) -> bool:
    """Whether this session began so, and needs no password of theirs."""
    records = get_authentication_records(request, user)
    return any(record["method"] == BY_PROVIDER for record in records)


def reaching(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so in words where the provider does not answer."""

    @wraps(view)
    def asking(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException:
            return render(request, "socialaccount/authentication_error.html", status=503)

    return asking
