"""What the recipe of the pretend trust can say."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Adult:
    """An adult of a story's family; `restricted` says what a court has ordered."""

    forename: str
    surname: str
    title: str = ""
    relation: str = ""
    home: bool = True
    order: int = 1
    restricted: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """A child made by hand. `ease`, `health`, `drift` and `says` run from -2 to 2."""

    school: str
    classroom: str
    forename: str
    surname: str
    called: str = ""
    called_surname: str = ""
    born_on: date | None = None
    year: int | None = None
    ease: int = 0
    health: int = 0
    drift: int = 0
    says: int = 0
    joined_on: date | None = None
    left_on: date | None = None
    groups: tuple[str, ...] = ()
    adults: tuple[Adult, ...] = ()
    mentor: str = ""
    elsewhere: tuple[str, ...] = ()  # sessions of each week, 0 Monday morning to 9


@dataclass(frozen=True, kw_only=True)
class Family:
    """Where names come from: `weight` of a hundred families have such names."""

    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Classroom:
    """A class, for how many children of which year groups, and where they were a year before."""

    name: str
    years: tuple[int, ...]
    size: int
    teacher: str
    assistant: str = ""
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """A class whose teacher has it on some days, 1 Monday to 5 Friday; `other`, who mentors, on
    the rest.
    """

    classroom: str
    days: str
    other: str
    other_days: str


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """A group of every so many children of some classes, from one on; a set teaches subjects."""

    name: str
    kind: str
    classes: tuple[str, ...]
    every: int
    first: int = 0
    subjects: tuple[str, ...] = ()
    leader: str = ""


@dataclass(frozen=True, kw_only=True)
class Pretence:
    """One pretend school. `years` are the calendars it has lived through, the present one last.

    `since` is the first day of its history, if that is not the first day of the first of them;
    `needs` leads on special needs, where somebody does; `rare` are the facts that happen to few
    children; `away` are adults who are away for long.
    """

    key: str
    name: str
    preset: str
    years: tuple[str, ...]
    la_number: str
    establishment_number: str
    leaders: tuple[str, ...]
    office: str
    needs: str = ""
    governor: str = ""
    classes: tuple[Classroom, ...]
    rare: tuple[str, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    away: tuple[str, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    since: date = date.min

    @property
    def children(self) -> int:
        """How many are on roll today."""
        return sum(each.size for each in self.classes)


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why adults decide otherwise, correct something late, or open a review again."""

    kinder: tuple[str, ...]
    stricter: tuple[str, ...]
    late: str
    reopened: str


@dataclass(frozen=True, kw_only=True)
class Trust:
    """The whole pretend trust; the same seed makes the same trust."""

    trust: str
    seed: int
    today: date
    domain: str
    schools: tuple[Pretence, ...]
    families: tuple[Family, ...]
    stories: tuple[Story, ...]
    reasons: Reasons
