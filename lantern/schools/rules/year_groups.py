"""Which year groups a review is of, and the words for them."""

from collections.abc import Iterable, Mapping, Sequence

YEAR_GROUPS = range(-2, 7)  # nursery for twos to Year 6
NAMES: Mapping[int, str] = {0: "Reception", -1: "Nursery", -2: "Nursery for twos"}

Group = tuple[int, ...]  # year groups in order; none of them means all


def group_of(years: Iterable[int]) -> Group:
    """Some year groups as a review keeps them: in order, and nothing where it is of everyone."""
    told = tuple(sorted(set(years)))
    return () if set(told) == set(YEAR_GROUPS) else told


def concerns(group: Sequence[int], year: int) -> bool:
    """Whether a review of such a group is of a child's year; one older or younger than any of
    them is with the nearest.
    """
    return not group or min(max(year, YEAR_GROUPS[0]), YEAR_GROUPS[-1]) in group


def in_words(group: Sequence[int]) -> str:
    """Year 6; Reception to Year 2; all but Year 6. Nothing where it is of everyone."""
    others = [year for year in YEAR_GROUPS if year not in group]
    if not group:
        return ""
    if len(others) < len(group):
        return f"all but {_listed(others)}"
    return _listed(sorted(group))


def _listed(years: Sequence[int]) -> str:
    names = [NAMES.get(year, f"Year {year}") for year in years]
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
