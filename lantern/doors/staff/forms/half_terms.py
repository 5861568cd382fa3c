"""What is typed of half terms that get other days: one of them, or all of a year at once."""

from collections.abc import Mapping, Sequence
from typing import Any  # a form's data is Django's

from django import forms

from lantern.design.fields import DayField
from lantern.schools.models import HalfTerm
from lantern.schools.rules import Dates, out_of_order


class HalfTermsForm(forms.Form):
    """The days of some half terms of a year; `sure` is the mark of what was seen to move."""

    sure = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, halves: Sequence[HalfTerm]) -> None:
        super().__init__(data)
        self.halves = halves
        for half in halves:
            for key, which, day in zip(
                _keys(half), ("first", "last"), (half.starts_on, half.ends_on), strict=True
            ):
                self.fields[key] = DayField(label=f"{half.name}: {which} day", initial=day)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each half term with its two fields."""
        keys = [(half.name, *_keys(half)) for half in self.halves]
        return [(name, self[first], self[last]) for name, first, last in keys]

    def clean(self) -> None:
        """The half terms must stand in order; every one that does not is told at once."""
        typed = {half: self._dates(half) for half in self.halves if self._is_typed(half)}
        of = {dates: half for half, dates in typed.items()}
        for dates, trouble in out_of_order(typed.values()):
            first, last = _keys(of[dates])
            self.add_error(last if dates.ends_on < dates.starts_on else first, trouble)

    def asked(self) -> Mapping[int, Dates]:
        """The days of each, by its number in the database."""
        return {half.pk: self._dates(half) for half in self.halves}

    def _is_typed(self, half: HalfTerm) -> bool:
        return all(self.cleaned_data.get(key) for key in _keys(half))

    def _dates(self, half: HalfTerm) -> Dates:
        first, last = (self.cleaned_data[key] for key in _keys(half))
        return Dates(name=half.name, starts_on=first, ends_on=last)


def _keys(half: HalfTerm) -> tuple[str, str]:
    return f"from_{half.number}", f"to_{half.number}"
