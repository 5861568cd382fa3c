"""The schemes that a leader began to adopt and has not adopted yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.schemes.models import SchemeDraft


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """One of them: what it is called, when it was begun, and how many values were changed in it."""

    ref: UUID
    name: str
    at: datetime
    changed: int


def drafts_of(viewer: Viewer) -> tuple[DraftLine, ...]:
    """The viewer's own of the last day, the newest first."""
    kept = SchemeDraft.objects.visible_to(viewer).order_by("-drafted_at", "-pk")
    return tuple(
        DraftLine(ref=each.ref, name=str(each), at=each.drafted_at, changed=len(each.chosen))
        for each in kept.fresh(viewer.now)
    )
