"""What cannot be done to the staff."""

from lantern.accounts.models import Member
from lantern.audit.actions import Actor


class StaffTrouble(ValueError):
    """Something that cannot be done to the staff, said in one plain sentence."""


def no_other_school(member: Member, by: Actor, what: str) -> None:
    """Raises StaffTrouble for someone who works elsewhere too, today or later."""
    if works_elsewhere(member, by):
        raise StaffTrouble(
            f"{member.user.name} works at another school too, so only they change their {what}. "
            "If it is lost, ask whoever runs Lantern."
        )


def works_elsewhere(member: Member, by: Actor) -> bool:
    """Whether they are on another school's staff, today or later."""
    others = Member.objects.filter(user=member.user).exclude(pk=member.pk)
    return others.not_over(by.now.date()).exists()
