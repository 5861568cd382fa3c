"""What was given, by the name that its scheme had for it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.behaviour.models import Due, Given
from lantern.behaviour.rules import buttons, milestone_of
from lantern.schemes.rules import find


def called_of(refs: Sequence[str], by: Viewer) -> Iterator[tuple[UUID, str]]:
    """Each tap that the viewer may see, with the name of its award and the reason."""
    rows = Given.objects.visible_to(by).filter(ref__in=refs).select_related("version")
    for row in rows:
        button = find(buttons(row.version.scheme, row.on), row.award)
        name = button.name if button else row.award
        yield row.ref, f"{name} ({row.reason})" if row.reason else name


def due_called(refs: Sequence[str], by: Viewer) -> Iterator[tuple[UUID, str]]:
    """Each thing due that the viewer may see: what was reached, and by whom."""
    rows = Due.objects.visible_to(by).filter(ref__in=refs)
    for row in rows.select_related("version", "pupil", "school_class"):
        milestone, counter = milestone_of(row.version.scheme, row.milestone)
        yield row.ref, f"{milestone.at} {counter.name} of {row.pupil or row.school_class}"
