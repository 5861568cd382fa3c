"""Closing a review, and opening it again."""

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.reviews.actions.trouble import (
    NothingToClose,
    NotTheirs,
    ReasonsWanted,
    ReviewClosed,
    hold,
    hold_children,
)
from lantern.reviews.models import Closure, Reopening, Shown
from lantern.reviews.pictures.frozen import freeze, ratings_of
from lantern.reviews.pictures.showing import Review, closure_of, review_to_close
from lantern.roster.models import Pupil, SchoolClass
from lantern.roster.pictures import everyone_of, works_in
from lantern.schools.models import Period


@transaction.atomic
def close(*, school_class: SchoolClass, period: Period, by: Viewer) -> Closure:
    """Close a class's review and keep every profile as it is shown now, for ever (domain 2.31).

    Everyone whose last class in the period this was is kept: leavers too, and those whom the closer
    does not see. Cells nobody judged are kept as they are. Raises NotTheirs, ReviewClosed,
    NothingToClose, and ReasonsWanted while a decision that the closer sees differs from the facts
    with no reason.
    """
    if not may_close(school_class, by):
        raise NotTheirs
    hold(school_class)
    if period.starts_on > by.today:
        raise NothingToClose
    if closure_of(school_class, period) is not None:
        raise ReviewClosed
    _hold_everyone(school_class, period, by)
    review = review_to_close(school_class, period, by=by)
    if review is None or not review.may_be_closed:
        raise NothingToClose
    if names := _unexplained(review, by):
        raise ReasonsWanted(names)
    closure = _close(review, by)
    note("review closed", about=closure, by=by, to_judge=review.to_judge, period=period.name)
    return closure


def may_close(school_class: SchoolClass, by: Viewer) -> bool:
    """Whether this person may close the class's review: its own teachers, and leaders."""
    if not by.may(Can.CLOSE_REVIEWS):
        return False
    return by.may(Can.JUDGE_ANY) or works_in(school_class, by)


def _hold_everyone(school_class: SchoolClass, period: Period, by: Viewer) -> None:
    until = min(by.today, period.ends_on)
    there = everyone_of(school_class, since=period.starts_on, until=until, by=by)
    hold_children(child.pk for child in there)


def _unexplained(review: Review, by: Viewer) -> list[str]:
    wanting = {profile.pk: profile.name for profile in review.profiles if profile.wants_reason}
    seen = Pupil.objects.visible_to(by).filter(pk__in=wanting)
    ours = set(seen.values_list("pk", flat=True))
    return [name for pk, name in wanting.items() if pk in ours]


def _close(review: Review, by: Viewer) -> Closure:
    try:
        with transaction.atomic():
            closure = Closure.objects.create(
                period=review.period, school_class=review.school_class, version=review.version,
                closed_at=by.moment(), closed_by=by.member.user,
            )  # fmt: skip
    except IntegrityError as clash:
        raise ReviewClosed from clash
    scheme = review.version.scheme
    Shown.objects.bulk_create(
        Shown(
            closure=closure, pupil_id=profile.pk, began_on=review.period.starts_on,
            ratings=ratings_of(profile, scheme), picture=freeze(profile),
            early=profile.early,
        )
        for profile in review.profiles
    )  # fmt: skip
    return closure


@transaction.atomic
def reopen(*, closure: Closure, reason: str, by: Viewer) -> Reopening:
    """A leader opens a closed review again and says why; what was shown is kept.

    Raises NotTheirs, ValueError without a reason, and ReviewClosed if it is open already.
    """
    if not by.may(Can.REOPEN_REVIEWS):
        raise NotTheirs
    if not reason.strip():
        raise ValueError("Say why it is opened again.")
    if not Closure.objects.filter(pk=closure.pk, stands=True).update(stands=False):
        raise ReviewClosed
    row = Reopening.objects.create(
        closure=closure, reason=reason.strip(), reopened_at=by.now, reopened_by=by.member.user
    )
    note("review reopened", about=closure, by=by, reason=row.reason)
    return row
