"""Guardians of a child, and what a court has restricted (standards 6.6)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import Actor, note
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Guardian as GuardianRow
from lantern.roster.models import GuardianLink, Pupil, Restriction
from lantern.roster.models.families import YesNo
from lantern.roster.rules import Guardian


@transaction.atomic
def add_guardian(*, pupil: Pupil, told: Guardian, by: Actor) -> GuardianLink:
    """A new adult of the child's family. Raises RosterTrouble if nobody is named."""
    if not told.name.strip():
        raise RosterTrouble("Give the adult's name.")
    guardian = GuardianRow.objects.create(school=pupil.school, **details(told))
    return link_guardian(pupil=pupil, guardian=guardian, told=told, by=by)


@transaction.atomic
def link_guardian(
    *, pupil: Pupil, guardian: GuardianRow, told: Guardian, by: Actor
) -> GuardianLink:
    """An adult whom the school knows is of this child's family too; or what they are to the child.

    Only the tie is taken from `told`. Raises RosterTrouble for an adult of another school.
    """
    if guardian.school_id != pupil.school_id:
        raise RosterTrouble("An adult of another school cannot be linked to this child.")
    link, made = GuardianLink.objects.update_or_create(
        pupil=pupil, guardian=guardian, defaults={**tie(told), "ended_on": None}
    )
    did = "guardian linked" if made else "guardian's tie changed"
    note(did, about=pupil, by=by, guardian=str(guardian.ref))
    return link


@transaction.atomic
def change_guardian(*, link: GuardianLink, told: Guardian, by: Actor) -> GuardianLink:
    """What is known of an adult, and what they are to this child; their place in the order stays.

    The name, email address and telephone number change for every child of theirs. The same again
    changes nothing. Raises RosterTrouble if nobody is named.
    """
    if not told.name.strip():
        raise RosterTrouble("Give the adult's name.")
    its_tie = tie(told) | {"contact_order": told.order or link.contact_order}
    changed = [*_changed(link.guardian, details(told)), *_changed(link, its_tie)]
    if changed:
        link.guardian.save()
        link.save()
        what, guardian = ", ".join(changed), str(link.guardian.ref)
        note("guardian changed", about=link.pupil, by=by, guardian=guardian, what=what)
    return link


def _changed(row: GuardianRow | GuardianLink, told: Mapping[str, object]) -> list[str]:
    """Write what is told into the row; the names of what is now otherwise."""
    found = [field for field, value in told.items() if getattr(row, field) != value]
    for field in found:
        setattr(row, field, told[field])
    return found


@transaction.atomic
def end_link(*, link: GuardianLink, on: date, by: Actor) -> GuardianLink:
    """The adult is of this child's family no longer; what was recorded of it stays."""
    return _ends(link, on, "guardian's link ended", by)


@transaction.atomic
def resume_link(*, link: GuardianLink, by: Actor) -> GuardianLink:
    """The adult is of this child's family after all, with the restrictions that were kept."""
    return _ends(link, None, "guardian's link resumed", by)


def _ends(link: GuardianLink, on: date | None, did: str, by: Actor) -> GuardianLink:
    if link.ended_on == on:
        return link
    link.ended_on = on
    link.save(update_fields=["ended_on"])
    note(did, about=link.pupil, by=by, guardian=str(link.guardian.ref))
    return link


@transaction.atomic
def restrict(
    *, link: GuardianLink, kind: str, made_on: date, expires_on: date | None = None,
    court: str = "", document: str = "", by: Viewer,
) -> Restriction:  # fmt: skip
    """A limit on what this adult may be given about this child, from a day.

    Raises RosterTrouble if it does not say what, or ends before it begins.
    """
    if not kind.strip():
        raise RosterTrouble("Say what is restricted.")
    if expires_on is not None and expires_on < made_on:
        raise RosterTrouble("The restriction ends before it begins.")
    made = Restriction.objects.create(
        link=link, kind=kind.strip(), made_on=made_on, expires_on=expires_on, court=court.strip(),
        document=document.strip(), recorded_at=by.now, recorded_by=by.member.user,
    )  # fmt: skip
    note("restriction recorded", about=link.pupil, by=by, guardian=str(link.guardian.ref))
    return made


@transaction.atomic
def lift(*, restriction: Restriction, by: Viewer) -> Restriction:
    """The restriction binds no longer. Lifting it again changes nothing."""
    if restriction.lifted_at is not None:
        return restriction
    restriction.lifted_at, restriction.lifted_by = by.now, by.member.user
    restriction.save(update_fields=["lifted_at", "lifted_by"])
    link = restriction.link
    note("restriction lifted", about=link.pupil, by=by, guardian=str(link.guardian.ref))
    return restriction


def details(told: Guardian) -> dict[str, str]:
    """What is the adult's own, as columns."""
    return {
        "title": told.title, "forename": told.forename, "surname": told.surname,
        "email": told.email, "phone": told.phone,
    }  # fmt: skip


def tie(told: Guardian) -> dict[str, str | int | None]:
    """What the adult is to one child, as columns."""
    return {
        "relationship": told.relationship,
        "parental_responsibility": said(told.parental_responsibility),
        "lives_with": said(told.lives_with),
        "contact_order": told.order,
    }


def said(answer: bool | None) -> str:
    """Yes, no, or not known, as a column."""
    return YesNo.UNKNOWN if answer is None else YesNo.YES if answer else YesNo.NO
