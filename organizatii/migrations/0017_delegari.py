import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizatii', '0016_cautare_in_director'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Delegare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fel', models.SlugField(max_length=40, verbose_name='felul sarcinii')),
                ('cheie', models.BigIntegerField(verbose_name='despre care rând')),
                ('nota', models.CharField(blank=True, max_length=500, verbose_name='un cuvânt pentru colegul dumneavoastră')),
                ('la', models.DateTimeField(default=django.utils.timezone.now, verbose_name='la')),
                ('catre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sarcini', to='organizatii.membru', verbose_name='cui')),
                ('de', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='de')),
            ],
            options={
                'verbose_name': 'sarcină încredințată',
                'verbose_name_plural': 'sarcini încredințate',
                'ordering': ['-la', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DelegareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('fel', models.SlugField(db_index=False, max_length=40, verbose_name='felul sarcinii')),
                ('cheie', models.BigIntegerField(verbose_name='despre care rând')),
                ('la', models.DateTimeField(default=django.utils.timezone.now, verbose_name='la')),
                ('catre', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizatii.membru', verbose_name='cui')),
                ('de', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='de')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizatii.delegare')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RezumatSarcini',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vrea', models.BooleanField(default=True, verbose_name='vrea mesajul de dimineață')),
                ('trimis_pe', models.DateField(blank=True, null=True, verbose_name='ultimul mesaj')),
                ('spuse', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='spuse')),
                ('persoana', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoana')),
            ],
            options={
                'verbose_name': 'rezumat al sarcinilor',
                'verbose_name_plural': 'rezumate ale sarcinilor',
            },
        ),
        migrations.AddConstraint(
            model_name='delegare',
            constraint=models.UniqueConstraint(fields=('fel', 'cheie'), name='organizatii_delegare_una_de_sarcina'),
        ),
        migrations.AddConstraint(
            model_name='delegare',
            constraint=models.CheckConstraint(condition=models.Q(('cheie__gt', 0), models.Q(('fel', ''), _negated=True)), name='organizatii_delegare_are_sarcina'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegare',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."catre_id" IS DISTINCT FROM (NEW."catre_id") OR OLD."cheie" IS DISTINCT FROM (NEW."cheie") OR OLD."de_id" IS DISTINCT FROM (NEW."de_id") OR OLD."fel" IS DISTINCT FROM (NEW."fel") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."la" IS DISTINCT FROM (NEW."la"))', func='INSERT INTO "organizatii_delegareevent" ("catre_id", "cheie", "de_id", "fel", "id", "la", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."catre_id", OLD."cheie", OLD."de_id", OLD."fel", OLD."id", OLD."la", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;', hash='7523bbe71e5f649e17251a826559adace9471bab', operation='UPDATE', pgid='pgtrigger_update_update_4594f', table='organizatii_delegare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegare',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organizatii_delegareevent" ("catre_id", "cheie", "de_id", "fel", "id", "la", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."catre_id", OLD."cheie", OLD."de_id", OLD."fel", OLD."id", OLD."la", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='7995f7b23dc88f984d209258a6f71404ea5094f2', operation='DELETE', pgid='pgtrigger_delete_delete_b436f', table='organizatii_delegare', when='AFTER')),
        ),
    ]
