"""Whoever came in by the code of one day: while it lasts, and nowhere but at that school."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantern.accounts.models import User
from lantern.accounts.pictures import visit_of

THEIRS = frozenset({"account_lock", "account_logout"})  # of the addresses of one's own account
OVER = "Your day here is over, or it was ended. If it should not be, ask the office for a new code."


def turns_visitor_away(request: HttpRequest, user: User, here: str) -> HttpResponse | None:
    """Where a visitor goes whose day is over, or who has nothing to do here; None for others.

    They have no account, so nothing of an account is theirs to set up.
    """
    if not user.is_visitor:
        return None
    visit = visit_of(user)
    if visit is None or not visit.is_open:
        logout(request)
        messages.info(request, OVER)
        return redirect("account_visit")
    is_of_an_account = ":" not in here
    return redirect("/") if is_of_an_account and here not in THEIRS else None
