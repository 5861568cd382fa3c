"""How often two adults agree, drawn small."""

from datetime import date
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from lantern.judgements.rules import Agreement
from lantern.reviews.drawing.words import day_short
from lantern.reviews.pictures.seconds import Comparison

WIDE, TALL = 120, 12


def agreement_words(counts: Agreement) -> str:
    """5 compared: 3 the same, 1 one step apart, 1 more."""
    parts = [
        f"{counts.same} the same",
        f"{counts.one} one step apart",
        *([f"{counts.more} more"] if counts.more else []),
        *([f"{counts.uncounted} not to be compared"] if counts.uncounted else []),
    ]
    return f"{counts.counted + counts.uncounted} judged twice: {', '.join(parts)}"


def agreement_bar(counts: Agreement) -> SafeString:
    """A strip: solid for the same, pale for one step, outlined for more; nothing without any."""
    if not counts.counted:
        return SafeString("")
    drawn, x = [], 0
    for kind, count in (("ink", counts.same), ("pale", counts.one), ("open", counts.more)):
        wide = WIDE * count // counts.counted
        if wide:
            drawn.append(f'<rect class="{kind}" x="{x}.5" y="0.5" width="{wide - 2}" height="11"/>')
        x += wide
    title = escape(agreement_words(counts))
    return mark_safe(  # noqa: S308  (every value is escaped)
        f'<svg xmlns="http://www.w3.org/2000/svg" class="agreement" viewBox="0 0 {WIDE} {TALL}"'
        f' width="{WIDE}" height="{TALL}" role="img"><title>{title}</title>{"".join(drawn)}</svg>'
    )


def sample_line(found: Comparison, today: date) -> str:
    """Of which review, drawn by whom and when, and how long those who are asked may look."""
    sample = found.sample
    drawn = f"drawn by {sample.drawn_by.name} on {day_short(timezone.localdate(sample.drawn_at))}"
    over = sample.ended_at is not None or sample.until < today
    until = "over" if over else f"open until {day_short(sample.until)}"
    return f"{sample.period.name} {sample.period.year.name} · {drawn} · {until}"
