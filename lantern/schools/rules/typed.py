"""A school's dates as someone typed them: a small TOML file, or lines of text."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any  # what a TOML file holds is anything until it is looked at

from lantern.schools.rules.spans import (
    CalendarTrouble,
    Closed,
    Dates,
    TermDates,
    YearDates,
    in_order,
    year_name,
)

WHYS = ("inset", "holiday", "planned", "unplanned")
PARTS = ("all", "am", "pm")
KEYS = ("starts_on", "ends_on", "name", "periods", "terms", "closed", "free")
SPANS = ("half-term", "term", "year", "free")
LINE = re.compile(r"(?P<name>[^,]+),\s*(?P<first>\S+)\s*(?:,|to)\s*(?P<last>\S+)")
DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
EXAMPLE = "write each as: Autumn check, 3/9/2026, 23/10/2026"


def read_year(text: str) -> tuple[YearDates, str]:
    """A year from TOML, and how its review periods are drawn: half-term, term, year or free.

    That is "" if the file does not say. Raises CalendarTrouble that says where and what.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarTrouble(f"The file is not TOML: {error}.") from error
    _refuse_unknown(told, "the file", KEYS)
    terms = [_term(term, place) for place, term in enumerate(_tables(told, "terms"), start=1)]
    if not terms:
        raise CalendarTrouble("The file has no [[terms]].")
    span = str(told.get("periods", ""))
    if "periods" in told and span not in SPANS:
        raise CalendarTrouble(f'periods is "{span}": write one of {", ".join(SPANS)}.')
    if span == "free" and not told.get("free"):
        raise CalendarTrouble('periods is "free": list them, each as [[free]].')
    year = YearDates(
        dates=_year(told, terms),
        terms=terms,
        closed=[_closed(day, place) for place, day in enumerate(_tables(told, "closed"), start=1)],
        free=[_span(one, f"free {place}") for place, one in enumerate(_tables(told, "free"), 1)],
    )
    return year, span


def read_spans(text: str) -> list[Dates]:
    """Review periods typed as lines of a name, a first and a last day. Raises CalendarTrouble."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise CalendarTrouble(f"Type the periods, one a line; {EXAMPLE}.")
    return in_order(_line(line) for line in lines)


def _line(line: str) -> Dates:
    told = LINE.fullmatch(line)
    if told is None:
        raise CalendarTrouble(f"“{line[:60]}” cannot be read; {EXAMPLE}.")
    first, last = _typed_day(told["first"]), _typed_day(told["last"])
    return Dates(name=told["name"].strip()[:60], starts_on=first, ends_on=last)


def _typed_day(text: str) -> date:
    told = DAY.fullmatch(text)
    try:
        if told is None:
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in told.groups())
        return date(year, month, day)
    except ValueError:
        raise CalendarTrouble(f"“{text[:20]}” is not a date; {EXAMPLE}.") from None


def _year(told: Mapping[str, Any], terms: Iterable[TermDates]) -> Dates:
    """1 September to 31 August unless the file says otherwise."""
    begins = min(term.dates.starts_on for term in terms)
    started = begins.year if begins.month >= 8 else begins.year - 1
    first = _day(told, "starts_on", "the file", date(started, 9, 1))
    last = _day(told, "ends_on", "the file", date(first.year + 1, 8, 31))
    name = str(told.get("name", "")) or year_name(first, last)
    return Dates(name=name, starts_on=first, ends_on=last)


def _term(told: Mapping[str, Any], place: int) -> TermDates:
    where = f"term {place}"
    _refuse_unknown(told, where, ("name", "halves"))
    typed = enumerate(_tables(told, "halves"), start=1)
    halves = [_span(half, f"{where}, half {number}") for number, half in typed]
    if not halves:
        raise CalendarTrouble(f"In {where} there are no halves: give it one at least.")
    whole = Dates(
        name=_word(told, "name", where),
        starts_on=min(half.starts_on for half in halves),
        ends_on=max(half.ends_on for half in halves),
    )
    return TermDates(dates=whole, halves=halves)


def _span(told: Mapping[str, Any], where: str) -> Dates:
    _refuse_unknown(told, where, ("name", "from", "to"))
    name = _word(told, "name", where)
    return Dates(name=name, starts_on=_day(told, "from", where), ends_on=_day(told, "to", where))


def _closed(told: Mapping[str, Any], place: int) -> Closed:
    where = f"closed day {place}"
    _refuse_unknown(told, where, ("on", "why", "name", "part"))
    why, part = _word(told, "why", where), str(told.get("part", "all"))
    if why not in WHYS:
        raise CalendarTrouble(f'In {where}, why is "{why}": write one of {", ".join(WHYS)}.')
    if part not in PARTS:
        raise CalendarTrouble(f'In {where}, part is "{part}": write one of {", ".join(PARTS)}.')
    on = _day(told, "on", where)
    return Closed(on=on, why=why, name=str(told.get("name", ""))[:60], part=part)


def _tables(told: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = told.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise CalendarTrouble(f"{key} must be a list of tables.")
    return found


def _word(told: Mapping[str, Any], key: str, where: str) -> str:
    found = told.get(key)
    if not isinstance(found, str) or not found.strip():
        raise CalendarTrouble(f"In {where}, {key} is missing.")
    return found.strip()[:60]


def _day(told: Mapping[str, Any], key: str, where: str, default: date | None = None) -> date:
    found = told.get(key, default)
    if type(found) is not date:
        raise CalendarTrouble(f"In {where}, {key} must be a date like 2026-09-03, without quotes.")
    return found


def _refuse_unknown(told: Mapping[str, Any], where: str, known: Iterable[str]) -> None:
    for key in told:
        if key not in known:
            raise CalendarTrouble(f"In {where} there is “{key}”: write one of {', '.join(known)}.")
