"""Where the demo may be made: never beside a real school."""

from django.conf import settings
from django.db import connection

from lantern.audit.models import Note
from lantern.demo.presets import recipe_digest
from lantern.schools.models import School, Trust

MADE = "pretend trust made"


class NotForReal(RuntimeError):
    """Why the demo may not be made here, in one plain sentence."""


def refuse_a_real_place() -> None:
    """Raise NotForReal unless this is said to be a demo and no school here is a real one."""
    if not settings.DEMO:
        raise NotForReal(
            "This is not a demo, so no pretend school was made. Start it with: python3 run.py demo"
        )
    if real_school := _real_school():
        raise NotForReal(
            f"This database holds a real school, {real_school}, so no pretend school was made "
            "and nothing was changed."
        )


def _real_school() -> str | None:
    """The name of a school here that is not of a pretend trust; of none if nothing is set up."""
    if School._meta.db_table not in connection.introspection.table_names():
        return None
    real = School.objects.exclude(trust__pretend=True)
    return real.values_list("name", flat=True).first()


def is_made() -> bool:
    """Whether the pretend trust is here, whole, and of the present recipe."""
    return Note.objects.filter(did=MADE, details__recipe=recipe_digest()).exists()


def is_begun() -> bool:
    """Whether some pretend trust is here, whole or not."""
    return Trust.objects.filter(pretend=True).exists()
