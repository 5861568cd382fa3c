"""`lantern staff factor EMAIL --school KEY`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lantern.accounts.actions import StaffTrouble, take_wherever
from lantern.accounts.management.commands.staff_password import ask_for_whom, on_the_staff
from lantern.accounts.models import MACHINE, Job
from lantern.within import within


class Command(BaseCommand):
    help = "Take away someone's second factor, which they lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ask_for_whom(parser)

    def handle(self, *args: Any, email: str, school: str, **options: Any) -> None:
        """Their app, passkeys and recovery codes open no door any more."""
        member = on_the_staff(email, school)
        by = Job(name=MACHINE, school_key=member.school.key, now=timezone.now())
        try:
            with within(member.school.pk):
                take_wherever(member=member, by=by)
        except StaffTrouble as trouble:
            raise CommandError(f"Nothing was changed. {trouble}") from trouble
        self.stdout.write(f"{member.user.email} sets up a new second step at the next sign-in.")
