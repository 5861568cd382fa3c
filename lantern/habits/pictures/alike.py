"""A preview as it is read: what is said of many children stands once, so that nothing drowns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantern.habits.pictures.preview import ChildPreview
from lantern.habits.pictures.rows import Refusal, rows_told

FEW = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """One remark, of how many children it is made, and the rows that it is about."""

    words: str
    children: int
    rows: tuple[int, ...]
    refused: bool

    @property
    def where(self) -> str:
        """Rows 5 to 33."""
        return rows_told(self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildShown:
    """One child and what is said of it alone or of few; `more` is what is said of many too."""

    child: ChildPreview
    refused: tuple[Refusal, ...]
    cautions: tuple[str, ...]
    more: bool

    @property
    def rank(self) -> int:
        """Who is to be looked at first: something refused, odd, changed, said of many, plain."""
        asked = (self.refused, self.cautions, self.child.changed, self.more)
        return [*map(bool, asked), True].index(True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """What is said of more than three children, the commonest first; then child by child."""

    alike: tuple[Alike, ...]
    children: tuple[ChildShown, ...]


def folded(children: Sequence[ChildPreview]) -> Folded:
    """A preview's children as they are read."""
    said = Counter(remark for child in children for remark in _remarks(child))
    many = [remark for remark, count in said.most_common() if count > FEW]
    rows = _rows(children)
    alike = [
        Alike(
            words=words, refused=refused, children=said[words, refused],
            rows=tuple(sorted(rows[words, refused])),
        )
        for words, refused in many
    ]  # fmt: skip
    shown = [_shown(child, frozenset(many)) for child in children]
    return Folded(alike=tuple(alike), children=tuple(sorted(shown, key=lambda one: one.rank)))


def _remarks(child: ChildPreview) -> Iterable[tuple[str, bool]]:
    """The words, each once and in their order, and whether they refuse something."""
    refused = [(refusal.why, True) for refusal in child.refused]
    return dict.fromkeys([*refused, *((words, False) for words in child.cautions)])


def _rows(children: Sequence[ChildPreview]) -> dict[tuple[str, bool], set[int]]:
    found: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for child in children:
        for refusal in child.refused:
            found[refusal.why, True].update(refusal.rows)
        for words in child.cautions:
            found[words, False].update(child.rows)
    return found


def _shown(child: ChildPreview, many: frozenset[tuple[str, bool]]) -> ChildShown:
    refused = tuple(each for each in child.refused if (each.why, True) not in many)
    cautions = tuple(words for words in child.cautions if (words, False) not in many)
    left_out = len(child.refused) + len(child.cautions) > len(refused) + len(cautions)
    return ChildShown(child=child, refused=refused, cautions=cautions, more=left_out)
