"""What a person should look at before a rollover is confirmed, in plain words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lantern.roster.rules.dates import in_words
from lantern.roster.rules.names import in_a_list
from lantern.roster.rules.rollover.facts import Child, Turn
from lantern.roster.rules.rollover.teams import Joins, shared_before
from lantern.roster.rules.rollover.wishes import Goes
from lantern.roster.rules.sharing import DAYS, weekdays_told
from lantern.roster.rules.years import year_name

EARLY = timedelta(days=120)
APART = 2  # from so many years between the youngest and the oldest of a class
NAMED = 6


def doubts_about(
    turn: Turn, goes: Sequence[tuple[Child, Goes]], joins: Sequence[Joins], *, today: date
) -> tuple[str, ...]:
    """Each in a sentence, the whole school's first."""
    return (
        *_early(turn, today),
        *_who_leaves(goes),
        *_otherwise(turn, goes),
        *_later(turn, goes),
        *_classes(turn, goes, joins),
        *_no_class(turn, joins),
        *_every_day(turn, joins),
        *_some_of_them(turn, joins),
    )


def _early(turn: Turn, today: date) -> Iterable[str]:
    if turn.begins - today > EARLY:
        yield (
            f"The new year begins on {in_words(turn.begins)}, a long way off. Whoever comes until "
            "then is not in it: come back to this page for them."
        )


def _who_leaves(goes: Sequence[tuple[Child, Goes]]) -> Iterable[str]:
    """Those who leave before the last year group does, and those of it who stay."""
    here = [(child, each) for child, each in goes if child.now and not child.then]
    top = max((child.year for child, each in here if each.leaves), default=None)
    if top is None:
        return
    early = [child for child, each in here if each.leaves and child.year < top]
    late = [child for child, each in here if each.to and child.year >= top]
    if early:
        yield f"Not in {year_name(top - 1)}, and would leave: {names(early)}."
    if late:
        yield f"In {year_name(top - 1)} or above, and would stay: {names(late)}."


def _otherwise(turn: Turn, goes: Sequence[tuple[Child, Goes]]) -> Iterable[str]:
    """Whoever has got another place than their class goes to keeps it."""
    for child, each in goes:
        if child.then is None or child.now is None or not each.is_said:
            continue
        has = child.then.class_name
        if each.leaves or each.to.casefold() != has.casefold():
            would = "leave" if each.leaves else f"go to {each.to}"
            yield f"{child.name} has got a place in {has} and keeps it; {child.was} would {would}."


def _later(turn: Turn, goes: Sequence[tuple[Child, Goes]]) -> Iterable[str]:
    for child, _ in goes:
        if child.now and child.then and child.then.starts_on > turn.begins + timedelta(days=7):
            has, since = child.then.class_name, in_words(child.then.starts_on)
            yield f"{child.name} is in {has} only from {since}, and until then in none."


def _classes(
    turn: Turn, goes: Sequence[tuple[Child, Goes]], joins: Sequence[Joins]
) -> Iterable[str]:
    held: dict[str, list[Child]] = defaultdict(list)
    for child, each in goes:
        name = child.then.class_name if child.then else each.to
        if name:
            held[name].append(child)
    led = {each.class_name for each in joins if each.lead}
    led |= {name for name, there in turn.opened.items() if any(each.lead for each in there)}
    for name in sorted({*held, *turn.opened}, key=in_a_list):
        yield from _of_a_class(name, held.get(name, []), led=name in led)


def _of_a_class(name: str, held: Sequence[Child], *, led: bool) -> Iterable[str]:
    if not held:
        yield f"Nobody would be in {name}."
        return
    if not led:
        yield f"{name} has no class teacher yet."
    years = {child.year for child in held}
    if max(years) - min(years) >= APART:
        yield f"{name} would hold {year_name(min(years))} to {year_name(max(years))}."
    for alike in _same_names(held):
        yield f"{len(alike)} children called {alike[0].name} would be in {name}."


def _same_names(held: Iterable[Child]) -> Iterable[Sequence[Child]]:
    found: dict[str, list[Child]] = defaultdict(list)
    for child in held:
        found[child.name.casefold()].append(child)
    return (alike for alike in found.values() if len(alike) > 1)


def _no_class(turn: Turn, joins: Sequence[Joins]) -> Iterable[str]:
    """Who works in a class now and, though still here, in none of next year."""
    placed = {each.pk for each in joins}
    placed |= {each.adult for there in turn.opened.values() for each in there}
    without = [
        adult.name
        for adult in turn.adults
        if adult.may_work(turn.begins)
        and adult.pk not in placed
        and any(each.adult == adult.pk for each in turn.works)
    ]
    if without:
        yield f"Would work in no class of next year: {', '.join(without)}."


def _every_day(turn: Turn, joins: Sequence[Joins]) -> Iterable[str]:
    """Who teaches on some days of the week, and would on all of them."""
    days = {each.adult: each.weekdays for each in turn.works if each.weekdays}
    for each in joins:
        if each.lead and not each.weekdays and each.pk in days:
            yield (
                f"{each.name} teaches on {weekdays_told(days[each.pk])} now, and would teach "
                f"{each.class_name} on every day: if not so, say it under Classes afterwards."
            )


def _some_of_them(turn: Turn, joins: Sequence[Joins]) -> Iterable[str]:
    """What is left open where only some of those who share a class share the next one."""
    led: dict[str, list[Joins]] = defaultdict(list)
    for each in joins:
        if each.lead:
            led[each.class_name].append(each)
    for name, leads in led.items():
        before = shared_before(turn, name, [each.pk for each in leads])
        days = "".join(each.weekdays for each in leads)
        free = "".join(day for day in DAYS if day not in days)
        if before and free and all(each.weekdays for each in leads):
            yield (
                f"Nobody would teach {name} on {weekdays_told(free)}: say under Classes"
                " afterwards who does."
            )
        was = next((each.adult for each in before.values() if each.mentors), None)
        if was is not None and was in turn.adult and was not in {each.pk for each in leads}:
            yield (
                f"{leads[0].name} would mentor the children of {name} who have no mentor of their"
                f" own, as {turn.adult[was].name} did: if another, say it under Classes afterwards."
            )


def names(children: Sequence[Child]) -> str:
    """Some of them by name, and how many more."""
    said = ", ".join(child.name for child in children[:NAMED])
    more = len(children) - NAMED
    return f"{said} and {more} more" if more > 0 else said
