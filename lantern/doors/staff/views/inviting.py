"""An invitation on its way: on a slip of paper, or by email."""

from smtplib import SMTPException
from uuid import UUID

from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantern.accounts.actions import invite
from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Invitation, Member
from lantern.accounts.rules import Can
from lantern.doors.staff.forms import BY_EMAIL, HowForm


@never_cache
@require_POST
@allow(Can.SET_STAFF)
def invitation(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Another code for someone who has not come in yet; the one before opens nothing any more."""
    staff = Member.objects.visible_to(request.viewer).select_related("user", "school")
    member = get_object_or_404(staff, ref=ref)
    form = HowForm(request.POST)
    if not form.is_valid() or member.user.has_usable_password():
        return redirect("staff:person", school=request.viewer.school_key, ref=ref)
    return invited(request, member, form.cleaned_data["how"])


def invited(request: SchoolRequest, member: Member, how: str) -> HttpResponse:
    """The slip with the code; or the staff list, once an email is on its way."""
    made, code = invite(member=member, how=how, by=request.viewer)
    at = request.build_absolute_uri(resolve_url("account_invitation"))
    if how == BY_EMAIL and _sent(request, made, f"{at}?{urlencode({'code': code})}"):
        return redirect("staff:people", school=request.viewer.school_key)
    context = {
        "member": member, "code": code, "until": made.until, "at": at,
        "chooses": made.sets_password,
    }  # fmt: skip
    return render(request, "staff/slip.html", context)


def _sent(request: SchoolRequest, made: Invitation, link: str) -> bool:
    """Whether the mail server took it; if not, the slip is shown in its place."""
    member = made.member
    words = {
        "member": member, "until": made.until, "link": link, "by": request.viewer,
        "chooses": made.sets_password,
    }  # fmt: skip
    subject = f"Lantern: {request.viewer.school.name} invites you"
    try:
        send_mail(
            subject, render_to_string("staff/invitation.txt", words), None, [member.user.email]
        )
    except (OSError, SMTPException):
        messages.error(request, "The email could not be sent. Here is a slip in its place.")
        return False
    messages.success(request, f"An invitation is on its way to {member.user.email}.")
    return True
