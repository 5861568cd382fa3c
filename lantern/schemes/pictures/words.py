"""The small words of a scheme's page: year groups, lists, people, how often."""

from collections.abc import Sequence

from lantern.schemes.presets import Scheme

EVERY = {
    "half-term": "each half term",
    "term": "each term",
    "year": "each year",
    "free": "on dates of our own",
}
OVER = {
    "period": "over the review period",
    "half-term": "since the half term began",
    "term": "since the term began",
    "year": "since the year began",
}
PRIMARY = (0, 1, 2, 3, 4, 5, 6)


def and_(words: Sequence[str]) -> str:
    """one; one and two; one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def year_word(year: int) -> str:
    """Reception, Year 3, nursery."""
    return {0: "Reception", -1: "Nursery", -2: "Nursery for twos"}.get(year, f"Year {year}")


def years_words(years: Sequence[int]) -> str:
    """Reception to Year 2; Year 2 and Year 6."""
    ordered = sorted(set(years))
    unbroken = ordered == list(range(ordered[0], ordered[-1] + 1)) if ordered else False
    if unbroken and len(ordered) > 2:
        return f"{year_word(ordered[0])} to {year_word(ordered[-1])}"
    return and_([year_word(year) for year in ordered])


def years_of(scheme: Scheme) -> tuple[int, ...]:
    """The year groups that a scheme is for; one that names none is for a whole primary school."""
    return scheme.years or PRIMARY


def people(scheme: Scheme, who: Sequence[str]) -> str:
    """Those who may set, attend or look, in the school's word where it has one."""
    words = {"mentor": scheme.words.mentor, "assistant": "teaching assistant"}
    return and_([words.get(person, person) for person in who])


def sentence(words: str) -> str:
    """With a capital and a full stop, however it was typed; nothing stays nothing."""
    tidy = words.strip()
    if not tidy:
        return ""
    return tidy[0].upper() + tidy[1:] + ("" if tidy[-1] in ".!?…" else ".")


def lines(*words: str) -> tuple[str, ...]:
    """Those that say anything."""
    return tuple(word for word in words if word)
