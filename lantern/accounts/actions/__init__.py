"""Adding staff and changing what they are here as."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db import transaction

from lantern.accounts.actions.first_school import (
    NotFresh,
    WrongCode,
    first_code,
    open_first_school,
)
from lantern.accounts.actions.invitations import (
    NoInvitation,
    invite,
    invited_by,
    take_up,
)
from lantern.accounts.actions.second_factor import (
    factors_changed,
    take_second_factor,
    take_wherever,
)
from lantern.accounts.actions.trouble import StaffTrouble, no_other_school
from lantern.accounts.actions.visits import (
    NoVisit,
    begin_visit,
    end_visit,
    is_code_of,
    let_in,
)
from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Role, sorted_out
from lantern.audit.actions import Actor, note
from lantern.schools.models import School

__all__ = [
    "NoInvitation",
    "NoVisit",
    "NotFresh",
    "StaffTrouble",
    "WrongCode",
    "a_start_password",
    "add_member",
    "begin_visit",
    "change_role",
    "end_membership",
    "end_visit",
    "factors_changed",
    "first_code",
    "give_start_password",
    "invite",
    "invited_by",
    "is_code_of",
    "let_in",
    "open_first_school",
    "start_again",
    "take_second_factor",
    "take_up",
    "take_wherever",
    "welcome",
]


def a_start_password() -> str:
    """A password for a slip of paper: easy to type, used once. About 43 bits of chance."""
    words = ["".join(secrets.choice(part) for part in (*_SOUNDS, *_SOUNDS)) for _ in range(3)]
    return "-".join([*words, str(10 + secrets.randbelow(90))])


_SOUNDS = ("bdfghjkmnprtvz", "aeiou")  # no letter that a child's or an adult's hand confuses


@transaction.atomic
def add_member(
    *, school: School, email: str, name: str, role: Role, starts_on: date,
    password: str | None, by: Actor,
) -> Member:  # fmt: skip
    """Someone joins the staff; an account with that email is used if there is one.

    `password` is for a new account alone. Someone who left is here again from today, in this role.
    Raises ValidationError on a bad email or name, StaffTrouble if they are on the staff now.
    """
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(
        email=email, name=name, password=password
    )
    before = Member.objects.filter(user=user, school=school).first()
    if before is not None:
        return _back(before, role, starts_on, by)
    member = Member.objects.create(user=user, school=school, role=role, starts_on=starts_on)
    note("member of staff added", about=member, by=by, role=role)
    return member


def _back(member: Member, role: Role, on: date, by: Actor) -> Member:
    if member.ends_on is None or member.ends_on >= on:
        raise StaffTrouble(f"{member.user.name} is on the staff already.")
    was, member.role, member.ends_on = member.ends_on, role, None
    member.save(update_fields=["role", "ends_on"])
    note("member of staff came back", about=member, by=by, role=role, left=str(was))
    return member


@transaction.atomic
def welcome(
    *, school: School, email: str, name: str, role: Role, starts_on: date, by: Actor
) -> tuple[Member, str | None]:
    """Someone joins the staff, with a password for a slip if they have no account yet.

    Raises as `add_member`.
    """
    new = not User.objects.filter(email=email.lower()).exists()
    member = add_member(
        school=school, email=email, name=name, role=role, starts_on=starts_on, password=None, by=by
    )
    return member, give_start_password(member=member, by=by) if new else None


@transaction.atomic
def give_start_password(*, member: Member, by: Actor) -> str:
    """A new password for a slip of paper, which they must change when they first sign in.

    For one who forgot theirs, or is new. Shown this once: only its hash is kept. Raises
    StaffTrouble for someone who works at another school too: no school may open another's door.
    """
    no_other_school(member, by, "password")
    return start_again(member=member, by=by)


@transaction.atomic
def start_again(*, member: Member, by: Actor) -> str:
    """As `give_start_password`, wherever else they work: for whoever runs the machine alone."""
    password = a_start_password()
    member.user.set_password(password)
    member.user.start_password = True
    member.user.save(update_fields=["password", "start_password"])
    note("start password given", about=member, by=by)
    return password


@transaction.atomic
def change_role(*, member: Member, role: Role, by: Actor) -> Member:
    """They are here as something else from now on.

    Raises StaffTrouble if nobody would be left to lead, or a leader would shut themselves out.
    Saying the same changes nothing.
    """
    if member.role == role:
        return member
    if member.role == Role.LEADER:
        _someone_leads(member, by.now.date())
    if isinstance(by, Viewer) and by.member.pk == member.pk:
        raise StaffTrouble("Ask another leader to change what you are here as.")
    was = member.role
    member.role = role
    member.save(update_fields=["role"])
    note("role changed", about=member, by=by, was=was, becomes=role)
    return member


@transaction.atomic
def end_membership(*, member: Member, ends_on: date, by: Actor) -> Member:
    """Their last day; from the next they cannot see this school.

    Raises StaffTrouble if nobody would be left to lead, or they came after that day.
    """
    if ends_on < member.starts_on:
        raise StaffTrouble(f"{member.user.name} came after that day: choose a later one.")
    if member.role == Role.LEADER:
        _someone_leads(member, ends_on)
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])
    note("member of staff leaves", about=member, by=by, on=str(ends_on))
    return member


@transaction.atomic
def narrow(*, school: School, taken: Collection[str], by: Actor) -> School:
    """Roles may do less here than the table says, from now on: all that is `taken`, as rules say.

    What is no longer taken is given back; the same again changes nothing. Raises StaffTrouble for
    what no school may take, so that there is always someone who can lead.
    """
    held = School.objects.select_for_update().get(pk=school.pk)
    wanted = sorted_out(taken)
    if len(wanted) != len(set(taken)):
        raise StaffTrouble("Something of this cannot be taken away.")
    was, held.taken = held.taken, wanted
    held.save(update_fields=["taken"])
    for did, words in (
        ("taken from a role", [each for each in wanted if each not in was]),
        ("given back to a role", [each for each in was if each not in wanted]),
    ):
        for role, _, can in (each.partition(" ") for each in words):
            note(did, about=held, by=by, role=role, what=can)
    return held


def _someone_leads(leaving: Member, on: date) -> None:
    """Holds the leaders' rows until it is done: two who go at once would each count the other."""
    leaders = Member.objects.filter(school=leaving.school, role=Role.LEADER).order_by("pk")
    stay = [one for one in leaders.select_for_update() if one.pk != leaving.pk]
    if not any(one.ends_on is None and one.starts_on <= on for one in stay):
        raise StaffTrouble(f"{leaving.user.name} is the only leader: make someone else one first.")
