"""A child's photograph: put in place, taken away, refused; and whether the school keeps any."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.roster.actions import (
    ChangedMeanwhile,
    RosterMoved,
    RosterTrouble,
    allow_photograph,
    begin_photographs,
    forget_photographs_of_leavers,
    keep_album,
    leave,
    load_album,
    put_photograph,
    refuse_photograph,
    set_photograph,
    stop_photographs,
    take_photograph_away,
    what_album_would_do,
)
from lantern.roster.models import Enrolment, Photograph, Pupil, Upload
from lantern.roster.pictures import photograph_of
from lantern.roster.reading import FileTrouble
from lantern.roster.reading.photographs import small_photograph
from lantern.roster.tests.photographs import BLUE, plain
from lantern.schools.models import School
from tests.cast import NOW, TODAY, Cast, a_place, a_pupil, keeps_photographs, unnamed

KEPT = b"a small picture"


@pytest.fixture
def by(cast: Cast) -> Viewer:
    """A leader of a school that keeps photographs."""
    keeps_photographs(cast.leader.school)
    return cast.viewer("leader")


def kept() -> dict[str, bytes | None]:
    """What is kept of each child, by forename."""
    rows = Photograph.objects.values_list("pupil__legal_forename", "picture")
    return {name: None if picture is None else bytes(picture) for name, picture in rows}


def noted() -> list[str]:
    """What the audit says of photographs, in order."""
    rows = Note.objects.filter(did__startswith="photograph").order_by("pk")
    return list(rows.values_list("did", flat=True))


def sent(by: Viewer, **files: bytes) -> Upload:
    """Files called by their children, with an underline for a space."""
    album = [(f"{name}.jpg", content) for name, content in files.items()]
    return keep_album(sent=album, name="some files", by=by)


def loaded(upload: Upload, by: Viewer) -> int:
    return load_album(upload=upload, digest=what_album_would_do(upload, by).digest, by=by)


# --- whether any are kept ------------------------------------------------------------------------


def test_none_are_kept_until_a_leader_chooses(cast: Cast) -> None:
    by = cast.viewer("leader")
    for attempt in (
        lambda: put_photograph(pupil=cast.settled, picture=KEPT, by=by),
        lambda: sent(by, Maya_Brook=plain()),
    ):
        with pytest.raises(RosterTrouble, match="keeps no photographs"):
            attempt()
    assert not Photograph.objects.exists()
    assert not Upload.objects.exists()


def test_the_choice_is_dated_and_noted_and_said_once(cast: Cast) -> None:
    by = cast.viewer("leader")
    begin_photographs(by=by)
    begin_photographs(by=by)
    school = School.objects.get(pk=cast.school.pk)
    assert (school.photographs_at, school.photographs_by) == (NOW, "Mrs Okafor")
    assert noted() == ["photographs begun"]


def test_the_choice_is_undone_with_its_note(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        begin_photographs(by=unnamed(cast.viewer("leader")))
    assert not School.objects.get(pk=cast.school.pk).keeps_photographs


def test_the_database_holds_that_somebody_chose(cast: Cast) -> None:
    schools = School.objects.filter(pk=cast.school.pk)
    for wrong in ({"photographs_at": NOW}, {"photographs_by": "Mrs Okafor"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            schools.update(**wrong)


def test_ending_deletes_all_and_what_waits_and_keeps_each_no(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    refuse_photograph(pupil=cast.mentee, by=by)
    upload = sent(by, Tom_Sparrow=plain())
    assert stop_photographs(seen=1, by=by) == 1
    assert kept() == {"Idris": None}
    upload.refresh_from_db()
    assert bytes(upload.content) == b""
    assert not School.objects.get(pk=cast.school.pk).keeps_photographs
    assert Note.objects.get(did="photographs ended").details == {"gone": 1}
    assert stop_photographs(seen=0, by=by) == 0


def test_ending_deletes_no_more_than_was_said(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    with pytest.raises(ChangedMeanwhile):
        stop_photographs(seen=0, by=by)
    assert kept() == {"Maya": KEPT}


def test_ending_is_undone_with_its_note(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    with pytest.raises(IntegrityError):
        stop_photographs(seen=1, by=unnamed(by))
    assert kept() == {"Maya": KEPT}
    assert School.objects.get(pk=cast.school.pk).keeps_photographs


def test_ending_leaves_the_neighbours_theirs(by: Viewer, cast: Cast) -> None:
    Photograph.objects.create(
        pupil=cast.next_door.pupil, picture=KEPT, set_at=NOW, set_by=cast.stranger.user
    )
    assert stop_photographs(seen=0, by=by) == 0
    assert Photograph.objects.count() == 1


# --- one child's ---------------------------------------------------------------------------------


def test_a_photograph_is_a_row_and_a_note(by: Viewer, cast: Cast) -> None:
    assert set_photograph(pupil=cast.settled, content=plain(), by=by)
    row = Photograph.objects.get()
    assert bytes(row.picture or b"") == small_photograph(plain())
    assert (row.pupil, row.set_at, row.set_by) == (cast.settled, NOW, cast.leader.user)
    note = Note.objects.get(did__startswith="photograph")
    assert (note.did, note.about, note.details) == ("photograph set", str(cast.settled.ref), {})


def test_the_same_again_changes_nothing_and_another_takes_its_place(
    by: Viewer, cast: Cast
) -> None:  # fmt: skip
    assert set_photograph(pupil=cast.settled, content=plain(), by=by)
    assert not set_photograph(pupil=cast.settled, content=plain(), by=by)
    assert set_photograph(pupil=cast.settled, content=plain(BLUE), by=by)
    assert kept() == {"Maya": small_photograph(plain(BLUE))}
    assert noted() == ["photograph set"] * 2


def test_what_is_no_picture_changes_nothing(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    with pytest.raises(FileTrouble):
        set_photograph(pupil=cast.settled, content=b"Maya", by=by)
    assert kept() == {"Maya": KEPT}


def test_no_photograph_of_a_child_who_has_left(by: Viewer, cast: Cast) -> None:
    with pytest.raises(RosterTrouble, match="has left"):
        put_photograph(pupil=cast.leaver, picture=KEPT, by=by)


def test_taken_away_is_gone_and_noted_once(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    assert take_photograph_away(pupil=cast.settled, by=by)
    assert not take_photograph_away(pupil=cast.settled, by=by)
    assert kept() == {}
    assert noted() == ["photograph set", "photograph taken away"]


def test_a_familys_no_takes_it_away_and_holds(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    refuse_photograph(pupil=cast.settled, by=by)
    refuse_photograph(pupil=cast.settled, by=by)
    assert kept() == {"Maya": None}
    with pytest.raises(RosterTrouble, match="wants no photograph"):
        put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    assert not take_photograph_away(pupil=cast.settled, by=by)
    allow_photograph(pupil=cast.settled, by=by)
    allow_photograph(pupil=cast.settled, by=by)
    assert put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    assert noted() == [
        "photograph set", "photograph refused", "photograph allowed", "photograph set",
    ]  # fmt: skip


def test_allowing_takes_no_photograph_away(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    allow_photograph(pupil=cast.settled, by=by)
    assert kept() == {"Maya": KEPT}


def test_a_family_may_say_no_before_the_school_keeps_any(cast: Cast) -> None:
    refuse_photograph(pupil=cast.settled, by=cast.viewer("office"))
    assert kept() == {"Maya": None}


Write = Callable[[Pupil, Viewer], object]


@pytest.mark.parametrize(
    ("write", "before"),
    [
        (lambda pupil, by: put_photograph(pupil=pupil, picture=KEPT, by=by), {}),
        (lambda pupil, by: refuse_photograph(pupil=pupil, by=by), {}),
        (lambda pupil, by: take_photograph_away(pupil=pupil, by=by), {"Maya": KEPT}),
        (lambda pupil, by: allow_photograph(pupil=pupil, by=by), {"Maya": None}),
    ],
    ids=["set", "refused", "taken away", "allowed"],
)
def test_each_is_undone_with_its_note(
    write: Write, before: dict[str, bytes | None], by: Viewer, cast: Cast
) -> None:
    if before:
        Photograph.objects.create(
            pupil=cast.settled, picture=before["Maya"], set_at=NOW, set_by=cast.leader.user
        )
    with pytest.raises(IntegrityError):
        write(cast.settled, unnamed(by))
    assert kept() == before


def test_one_row_a_child(by: Viewer, cast: Cast) -> None:
    refuse_photograph(pupil=cast.settled, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photograph.objects.create(
            pupil=cast.settled, picture=KEPT, set_at=NOW, set_by=cast.leader.user
        )


# --- leaving -------------------------------------------------------------------------------------


def test_a_leavers_photograph_is_seen_no_more_and_goes(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    put_photograph(pupil=cast.wren, picture=KEPT, by=by)
    refuse_photograph(pupil=cast.two_homes, by=by)
    for pupil in (cast.settled, cast.two_homes):
        leave(pupil=pupil, last_day=TODAY - timedelta(days=1), by=by)
    assert photograph_of(cast.settled, by) is None
    assert photograph_of(cast.wren, by) is not None
    assert forget_photographs_of_leavers() == 1
    assert forget_photographs_of_leavers() == 0
    assert kept() == {"Tom": KEPT, "Rowan": None}
    gone = Note.objects.get(did="photograph of a leaver gone")
    assert (gone.about, gone.at_by, gone.school) == (
        str(cast.settled.ref), "the clock", "amberley",
    )  # fmt: skip


@pytest.mark.parametrize("last_day", [TODAY, date(2026, 12, 18)])
def test_it_is_there_to_the_last_day(last_day: date, by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    leave(pupil=cast.settled, last_day=last_day, by=by)
    assert photograph_of(cast.settled, by) is not None
    assert forget_photographs_of_leavers() == 0


def test_between_the_classes_of_two_years_nobody_has_left(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    Enrolment.objects.filter(pupil=cast.settled).update(ends_on=TODAY - timedelta(days=2))
    a_place(cast.settled, cast.wrens, starts_on=TODAY + timedelta(days=2))
    assert photograph_of(cast.settled, by) is not None
    assert forget_photographs_of_leavers() == 0


# --- many at once --------------------------------------------------------------------------------


def test_all_that_was_shown_is_done(by: Viewer, cast: Cast) -> None:
    put_photograph(pupil=cast.settled, picture=KEPT, by=by)
    upload = sent(by, Maya_Brook=plain(), Idris_Vale=plain(BLUE), Petra_Quayle=plain())
    assert loaded(upload, by) == 2
    small = small_photograph
    assert kept() == {"Maya": small(plain()), "Idris": small(plain(BLUE))}
    upload.refresh_from_db()
    assert b"Petra" in bytes(upload.content)
    assert b"Maya" not in bytes(upload.content)
    note = Note.objects.get(did="photographs loaded")
    assert note.details == {"added": 1, "changed": 1, "left": 0, "refused": 1}


def test_the_same_files_twice_change_nothing(by: Viewer) -> None:
    assert loaded(sent(by, Maya_Brook=plain()), by) == 1
    before = list(Photograph.objects.values())
    again = sent(by, Maya_Brook=plain())
    plan = what_album_would_do(again, by)
    assert plan.does_nothing
    assert len(plan.left) == 1
    assert loaded(again, by) == 0
    assert list(Photograph.objects.values()) == before


def test_what_was_sent_is_never_kept(by: Viewer) -> None:
    upload = sent(by, Maya_Brook=plain(side=2000) + b"SECRET behind the end")
    assert len(bytes(upload.content)) < 40_000
    assert b"SECRET" not in bytes(upload.content)


def test_what_was_not_shown_is_not_done(by: Viewer, cast: Cast) -> None:
    """A family says no between the look and the yes; so does another photograph."""
    upload = sent(by, Maya_Brook=plain(), Idris_Vale=plain())
    digest = what_album_would_do(upload, by).digest
    refuse_photograph(pupil=cast.mentee, by=by)
    with pytest.raises(RosterMoved):
        load_album(upload=upload, digest=digest, by=by)
    assert kept() == {"Idris": None}
    assert loaded(upload, by) == 1


def test_nothing_is_loaded_where_the_leader_chose_otherwise_meanwhile(by: Viewer) -> None:
    upload = sent(by, Maya_Brook=plain())
    digest = what_album_would_do(upload, by).digest
    stop_photographs(seen=0, by=by)
    with pytest.raises(RosterTrouble, match="keeps no photographs"):
        load_album(upload=upload, digest=digest, by=by)
    assert kept() == {}


def asked_for(children: int, by: Viewer, place: Pupil) -> int:
    """How many questions it takes to load photographs of so many who are new, and of one again."""
    there = Enrolment.objects.get(pupil=place).school_class
    surnames = [f"{chr(ord('A') + n)}hill" for n in range(children)]
    for surname in surnames:
        a_place(a_pupil(by.school, "Ada", surname, date(2018, 3, 3)), there)
    files = {f"Ada {surname}": plain() for surname in surnames}
    upload = sent(by, Maya_Brook=plain(BLUE), **files)
    digest = what_album_would_do(upload, by).digest
    with CaptureQueriesContext(connection) as asked:
        assert load_album(upload=upload, digest=digest, by=by) == children + 1
    return len(asked)


def test_many_take_as_many_questions_as_few(by: Viewer, cast: Cast) -> None:
    """The school is held meanwhile, so whoever sets a photograph waits."""
    loaded(sent(by, Maya_Brook=plain()), by)
    row = Photograph.objects.get()
    few = asked_for(1, by, cast.settled)
    assert kept() == {"Maya": small_photograph(plain(BLUE)), "Ada": small_photograph(plain())}
    changed = Photograph.objects.get(pupil=cast.settled)
    assert (changed.pk, changed.ref) == (row.pk, row.ref)
    Photograph.objects.all().delete()
    Pupil.objects.filter(legal_forename="Ada").update(legal_forename="Bea")
    loaded(sent(by, Maya_Brook=plain()), by)
    assert asked_for(25, by, cast.settled) == few
    assert Photograph.objects.count() == 26
    assert noted().count("photograph set") == 1 + 2 + 1 + 26


def test_loading_is_undone_with_its_notes(by: Viewer) -> None:
    upload = sent(by, Maya_Brook=plain(), Idris_Vale=plain())
    before = bytes(upload.content)
    with pytest.raises(IntegrityError):
        load_album(upload=upload, digest=what_album_would_do(upload, by).digest, by=unnamed(by))
    assert kept() == {}
    upload.refresh_from_db()
    assert bytes(upload.content) == before


def test_a_child_who_is_to_come_may_have_one(by: Viewer, cast: Cast) -> None:
    noor = a_pupil(cast.school, "Noor", "Hale", date(2018, 3, 3))
    a_place(noor, cast.wrens, starts_on=date(2027, 1, 4))
    assert loaded(sent(by, Noor_Hale=plain()), by) == 1


def test_a_teacher_narrowed_to_their_own_matches_nobody_else(by: Viewer, cast: Cast) -> None:
    """Were a role that sees its own classes alone let load them."""
    school = cast.teacher.school
    school.own_classes_only, school.photographs_at = True, NOW
    own = cast.viewer("teacher")
    plan = what_album_would_do(sent(by, Maya_Brook=plain(), Tom_Sparrow=plain()), own)
    assert [line.name for line in plan.added] == ["Maya Brook"]
