"""`lantern school create KEY --name NAME --leader EMAIL --leader-name NAME [--trust NAME]`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from lantern.accounts.actions import StaffTrouble, welcome
from lantern.accounts.models import MACHINE, Job
from lantern.accounts.rules import Role
from lantern.schools.actions import open_school, the_trust
from lantern.within import every_school


class Command(BaseCommand):
    help = "Open a school with its first leader."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", metavar="KEY", help="its word in addresses, such as st-cedds")
        parser.add_argument("--name", required=True, help="the school's name")
        parser.add_argument("--leader", required=True, metavar="EMAIL", help="who leads it")
        parser.add_argument("--leader-name", required=True, help="as children say it: Ms Farrow")
        parser.add_argument("--trust", default="", metavar="NAME", help="the trust it belongs to")

    def handle(self, *args: Any, key: str, name: str, leader: str, **options: Any) -> None:
        """The school and its leader, or nothing."""
        by = Job(name=MACHINE, school_key=key, now=timezone.now())
        try:
            with every_school("it has no number yet"), transaction.atomic():
                trust = the_trust(options["trust"])
                school = open_school(key=key, name=name, trust=trust, by=by)
                member, password = welcome(
                    school=school, email=leader, name=options["leader_name"], role=Role.LEADER,
                    starts_on=school.now().date(), by=by,
                )  # fmt: skip
        except (ValidationError, StaffTrouble) as trouble:
            said = " ".join(getattr(trouble, "messages", [str(trouble)]))
            raise CommandError(f"Nothing was changed. {said}") from trouble
        self.stdout.write(f"{school.name} is open at /{school.key}/.")
        self.stdout.write(slip(member.user.email, password))


def slip(email: str, password: str | None) -> str:
    """What to hand to someone new."""
    if password is None:
        return f"{email} signs in with the password they have."
    return f"{email} signs in with {password} and then chooses their own password."
