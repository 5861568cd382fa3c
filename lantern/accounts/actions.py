"""Adding staff and changing what they are here as."""

from datetime import date

from django.db import transaction

from lantern.accounts.models import Member, User
from lantern.accounts.rules import Role
from lantern.audit.actions import Actor, note
from lantern.schools.models import School


@transaction.atomic
def add_member(
    *, school: School, email: str, name: str, role: Role, starts_on: date,
    password: str | None, by: Actor,
) -> Member:  # fmt: skip
    """Someone joins the staff; an account with that email is used if there is one.

    Raises ValidationError on a bad email or name, IntegrityError if they are on the staff already.
    """
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(
        email=email, name=name, password=password
    )
    member = Member.objects.create(user=user, school=school, role=role, starts_on=starts_on)
    note("member of staff added", about=member, by=by, role=role)
    return member


@transaction.atomic
def change_role(*, member: Member, role: Role, by: Actor) -> Member:
    """They are here as something else from now on."""
    was = member.role
    member.role = role
    member.save(update_fields=["role"])
    note("role changed", about=member, by=by, was=was, becomes=role)
    return member


@transaction.atomic
def end_membership(*, member: Member, ends_on: date, by: Actor) -> Member:
    """Their last day; from the next they cannot see this school."""
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])
    note("member of staff leaves", about=member, by=by, on=str(ends_on))
    return member
