"""What was given in a class today, the latest first: what is good, so that anyone may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol  # the rows of a question have no types
from uuid import UUID

from django.db.models import Q, QuerySet

from lantern.accounts.models import Viewer
from lantern.behaviour.models import Move
from lantern.behaviour.rules import buttons
from lantern.prepared import Among, Prepared, given_day, given_row
from lantern.roster.models import SchoolClass
from lantern.schemes.presets import Scheme

SHOWN = 5


class Named(Protocol):
    """A child, as far as this page needs to know."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class JustNow:
    """One tap in words: for whom, what, and when; `ref` is by which it is taken back."""

    ref: UUID
    who: str
    what: str
    at: datetime
    mine: bool


def just_now_of(
    tiles: Sequence[Named], school_class: SchoolClass, scheme: Scheme, by: Viewer
) -> list[JustNow]:
    """The last few taps of today that gave something to its children or to the class."""
    rows = _today(pupils=[each.pk for each in tiles], school_class=school_class.pk, on=by.today)
    names = {each.pk: each.name for each in tiles}
    taps = [list(some) for _, some in groupby(rows, key=lambda row: row[0])]
    names_of = {each.key: each.name for each in buttons(scheme, by.today) if not each.takes}
    kind = [tap for tap in taps if tap[0][2] in names_of][:SHOWN]
    return [
        JustNow(
            ref=tap[0][1], who=_who([row[5] for row in tap], names),
            what=tap[0][3] or names_of[tap[0][2]],
            at=by.school.clock_at(tap[0][4]), mine=tap[0][6] == by.user_id,
        )
        for tap in kind
    ]  # fmt: skip


def _who(pupils: Sequence[int | None], names: dict[int, str]) -> str:
    """Everyone, or each by name; the class itself for what no child got."""
    chosen = {each for each in pupils if each is not None}
    if not chosen or chosen >= names.keys():
        return "Everyone"
    told = [name for pk, name in names.items() if pk in chosen]
    return ", ".join(told) if len(told) <= SHOWN else f"{len(told)} children"


@Prepared
def _today() -> QuerySet[Any, Any]:
    of_class = Q(school_class=given_row("school_class"), pupil=None)
    rows = Move.objects.standing().filter(
        Q(Among("pupil_id", "pupils"), school_class=None) | of_class, on=given_day("on")
    )
    return rows.order_by("-at", "-given").values_list(
        "given", "given__ref", "given__award", "given__reason", "at", "pupil",
        "given__recorded_by",
    )  # fmt: skip
