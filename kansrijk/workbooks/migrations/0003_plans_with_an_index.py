"""Plans that were stored as one long row of lines get an index, so that their pages read no more than they show."""

from django.db import migrations

from kansrijk.workbooks.plans.storing import is_without_index, load, store


def give_index(apps, schema_editor):
    uploads = apps.get_model("workbooks", "Upload").objects
    for pk in list(uploads.exclude(plan=None).values_list("pk", flat=True)):
        plan = bytes(uploads.values_list("plan", flat=True).get(pk=pk) or b"")
        if is_without_index(plan):
            uploads.filter(pk=pk).update(plan=store(load(plan)))


class Migration(migrations.Migration):
    dependencies = [("workbooks", "0002_made_files")]
    operations = [migrations.RunPython(give_index, migrations.RunPython.noop)]
