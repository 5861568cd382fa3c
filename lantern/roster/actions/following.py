"""Whoever adds up what was counted of children is told on which days they were here after all."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from lantern.audit.actions import Actor
from lantern.roster.models import Pupil
from lantern.roster.pictures.whereabouts import whereabouts
from lantern.schools.rules import week_of

Told = Callable[..., object]  # days by child, why and by whom, all by their names
TO_SUNDAY = timedelta(days=6)

followed: ContextVar[frozenset[int]] = ContextVar("followed", default=frozenset())


@contextmanager
def following(
    pupils: Collection[Pupil] | Collection[int], *, why: str, by: Actor
) -> Iterator[None]:
    """Within, places and part weeks of these children may change: afterwards the days are told.

    In the transaction of the change itself. `why` is kept beside the numbers that change with it.
    Those who count lie downstream, so the settings name whom to tell (decision 35).
    """
    wanted = frozenset(each if isinstance(each, int) else each.pk for each in pupils)
    if wanted <= followed.get():
        yield
        return
    before = whereabouts(wanted)
    outer = followed.set(followed.get() | wanted)
    try:
        yield
    finally:
        followed.reset(outer)
    until = week_of(by.now.date()) + TO_SUNDAY  # of a later week nothing can have been counted
    if days := before.changed(whereabouts(wanted), until=until):
        _tell(days, why, by)


def _tell(days: Mapping[int, Collection[date]], why: str, by: Actor) -> None:
    told = cast(Told, import_string(settings.HERE_AFTER_ALL))
    told(days=days, why=why, by=by)
