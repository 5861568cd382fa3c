"""A child's adults as a file tells of them, beside those who are known already."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from lantern.roster.rules.facts import Guardian, over


def together(before: Sequence[Guardian], told: Sequence[Guardian]) -> tuple[Guardian, ...]:
    """Those who were there, each in their place, with what is told of them; then the new.

    Nobody is taken away. One told of without a forename may be the one who is there with less said,
    or more, of title and relationship, if it can be nobody else.
    """
    said = {guardian.key: guardian for guardian in told}
    known = {guardian.key for guardian in before}
    new = {key: guardian for key, guardian in said.items() if key not in known}
    unsaid = [guardian for guardian in before if guardian.key not in said]
    for guardian in unsaid:
        one = _the_only_one(guardian, unsaid, list(new.values()))
        if one and over(guardian, one).key not in (known | said.keys()) - {guardian.key, one.key}:
            said[guardian.key] = new.pop(one.key)
    kept = [over(g, said[g.key]) if g.key in said else g for g in before]
    return (*kept, *new.values())


def pairs(
    before: Sequence[Guardian], after: Sequence[Guardian]
) -> Iterator[tuple[Guardian | None, Guardian]]:
    """Each adult of `after`, which `together` made of `before`, with what was known of them."""
    return ((old, now) for old, now in zip_longest(before, after) if now is not None)


def _the_only_one(
    guardian: Guardian, others: Iterable[Guardian], told: Iterable[Guardian]
) -> Guardian | None:
    rivals = [other for other in others if _namesakes(guardian, other)]
    found = [one for one in told if _namesakes(guardian, one)]
    if len(rivals) != 1 or len(found) != 1:
        return None
    alike = zip(guardian.key[2:], found[0].key[2:], strict=True)
    return found[0] if all(not was or not now or was == now for was, now in alike) else None


def _namesakes(one: Guardian, other: Guardian) -> bool:
    return not one.forename and not other.forename and one.key[1] == other.key[1]
