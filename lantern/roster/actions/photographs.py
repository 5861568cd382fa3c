"""A child's photograph, and whether the school keeps any (decision 34)."""

from django.db import transaction

from lantern.accounts.models import Job, Viewer
from lantern.audit.actions import note, note_each
from lantern.roster.actions.trouble import ChangedMeanwhile, RosterTrouble
from lantern.roster.actions.uploads import PHOTOGRAPHS
from lantern.roster.models import Enrolment, Photograph, PhotographQuerySet, Pupil, Upload
from lantern.roster.pictures.photographs import kept_in
from lantern.roster.reading.photographs import small_photograph
from lantern.schools.actions import choose_photographs
from lantern.schools.models import School


def set_photograph(*, pupil: Pupil, content: bytes, by: Viewer) -> bool:
    """The child's photograph, from a file as it was sent; whether that changed anything.

    It is read before anything is held. Raises FileTrouble for what is no picture, RosterTrouble
    where the school keeps none, the family wants none, or the child has left.
    """
    return put_photograph(pupil=pupil, picture=small_photograph(content), by=by)


@transaction.atomic
def put_photograph(*, pupil: Pupil, picture: bytes, by: Viewer) -> bool:
    """The same, of a picture that is small already."""
    if not hold_school(by).keeps_photographs:
        raise RosterTrouble("The school keeps no photographs.")
    if not Enrolment.objects.not_over(by.today).filter(pupil=pupil).exists():
        raise RosterTrouble(f"{pupil.name} has left, so no photograph of them is kept.")
    row = Photograph.objects.filter(pupil=pupil).first()
    if row is not None and row.picture is None:
        raise RosterTrouble(f"The family of {pupil.name} wants no photograph.")
    if row is not None and bytes(row.picture or b"") == picture:
        return False
    _keep(row or Photograph(pupil=pupil), picture, by)
    note("photograph set", about=pupil, by=by)
    return True


def _keep(row: Photograph, picture: bytes | None, by: Viewer) -> None:
    row.picture, row.set_at, row.set_by = picture, by.now, by.member.user
    row.save()


@transaction.atomic
def take_photograph_away(*, pupil: Pupil, by: Viewer) -> bool:
    """The child's photograph is kept no longer; whether there was one."""
    return _delete(Photograph.objects.taken(), "photograph taken away", pupil, by)


@transaction.atomic
def refuse_photograph(*, pupil: Pupil, by: Viewer) -> None:
    """The family wants no photograph: one that is kept goes at once, and none can be loaded.

    It holds whether the school keeps any or not, and when it begins to. Again changes nothing.
    """
    hold_school(by)
    row = Photograph.objects.filter(pupil=pupil).first()
    if row is not None and row.picture is None:
        return
    _keep(row or Photograph(pupil=pupil), None, by)
    note("photograph refused", about=pupil, by=by, taken_away=row is not None)


@transaction.atomic
def allow_photograph(*, pupil: Pupil, by: Viewer) -> None:
    """The family has nothing against a photograph after all. Again changes nothing."""
    _delete(Photograph.objects.refused(), "photograph allowed", pupil, by)


def _delete(rows: PhotographQuerySet, did: str, pupil: Pupil, by: Viewer) -> bool:
    """The child's row, if it is among these, and the note of it; whether it was."""
    hold_school(by)
    gone, _ = rows.filter(pupil=pupil).delete()
    if gone:
        note(did, about=pupil, by=by)
    return bool(gone)


@transaction.atomic
def begin_photographs(*, by: Viewer) -> None:
    """From now on photographs of children may be loaded. Again changes nothing."""
    choose_photographs(school=by.school, keeps=True, by=by)


@transaction.atomic
def stop_photographs(*, seen: int, by: Viewer) -> int:
    """The school keeps photographs no longer: all are deleted, those sent and not confirmed too.

    `seen` is how many were to go when that was asked for; a family's no stays. How many went.
    Raises ChangedMeanwhile where it is not so many.
    """
    if not hold_school(by).keeps_photographs:
        return 0
    if kept_in(by.school) != seen:
        raise ChangedMeanwhile
    choose_photographs(school=by.school, keeps=False, by=by)
    gone, _ = Photograph.objects.taken().filter(pupil__school=by.school).delete()
    sent = Upload.objects.filter(school=by.school, kind=PHOTOGRAPHS).exclude(content=b"")
    sent.update(content=b"")
    note("photographs ended", about=by.school, by=by, gone=gone)
    return gone


def forget_photographs_of_leavers() -> int:
    """Those of children who left go, in every school by its own day. How many.

    Nobody sees them from the day after the last; this is so that they are not kept. Who is between
    the classes of two years has not left.
    """
    return sum(_forget_leavers(school) for school in School.objects.order_by("pk"))


def _forget_leavers(school: School) -> int:
    by = Job(name="the clock", school_key=school.key, now=school.now())
    here = Enrolment.objects.not_over(by.now.date()).values("pupil")
    ours = Photograph.objects.taken().filter(pupil__school=school)
    gone = ours.exclude(pupil__in=here).defer("picture").select_related("pupil")
    if not gone.exists():  # the hour that changes nothing keeps nobody waiting
        return 0
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        rows = list(gone)
        note_each("photograph of a leaver gone", about=[row.pupil for row in rows], by=by)
        return Photograph.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]


def hold_school(by: Viewer) -> School:
    """The school as it is now; nobody else changes a photograph of it until this is done."""
    return School.objects.select_for_update(no_key=True).get(pk=by.school.pk)
