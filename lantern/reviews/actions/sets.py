"""Judging the children of a set, who are in several classes."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.judgements.models import Judgement, What
from lantern.reviews.actions.judging import Mark, judge_many
from lantern.reviews.actions.trouble import NotTheirs
from lantern.roster.models import Group
from lantern.roster.pictures import children_of_set, taught_in
from lantern.schools.models import Period


@transaction.atomic
def judge_set(
    *, marks: Sequence[Mark], group: Group, period: Period, by: Viewer
) -> list[Judgement]:
    """Many judgements of one set in what it teaches: all of them, or none.

    Each class is held and asked as `judge_many` asks it, in one order. Raises what that raises, and
    NotTheirs for a child or a subject that is not of the set.
    """
    there = children_of_set(group, on=min(by.today, period.ends_on), by=by)
    classes = {child.pk: school_class for child, school_class in there}
    keys = taught_in(group)
    theirs: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        cell = mark.cell
        if cell.pupil.pk not in classes or cell.what != What.SUBJECT or cell.key not in keys:
            raise NotTheirs
        theirs[classes[cell.pupil.pk].pk].append(mark)
    by_pk = {school_class.pk: school_class for school_class in classes.values()}
    return [
        row
        for pk in sorted(theirs)
        for row in judge_many(marks=theirs[pk], school_class=by_pk[pk], period=period, by=by)
    ]
