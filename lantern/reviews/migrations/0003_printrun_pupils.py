from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_printrun"),
    ]

    operations = [
        migrations.AddField(
            model_name="printrun",
            name="pupils",
            field=models.JSONField(null=True),
        ),
    ]
