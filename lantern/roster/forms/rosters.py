"""What is chosen on the way of a file into the roll."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.design.fields import DayField, SentField
from lantern.roster.reading import MAX_BYTES, Table
from lantern.roster.reading.table import as_text
from lantern.roster.rules import (
    LABELS,
    Column,
    ColumnMapping,
    Field,
    mapping_troubles,
    tidy_name,
)
from lantern.roster.rules.headings import GROUP_NAME_LIMIT, GUARDIAN_FIELDS, HIGHEST_CONTACT

HOLDS = [(field.value, LABELS[field]) for field in Field]
WHOSE = [(0, "the contact of this row")] + [
    (n, f"contact {n}") for n in range(1, HIGHEST_CONTACT + 1)
]
EXAMPLES = 3


TOO_LARGE = "The file is larger than 20 MB: export only the pupils' list."


class UploadForm(forms.Form):
    """The file itself."""

    file = SentField(
        label="The list",
        help_text="An Excel workbook (.xlsx) or CSV, up to 20 MB.",
        largest=MAX_BYTES,
        too_large=TOO_LARGE,
    )


@dataclass(frozen=True, kw_only=True)
class ColumnRow:
    """One column of the file with its three questions."""

    heading: str
    examples: Sequence[str]
    holds: forms.BoundField
    group: forms.BoundField
    contact: forms.BoundField

    @property
    def is_group(self) -> bool:
        """Whether it says who is in a group, as chosen or as guessed."""
        return bool(self.holds.value() == Field.GROUP)

    @property
    def is_contact(self) -> bool:
        """Whether it tells of a contact, as chosen or as guessed."""
        return self.holds.value() in GUARDIAN_FIELDS

    @property
    def contact_holds(self) -> str:
        """Every choice that makes it a contact's."""
        return " ".join(sorted(GUARDIAN_FIELDS))


class ColumnsForm(forms.Form):
    """What each column holds, and from which day the file is true."""

    on = DayField(
        label="Children are in these classes from",
        help_text="For the first list of a year the day that it begins, else today. Change it if "
        "the list is about another day.",
    )

    def __init__(
        self, data: Any = None, *, table: Table, mapping: ColumnMapping, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.table = table
        for index, heading in enumerate(table.header):
            column = mapping.get(index, Column(Field.IGNORE))
            self._add(index, heading or f"Column {index + 1}", column)

    def _add(self, index: int, heading: str, column: Column) -> None:
        self.fields[f"holds_{index}"] = forms.ChoiceField(
            label=f"{heading} holds", choices=HOLDS, initial=column.field.value
        )
        self.fields[f"group_{index}"] = forms.CharField(
            label=f"The group in {heading}", max_length=GROUP_NAME_LIMIT, required=False,
            initial=column.group,
        )  # fmt: skip
        self.fields[f"contact_{index}"] = forms.ChoiceField(
            label=f"Whose {heading}", choices=WHOSE, required=False, initial=column.contact
        )

    def rows(self) -> list[ColumnRow]:
        """Each column with its heading, the first values in it, and its fields."""
        return [
            ColumnRow(
                heading=heading or f"Column {index + 1}",
                examples=self._examples(index),
                holds=self[f"holds_{index}"],
                group=self[f"group_{index}"],
                contact=self[f"contact_{index}"],
            )
            for index, heading in enumerate(self.table.header)
        ]

    def _examples(self, index: int) -> list[str]:
        cells = (row.cells[index] for row in self.table.rows if index < len(row.cells))
        filled = [as_text(cell)[:40] for cell in cells if cell is not None]
        return list(dict.fromkeys(filled))[:EXAMPLES]

    def clean(self) -> None:
        """Say in plain words why the columns cannot be used yet."""
        for trouble in mapping_troubles(self.mapping()):
            self.add_error(None, trouble)

    def mapping(self) -> ColumnMapping:
        """The columns as chosen."""
        return {index: self._column(index) for index in range(len(self.table.header))}

    def _column(self, index: int) -> Column:
        told = self.cleaned_data
        field = Field(told.get(f"holds_{index}", Field.IGNORE))
        group = tidy_name(told.get(f"group_{index}", "")) if field is Field.GROUP else ""
        contact = int(told.get(f"contact_{index}") or 0) if field in GUARDIAN_FIELDS else 0
        return Column(field, group=group, contact=contact)


class ConfirmForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
