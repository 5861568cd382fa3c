"""How much of a kept profile was too early to say; nothing is known of those kept before.

It may be nothing, so SQLite adds the column where it is, and what holds the table stays.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0007_unchanged"),
    ]

    operations = [
        migrations.AddField(
            model_name="shown",
            name="early",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
