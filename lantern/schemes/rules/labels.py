"""What to call a value of a scheme on a screen: "Attendance · fewest sessions to go by"."""

from collections.abc import Mapping

from lantern.schemes.presets.shape import Expectation

# Where the key with spaces for underscores would puzzle a reader.
WORDS: Mapping[str, str] = {
    "about": "what it is",
    "aim": "aim",
    "at_least": "at least",
    "advice": "advice to whoever writes one",
    "decided_by": "who decides",
    "direction": "which way it goes",
    "each": "how many",
    "every": "how often",
    "floor": "lowest it can fall",
    "floor_days": "fewest school days to go by",
    "floor_sessions": "fewest sessions to go by",
    "from": "from",
    "highest": "highest step expected",
    "hint_after": "hint to adults after",
    "loss_names_child": "a loss names a child",
    "loss_needs_reason": "a loss needs a reason",
    "lowest": "lowest step expected",
    "many": "word for several",
    "means": "what it means",
    "mentor": "the adult's view",
    "child": "the child's view",
    "agreed": "the agreed view",
    "met": "counts as met",
    "most": "most in a week",
    "most_a_day": "most in a day",
    "none": "words for none",
    "of": "who collects it",
    "one": "word for one",
    "over": "counted over",
    "gaps": "a number between two bands",
    "resets": "starts again each",
    "short": "short name",
    "starts_on": "starts on",
    "symbol": "shape",
    "ties": "if two are level",
    "to": "to",
    "wanted": "which is better",
    "whole_time": "kept for the child's whole time",
    "years": "year groups",
}
SECTIONS: Mapping[str, str] = {
    "words": "Words",
    "voices": "Views",
    "calendars": "How often",
    "targets": "Targets",
    "file": "The file",
    "exceptions": "Some year groups",
    "statements": "Statements",
    "uses": "Which steps are used",
    "expected": "Expected",
    "tests": "",
    "bands": "",
    "measure": "",
    "converts": "conversion",
}
TERMS: Mapping[int, str] = {1: "autumn", 2: "spring", 3: "summer"}
HALF_TERMS: Mapping[int, str] = {
    2 * term - 2 + half: f"{name} {half}" for term, name in TERMS.items() for half in (1, 2)
}


def label_of(words: tuple[str, ...], key: str) -> str:
    """The words of the tables that a value stands in, and its own."""
    return " · ".join((*(words or ("The scheme",)), WORDS.get(key, key.replace("_", " "))))


def label_of_table(table: object, key: str, step: str) -> tuple[str, ...]:
    """What a table adds to the words: its name, the rating that it is about, or its section.

    `table` has its keys as attributes; `step` is its place in a list, if it is an item of one.
    """
    if isinstance(table, Expectation):
        return ("Expected", _when(table))
    for name in ("name", "rating", "step", "reward"):
        if said := getattr(table, name, ""):
            return (str(said),) if step else (SECTIONS.get(key, key), str(said))
    said = SECTIONS.get(key, key)
    return (said,) if said else ()


def _when(wanted: Expectation) -> str:
    years = ", ".join(f"Year {year}" if year else "Reception" for year in wanted.years)
    terms = ", ".join(TERMS.get(term, f"term {term}") for term in wanted.terms)
    halves = ", ".join(HALF_TERMS.get(half, f"half term {half}") for half in wanted.half_terms)
    return " ".join(part for part in (years, halves or terms) if part) or "all year"
