"""What is chosen for next year: where each class goes, single children, adults and groups."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any  # a form's data and options are Django's
from uuid import NAMESPACE_OID, UUID, uuid5

from django import forms

from lantern.design.fields import LineField
from lantern.roster.rules import year_name
from lantern.roster.rules.rollover import (
    UNSAID,
    Child,
    Goes,
    Row,
    Team,
    Turn,
    Wishes,
    groups_to_end,
    guess_rows,
    rows_of,
    team_for,
    tidy_class,
)
from lantern.roster.rules.rollover.wishes import NAME_LIMIT

TEACHERS, OTHERS = 2, 3
LEAVES, ANOTHER = "leaves", "another"


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """One class by year group: how many, where to, and how many of them go elsewhere."""

    ref: str
    was: str
    year: str
    count: int
    alone: int
    to: forms.BoundField
    leaves: forms.BoundField


class RowsForm(forms.Form):
    """Where each class goes, by year group."""

    def __init__(self, data: Any = None, *, turn: Turn, wishes: Wishes) -> None:
        super().__init__(data)
        self.turn, self.wishes = turn, wishes
        said = {**guess_rows(turn), **wishes.rows}
        for row in rows_of(turn):
            self._add(row, said.get(row, UNSAID))

    def _add(self, row: Row, goes: Goes) -> None:
        was = self._was(row)
        whom = f"{was}, {_year(row)}"
        self.fields[_named("to", row)] = LineField(
            label=f"{whom}: class next year", max_length=NAME_LIMIT, required=False,
            initial=goes.to, widget=forms.TextInput(attrs={"list": "class-names", "size": 14}),
        )  # fmt: skip
        words = "leave" if row[0] else "do not come"
        self.fields[_named("leaves", row)] = forms.BooleanField(
            label=f"{whom}: {words}", required=False, initial=goes.leaves
        )

    def _was(self, row: Row) -> str:
        return next((child.was for child in self.turn.children if child.row == row), "") or "New"

    def lines(self) -> list[RowLine]:
        """Each row with its two fields."""
        return list(self._lines())

    def _lines(self) -> Iterator[RowLine]:
        counts = Counter(child.row for child in self.turn.children)
        alone = Counter(c.row for c in self.turn.children if c.ref in self.wishes.alone)
        for row in rows_of(self.turn):
            yield RowLine(
                ref=row[0], was=self._was(row), year=_year(row), count=counts[row],
                alone=alone[row], to=self[_named("to", row)], leaves=self[_named("leaves", row)],
            )  # fmt: skip

    def clean(self) -> None:
        """One of the two, or neither yet."""
        for row in rows_of(self.turn):
            told, leaves = self.cleaned_data.get(_named("to", row)), _named("leaves", row)
            if told and self.cleaned_data.get(leaves):
                self.add_error(_named("to", row), "Either a class, or none and they leave.")

    def rows(self) -> dict[Row, Goes]:
        """As chosen."""
        told = self.cleaned_data
        return {
            row: Goes(to=tidy_class(told[_named("to", row)]), leaves=told[_named("leaves", row)])
            for row in rows_of(self.turn)
        }


def _named(what: str, row: Row) -> str:
    return f"{what}_{row[0] or 'new'}_{row[1]}"


def _year(row: Row) -> str:
    """This year's group of those who are here, next year's of the new."""
    return year_name(row[1] - 1 if row[0] else row[1])


class AloneForm(forms.Form):
    """The children of one class, each with it or elsewhere."""

    new = LineField(
        label="Another class", max_length=NAME_LIMIT, required=False,
        help_text="Its name, for those who go to one that is in no list yet.",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, there: Sequence[Child], names: Sequence[str], wishes: Wishes
    ) -> None:
        super().__init__(data)
        self.there, self.wishes = there, wishes
        choices = [
            ("", "With the class"), *((f"to:{name}", name) for name in names),
            (LEAVES, "Leaves, or does not come"), (ANOTHER, "Another class, named below"),
        ]  # fmt: skip
        for child in there:
            self.fields[str(child.ref)] = forms.ChoiceField(
                label=child.name, choices=choices, required=False, initial=self._chosen(child)
            )
        self.order_fields([*(str(child.ref) for child in there), "new"])

    def _chosen(self, child: Child) -> str:
        goes = self.wishes.alone.get(child.ref, UNSAID)
        return LEAVES if goes.leaves else f"to:{goes.to}" if goes.to else ""

    def lines(self) -> list[tuple[Child, forms.BoundField]]:
        """Each child with the choice."""
        return [(child, self[str(child.ref)]) for child in self.there]

    def clean(self) -> None:
        """A class that is not in the list needs its name."""
        if ANOTHER in self.cleaned_data.values() and not self.cleaned_data.get("new"):
            self.add_error("new", "Give the class its name.")

    def alone(self) -> dict[UUID, Goes]:
        """As chosen: whoever goes with the class is not in it."""
        told = {child.ref: self.cleaned_data[str(child.ref)] for child in self.there}
        return {ref: self._goes(choice) for ref, choice in told.items() if choice}

    def _goes(self, choice: str) -> Goes:
        if choice == LEAVES:
            return Goes(leaves=True)
        name = self.cleaned_data["new"] if choice == ANOTHER else choice.removeprefix("to:")
        return Goes(to=tidy_class(name))


@dataclass(frozen=True, kw_only=True)
class TeamLine:
    """One class of next year with the fields of its adults."""

    name: str
    teachers: Sequence[forms.BoundField]
    others: Sequence[forms.BoundField]


class PeopleForm(forms.Form):
    """Who works in each class of next year, which mentors carry on and which groups end.

    `seen` are the groups that whoever fills it in sees; the others end, or go on, as they would.
    """

    def __init__(
        self, data: Any = None, *, turn: Turn, wishes: Wishes, names: Sequence[str],
        seen: Collection[UUID],
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.names = names
        here = [adult for adult in turn.adults if adult.may_work(turn.begins)]
        self.choices = [("", "Nobody"), *((str(adult.ref), adult.name) for adult in here)]
        self.slots = {name: self._slots(team_for(turn, wishes, name), name) for name in names}
        self._mentors(turn, wishes)
        self._groups(turn, wishes, seen)

    def _slots(self, team: Team, name: str) -> dict[str, list[str]]:
        """The fields of a class, as many as there are adults and some more."""
        made: dict[str, list[str]] = {}
        for part, refs, many in (
            ("teacher", team.teachers, TEACHERS), ("adult", team.others, OTHERS)
        ):  # fmt: skip
            for n in range(max(many, len(refs))):
                key = f"{part}_{uuid5(NAMESPACE_OID, name.casefold()).hex}_{n}"
                self.fields[key] = forms.ChoiceField(
                    label=f"{name}: {'class teacher' if part == 'teacher' else 'works there'}",
                    choices=self.choices, required=False,
                    initial=str(refs[n]) if n < len(refs) else "",
                )  # fmt: skip
                made.setdefault(part, []).append(key)
        return made

    def _mentors(self, turn: Turn, wishes: Wishes) -> None:
        counts = Counter(each.adult for each in turn.mentors)
        mentors = [adult for adult in turn.adults if counts[adult.pk]]
        self.fields["mentors"] = forms.MultipleChoiceField(
            label="Mentors who carry on with the same children", required=False,
            choices=[
                (str(each.ref), f"{each.name}, {_many(counts[each.pk], 'child', 'children')}")
                for each in mentors if each.is_here(turn.begins)
            ],
            widget=forms.CheckboxSelectMultiple, initial=[str(r) for r in wishes.mentors_stay],
            help_text="The others end with the year: the class teacher is the mentor then.",
        )  # fmt: skip

    def _groups(self, turn: Turn, wishes: Wishes, seen: Collection[UUID]) -> None:
        ends = groups_to_end(turn, wishes)
        self.unseen = frozenset(ref for ref in ends if ref not in seen)
        self.fields["groups"] = forms.MultipleChoiceField(
            label="Groups that end with the year", required=False,
            choices=[
                (str(group.ref), f"{group.name}, {_many(len(group.places), 'child', 'children')}")
                for group in turn.groups if group.ref in seen
            ],
            widget=forms.CheckboxSelectMultiple,
            initial=[str(ref) for ref in ends],
            help_text="The others carry on as they are.",
        )  # fmt: skip

    def lines(self) -> list[TeamLine]:
        """Each class with its fields."""
        return list(self._lines())

    def _lines(self) -> Iterator[TeamLine]:
        for name, slots in self.slots.items():
            teachers, others = ([self[key] for key in slots[part]] for part in slots)
            yield TeamLine(name=name, teachers=teachers, others=others)

    def teams(self) -> dict[str, Team]:
        """As chosen."""
        return {
            name.casefold(): Team(
                teachers=self._chosen(slots["teacher"]), others=self._chosen(slots["adult"])
            )
            for name, slots in self.slots.items()
        }

    def _chosen(self, keys: Sequence[str]) -> tuple[UUID, ...]:
        told = dict.fromkeys(self.cleaned_data[key] for key in keys)
        return tuple(UUID(ref) for ref in told if ref)

    def mentors_stay(self) -> frozenset[UUID]:
        """The mentors who were ticked."""
        return frozenset(map(UUID, self.cleaned_data["mentors"]))

    def groups_end(self) -> frozenset[UUID]:
        """The groups that were ticked, and those that end and are not seen."""
        return frozenset(map(UUID, self.cleaned_data["groups"])) | self.unseen


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
