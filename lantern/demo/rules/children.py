"""Inventing the children of a class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from lantern.demo.presets import Classroom, Family, Pretence, Story, Trust
from lantern.demo.rules.families import adults_of, told_adults
from lantern.demo.rules.natures import Nature, ordinary, told
from lantern.roster.rules import Guardian, check_letter

PREMIUM, SEN, EAL = "Pupil premium", "SEN", "EAL"


@dataclass(frozen=True, kw_only=True)
class Child:
    """A pretend child: what the office's list says of them, and what they are like.

    `years` are the classes they have been in, by calendar. `year` is the national curriculum year
    they are taught in.
    """

    upn: str
    legal_forename: str
    legal_surname: str
    preferred_forename: str = ""
    preferred_surname: str = ""
    born_on: date
    year: int
    classes: dict[str, str]
    groups: tuple[str, ...]
    guardians: tuple[Guardian, ...]
    nature: Nature
    story: Story | None = None
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Room:
    """A class to be filled: of which school, when, and the calendars it counts for.

    `academic_year` is the calendar year in which the last of them began.
    """

    trust: Trust
    pretence: Pretence
    classroom: Classroom
    academic_year: int
    classes: dict[str, str]
    stories: tuple[Story, ...] = ()


def class_of(room: Room) -> list[Child]:
    """The children of a class: those with a story first, then as many as it takes to fill it."""
    here = [_storied(room, story, n) for n, story in enumerate(room.stories)]
    gone = sum(child.left_on is not None for child in here)
    others = range(len(here), room.classroom.size + gone)
    names = {(child.legal_forename, child.legal_surname) for child in here}
    return [*here, *_others(room, others, names)]


def _others(room: Room, places: Sequence[int], names: set[tuple[str, str]]) -> Iterator[Child]:
    for n in places:
        child = _child(room, n)
        while (child.legal_forename, child.legal_surname) in names:  # no two alike in a class
            again = Random(f"{child.nature.seed}/{len(names)}").choice(
                room.trust.families[0].surnames
            )
            child = replace(child, legal_surname=again)
        names.add((child.legal_forename, child.legal_surname))
        yield child


def _child(room: Room, n: int) -> Child:
    seed = _seed(room, n)
    chance, nature = Random(f"{seed}/roll"), ordinary(seed)
    [family] = chance.choices(
        room.trust.families, weights=[each.weight for each in room.trust.families]
    )
    year = room.classroom.years[n % len(room.classroom.years)]
    surname = chance.choice(family.surnames)
    return Child(
        upn=_upn(room, year, n),
        legal_forename=chance.choice(chance.choice([family.girls, family.boys])),
        legal_surname=surname,
        born_on=_born(room, year, chance),
        year=year,
        classes=room.classes,
        groups=_groups(nature, family, room, chance),
        guardians=adults_of(family, surname, chance),
        nature=nature,
    )


def _storied(room: Room, story: Story, n: int) -> Child:
    seed = _seed(room, n)
    chance = Random(f"{seed}/roll")
    year = room.classroom.years[0] if story.year is None else story.year
    family = room.trust.families[0]
    return Child(
        upn=_upn(room, year, n),
        legal_forename=story.forename,
        legal_surname=story.surname,
        preferred_forename=story.called,
        preferred_surname=story.called_surname,
        born_on=story.born_on or _born(room, year, chance),
        year=year,
        classes=room.classes,
        groups=story.groups,
        guardians=told_adults(story.adults) or adults_of(family, story.surname, chance),
        nature=told(seed, story),
        story=story,
        joined_on=story.joined_on,
        left_on=story.left_on,
    )


def _seed(room: Room, n: int) -> str:
    return f"{room.trust.seed}/{room.pretence.key}/{room.classroom.name}/{room.academic_year}/{n}"


def _born(room: Room, year: int, chance: Random) -> date:
    """A day on which a child of that year group may be born (standards 7)."""
    return date(room.academic_year - 5 - year, 9, 1) + timedelta(days=chance.randrange(365))


def _upn(room: Room, year: int, n: int) -> str:
    """A sound number of the school's own: each class has forty, in the year they came."""
    came = (room.academic_year - year) % 100
    place = [each.name for each in room.pretence.classes].index(room.classroom.name)
    body = f"{room.pretence.la_number}{room.pretence.establishment_number}{came:02}"
    body += f"{40 * place + n:03}"
    return check_letter(body) + body


def _groups(nature: Nature, family: Family, room: Room, chance: Random) -> tuple[str, ...]:
    struggles = nature.ease < -0.4
    found = [PREMIUM] if chance.random() < (0.4 if struggles else 0.15) else []
    if chance.random() < (0.35 if struggles else 0.06):
        found.append(SEN)
    if family is not room.trust.families[0] and chance.random() < 0.6:
        found.append(EAL)
    return tuple(found)
