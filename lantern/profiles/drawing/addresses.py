"""Where a drawn grid leads: given from downstream, so that 300 cells cost no look-up each."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """A child's profile is at `before`, their ref, `after`; each cell lies beneath it.

    `query` is what else stays in the address, with its question mark, or nothing.
    """

    before: str
    after: str
    query: str = ""

    def profile(self, pupil: UUID | str) -> str:
        """One child's page."""
        return f"{self.before}{pupil}{self.after}{self.query}"

    def cell(self, pupil: UUID | str, what: str, key: str) -> str:
        """One area or subject of one child."""
        before, after = self.around_cell(what, key)
        return f"{before}{pupil}{after}"

    def around_cell(self, what: str, key: str) -> tuple[str, str]:
        """What stands before and after the child's ref in such an address."""
        return self.before, f"{self.after}{what}/{key}/{self.query}"


class ProfilesAlone(Addresses):
    """Where a cell has no page of its own, it leads to the child's profile."""

    def around_cell(self, what: str, key: str) -> tuple[str, str]:
        """The same for every cell."""
        return self.before, f"{self.after}{self.query}"
