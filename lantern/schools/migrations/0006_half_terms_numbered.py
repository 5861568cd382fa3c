from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def number_them(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    halves = apps.get_model("schools", "HalfTerm").objects
    so_far = halves.filter(
        term__year=OuterRef("term__year"), starts_on__lte=OuterRef("starts_on")
    ).order_by()
    counted = so_far.values("term__year").annotate(many=models.Count("pk")).values("many")
    numbers = dict(halves.annotate(place=Subquery(counted)).values_list("pk", "place"))
    for pk, number in numbers.items():
        halves.filter(pk=pk).update(number=number)


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0005_lock_after"),
    ]

    operations = [
        migrations.AddField(
            model_name="halfterm",
            name="number",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(number_them, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="halfterm",
            name="number",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="halfterm",
            constraint=models.UniqueConstraint(
                fields=("term", "number"), name="half_term_numbered_once_a_term"
            ),
        ),
    ]
