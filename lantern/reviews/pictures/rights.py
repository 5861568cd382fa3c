"""Who may judge what of whom: one function, asked before a cell is offered and kept."""

from dataclasses import dataclass, field

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.judgements.models import Voice, What
from lantern.roster.pictures import InSet, Sets


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What one person may judge: `mine` are the children of their classes and their mentees.

    What a set teaches its children is judged by whoever leads it, in every voice; the children's
    own adults may still say what the child thinks. `overrules` is a leader, who may put right any
    of it.
    """

    mine: frozenset[int] = frozenset()
    sets: Sets = field(default_factory=dict)
    overrules: bool = False

    def may_judge(self, pupil: int, what: str, key: str, voice: str = Voice.MENTOR) -> bool:
        """Whether they may say something in a cell."""
        taught = self.in_set(pupil, what, key)
        if taught is None:
            return pupil in self.mine
        if taught.mine:
            return True
        return pupil in self.mine and (self.overrules or voice == Voice.CHILD)

    def in_set(self, pupil: int, what: str, key: str) -> InSet | None:
        """The set in which a child is taught a subject, if someone leads it."""
        return self.sets.get(pupil, {}).get(key) if what == What.SUBJECT else None

    def without(self, pupils: frozenset[int]) -> "Rights":
        """The same, without some children whom a closing keeps."""
        return Rights(
            mine=self.mine - pupils, overrules=self.overrules,
            sets={pupil: taught for pupil, taught in self.sets.items() if pupil not in pupils},
        )  # fmt: skip


def overrules(by: Viewer) -> bool:
    """Whether someone may judge what another's set or class judges."""
    return by.may(Can.JUDGE_ANY)


NO_RIGHTS = Rights()
