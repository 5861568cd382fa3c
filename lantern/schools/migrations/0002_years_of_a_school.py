from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="academicyear",
            index=models.Index(fields=["school", "starts_on"], name="years_of_a_school"),
        ),
    ]
