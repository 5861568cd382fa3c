"""Who works in which class of the new year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantern.roster.rules.rollover.facts import Adult, Turn
from lantern.roster.rules.rollover.guessing import guess_team
from lantern.roster.rules.rollover.wishes import Team, Wishes


@dataclass(frozen=True)
class Joins:
    """An adult who works in a class of next year from its first day, `lead` as its teacher."""

    class_name: str
    pk: int
    ref: UUID
    name: str
    lead: bool
    starts_on: date


def team_for(turn: Turn, wishes: Wishes, class_name: str) -> Team:
    """What was wished for a class; else those who work in it next year by now; else a guess."""
    if (wished := wishes.team(class_name)) is not None:
        return wished
    if there := turn.opened.get(class_name, ()):
        refs = [(turn.adult[each.adult].ref, each.lead) for each in there]
        return Team(
            teachers=tuple(ref for ref, lead in refs if lead),
            others=tuple(ref for ref, lead in refs if not lead),
        )
    return guess_team(turn, class_name)


def joining(turn: Turn, wishes: Wishes, classes: Iterable[str]) -> tuple[Joins, ...]:
    """Everyone who is to work in these classes, or in those that are there, and does not yet.

    Nobody who has left the staff by then, or never sees a child.
    """
    by_ref = {adult.ref: adult for adult in turn.adults if adult.may_work(turn.begins)}
    found: list[Joins] = []
    for name in sorted({*classes, *turn.opened}):
        team = team_for(turn, wishes, name)
        known = {each.adult for each in turn.opened.get(name, ())}
        leads = [by_ref[ref] for ref in dict.fromkeys(team.teachers) if ref in by_ref]
        taken = known | {adult.pk for adult in leads}
        others = [by_ref[ref] for ref in dict.fromkeys(team.others) if ref in by_ref]
        found += (_joins(turn, name, one, lead=True) for one in leads if one.pk not in known)
        found += (_joins(turn, name, one, lead=False) for one in others if one.pk not in taken)
    return tuple(found)


def _joins(turn: Turn, name: str, adult: Adult, *, lead: bool) -> Joins:
    return Joins(name, adult.pk, adult.ref, adult.name, lead, turn.begins)
