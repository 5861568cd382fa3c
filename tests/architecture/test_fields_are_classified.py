"""Every field of every model says whether it is about a person, and how closely."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.river import lines
from tests.architecture.test_foreign_keys import ours

KINDS = ("personal", "special", "plain")  # special: UK GDPR article 9, and what schools treat so


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    """What to mend, with the line to paste."""
    return [fault for model in found for fault in faults_of(model)]


def faults_of(model: type[models.Model]) -> Iterator[str]:
    privacy = getattr(model, "Privacy", None)
    said = Counter(name for kind in KINDS for name in getattr(privacy, kind, ()))
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    names = {field.name for field in fields}
    for name in sorted(names - set(said)):
        yield f'{model.__name__}: add "{name}" to Privacy.personal, special or plain'
    for name in sorted(set(said) - names):
        yield f'{model.__name__}: Privacy names "{name}", which is no field'
    for name in sorted(name for name, times in said.items() if times > 1):
        yield f'{model.__name__}: Privacy names "{name}" twice'


def test_every_field_is_classified() -> None:
    found = faults(ours())
    assert not found, lines(found)


@isolate_apps("lantern.roster")
def test_what_is_not_classified_is_found() -> None:
    class Bare(models.Model):
        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    class Wrong(models.Model):
        name = models.CharField(max_length=10)
        classes = models.ManyToManyField(Bare, related_name="+")

        class Privacy:
            personal = {"name", "nickname"}
            plain = {"id", "name"}

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    assert faults([Bare]) == ['Bare: add "id" to Privacy.personal, special or plain']
    assert faults([Wrong]) == [
        'Wrong: add "classes" to Privacy.personal, special or plain',
        'Wrong: Privacy names "nickname", which is no field',
        'Wrong: Privacy names "name" twice',
    ]
