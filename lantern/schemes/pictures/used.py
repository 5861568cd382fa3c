"""Which version a review is judged by, asked of whoever keeps reviews."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from lantern.accounts.models import Viewer
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Used:
    """The version that a review is judged by, if any is adopted.

    `begun` is whether anyone was judged by it, or a class was closed: then the review keeps it.
    """

    version: SchemeVersion | None
    begun: bool


Asked = Callable[[Period, Viewer], Used]


def used_in(period: Period, by: Viewer) -> Used:
    """What one review is judged by, in every class; one query.

    Reviews lie downstream, so the settings name whom to ask (decision 0013).
    """
    asked = cast(Asked, import_string(settings.JUDGED_BY))
    return asked(period, by)
