"""Being invited or let in for a day, and what a leader does in place of what is not offered."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lantern.accounts.actions import (
    NoInvitation,
    NotFresh,
    NoVisit,
    WrongCode,
    begin_visit,
    invited_by,
    open_first_school,
    take_up,
)
from lantern.accounts.forms import FirstSchoolForm, InvitationForm, OwnPasswordForm, VisitForm
from lantern.accounts.gates import (
    SignedInRequest,
    is_locked,
    lock,
    locked,
    open_to_all,
    signed_in,
    unlock,
)
from lantern.accounts.models import Invitation, Member, Visit
from lantern.accounts.pictures import invitation_numbered, is_fresh

T = TypeVar("T")
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
    return _guessed(request, "invitation", lambda: invited_by(code), NoInvitation(NOT_OPEN))


def _guessed(request: HttpRequest, action: str, opens: Callable[[], T], wrong: Exception) -> T:
    """What a code opens. Raises `wrong` where it is not the code, each time counted as a guess.

    Who has guessed too often is told so by another of its kind, and nothing is tried.
    """
    kind = type(wrong)
    guesses = {"request": request, "action": action}
    if not ratelimit.consume(**guesses, dry_run=True):
        raise kind(TOO_OFTEN)
    try:
        return opens()
    except kind:
        ratelimit.consume(**guesses)
        raise wrong from None


TOO_OFTEN = "That was tried too often from here. Wait a few minutes."
NOT_OPEN = (
    "This code opens no invitation. Was it typed right? One that was used, or is two weeks old, "
    "opens nothing any more: ask a leader for another."
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


@never_cache
@open_to_all("nobody can have signed in before there is a school")
def first_school(request: HttpRequest) -> HttpResponse:
    """A fresh installation's first school and leader; 404 as soon as there is one."""
    if not is_fresh():
        if request.method == "POST":  # pressed twice
            return redirect("account_login")
        raise Http404
    form = FirstSchoolForm(request.POST or None)
    if form.is_valid() and (leader := _first_leader(request, form)):
        answer: HttpResponse = perform_password_login(
            request, {"email": leader.user.email}, Login(user=leader.user)
        )
        return answer
    return render(request, "account/first_school.html", {"form": form})


def _first_leader(request: HttpRequest, form: FirstSchoolForm) -> Member | None:
    """Them, or none and the form says why."""
    told = {name: form.cleaned_data[name] for name in TOLD}
    opens = partial(open_first_school, **told, password=form.cleaned_data["password1"])
    try:
        return _guessed(request, "first_school", opens, WrongCode(NOT_THE_CODE))
    except WrongCode as trouble:
        form.add_error("code", str(trouble))
    except NotFresh:
        form.add_error(None, "Somebody has just made the first school. Sign in there.")
    except ValidationError as trouble:
        at = "key" if "key" in trouble.message_dict else None
        form.add_error(at, trouble.messages)
    return None


TOLD = ("code", "name", "key", "leader_name", "email")
NOT_THE_CODE = (
    "That is not the code. Was it typed right? Each start of Lantern shows a new one, and only the "
    "newest works."
)


@open_to_all("whoever is here for a day has no account")
def visit(request: HttpRequest) -> HttpResponse:
    """The code from today's slip, which opens the school's pages once, for as long as it says."""
    form = VisitForm(request.POST or None)
    if form.is_valid():
        try:
            found = _begun(request, form.cleaned_data["code"])
        except NoVisit as trouble:
            form.add_error("code", str(trouble))
        else:
            login(request, found.member.user)
            return redirect("/")
    return render(request, "account/visit.html", {"form": form})


def _begun(request: HttpRequest, code: str) -> Visit:
    """Raises NoVisit in words that are the same whatever is wrong with the code."""
    return _guessed(request, "visit", lambda: begin_visit(code=code), NoVisit(NOT_TODAY))


NOT_TODAY = (
    "opens nothing. Was it typed right? A code is good for one day, and is used once: ask the "
    "office for another."
)


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
