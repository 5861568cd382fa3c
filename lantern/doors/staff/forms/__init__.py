"""What is typed at the staff door: the school, people and dates."""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any  # what a page sends back is anything until it is looked at

from django import forms
from django.conf import settings

from lantern.accounts.rules import ROLE_NAMES, STAFF_ROLES, Role, takeable, taken_as
from lantern.design.fields import DayField, LineField, SentField
from lantern.doors.staff.rules import Column, guess, knows, unsure
from lantern.roster.reading import FileTrouble, Most, read_table
from lantern.roster.reading.table import as_text
from lantern.schools.models import ClosedDay
from lantern.schools.rules import (
    CalendarTrouble,
    Closed,
    Dates,
    Pasted,
    TermDates,
    YearDates,
    out_of_order,
    read_pasted,
    read_spans,
    year_name,
)

LARGEST_LIST = 2 * 1024 * 1024
A_STAFF = Most(400, "keep one school's staff")
ROLES = [(role.value, ROLE_NAMES[role]) for role in STAFF_ROLES]
TERMS = ("Autumn", "Spring", "Summer")
HALVES = {f"{term} {half}": f"{term.lower()}_{half}" for term in TERMS for half in (1, 2)}
SPANS = [
    ("half-term", "Each half term"),
    ("term", "Each term"),
    ("year", "The whole year"),
    ("free", "Our own dates"),
]
LATER = "later"


class SchoolForm(forms.Form):
    name = LineField(label="Name", max_length=200)
    urn = LineField(label="URN", max_length=6, required=False, help_text="Six digits.")
    la_number = LineField(
        label="LA number", max_length=3, required=False, help_text="Three digits."
    )
    establishment_number = LineField(
        label="Establishment number", max_length=4, required=False, help_text="Four digits."
    )
    own_classes_only = forms.BooleanField(
        label="Teachers and assistants see only their own classes and mentees",
        required=False,
        help_text="From the moment you save. Others who see children still see every child.",
    )


class SigningInForm(forms.Form):
    second_factor = forms.BooleanField(
        label="All staff show a second step",
        required=False,
        help_text="A password alone can be stolen. Each of them sets up an app on their phone or a "
        "passkey, and is led to it before they see anything.",
    )
    lock_after = forms.IntegerField(
        label="Minutes without a key or a touch, after which the password is asked for again",
        min_value=0,
        max_value=120,
        help_text="What was typed is kept. 0 for never: not on a computer in a classroom.",
    )


BY_SLIP, BY_EMAIL = "slip", "email"


def _ways() -> list[tuple[str, str]]:
    slip = (BY_SLIP, "On a slip of paper, printed now")
    return [slip, (BY_EMAIL, "By email")] if settings.MAIL_IS_SENT else [slip]


class HowForm(forms.Form):
    """How an invitation reaches someone; by email only where mail is sent."""

    how = forms.ChoiceField(
        label="Their code", choices=_ways, widget=forms.RadioSelect, initial=BY_SLIP
    )


class NewStaffForm(HowForm):
    email = forms.EmailField(label="Email address", help_text="They sign in with it.")
    name = LineField(label="Name", max_length=120, help_text="As children say it: Ms Farrow.")
    role = forms.ChoiceField(label="Here as", choices=ROLES)
    field_order = ("email", "name", "role", "how")


class StaffFileForm(forms.Form):
    """A list of staff, read as soon as it is sent: its headings and its rows."""

    file = SentField(
        label="The list", help_text="An Excel workbook (.xlsx) or CSV: names, email addresses, "
        "what each is here as, and their class.", largest=LARGEST_LIST,
        too_large="The file is larger than 2 MB: leave only the list of staff in it.",
    )  # fmt: skip

    def clean_file(self) -> dict[str, object]:
        """The file as headings and rows of text."""
        sent = self.cleaned_data["file"]
        try:
            table = read_table(sent.read(), sent.name, knows=knows, most=A_STAFF)
        except FileTrouble as trouble:
            raise forms.ValidationError(str(trouble)) from trouble
        rows = [[row.number, *map(as_text, row.cells)] for row in table.rows]
        return {"header": list(table.header), "rows": rows}


class StaffRowsForm(forms.Form):
    """A list that was read, what each of its columns holds, and the mark of what was shown."""

    mark = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, table: dict[str, Any] | None = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a POST or nothing
        self.table = table or _table(str(self.data.get("table", "")))
        guessed = guess(self.table["header"]) if self.table else []
        self.chosen = [self.data.get(f"column-{n}", each.name) for n, each in enumerate(guessed)]
        for n, heading in enumerate(self.table["header"] if self.table else ()):
            self.fields[f"column-{n}"] = forms.ChoiceField(
                label=heading or f"Column {n + 1}", initial=self.chosen[n],
                choices=[(column.name, column.value) for column in Column],
            )  # fmt: skip
        self.unsure = {_asks(title): title for title in unsure(self.rows(), self.columns())}
        for name, title in self.unsure.items():
            self.fields[name] = forms.ChoiceField(
                label=f"“{title[:60]}” is here as", choices=[("", "Choose"), *ROLES]
            )  # fmt: skip

    def clean(self) -> None:
        """A list, and each thing in one column of it at most."""
        if not self.table:
            self.add_error(None, "The list did not come through: send it again.")
        held = [each for each in self.columns() if each is not Column.NOTHING]
        for each in {each for each in held if held.count(each) > 1}:
            self.add_error(None, f"Two columns hold “{each.value}”. Choose one of them.")

    @property
    def sent(self) -> str:
        """The list as it travels in the page."""
        return json.dumps(self.table)

    def columns(self) -> list[Column]:
        """What each column holds, as chosen or guessed."""
        known = Column.__members__
        return [known.get(each, Column.NOTHING) for each in self.chosen]

    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows with their numbers in the file."""
        return [(row[0], row[1:]) for row in self.table["rows"]] if self.table else []

    def said(self) -> dict[str, Role]:
        """What was told of each title that says it in no sure way."""
        known = {role.value: role for role in STAFF_ROLES}
        told = {title: known.get(self.data.get(name, "")) for name, title in self.unsure.items()}
        return {title: role for title, role in told.items() if role is not None}

    def asked(self) -> list[forms.BoundField]:
        """The question of each column."""
        return [self[name] for name in self.fields if name.startswith("column-")]

    def titles(self) -> list[forms.BoundField]:
        """The question of each title in doubt."""
        return [self[name] for name in self.unsure]


def _asks(title: str) -> str:
    """The name of a title's question: other columns ask of other titles."""
    return f"title-{sha256(title.encode()).hexdigest()[:16]}"


def _table(sent: str) -> dict[str, Any] | None:
    """A list as the page had it; none for anything else."""
    try:
        told = json.loads(sent)
        header, rows = told["header"], told["rows"]
        cells = [cell for row in rows for cell in row[1:]] + list(header)
        whole = all(isinstance(cell, str) and b"\0" not in cell.encode() for cell in cells)
        numbered = all(type(row[0]) is int for row in rows)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return told if whole and numbered and header and 0 < len(rows) <= A_STAFF.rows else None


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Here as", choices=ROLES)


class NarrowingForm(forms.Form):
    """A tick for each thing that a role loses here; `seen` is what had gone when it was shown.

    An empty form is refused, and so is one that was shown before someone else changed it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    taken = forms.MultipleChoiceField(
        required=False,
        choices=[(taken_as(role, can), can.value) for role in Role for can in takeable(role)],
    )

    def __init__(self, data: object = None, *, now: Sequence[str]) -> None:
        super().__init__(data, initial={"seen": ", ".join(now)})  # type: ignore[arg-type]  # a POST
        self.now = ", ".join(now)

    def clean(self) -> None:
        """As it was when the page was made, or nothing is done."""
        if "seen" not in self.data or self.cleaned_data.get("seen") != self.now:
            self.add_error(None, "Someone has changed this meanwhile. Look again, then save.")


class AuditForm(forms.Form):
    """What to look for in the audit; all of it may be left empty."""

    child = LineField(label="Child", max_length=100, required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(
        self, data: object, *, people: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    ) -> None:  # fmt: skip
        super().__init__(data)  # type: ignore[arg-type]  # what stands in the address
        for name, label, first, choices in (
            ("who", "Who", "Everyone", people), ("did", "What", "Everything", kinds),
        ):  # fmt: skip
            offered = [("", first), *choices]
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)

    def clean(self) -> None:
        """Days in their order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")


class LastDayForm(forms.Form):
    last_day = DayField(label="Last day")


class PeriodsForm(forms.Form):
    span = forms.ChoiceField(
        label="Review", choices=SPANS, widget=forms.RadioSelect, initial="half-term"
    )
    free = forms.CharField(
        label="Our own dates",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="One a line: Autumn check, 3/9/2026, 23/10/2026.",
    )

    def clean(self) -> None:
        """Free dates are read only where they are chosen."""
        self.cleaned_data["spans"] = []
        if self.cleaned_data.get("span") == "free":
            try:
                self.cleaned_data["spans"] = read_spans(self.cleaned_data.get("free", ""))
            except CalendarTrouble as trouble:
                self.add_error("free", str(trouble))


class YearForm(PeriodsForm):
    """The first and last days of six half terms, and how the year is divided into reviews."""

    span = forms.ChoiceField(
        label="Review",
        choices=[*SPANS, (LATER, "Later, by hand or with the scheme")],
        widget=forms.RadioSelect,
        help_text="Reviews open by these dates. It is chosen once for the year.",
    )

    def __init__(self, data: object = None, *, span: str) -> None:
        super().__init__(data, initial={"span": span})  # type: ignore[arg-type]  # a POST or nothing
        for half, key in HALVES.items():
            self.fields[f"{key}_from"] = DayField(label=f"{half}: first day")
            self.fields[f"{key}_to"] = DayField(label=f"{half}: last day")

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each half term with its two fields."""
        return [(half, self[f"{key}_from"], self[f"{key}_to"]) for half, key in HALVES.items()]

    def clean(self) -> None:
        """The half terms must stand in order; every one that does not is told at once."""
        super().clean()
        for half, trouble in out_of_order(self._halves()):
            end = "to" if half.ends_on < half.starts_on else "from"
            self.add_error(f"{HALVES[half.name]}_{end}", trouble)
        if not self.errors:
            self.cleaned_data["year"] = self._year()

    def _halves(self) -> list[Dates]:
        """Those with both their days."""
        told = self.cleaned_data
        return [
            Dates(name=half, starts_on=told[f"{key}_from"], ends_on=told[f"{key}_to"])
            for half, key in HALVES.items()
            if told.get(f"{key}_from") and told.get(f"{key}_to")
        ]

    def _year(self) -> YearDates:
        halves = self._halves()
        begins = halves[0].starts_on
        started = begins.year if begins.month >= 8 else begins.year - 1
        first, last = date(started, 9, 1), date(started + 1, 8, 31)
        first = min(first, begins)
        terms = [
            TermDates(dates=_whole(term, pair), halves=pair)
            for term, pair in zip(TERMS, (halves[:2], halves[2:4], halves[4:]), strict=True)
        ]
        whole = Dates(name=year_name(first, last), starts_on=first, ends_on=last)
        return YearDates(dates=whole, terms=terms, free=self.cleaned_data["spans"])

    def drawn_by(self) -> str:
        """How the review periods are drawn; "" for later."""
        span: str = self.cleaned_data["span"]
        return "" if span == LATER else span


def _whole(name: str, halves: list[Dates]) -> Dates:
    return Dates(name=name, starts_on=halves[0].starts_on, ends_on=halves[-1].ends_on)


class PastedForm(forms.Form):
    """A year's dates as a council's page has them; `sure` once they were looked through."""

    began = forms.TypedChoiceField(label="Academic year", coerce=int)
    text = forms.CharField(
        label="The dates", strip=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="Copied from the council’s page, or typed: one thing a line. Autumn term: "
        "Tuesday 1 September 2026 to Friday 18 December 2026. Half term: 26 to 30 October. "
        "INSET day: 1 September.",
    )  # fmt: skip
    span = forms.ChoiceField(
        label="Review", widget=forms.RadioSelect,
        choices=[*SPANS[:3], (LATER, "Later, by hand or with the scheme")],
    )  # fmt: skip
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, began: int, span: str) -> None:
        each = LATER if span == "free" else span
        super().__init__(data, initial={"began": began, "span": each})  # type: ignore[arg-type]  # a POST or nothing
        years = range(began - 1, began + 3)
        self.fields["began"].choices = [  # type: ignore[attr-defined]  # a choice field
            (year, year_name(date(year, 9, 1), date(year + 1, 8, 31))) for year in years
        ]

    def read(self) -> Pasted:
        """What was understood of the text."""
        return read_pasted(self.cleaned_data["text"], began=self.cleaned_data["began"])

    def drawn_by(self) -> str:
        """How the review periods are drawn; "" for later."""
        span: str = self.cleaned_data["span"]
        return "" if span == LATER else span


class ClosedForm(forms.Form):
    on = DayField(label="Day")
    part = forms.ChoiceField(label="How much of it", choices=ClosedDay.Part.choices)
    why = forms.ChoiceField(label="Why", choices=ClosedDay.Why.choices)
    name = LineField(label="Called", max_length=60, required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def closed(self) -> Closed:
        """The day as a plain value."""
        told = self.cleaned_data
        return Closed(on=told["on"], part=told["part"], why=told["why"], name=told["name"])


class OpeningForm(forms.Form):
    on = forms.DateField(widget=forms.HiddenInput)
    part = forms.ChoiceField(choices=ClosedDay.Part.choices, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
