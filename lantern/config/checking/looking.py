"""Everything that is looked at, in the order in which one would mend it."""

from collections.abc import Iterator

from lantern.config.checking import database, machine, safety, work
from lantern.config.checking.finding import Finding, State


def everything() -> Iterator[Finding]:
    """Each finding; what stands on the database is looked at only where that is sound."""
    yield from machine.disk()
    yield from machine.closed_to_others()
    yield safety.secret()
    yield from safety.https()
    yield safety.mail()
    yield from machine.pages()
    there = database.reachable()
    yield there
    if there.state is State.WELL:
        yield from _in_the_database()


def _in_the_database() -> Iterator[Finding]:
    yield from machine.clock()
    yield from database.own_ways()
    shape = database.shape()
    yield shape
    if shape.state is State.WELL:
        yield from database.apart()
        yield safety.second_factors()
        yield from work.worker()
        yield work.last_backup()
        yield from work.schools()
        yield from work.nightly_files()
