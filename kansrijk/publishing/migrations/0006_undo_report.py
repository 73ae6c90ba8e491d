"""What an undo did is kept with its change set, for whoever asks later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0005_closed_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="changeset",
            name="undo_report",
            field=models.JSONField(
                editable=False, null=True, verbose_name="wat er bij het terugdraaien gebeurde"
            ),
        ),
    ]
