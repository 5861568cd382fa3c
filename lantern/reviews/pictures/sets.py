"""A set in a period: children of several classes, in what the set teaches."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from lantern.accounts.models import Viewer
from lantern.profiles.pictures import Profile, Question, profiles
from lantern.reviews.models import Closure
from lantern.reviews.pictures.frozen import thaw
from lantern.reviews.pictures.periods import version_for
from lantern.reviews.pictures.rights import overrules
from lantern.reviews.pictures.showing import Judged, concerned, kept_of, rights_of
from lantern.roster.models import Group
from lantern.roster.pictures import children_of_set, taught_in
from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True)
class SetReview(Judged):
    """A period of a set; of a child whose class is closed, what the closing kept."""

    group: Group


def review_of_set(group: Group, period: Period, *, by: Viewer) -> SetReview | None:
    """The children of a set in a period, in its subjects alone; None before any scheme.

    Whoever leads the set may judge, and leaders; the others see it as far as they see the children.
    """
    version = version_for(period, by)
    if version is None:
        return None
    question = Question(period=period, version=version, on=by.today)
    found = children_of_set(group, on=question.until, by=by)
    there = concerned([replace(child, mine=overrules(by)) for child, _ in found], period)
    shut = set(Closure.objects.filter(period=period, stands=True).values_list("school_class"))
    kept = {
        row.pupil_id: thaw(row.picture)
        for row in reversed(kept_of([child.pk for child in there], period))
    }
    over = {child.pk for child, school_class in found if (school_class.pk,) in shut} | kept.keys()
    keys = taught_in(group)
    return SetReview(
        group=group, period=period, version=version,
        profiles=tuple(
            _in_subjects(kept.get(each.pk, each), keys) for each in profiles(there, question)
        ),
        rights=rights_of(there, on=question.until, by=by).without(frozenset(over)),
    )  # fmt: skip


def _in_subjects(profile: Profile, keys: Collection[str]) -> Profile:
    subjects = tuple(each for each in profile.subjects if each.key in keys)
    return replace(profile, areas=(), subjects=subjects)
