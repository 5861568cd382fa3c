"""Mentees whose mentor leaves, left or is away are given on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions
from lantern.roster.forms import GiveOnForm
from lantern.roster.views.doing import done


@allow(Can.SET_PEOPLE)
def mentees(request: SchoolRequest) -> HttpResponse:
    """Every such child, shown until somebody says who comes next."""
    by = request.viewer
    form = GiveOnForm(request.POST if request.method == "POST" else None, by=by)
    if done(form, lambda: _give_on(form, request)):
        return redirect("roster:mentees", school=by.school_key)
    ticked = {*request.POST.getlist("pupils"), *request.POST.getlist("whose")}
    shown = {"leavers": form.leavers, "form": form, "ticked": ticked}
    return render(request, "roster/mentees.html", shown)


def _give_on(form: GiveOnForm, request: SchoolRequest) -> None:
    told = form.cleaned_data
    count = actions.give_on(pupils=list(told["pupils"]), mentor=told["mentor"], by=request.viewer)
    to = told["mentor"].user.name if told["mentor"] else "the class teacher"
    messages.success(request, f"Given on to {to}: {count}.")
