"""What a leader does for whom, said in place of what Lantern does not offer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantern.accounts.gates import open_to_all


@require_safe
@open_to_all("it says how to come in again")
def ask_a_leader(request: HttpRequest) -> HttpResponse:
    """No email is sent, so a leader gives a new password or changes an address."""
    return render(request, "account/ask_a_leader.html")


@require_safe
@open_to_all("it says how to come in")
def signup(request: HttpRequest) -> HttpResponse:
    """A leader adds each adult."""
    return render(request, "account/signup.html")


@require_safe
@open_to_all("it says why one cannot come in")
def inactive(request: HttpRequest) -> HttpResponse:
    """The account is closed."""
    return render(request, "account/account_inactive.html")
