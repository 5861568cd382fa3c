"""`lantern staff add EMAIL --name NAME --role ROLE --school KEY`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lantern.accounts.actions import StaffTrouble, welcome
from lantern.accounts.management.commands.school_create import slip
from lantern.accounts.models import MACHINE, Job
from lantern.accounts.rules import STAFF_ROLES, Role
from lantern.schools.models import School
from lantern.within import within


class Command(BaseCommand):
    help = "Add someone to a school's staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="what they sign in with")
        parser.add_argument("--name", required=True, help="as children say it: Ms Farrow")
        parser.add_argument("--role", required=True, choices=[role.value for role in STAFF_ROLES])
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")

    def handle(self, *args: Any, email: str, name: str, role: str, **options: Any) -> None:
        """Someone new, with a password for a slip; or someone known, with the one they have."""
        school = School.objects.filter(key=options["school"]).first()
        if school is None:
            raise CommandError(f'There is no school "{options["school"]}".')
        by = Job(name=MACHINE, school_key=school.key, now=timezone.now())
        try:
            with within(school.pk):
                member, password = welcome(
                    school=school, email=email, name=name, role=Role(role),
                    starts_on=school.now().date(), by=by,
                )  # fmt: skip
        except (ValidationError, StaffTrouble) as trouble:
            said = " ".join(getattr(trouble, "messages", [str(trouble)]))
            raise CommandError(f"Nothing was changed. {said}") from trouble
        self.stdout.write(slip(member.user.email, password))
