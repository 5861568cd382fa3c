"""Who works in which class of the new year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
    year share the one to which they go together in the same way, all of them or some.
    """
    by_ref = {adult.ref: adult for adult in turn.adults if adult.may_work(turn.begins)}
    found: list[Joins] = []
    for name in sorted({*classes, *turn.opened}):
        team = team_for(turn, wishes, name)
        known = {each.adult for each in turn.opened.get(name, ())}
        leads = [by_ref[ref] for ref in dict.fromkeys(team.teachers) if ref in by_ref]
        taken = known | {adult.pk for adult in leads}
        others = [by_ref[ref] for ref in dict.fromkeys(team.others) if ref in by_ref]
        shared = shared_before(turn, name, [adult.pk for adult in leads])
        found += (
            _joins(turn, name, one, lead=True, share=shared.get(one.pk))
            for one in leads
            if one.pk not in known
        )
        found += (_joins(turn, name, one, lead=False) for one in others if one.pk not in taken)
    return tuple(found)


def shared_before(turn: Turn, name: str, adults: Collection[int]) -> Mapping[int, Works]:
    """How a class is shared this year, by all its teachers, that has all of these among them.

    That of the same name before another, then one that has no others. Nothing for one alone, and
    where somebody is said to teach the new class already: then they share it anew.
    """
    they = frozenset(adults)
    if len(they) < 2 or any(each.lead for each in turn.opened.get(name, ())):
        return {}
    there: dict[str, dict[int, Works]] = defaultdict(dict)
    for each in turn.works:
        if each.lead and each.year_ends_on == turn.was.ends_on:
            there[each.class_name][each.adult] = each
    theirs = [(known, works) for known, works in there.items() if they <= works.keys()]
    nearest = sorted(
        theirs, key=lambda one: (one[0].casefold() != name.casefold(), len(one[1]), one[0])
    )
    return nearest[0][1] if nearest else {}


def _joins(turn: Turn, name: str, adult: Adult, *, lead: bool, share: Works | None = None) -> Joins:
    days = (share.weekdays, share.mentors) if share else ("", False)
    return Joins(name, adult.pk, adult.ref, adult.name, lead, turn.begins, *days)
