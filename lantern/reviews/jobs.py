"""Printing a whole school while nobody has to wait: a row that is claimed, worked and fetched."""

import io
import zipfile
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from lantern.accounts.models import Member, Viewer
from lantern.audit.actions import note
from lantern.reviews.models import PrintRun
from lantern.reviews.pictures.prints import (
    as_a_file_name,
    classes_to_print,
    files_of,
    marked_sentence,
)
from lantern.reviews.pictures.showing import concerned
from lantern.roster.pictures import children
from lantern.schools.models import Period
from lantern.within import every_school, within

SILENT_FOR = timedelta(seconds=60)  # a worker that has said nothing for so long is gone
KEPT_FOR = timedelta(days=1)
SAYS = "Characters that no font of ours has are shown as a mark on the sheets of:"
NOBODY = "There was nothing to print: no child of a class that you see has a profile in {}."


@transaction.atomic
def ask_for_print(*, period: Period, by: Viewer) -> PrintRun:
    """A print of every class this person may see; one already under way is given instead."""
    forget_old_prints(now=by.now)
    waiting = PrintRun.objects.visible_to(by).filter(period=period, finished=False, trouble="")
    if (run := waiting.first()) is not None:
        return run
    run = PrintRun.objects.create(
        school=by.school, period=period, asked_at=by.now, asked_by=by.member.user
    )
    note("school print asked for", about=run, by=by, period=period.name)
    transaction.on_commit(lambda: print_school.enqueue(str(run.ref)))
    return run


def forget_old_prints(*, now: datetime) -> int:
    """Every print older than a day goes, fetched or not. How many went."""
    return PrintRun.objects.filter(asked_at__lte=now - KEPT_FOR).delete()[0]


def wake(run: PrintRun) -> None:
    """Hand the run to a worker again if the one that had it has fallen silent, or none came."""
    if run.going and (run.beat or run.asked_at) < timezone.now() - SILENT_FOR:
        print_school.enqueue(str(run.ref))


@task()
def print_school(ref: str) -> None:
    """Make the files of a run that nobody else is at work on; done twice, it is made once."""
    with every_school("whose print it is stands in its own row"):
        school_id = PrintRun.objects.filter(ref=ref).values_list("school", flat=True).first()
    if school_id is not None:
        with within(school_id):
            _print(ref)


def _print(ref: str) -> None:
    claimed = _unfinished(ref).filter(Q(beat=None) | Q(beat__lt=timezone.now() - SILENT_FOR))
    if not claimed.update(beat=timezone.now(), done=0):
        return
    run = PrintRun.objects.select_related("school", "period__year").get(ref=ref)
    member = Member.objects.select_related("user", "school").filter(
        school=run.school, user=run.asked_by_id
    )
    viewer = Viewer(member=member.get(), school=run.school, now=run.school.now())
    try:
        _work(run, viewer)
    except Exception:
        _unfinished(ref).update(trouble="The print stopped on the way. Ask for it again.")
        raise


def _unfinished(ref: str) -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(ref=ref, finished=False, trouble="")


def _work(run: PrintRun, viewer: Viewer) -> None:
    classes = classes_to_print(viewer, run.period)
    on = min(viewer.today, run.period.ends_on)
    total = sum(len(concerned(children(each, on=on, by=viewer), run.period)) for each in classes)
    _unfinished(str(run.ref)).update(total=total)
    held, marked, pupils = io.BytesIO(), list[str](), set[int]()
    within = as_a_file_name(f"{run.period.name} {run.period.year.name}")
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as folder:
        for school_class in classes:
            for file in files_of(school_class, run.period, by=viewer):
                folder.writestr(f"{within}/{file.path}", file.pdf)
                marked += marked_sentence(file.undrawn)
                pupils.update(file.pupils)
                _beat(run, file.children)
        if marked:
            folder.writestr("Read me.txt", "\n".join([SAYS, *marked, ""]))
    if not pupils:
        _unfinished(str(run.ref)).update(
            trouble=NOBODY.format(f"{run.period.name} {run.period.year.name}")
        )
        return
    _unfinished(str(run.ref)).update(
        content=held.getvalue(), pupils=sorted(pupils), marked=marked, finished=True,
        beat=timezone.now(),
    )  # fmt: skip


def _beat(run: PrintRun, children_done: int) -> None:
    _unfinished(str(run.ref)).update(done=F("done") + children_done, beat=timezone.now())
