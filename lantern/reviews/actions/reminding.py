"""Reminding class teachers of what is left to judge, by mail or on paper; it names no child."""

import logging
from collections.abc import Collection, Sequence
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.design.rules import one_line
from lantern.reviews.actions.trouble import NotTheirs, hold
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.reminders import A_DAY, Slip
from lantern.roster.models import SchoolClass
from lantern.schools.models import Period

log = logging.getLogger(__name__)


class AskedLately(RuntimeError):
    """Some were asked within a day, and whoever asks has not said that they know: `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


class NoMail(RuntimeError):
    """Nobody has said where mail is handed over, so none is sent."""


@transaction.atomic
def remind(
    *, period: Period, slips: Sequence[Slip], way: Reminder.Way, again: Collection[str] = (),
    site: str = "", by: Viewer,
) -> list[Reminder]:  # fmt: skip
    """Write down who is asked; mails go out once that is written, each to one teacher.

    `again` are the keys of slips whose asker knows that they were asked within a day; `site` is
    the address that a mail leads to. Raises NotTheirs, NoMail, and AskedLately for any other.
    """
    if not by.may(Can.REMIND):
        raise NotTheirs
    if way == Reminder.Way.MAIL and not settings.MAIL_IS_SENT:
        raise NoMail
    for school_class in _classes(slips, by):
        hold(school_class)
    if names := _lately(period, [slip for slip in slips if slip.key not in again], by):
        raise AskedLately(names)
    rows = [_row(period, slip, way, by) for slip in slips]
    for slip, row in zip(slips, rows, strict=True):
        row.save(force_insert=True)
        note("reminded", about=row, by=by, who=slip.name, of=slip.class_name, way=way.value)
    if way == Reminder.Way.MAIL:
        mails = [_mail(slip, period, site, by) for slip in slips]
        transaction.on_commit(partial(_send, list(zip(rows, mails, strict=True))))
    return rows


def _classes(slips: Sequence[Slip], by: Viewer) -> list[SchoolClass]:
    """Always in one order, so that no two wait for each other. Raises NotTheirs."""
    wanted = {slip.school_class for slip in slips}
    found = list(SchoolClass.objects.visible_to(by).filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise NotTheirs
    return found


def _lately(period: Period, slips: Sequence[Slip], by: Viewer) -> list[str]:
    rows = Reminder.objects.visible_to(by).reached()
    since = rows.filter(period=period, asked_at__gt=by.now - A_DAY)
    asked = set(since.values_list("school_class", "member"))
    return [slip.name for slip in slips if (slip.school_class, slip.member) in asked]


def _row(period: Period, slip: Slip, way: Reminder.Way, by: Viewer) -> Reminder:
    on_paper = way == Reminder.Way.PAPER
    return Reminder(
        period=period, school_class_id=slip.school_class, member_id=slip.member, left=slip.left,
        reasons=slip.reasons, way=way, asked_at=by.now, asked_by=by.member.user,
        state=Reminder.State.DONE if on_paper else Reminder.State.WAITING,
    )  # fmt: skip


def _mail(slip: Slip, period: Period, site: str, by: Viewer) -> EmailMessage:
    there = "reviews:set-judging" if slip.set_ref else "reviews:judging"
    place = {"school": by.school_key, "ref": slip.set_ref or slip.class_ref}
    said = {
        "slip": slip, "period": period, "by": by, "due": period.ends_on >= by.today,
        "address": f"{site}{reverse(there, kwargs=place)}?period={period.ref}",
    }  # fmt: skip
    return EmailMessage(
        subject=one_line(f"{slip.class_name}: {period.name} is not finished"),
        body=render_to_string("reviews/reminder.txt", said),
        to=[slip.email],
        reply_to=[by.member.user.email],
    )


def _send(waiting: Sequence[tuple[Reminder, EmailMessage]]) -> None:
    """By one connection, each tried once. A server that fails leaves the rest to be sent again."""
    server = _opened()
    for row, mail in waiting:
        if not _moves(row, Reminder.State.WAITING, Reminder.State.TRYING):
            continue
        went = server is not None and _went(server, mail)
        after = Reminder.State.DONE if went else Reminder.State.FAILED
        _moves(row, Reminder.State.TRYING, after)
    if server is not None:
        _close(server)


def _opened() -> BaseEmailBackend | None:
    server: BaseEmailBackend = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as trouble:
        log.warning("The mail server did not take our mail: %s.", type(trouble).__name__)
        return None
    return server


def _moves(row: Reminder, was: Reminder.State, becomes: Reminder.State) -> bool:
    """Claimed by whoever comes first, so that no mail goes out twice."""
    return bool(Reminder.objects.filter(pk=row.pk, state=was).update(state=becomes))


def _went(server: BaseEmailBackend, mail: EmailMessage) -> bool:
    try:
        return bool(server.send_messages([mail]))
    except SMTPRecipientsRefused:
        return False
    except (OSError, SMTPException) as trouble:
        log.warning("The mail server did not take a mail: %s.", type(trouble).__name__)
        return False


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, SMTPException) as trouble:
        log.warning("The mail server broke off: %s.", type(trouble).__name__)
