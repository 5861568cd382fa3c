"""What the database itself refuses of judgements."""

import pytest
from django.db import IntegrityError, transaction

from lantern.judgements.models import Judgement, Voice, What
from tests.cast import NOW, Cast


def a_row(cast: Cast, **changed: object) -> Judgement:
    columns: dict[str, object] = {
        "pupil": cast.settled, "period": cast.period, "version": cast.version, "what": What.AREA,
        "key": "effort", "voice": Voice.MENTOR, "value": "green", "recorded_at": NOW,
        "recorded_by": cast.teacher.user,
    }  # fmt: skip
    return Judgement(**{**columns, **changed})


def test_two_judgements_never_stand_in_one_cell_domain_2_15(cast: Cast) -> None:
    a_row(cast).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_row(cast, value="amber").save()


def test_the_childs_stands_beside_the_mentors_000_24(cast: Cast) -> None:
    a_row(cast).save()
    a_row(cast, voice=Voice.CHILD, value="amber").save()
    assert Judgement.objects.standing().count() == 2


def test_nothing_is_superseded_twice(cast: Cast) -> None:
    first = a_row(cast, stands=False)
    first.save()
    a_row(cast, supersedes=first, stands=False).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_row(cast, supersedes=first, stands=False).save()


def test_a_correction_corrects_something(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_row(cast, correction="a slip").save()


def test_what_steps_down_stays_down(cast: Cast) -> None:
    row = a_row(cast)
    row.save()
    assert Judgement.objects.filter(pk=row.pk).step_down() == 1
    assert Judgement.objects.filter(pk=row.pk).step_down() == 0
