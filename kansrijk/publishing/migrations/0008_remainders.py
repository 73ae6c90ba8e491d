"""A release that was published in part knows its rest; the log knows that a release got another name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0007_reader_link'),
    ]

    operations = [
        migrations.AddField(
            model_name='changeset',
            name='remainder_of',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remainders', to='publishing.changeset', verbose_name='rest van'),
        ),
        migrations.AlterField(
            model_name='event',
            name='verb',
            field=models.CharField(choices=[('concept', 'Concept opgeslagen'), ('ingediend', 'Ter beoordeling gegeven'), ('teruggestuurd', 'Teruggestuurd'), ('opmerking', 'Opmerking gemaakt'), ('gepubliceerd', 'Gepubliceerd'), ('gepland', 'Ingepland'), ('planning-weg', 'Planning weggehaald'), ('ingetrokken', 'Ingetrokken'), ('weggehaald', 'Weggehaald'), ('teruggezet', 'Teruggezet'), ('teruggedraaid', 'Teruggedraaid'), ('vervallen', 'Concept weggegooid'), ('direct', 'Direct gewijzigd'), ('hernoemd', 'Pakket een andere naam gegeven')], max_length=20, verbose_name='wat'),
        ),
    ]
