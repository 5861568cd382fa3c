"""Giving: what was tapped becomes what it moves, of each child and of each class."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # a row holds whatever its columns do
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.behaviour.models import Given, Move
from lantern.behaviour.pictures.calendar import Policy, policies_of, policy_on
from lantern.behaviour.pictures.places import Place, Places, places_of
from lantern.behaviour.rules import Button, Give, buttons, why_not_given
from lantern.bulk import add_rows
from lantern.schemes.rules import find, in_scope


class Refused(ValueError):
    """An award cannot be given, for a reason in plain words."""


@dataclass(frozen=True, kw_only=True)
class Tap:
    """One deed with all that it is about: an award of a version, children, classes."""

    deed: Give
    on: date
    policy: Policy
    button: Button
    children: Sequence[Place]
    classes: Sequence[int]

    @property
    def whom(self) -> str:
        """To how many it is given, in words."""
        counted = (
            (len(self.children), "child", "children"),
            (len(self.classes), "class", "classes"),
        )
        return " and ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)


@dataclass(frozen=True, kw_only=True)
class Gave:
    """What was written of some deeds, and why the rest was refused, by the ref of each."""

    rows: Mapping[UUID, Given]
    taps: Sequence[Tap]
    refused: Mapping[UUID, str]


def give(deeds: Sequence[Give], *, by: Viewer) -> Gave:
    """Write what can be given; whoever calls it writes the notes in the same transaction."""
    places = _places(deeds, by)
    policies = policies_of(by.school)
    taps, refused = [], {}
    for deed in deeds:
        try:
            taps.append(_tap(deed, places, policies, by))
        except Refused as trouble:
            refused[deed.ref] = str(trouble)
    rows = _write(taps, by) if taps else []
    return Gave(rows={row.ref: row for row in rows}, taps=taps, refused=refused)


def _places(deeds: Sequence[Give], by: Viewer) -> Places:
    pupils = {pupil for deed in deeds for pupil in deed.pupils}
    return places_of(pupils, {deed.school_class for deed in deeds if deed.school_class}, by)


def _tap(deed: Give, places: Places, policies: Sequence[Policy], by: Viewer) -> Tap:
    """What a deed comes to. Who was not here that day is left out; raises Refused."""
    on = by.school.clock_at(deed.at).date()
    policy = policy_on(policies, on)
    if policy is None:
        raise Refused("Your school had no scheme that day.")
    button = find(buttons(policy.scheme, on), deed.award)
    if button is None:
        raise Refused("Your scheme had no such award that day.")
    if words := why_not_given(deed, button, may_take=by.may(Can.RECORD_CONCERNS)):
        raise Refused(words)
    children = [
        each for each in places.of(deed.pupils, on) if in_scope(policy.scheme, each.year)
    ] if button.to_child else []  # fmt: skip
    if button.to_child and not children:
        raise Refused("Nobody of those was here that day.")
    return Tap(
        deed=deed, on=on, policy=policy, button=button, children=children,
        classes=_classes(deed, button, children, places, on),
    )  # fmt: skip


def _classes(
    deed: Give, button: Button, children: Sequence[Place], places: Places, on: date
) -> list[int]:
    """Those of which a tap moves something, once each: the children's own, or the one named.

    What concerns a class alone never says which child it was for (domain 2.18).
    """
    if not button.of_class:
        return []
    if button.to_child:
        return sorted({each.school_class for each in children})
    named = places.classes.get(deed.school_class) if deed.school_class else None
    if named is None or not named.holds(on):
        raise Refused("That class was not here that day.")
    return [named.pk]


def _write(taps: Sequence[Tap], by: Viewer) -> list[Given]:
    rows = Given.objects.bulk_create(_given(each, by) for each in taps)
    add_rows(Move, [move for pair in zip(rows, taps, strict=True) for move in _moves(*pair)])
    return rows


def _given(tap: Tap, by: Viewer) -> Given:
    return Given(
        ref=tap.deed.ref, school=by.school, version_id=tap.policy.pk, award=tap.button.key,
        reason=tap.deed.reason, at=tap.deed.at, on=tap.on, recorded_at=by.now,
        recorded_by=by.member.user,
    )  # fmt: skip


def _moves(row: Given, tap: Tap) -> Iterator[dict[str, Any]]:
    """Each move of a child or of a class, as a row."""
    whose: list[tuple[int | None, int | None]] = [(each.pupil, None) for each in tap.children]
    of_classes: list[tuple[int | None, int | None]] = [(None, each) for each in tap.classes]
    for moves, some in ((tap.button.of_child, whose), (tap.button.of_class, of_classes)):
        for move in moves:
            for pupil, school_class in some:
                yield {
                    "given_id": row.pk, "school_id": row.school_id, "pupil_id": pupil,
                    "school_class_id": school_class, "counter": move.counter, "by": move.by,
                    "at": row.at, "on": row.on, "stands": True,
                }  # fmt: skip
