"""What a rollover would do, arranged for reading: by the classes of next year, then who leaves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantern.roster.rules import in_a_list
from lantern.roster.rules.rollover import Joins, Keeps, Leaves, Moves, Rolled, Turn, Works
from lantern.roster.rules.sharing import weekdays_told


@dataclass(frozen=True, kw_only=True)
class Line:
    """One child in a list: from where, and what is said besides."""

    ref: UUID
    name: str
    was: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class NextClass:
    """A class of next year: who would be in it, who would work there, if its name is new."""

    name: str
    is_new: bool
    children: Sequence[Line]
    teachers: Sequence[str]
    others: Sequence[str]

    @property
    def from_where(self) -> str:
        """From which class they come, to be said after how many: “: 28 from Robins, 2 new”."""
        counts = Counter(child.was for child in self.children)
        if len(counts) < 2:
            return "".join(f" from {was}" if was else ", new" for was in counts)
        told = [f"{n} from {was}" if was else f"{n} new" for was, n in counts.most_common()]
        return f": {', '.join(told)}"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """All of it; `leavers` by the class that they leave, `rolled` the plan itself."""

    rolled: Rolled
    begins: date
    classes: Sequence[NextClass]
    leavers: Sequence[tuple[str, Sequence[Leaves]]]

    @property
    def new_names(self) -> Sequence[str]:
        """The names that no class has this year: perhaps a slip of a key."""
        return [one.name for one in self.classes if one.is_new]

    @property
    def new(self) -> int:
        """How many were in no class."""
        return sum(not each.was for each in self.rolled.moves)

    @property
    def up(self) -> int:
        """How many change class."""
        return len(self.rolled.moves) - self.new


def preview_of(turn: Turn, rolled: Rolled) -> Preview:
    """The plan by class, in the order of lists."""
    held: dict[str, list[Line]] = defaultdict(list)
    theirs: list[Moves | Keeps] = [*rolled.moves, *rolled.keeps]
    for each in theirs:
        held[each.to].append(_line(each))
    leavers: dict[str, list[Leaves]] = defaultdict(list)
    for child in rolled.leaves:
        leavers[child.was].append(child)
    known = {each.was.casefold() for each in turn.children}
    names = sorted({*held, *turn.opened}, key=in_a_list)
    return Preview(
        rolled=rolled, begins=turn.begins,
        classes=[
            _class(name, held[name], turn, rolled, is_new=name.casefold() not in known)
            for name in names
        ],
        leavers=sorted(leavers.items(), key=lambda item: in_a_list(item[0])),
    )  # fmt: skip


def _line(each: Moves | Keeps) -> Line:
    said = ""
    if isinstance(each, Keeps):
        said = "there already"
    elif each.ends_on is not None:
        said = f"leaves {each.ends_on.day} {each.ends_on:%B}"
    return Line(ref=each.ref, name=each.name, was=each.was, said=said)


def _class(
    name: str, children: Sequence[Line], turn: Turn, rolled: Rolled, *, is_new: bool
) -> NextClass:
    works = [
        *(
            (_told(turn.adult[each.adult].name, each), each.lead)
            for each in turn.opened.get(name, ())
        ),
        *((_told(each.name, each), each.lead) for each in rolled.joins if each.class_name == name),
    ]
    return NextClass(
        name=name, is_new=is_new and name in rolled.opens, children=children,
        teachers=[adult for adult, lead in works if lead],
        others=[adult for adult, lead in works if not lead],
    )  # fmt: skip


def _told(name: str, works: Works | Joins) -> str:
    """Ms Hill (Monday to Wednesday, mentors)."""
    said = [weekdays_told(works.weekdays), "mentors" if works.mentors else ""]
    words = ", ".join(each for each in said if each)
    return f"{name} ({words})" if words else name
