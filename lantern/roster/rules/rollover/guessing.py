"""Where each class probably goes, before anyone has said."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lantern.roster.rules.names import in_a_list
from lantern.roster.rules.rollover.facts import Child, Row, Turn, Works
from lantern.roster.rules.rollover.wishes import UNSAID, Goes, Team

FEW = 4  # a year group that is less than a fourth of its class goes with the others
NUMBER = re.compile(r"\d+")


def guess_rows(turn: Turn) -> dict[Row, Goes]:
    """A guess for every row that there is; a person looks at each.

    The oldest year group leaves. The others go to the class that holds their next year group now,
    and where several do they are paired in the order of their names: a class keeps its name and
    takes the next children. Where nobody is ahead, a number in the name counts on.
    """
    here = [child for child in turn.children if child.now]
    holds = _holds(here)
    top = max((child.year for child in here), default=0)
    found: dict[Row, Goes] = {}
    for row in rows_of(turn):
        ref, year = row
        name = next((child.was for child in here if child.row[0] == ref), "")
        years = holds.get(name, (year,))
        asked = year if year in years else years[0]
        if ref and asked == top:
            found[row] = Goes(leaves=True)
        else:
            found[row] = _ahead(name, asked, holds)
    return found


def rows_of(turn: Turn) -> list[Row]:
    """Each present class by year group, the youngest first, and the new by theirs."""
    names = {child.row: child.was for child in turn.children if _is_asked(child)}
    return sorted(names, key=lambda row: (bool(row[0]), row[1], in_a_list(names[row])))


def _is_asked(child: Child) -> bool:
    return child.now is not None or child.then is None


def _holds(here: Sequence[Child]) -> dict[str, tuple[int, ...]]:
    """The year groups that each class holds next year if nobody moves, the largest first."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for child in here:
        counts[child.was][child.year] += 1
    return {name: _held(years) for name, years in counts.items()}


def _held(years: Counter[int]) -> tuple[int, ...]:
    """Without those few who are out of step; of a class of many years each, all of them."""
    ordered = sorted(years, key=lambda year: (-years[year], year))
    large = tuple(year for year in ordered if years[year] * FEW >= years.total())
    return large or tuple(ordered)


def _ahead(name: str, year: int, holds: Mapping[str, Sequence[int]]) -> Goes:
    """To the class that has those a year older now: they leave it as these come."""
    older, alike = _with(holds, year + 1), _with(holds, year)
    if name in older:
        return Goes(to=name)
    if not name:
        return Goes(to=older[0]) if len(older) == 1 else UNSAID
    if older:
        return Goes(to=older[alike.index(name) * len(older) // len(alike)])
    return Goes(to=_counted_on(name, year - 1))


def _with(holds: Mapping[str, Sequence[int]], year: int) -> list[str]:
    return sorted((name for name, years in holds.items() if year in years), key=in_a_list)


def _counted_on(name: str, now: int) -> str:
    """Year 3 becomes Year 4; a name without that number is nobody's guess."""
    found = NUMBER.search(name)
    if found is None or int(found[0]) != now:
        return ""
    return f"{name[: found.start()]}{now + 1}{name[found.end() :]}"


def guess_team(turn: Turn, class_name: str) -> Team:
    """The adults who work this year in the class of that name: a class mostly keeps them."""
    key = class_name.casefold()
    there = [
        each for each in turn.works if each.class_name.casefold() == key and _stays(turn, each)
    ]
    return Team(
        teachers=tuple(turn.adult[each.adult].ref for each in there if each.lead),
        others=tuple(turn.adult[each.adult].ref for each in there if not each.lead),
    )


def _stays(turn: Turn, works: Works) -> bool:
    of_this_year = works.year_ends_on == turn.was.ends_on
    return (
        of_this_year and works.adult in turn.adult and turn.adult[works.adult].is_here(turn.begins)
    )
