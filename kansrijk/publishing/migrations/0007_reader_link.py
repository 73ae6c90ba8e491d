"""A link for an outside reader is known, so that it can be stopped."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0006_undo_report'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReaderLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reader', models.CharField(max_length=100, verbose_name='lezer')),
                ('until', models.DateTimeField(verbose_name='werkt tot')),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='gestopt op')),
                ('change_set', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.changeset', verbose_name='pakket')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemaakt door')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.revision', verbose_name='versie')),
            ],
            options={
                'verbose_name': 'link voor een lezer',
                'verbose_name_plural': 'links voor lezers',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('revision__isnull', True), ('change_set__isnull', True), _connector='XOR'), name='reader_link_shows_one_thing')],
            },
        ),
    ]
