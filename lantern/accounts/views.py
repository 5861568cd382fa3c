"""Being invited, and what a leader does for whom in place of what Lantern does not offer."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantern.accounts.actions import NoInvitation, invited_by, take_up
from lantern.accounts.forms import InvitationForm, OwnPasswordForm
from lantern.accounts.gates import (
    SignedInRequest,
    is_locked,
    lock,
    locked,
    open_to_all,
    signed_in,
    unlock,
)
from lantern.accounts.models import Invitation
from lantern.accounts.pictures import invitation_numbered

INVITED = "invitation"  # in the session: which one the code was right for


@open_to_all("whoever is invited has not signed in yet")
def invitation(request: HttpRequest) -> HttpResponse:
    """The code, and then a password of one's own."""
    mine = invitation_numbered(request.session.get(INVITED, 0))
    if mine is not None and "code" not in request.POST:
        return _own_password(request, mine)
    form = InvitationForm(request.POST or None, initial={"code": request.GET.get("code", "")[:200]})
    if form.is_valid():
        try:
            found = _found(request, form.cleaned_data["code"])
        except NoInvitation as trouble:
            form.add_error("code", str(trouble))
        else:
            return _welcomed(request, found)
    return render(request, "account/invitation.html", {"form": form})


def _found(request: HttpRequest, code: str) -> Invitation:
    """Raises NoInvitation in words that are the same whatever is wrong with the code."""
    guesses = {"request": request, "action": "invitation"}
    if not ratelimit.consume(**guesses, dry_run=True):
        raise NoInvitation("That was tried too often from here. Wait a few minutes.")
    try:
        return invited_by(code)
    except NoInvitation:
        ratelimit.consume(**guesses)
        raise NoInvitation(NOT_OPEN) from None


NOT_OPEN = (
    "opens no invitation. Was it typed right? One that was used, or is two weeks old, opens "
    "nothing any more: ask a leader for another."
)


def _welcomed(request: HttpRequest, found: Invitation) -> HttpResponse:
    if found.sets_password:
        request.session[INVITED] = found.pk
        return redirect("account_invitation")
    take_up(invitation=found, password=None)
    said = "You have a sign-in for Lantern already: use it, and the school is among yours."
    messages.info(request, f"{found.member.school.name} welcomes you. {said}")
    return redirect("account_login")


def _own_password(request: HttpRequest, mine: Invitation) -> HttpResponse:
    user = mine.member.user
    form = OwnPasswordForm(user=user, data=request.POST or None)
    if form.is_valid():
        try:
            take_up(invitation=mine, password=form.cleaned_data["password1"])
        except NoInvitation:  # pressed twice
            return redirect("account_login")
        del request.session[INVITED]
        answer: HttpResponse = perform_password_login(
            request, {"email": user.email}, Login(user=user)
        )
        return answer
    return render(request, "account/invitation.html", {"form": form, "member": mine.member})


@signed_in("it locks and unlocks one's own session, and shows nothing")
def lock_page(request: SignedInRequest) -> HttpResponse:
    """Where a script says that nobody is there, or that somebody is; and asks whether it is locked.

    Without one it is where a locked page is opened again.
    """
    if request.method != "POST":
        if is_locked(request):
            return locked(request)
        return HttpResponse(status=204) if request.htmx else redirect("/")
    if "idle" in request.POST:
        lock(request)
    elif "password" in request.POST:
        trouble = unlock(request, request.user, request.POST["password"])
        return HttpResponse(trouble, status=422 if trouble else 204, content_type="text/plain")
    elif is_locked(request):
        return locked(request)
    return HttpResponse(status=204)


@require_safe
@open_to_all("it says how to come in again")
def ask_a_leader(request: HttpRequest) -> HttpResponse:
    """No password is ever sent, so a leader gives a new one or changes an address."""
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


@require_safe
@open_to_all("whoever turned back at another provider has not signed in")
def turned_back(request: HttpRequest) -> HttpResponse:
    """They said no there; here they may come in otherwise."""
    return render(request, "account/turned_back.html")
