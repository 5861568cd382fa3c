"""What cannot be done to the staff."""

from lantern.accounts.models import Member
from lantern.accounts.pictures import works_elsewhere
from lantern.audit.actions import Actor


class StaffTrouble(ValueError):
    """Something that cannot be done to the staff, said in one plain sentence."""


def no_other_school(member: Member, by: Actor, what: str) -> None:
    """Raises StaffTrouble for someone who works elsewhere too, today or later."""
    if works_elsewhere(member, by.now.date()):
        raise StaffTrouble(
            f"{member.user.name} works at another school too, so only they change their {what}. "
            "If it is lost, ask whoever runs Lantern."
        )
