"""A school takes something away from a role: never adds, and someone can always lead."""

import pytest
from django.db import IntegrityError

from lantern.accounts.actions import StaffTrouble, narrow
from lantern.accounts.models import anyone
from lantern.accounts.rules import Can
from lantern.audit.models import Note
from tests.cast import Cast, nameless


def test_it_holds_at_once_for_that_role_alone_and_is_noted(cast: Cast) -> None:
    by = cast.viewer("leader")
    held = narrow(school=cast.school, taken=["teacher print", "office see-families"], by=by)
    assert held.taken == ["teacher print", "office see-families"]
    cast.school.refresh_from_db()
    for part in ("teacher", "office", "assistant"):
        cast.member(part).school = cast.school
    assert not cast.viewer("teacher").may(Can.PRINT)
    assert cast.viewer("assistant").may(Can.PRINT)
    assert not cast.viewer("office").may(Can.SET_FAMILIES)
    notes = Note.objects.filter(did="taken from a role").order_by("pk")
    assert [note.details for note in notes] == [
        {"role": "teacher", "what": "print"}, {"role": "office", "what": "see-families"},
    ]  # fmt: skip


def test_given_back_is_noted_and_the_same_again_is_nothing(cast: Cast) -> None:
    by = cast.viewer("leader")
    narrow(school=cast.school, taken=["teacher print"], by=by)
    narrow(school=cast.school, taken=["teacher print"], by=by)
    narrow(school=cast.school, taken=[], by=by)
    did = Note.objects.filter(did__endswith=" role").order_by("pk").values_list("did", flat=True)
    assert list(did) == ["taken from a role", "given back to a role"]


@pytest.mark.parametrize(
    "word", ["leader set-staff", "leader come-in", "office set-staff", "governor", ""]
)
def test_what_cannot_be_taken_changes_nothing(cast: Cast, word: str) -> None:
    with pytest.raises(StaffTrouble):
        narrow(school=cast.school, taken=["teacher print", word], by=cast.viewer("leader"))
    cast.school.refresh_from_db()
    assert cast.school.taken == []


def test_it_is_undone_where_the_audit_fails(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        narrow(school=cast.school, taken=["teacher print"], by=nameless(cast.school))


def test_a_narrowed_school_has_another_shape(cast: Cast) -> None:
    """Decision 11: a prepared question of the one is never asked for the other."""
    before = cast.viewer("teacher").shape
    cast.school.taken = ["teacher see-judgements", "office see-families"]
    cast.teacher.school = cast.school
    by = cast.viewer("teacher")
    assert by.shape != before
    assert [anyone(by.shape).may(can) for can in Can] == [by.may(can) for can in Can]
