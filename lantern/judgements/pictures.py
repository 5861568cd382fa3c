"""The judgements that stand, arranged by child."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # the rows of a question have no types

from django.db.models import QuerySet

from lantern.judgements.models import Judgement
from lantern.prepared import Among, Prepared, given_row
from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What one voice said: a rating's or a step's key, `-` for not rated on purpose."""

    value: str
    by: str
    reason: str = ""


Place = tuple[str, str, str]  # what, key, voice


def said(pupils: Sequence[int], period: Period) -> Mapping[int, Mapping[Place, Said]]:
    """What stands for each child in a period, by what, key and voice."""
    found: dict[int, dict[Place, Said]] = defaultdict(dict)
    for pupil, what, key, voice, value, reason, by in _said(pupils=pupils, period=period.pk):
        found[pupil][what, key, voice] = Said(value=value, by=by, reason=reason)
    return found


@Prepared
def _said() -> QuerySet[Any, Any]:
    rows = Judgement.objects.filter(
        Among("pupil_id", "pupils"), period=given_row("period"), stands=True
    )
    return rows.exclude(value="").values_list(
        "pupil", "what", "key", "voice", "value", "reason", "recorded_by__name"
    )
