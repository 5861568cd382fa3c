"""The school is made: migrations and all, as `lantern demo make` does."""

from django.core.management import call_command

from lantern.demo.actions import make
from tests.bench.the_school import recipe, seconds


def measure() -> dict[str, float]:
    prepared = seconds(lambda: call_command("prepare", verbosity=0))
    made = seconds(lambda: make(recipe=recipe(), say=lambda _: None))
    return {"prepared_s": prepared, "made_s": made}
