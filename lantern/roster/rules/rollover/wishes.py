"""What a school wishes for its next year, and the same as plain values to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any  # what JSON holds
from uuid import UUID

from lantern.roster.rules.rollover.facts import Row

NAME_LIMIT = 60


@dataclass(frozen=True, kw_only=True)
class Goes:
    """Where a child goes: to a class of next year by its name, away, or nobody has said."""

    to: str = ""
    leaves: bool = False

    @property
    def is_said(self) -> bool:
        """Whether anybody has."""
        return self.leaves or bool(self.to)


UNSAID = Goes()


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who is to work in a class: its teachers, of whom two may share it, and the others."""

    teachers: tuple[UUID, ...] = ()
    others: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """By row of a class and a year group, and for single children; teams by a class's name.

    Of mentors set by hand and of groups it says who carry on and which end; None where nobody has
    said of the groups yet, so that those of a year end.
    """

    rows: Mapping[Row, Goes] = field(default_factory=dict)
    alone: Mapping[UUID, Goes] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    mentors_stay: frozenset[UUID] = frozenset()
    groups_end: frozenset[UUID] | None = None

    def team(self, class_name: str) -> Team | None:
        """The team of a class, whatever its capitals; None where nothing was said."""
        return self.teams.get(class_name.casefold())


def tidy_class(name: str) -> str:
    """A class's name as it is kept."""
    return " ".join(name.split())[:NAME_LIMIT]


def wishes_to_plain(wishes: Wishes) -> dict[str, Any]:
    """As JSON can hold them."""
    return {
        "rows": [[ref, year, *_goes(goes)] for (ref, year), goes in wishes.rows.items()],
        "alone": [[str(ref), *_goes(goes)] for ref, goes in wishes.alone.items()],
        "teams": {
            name: [_refs(team.teachers), _refs(team.others)] for name, team in wishes.teams.items()
        },
        "mentors_stay": sorted(_refs(wishes.mentors_stay)),
        "groups_end": None if wishes.groups_end is None else sorted(_refs(wishes.groups_end)),
    }


def _goes(goes: Goes) -> list[str | bool]:
    return [goes.to, goes.leaves]


def _refs(refs: tuple[UUID, ...] | frozenset[UUID]) -> list[str]:
    return [str(ref) for ref in refs]


def wishes_from_plain(kept: Mapping[str, Any]) -> Wishes:
    """As they were kept; of an empty one nothing was said."""
    ends = kept.get("groups_end")
    return Wishes(
        rows={(ref, year): Goes(to=to, leaves=away) for ref, year, to, away in _list(kept, "rows")},
        alone={UUID(ref): Goes(to=to, leaves=away) for ref, to, away in _list(kept, "alone")},
        teams={
            name: Team(teachers=tuple(map(UUID, lead)), others=tuple(map(UUID, others)))
            for name, (lead, others) in kept.get("teams", {}).items()
        },
        mentors_stay=frozenset(map(UUID, _list(kept, "mentors_stay"))),
        groups_end=None if ends is None else frozenset(map(UUID, ends)),
    )


def _list(kept: Mapping[str, Any], key: str) -> list[Any]:
    found: list[Any] = kept.get(key, [])
    return found
