"""Who works in which class of the new year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantern.roster.rules.rollover.facts import Adult, Turn, Works
from lantern.roster.rules.rollover.guessing import guess_team
from lantern.roster.rules.rollover.wishes import Team, Wishes


@dataclass(frozen=True)
class Joins:
    """An adult who works in a class of next year from its first day, `lead` as its teacher.

    Of teachers who share it `weekdays` and `mentors` are as this year's of `Works`.
    """

    class_name: str
    pk: int
    ref: UUID
    name: str
    lead: bool
    starts_on: date
    weekdays: str = ""
    mentors: bool = False


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

    Nobody who has left the staff by then, or never sees a child. Teachers who share a class this
    year share the one to which they go together in the same way.
    """
    by_ref = {adult.ref: adult for adult in turn.adults if adult.may_work(turn.begins)}
    found: list[Joins] = []
    for name in sorted({*classes, *turn.opened}):
        team = team_for(turn, wishes, name)
        known = {each.adult for each in turn.opened.get(name, ())}
        leads = [by_ref[ref] for ref in dict.fromkeys(team.teachers) if ref in by_ref]
        taken = known | {adult.pk for adult in leads}
        others = [by_ref[ref] for ref in dict.fromkeys(team.others) if ref in by_ref]
        shared = {} if known & {adult.pk for adult in leads} else _shared(turn, name, leads)
        found += (
            _joins(turn, name, one, lead=True, share=shared.get(one.pk))
            for one in leads
            if one.pk not in known
        )
        found += (_joins(turn, name, one, lead=False) for one in others if one.pk not in taken)
    return tuple(found)


def _shared(turn: Turn, name: str, leads: Sequence[Adult]) -> Mapping[int, Works]:
    """How these very teachers share a class this year, that of the same name before another."""
    there: dict[str, dict[int, Works]] = defaultdict(dict)
    for each in turn.works:
        if each.lead and each.year_ends_on == turn.was.ends_on:
            there[each.class_name][each.adult] = each
    they = {adult.pk for adult in leads}
    theirs = [known for known, works in there.items() if works.keys() == they]
    if len(they) < 2 or not theirs:
        return {}
    return there[min(theirs, key=lambda known: (known.casefold() != name.casefold(), known))]


def _joins(turn: Turn, name: str, adult: Adult, *, lead: bool, share: Works | None = None) -> Joins:
    days = (share.weekdays, share.mentors) if share else ("", False)
    return Joins(name, adult.pk, adult.ref, adult.name, lead, turn.begins, *days)
