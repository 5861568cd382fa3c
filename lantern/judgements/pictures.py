"""The judgements that stand, arranged by child."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantern.judgements.models import Judgement
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
    rows = Judgement.objects.filter(period=period, pupil__in=pupils, stands=True).exclude(value="")
    found: dict[int, dict[Place, Said]] = defaultdict(dict)
    for pupil, what, key, voice, value, reason, by in rows.values_list(
        "pupil", "what", "key", "voice", "value", "reason", "recorded_by__name"
    ):
        found[pupil][what, key, voice] = Said(value=value, by=by, reason=reason)
    return found
