"""The form of a record asks for its open work: found at once, also after a thousand versions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_editing")]

    operations = [
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["kind", "object_id", "state"], name="revision_in_state"),
        ),
    ]
