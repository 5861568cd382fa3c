"""What the shapes, letters and colours of a grid mean, in the scheme's own words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from lantern.profiles.drawing.cells import SINCE_CLOSED, escape
from lantern.profiles.drawing.faces import letters_of_not_rated
from lantern.profiles.drawing.looks import Look, Looks
from lantern.profiles.pictures import Profile
from lantern.roster.rules.years import year_name
from lantern.schemes.presets.shape import Scheme


def class_key(profiles: Sequence[Profile], scheme: Scheme, *, late: bool = False) -> SafeString:
    """A list of every rating and step that some child of the class can have, and of the signs.

    `late` is whether any cell was corrected since it was closed.
    """
    looks = Looks.of(scheme)
    shown = [*_steps(profiles, looks), *_ratings(profiles, looks), *_signs(profiles, scheme)]
    if late:
        shown.append(f'<li><span class="sign late" aria-hidden="true"></span>{SINCE_CLOSED}</li>')
    return mark_safe(  # noqa: S308  (every value is escaped)
        f'<ul class="key" aria-label="What the signs mean">{"".join(shown)}</ul>'
    )


def _steps(profiles: Sequence[Profile], looks: Looks) -> Iterable[str]:
    subjects: dict[str, dict[str, None]] = {}
    years: dict[str, set[int]] = {}
    for profile in profiles:
        for subject in profile.subjects:
            ladder = looks.ladder(subject.key, profile.year)
            subjects.setdefault(ladder, {})[subject.name] = None
            years.setdefault(ladder, set()).add(profile.year)
    by_year = len({frozenset(names) for names in subjects.values()}) < len(subjects)
    return _lines(
        (look, map(year_name, sorted(years[key])) if by_year else names)
        for key, names in subjects.items()
        for look in looks.ladders.get(key, {}).values()
    )


def _ratings(profiles: Sequence[Profile], looks: Looks) -> Iterable[str]:
    areas = {area.key: area.name for profile in profiles for area in profile.areas}
    whose: dict[str, dict[str, None]] = {}
    for area, name in areas.items():
        for look in looks.areas.get(area, {}).values():
            whose.setdefault(look.css_class, {})[name] = None
    order = (look for look in _in_order(looks) if look.css_class in whose)
    return _lines((look, whose[look.css_class]) for look in order)


def _in_order(looks: Looks) -> Iterable[Look]:
    """Every rating of every scale, best first, though an area may lack some of them."""
    seen: dict[str, Look] = {}
    for choices in sorted(looks.areas.values(), key=len, reverse=True):
        for look in choices.values():
            seen.setdefault(look.css_class, look)
    return seen.values()


def _lines(every: Iterable[tuple[Look, Iterable[str]]]) -> list[str]:
    """One line for all that look and mean the same; whose it is where another looks so too."""
    found: dict[tuple[str, ...], tuple[Look, dict[str, None]]] = {}
    for look, names in every:
        alike = (look.name, look.symbol, look.short, look.means)
        found.setdefault(alike, (look, {}))[1].update(dict.fromkeys(names))
    often = Counter(each for look, _ in found.values() for each in {look.name, _letters(look)})
    often[""] = 0  # nothing to look at is no likeness
    signs = [
        (look.group, _look(look, ", ".join(names) if _is_shared(look, often) else ""))
        for look, names in found.values()
    ]
    rows = groupby(enumerate(signs), key=lambda each: each[1][0] or each[0])  # one row, two codes
    return [_row([sign for _, (_, sign) in row]) for _, row in rows]


def _row(signs: Sequence[str]) -> str:
    return f"""<li{' class="together"' if len(signs) > 1 else ""}>{" · ".join(signs)}</li>"""


def _is_shared(look: Look, often: Counter[str]) -> bool:
    return max(often[look.name], often[_letters(look)]) > 1


def _letters(look: Look) -> str:
    return " ".join(part for part in (look.symbol, look.short) if part)


def _look(look: Look, whose: str) -> str:
    sign = _letters(look)
    said = f" ({escape(whose)})" if whose else ""
    if sign == look.name:
        return f'<span class="{escape(look.css_class)} sign">{escape(sign)}</span>{said}'
    return (
        f'<span class="{escape(look.css_class)} sign" aria-hidden="true">{escape(sign)}</span>'
        f"{escape(look.name)}{said}"
    )


def _signs(profiles: Sequence[Profile], scheme: Scheme) -> Iterable[str]:
    measured = any(area.measured for profile in profiles for area in profile.areas)
    words = scheme.words
    signs = [("–", "not judged"), (letters_of_not_rated(words), words.not_rated)]
    if measured:
        signs.append(("…", words.too_early))
        signs.append(("≠", "not what the facts suggest"))
        signs.append(("?", "say why"))
    drawn = [_plain(*each) for each in signs]
    if measured:
        drawn.insert(0, '<li><span class="sign outlined" aria-hidden="true"> </span>suggested</li>')
    return drawn


def _plain(sign: str, words: str) -> str:
    return f'<li><span aria-hidden="true">{escape(sign)}</span> {escape(words)}</li>'
