import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def tell_when_it_began(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    closures = apps.get_model("reviews", "Closure").objects.filter(pk=OuterRef("closure"))
    first_day = Subquery(closures.values("period__starts_on")[:1])
    apps.get_model("reviews", "Shown").objects.update(began_on=first_day)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_printrun_pupils"),
        ("roster", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="shown",
            name="began_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(tell_when_it_began, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="shown",
            name="began_on",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="shown",
            name="pupil",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="roster.pupil",
            ),
        ),
        migrations.AddIndex(
            model_name="shown",
            index=models.Index(fields=["pupil", "began_on"], name="shown_of_a_child"),
        ),
    ]
