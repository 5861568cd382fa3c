"""A moment that something was done stands beside who did it."""

from collections.abc import Iterable

from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.river import lines
from tests.architecture.test_foreign_keys import ours


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    wrong = []
    for model in found:
        names = {field.name for field in model._meta.local_fields}
        for name in sorted(names):
            who = f"{name.removesuffix('_at')}_by"
            if name.endswith("_at") and who not in names:
                wrong.append(f"{model.__name__}.{name} stands without {who}")
    return wrong


def test_every_moment_says_who() -> None:
    found = faults(ours())
    assert not found, lines(found)


@isolate_apps("lantern.roster")
def test_a_moment_without_a_person_is_found() -> None:
    class Sample(models.Model):
        closed_at = models.DateTimeField()
        opened_at = models.DateTimeField()
        opened_by = models.CharField(max_length=10)
        at = models.DateTimeField()

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    assert faults([Sample]) == ["Sample.closed_at stands without closed_by"]
