"""What was counted, judged, closed and shown is never changed: both databases refuse (decision 31).

Each column of each such table in turn; so a migration that makes a table anew, or a new column,
is found here.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import F

from lantern.audit.models import Note
from lantern.behaviour.models import Decision, Due, Given, Move, TakenBack
from lantern.behaviour.tests.taps import a_tap, gives_smileys, tell
from lantern.habits.models import AttendanceTotal
from lantern.judgements.models import Judgement, SecondOpinion
from lantern.reviews.models import Closure, Reopening, Shown
from lantern.roster.models import PupilFact
from lantern.schemes.models import SchemeVersion
from lantern.schemes.tests.odd import odd_text
from tests.cast import NOW, Cast
from tests.sweep.filling import piece_of
from tests.whole.happenings import play

Model = type[models.Model]

FACTS = [model for model in apps.get_models() if issubclass(model, PupilFact)]
KEPT: list[Model] = [
    *FACTS,
    Given,
    Move,
    TakenBack,
    Due,
    Decision,
    Note,
    SecondOpinion,
    Closure,
    Reopening,
    Shown,
    SchemeVersion,
]


@pytest.fixture
def played(cast: Cast) -> Cast:
    """A school where at least one row of each was written."""
    play(cast, odd_text("invented"))
    AttendanceTotal.objects.create(
        pupil=cast.settled, starts_on=date(2026, 9, 3), ends_on=date(2026, 9, 30), possible=30,
        attended=29, recorded_at=NOW, recorded_by=cast.office.user,
    )  # fmt: skip
    SecondOpinion.objects.create(
        piece=piece_of(cast, cast.assistant), value="darn", reason="Seen again", given_at=NOW,
        given_by=cast.assistant.user,
    )  # fmt: skip
    return cast


def test_no_column_of_what_was_said_is_written_twice(played: Cast) -> None:
    for model in KEPT:
        row = judged_by(played) if model is SchemeVersion else model._default_manager.first()
        assert row is not None, model
        let = [name for name in columns(model) if not is_refused(row, **{name: F(name)})]
        assert not let, model


def test_what_stepped_down_never_stands_again(played: Cast) -> None:
    stepping: list[Model] = [*FACTS, Move, Decision, Closure]
    for model in stepping:
        row = model._default_manager.filter(stands=True).first()
        assert row is not None, model
        assert is_refused(row, stands=True), model
        assert not is_refused(row, stands=False), model
        assert is_refused(row, stands=True), model


def test_a_version_that_nobody_judged_by_may_still_be_mended(cast: Cast) -> None:
    assert not Judgement.objects.exists()
    assert not is_refused(cast.version, text=odd_text("bare"))


def test_a_version_that_something_was_given_by_is_never_mended(cast: Cast) -> None:
    gives_smileys(cast)
    assert not is_refused(cast.version, text=cast.version.text)
    tell(cast.viewer("teacher"), a_tap(cast.settled))
    assert is_refused(cast.version, text=odd_text("bare"))


def judged_by(cast: Cast) -> SchemeVersion:
    return Judgement.objects.filter(pupil=cast.settled)[0].version


def columns(model: Model) -> Iterator[str]:
    fields = model._meta.concrete_fields
    said = (field for field in fields if not field.primary_key and not field.generated)
    return (field.attname for field in said if field.name != "stands")


def is_refused(row: models.Model, **change: object) -> bool:
    """Whether the database refuses a plain UPDATE of one row."""
    found = type(row)._default_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            assert found.update(**change) == 1
    except DatabaseError as error:
        return "never changed" in str(error)
    return False
