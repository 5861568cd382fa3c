"""From which day to which a pasted line goes, however it is written."""

from datetime import date

import pytest

from lantern.schools.rules.pasting import read_lines


@pytest.mark.parametrize(
    ("line", "off"),
    [
        ("Half term 26 to 30 October 2026", (date(2026, 10, 26), date(2026, 10, 30))),
        ("Half term 26th to 30th October 2026", (date(2026, 10, 26), date(2026, 10, 30))),
        ("Half term 26 - 30 October 2026", (date(2026, 10, 26), date(2026, 10, 30))),
        ("October half term 26-30/10/2026", (date(2026, 10, 26), date(2026, 10, 30))),
        ("Half term 2 to 6 November 2026", (date(2026, 11, 2), date(2026, 11, 6))),
        ("Half term 2-6 November 2026", (date(2026, 11, 2), date(2026, 11, 6))),
        ("Half term 2 - 6 November 2026", (date(2026, 11, 2), date(2026, 11, 6))),
        ("Half term 1 - 3 September to 23 October 2026", (date(2026, 9, 3), date(2026, 10, 23))),
    ],
)
def test_a_half_term_needs_no_colon_before_its_days(line: str, off: tuple[date, date]) -> None:
    (read,) = read_lines(line, began=2026)
    assert [(fact.first, fact.last) for fact in read.facts] == [off]
