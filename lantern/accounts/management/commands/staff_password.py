"""`lantern staff password EMAIL --school KEY`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lantern.accounts.actions import start_again
from lantern.accounts.management.commands.school_create import slip
from lantern.accounts.models import MACHINE, Job, Member
from lantern.within import within


class Command(BaseCommand):
    help = "Give someone on a school's staff a new start password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ask_for_whom(parser)

    def handle(self, *args: Any, email: str, school: str, **options: Any) -> None:
        """A password for a slip; the one they had no longer opens any door."""
        member = on_the_staff(email, school)
        by = Job(name=MACHINE, school_key=member.school.key, now=timezone.now())
        with within(member.school.pk):
            password = start_again(member=member, by=by)
        self.stdout.write(slip(member.user.email, password))


def ask_for_whom(parser: ArgumentParser) -> None:
    """The options of a command about someone on a school's staff."""
    parser.add_argument("email", metavar="EMAIL", help="what they sign in with")
    parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")


def on_the_staff(email: str, school: str) -> Member:
    """Someone by their email. Raises CommandError for nobody there."""
    staff = Member.objects.filter(school__key=school).select_related("school", "user")
    member = staff.filter(user__email=email.lower()).first()
    if member is None:
        raise CommandError(f'{email} is not on the staff of a school "{school}".')
    return member
