import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import noutati.models.abonare
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from platforma.migratii import Deodata


class Migration(migrations.Migration):

    dependencies = [
        ('mesaje', '0002_antete'),
        ('nomenclatoare', '0003_proiect'),
        ('noutati', '0002_drepturi'),
        ('organizatii', '0006_istoricul_listelor'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),  # equality beside ranges, in the constraint on periods
        Deodata([
        migrations.CreateModel(
            name='Abonare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresă de e-mail')),
                ('frecventa', models.CharField(choices=[('imediat', 'Imediat, câte un mesaj când apare ceva'), ('zilnic', 'Zilnic, la ora 8, un mesaj cu tot ce a apărut'), ('saptamanal', 'Săptămânal, lunea la ora 8')], default='saptamanal', max_length=20, verbose_name='cât de des')),
                ('categorii', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('anunt', 'Anunț'), ('apel', 'Apel'), ('rezultat', 'Rezultat'), ('eveniment', 'Eveniment'), ('comunicat', 'Comunicat')], max_length=20), blank=True, default=list, size=None, verbose_name='categorii')),
                ('buletine', models.BooleanField(default=False, verbose_name='primește și buletinul echipei')),
                ('acord_versiune', models.CharField(max_length=20, verbose_name='versiunea textului acceptat')),
                ('acord_la', models.DateTimeField(verbose_name='text acceptat la')),
                ('buletine_acord_la', models.DateTimeField(blank=True, null=True, verbose_name='buletinul acceptat la')),
                ('ceruta_la', models.DateTimeField(default=django.utils.timezone.now, verbose_name='cerută la')),
                ('confirmata_la', models.DateTimeField(blank=True, null=True, verbose_name='confirmată la')),
                ('trimis_pana', models.DateTimeField(blank=True, null=True, verbose_name='trimis până la')),
                ('domenii', models.ManyToManyField(blank=True, related_name='+', to='nomenclatoare.domeniu', verbose_name='domenii')),
                ('organizatii', models.ManyToManyField(blank=True, related_name='+', to='organizatii.organizatie', verbose_name='organizații')),
                ('persoana', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='abonare', to=settings.AUTH_USER_MODEL, verbose_name='contul')),
                ('sectoare', models.ManyToManyField(blank=True, related_name='+', to='nomenclatoare.sector', verbose_name='sectoare')),
            ],
            options={
                'verbose_name': 'abonare',
                'verbose_name_plural': 'abonări',
                'ordering': ['-ceruta_la', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Buletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subiect', models.CharField(max_length=150, verbose_name='subiect')),
                ('text', models.TextField(max_length=12000, verbose_name='text')),
                ('membri', models.CharField(choices=[('nimeni', 'Nu'), ('administratori', 'Numai administratorii'), ('toti', 'Administratorii și editorii')], default='nimeni', max_length=20, verbose_name='membrii organizațiilor publicate')),
                ('tipuri', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ong', 'ONG'), ('intreprindere_sociala', 'Întreprindere socială'), ('intreprindere_insertie', 'Întreprindere socială de inserție'), ('unitate_protejata', 'Unitate protejată'), ('autoritate', 'Autoritate publică locală'), ('alta', 'Altă entitate')], max_length=30), blank=True, default=list, size=None, verbose_name='numai din organizații de tipul')),
                ('abonati', models.BooleanField(default=False, verbose_name='și abonații care au cerut buletinul')),
                ('stare', models.CharField(choices=[('ciorna', 'Ciornă'), ('in_trimitere', 'Se pune în poștă'), ('pauza', 'În pauză'), ('trimis', 'Pus în poștă'), ('anulat', 'Oprit')], default='ciorna', editable=False, max_length=20, verbose_name='stare')),
                ('creat_la', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='creat la')),
                ('trimis_la', models.DateTimeField(editable=False, null=True, verbose_name='trimis la')),
                ('incheiat_la', models.DateTimeField(editable=False, null=True, verbose_name='încheiat la')),
                ('creat_de', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='scris de')),
                ('domenii', models.ManyToManyField(blank=True, related_name='+', to='nomenclatoare.domeniu', verbose_name='numai din organizații din domeniul')),
                ('noutati', models.ManyToManyField(blank=True, related_name='+', to='noutati.noutate', verbose_name='noutăți incluse')),
                ('sectoare', models.ManyToManyField(blank=True, related_name='+', to='nomenclatoare.sector', verbose_name='numai din organizații active în')),
                ('trimis_de', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='trimis de')),
            ],
            options={
                'verbose_name': 'buletin',
                'verbose_name_plural': 'buletine',
                'ordering': ['-creat_la', '-pk'],
                'permissions': [('trimite_buletin', 'Poate trimite buletine')],
            },
        ),
        migrations.CreateModel(
            name='BuletinEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('subiect', models.CharField(max_length=150, verbose_name='subiect')),
                ('text', models.TextField(max_length=12000, verbose_name='text')),
                ('membri', models.CharField(choices=[('nimeni', 'Nu'), ('administratori', 'Numai administratorii'), ('toti', 'Administratorii și editorii')], default='nimeni', max_length=20, verbose_name='membrii organizațiilor publicate')),
                ('tipuri', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ong', 'ONG'), ('intreprindere_sociala', 'Întreprindere socială'), ('intreprindere_insertie', 'Întreprindere socială de inserție'), ('unitate_protejata', 'Unitate protejată'), ('autoritate', 'Autoritate publică locală'), ('alta', 'Altă entitate')], max_length=30), blank=True, default=list, size=None, verbose_name='numai din organizații de tipul')),
                ('abonati', models.BooleanField(default=False, verbose_name='și abonații care au cerut buletinul')),
                ('stare', models.CharField(choices=[('ciorna', 'Ciornă'), ('in_trimitere', 'Se pune în poștă'), ('pauza', 'În pauză'), ('trimis', 'Pus în poștă'), ('anulat', 'Oprit')], default='ciorna', editable=False, max_length=20, verbose_name='stare')),
                ('creat_la', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='creat la')),
                ('trimis_la', models.DateTimeField(editable=False, null=True, verbose_name='trimis la')),
                ('incheiat_la', models.DateTimeField(editable=False, null=True, verbose_name='încheiat la')),
                ('creat_de', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='scris de')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='noutati.buletin')),
                ('trimis_de', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='trimis de')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Destinatar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresă de e-mail')),
                ('fel', models.CharField(choices=[('administrator', 'Administrator'), ('editor', 'Editor'), ('abonat', 'Abonat')], max_length=20, verbose_name='în ce calitate')),
                ('pus_la', models.DateTimeField(null=True, verbose_name='pus în poștă la')),
                ('sarit_la', models.DateTimeField(null=True, verbose_name='lăsat deoparte la')),
                ('buletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='destinatari', to='noutati.buletin', verbose_name='buletinul')),
                ('mesaj', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='destinatar', to='mesaje.mesaj', verbose_name='mesajul')),
                ('organizatie', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organizatii.organizatie', verbose_name='organizația')),
            ],
            options={
                'verbose_name': 'destinatar',
                'verbose_name_plural': 'destinatari',
                'ordering': ['email'],
            },
        ),
        migrations.CreateModel(
            name='RefuzBuletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresă de e-mail')),
                ('la', models.DateTimeField(default=django.utils.timezone.now, verbose_name='la')),
            ],
            options={
                'verbose_name': 'refuz al buletinului',
                'verbose_name_plural': 'refuzuri ale buletinului',
                'ordering': ['-la', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('email',), name='noutati_refuz_o_data'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='noutati_refuz_litere_mici')],
            },
        ),
        migrations.CreateModel(
            name='Rezumat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('de_la', models.DateTimeField(verbose_name='de la')),
                ('pana_la', models.DateTimeField(verbose_name='până la')),
                ('abonare', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rezumate', to='noutati.abonare', verbose_name='abonarea')),
                ('mesaj', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rezumat', to='mesaje.mesaj', verbose_name='mesajul')),
            ],
            options={
                'verbose_name': 'rezumat',
                'verbose_name_plural': 'rezumate',
                'ordering': ['-pana_la', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RezumatNoutate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('abonare', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='noutati.abonare')),
                ('noutate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='noutati.noutate')),
                ('rezumat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='noutati.rezumat')),
            ],
        ),
        migrations.AddField(
            model_name='rezumat',
            name='noutati',
            field=models.ManyToManyField(related_name='+', through='noutati.RezumatNoutate', to='noutati.noutate', verbose_name='noutăți'),
        ),
        migrations.AddIndex(
            model_name='abonare',
            index=models.Index(fields=['frecventa', 'trimis_pana'], name='noutati_abonari_scadente'),
        ),
        migrations.AddConstraint(
            model_name='abonare',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='noutati_abonare_o_adresa'),
        ),
        migrations.AddConstraint(
            model_name='abonare',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='noutati_abonare_litere_mici'),
        ),
        migrations.AddConstraint(
            model_name='abonare',
            constraint=models.CheckConstraint(condition=models.Q(('frecventa__in', ['imediat', 'zilnic', 'saptamanal'])), name='noutati_abonare_frecventa'),
        ),
        migrations.AddConstraint(
            model_name='abonare',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmata_la', None), ('trimis_pana', None)), models.Q(('confirmata_la__isnull', False), ('trimis_pana__isnull', False)), _connector='OR'), name='noutati_abonare_confirmata_are_perioada'),
        ),
        migrations.AddConstraint(
            model_name='abonare',
            constraint=models.CheckConstraint(condition=models.Q(('buletine', False), ('buletine_acord_la__isnull', False), _connector='OR'), name='noutati_abonare_acord_buletin'),
        ),
        migrations.AddConstraint(
            model_name='buletin',
            constraint=models.CheckConstraint(condition=models.Q(('stare__in', ['ciorna', 'in_trimitere', 'pauza', 'trimis', 'anulat'])), name='noutati_buletin_stare'),
        ),
        migrations.AddConstraint(
            model_name='buletin',
            constraint=models.CheckConstraint(condition=models.Q(('membri__in', ['nimeni', 'administratori', 'toti'])), name='noutati_buletin_membri'),
        ),
        migrations.AddConstraint(
            model_name='buletin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stare', 'ciorna'), ('trimis_la', None)), models.Q(models.Q(('stare', 'ciorna'), _negated=True), ('trimis_la__isnull', False)), _connector='OR'), name='noutati_buletin_trimis_are_data'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='buletin',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "noutati_buletinevent" ("abonati", "creat_de_id", "creat_la", "id", "incheiat_la", "membri", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stare", "subiect", "text", "tipuri", "trimis_de_id", "trimis_la") VALUES (OLD."abonati", OLD."creat_de_id", OLD."creat_la", OLD."id", OLD."incheiat_la", OLD."membri", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."stare", OLD."subiect", OLD."text", OLD."tipuri", OLD."trimis_de_id", OLD."trimis_la"); RETURN NULL;', hash='664eb48fe19eaf2aac7710c7df7724eb3a41f2fc', operation='UPDATE', pgid='pgtrigger_update_update_e1c56', table='noutati_buletin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='buletin',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "noutati_buletinevent" ("abonati", "creat_de_id", "creat_la", "id", "incheiat_la", "membri", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stare", "subiect", "text", "tipuri", "trimis_de_id", "trimis_la") VALUES (OLD."abonati", OLD."creat_de_id", OLD."creat_la", OLD."id", OLD."incheiat_la", OLD."membri", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stare", OLD."subiect", OLD."text", OLD."tipuri", OLD."trimis_de_id", OLD."trimis_la"); RETURN NULL;', hash='a2ca0d0a73a34ffccf721d50384c3738d28ae674', operation='DELETE', pgid='pgtrigger_delete_delete_03f3d', table='noutati_buletin', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='destinatar',
            index=models.Index(condition=models.Q(('pus_la', None), ('sarit_la', None)), fields=['buletin', 'id'], name='noutati_destinatari_neatinsi'),
        ),
        migrations.AddConstraint(
            model_name='destinatar',
            constraint=models.UniqueConstraint(fields=('buletin', 'email'), name='noutati_destinatar_o_adresa'),
        ),
        migrations.AddConstraint(
            model_name='destinatar',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='noutati_destinatar_litere_mici'),
        ),
        migrations.AddConstraint(
            model_name='destinatar',
            constraint=models.CheckConstraint(condition=models.Q(('fel__in', ['administrator', 'editor', 'abonat'])), name='noutati_destinatar_fel'),
        ),
        migrations.AddConstraint(
            model_name='destinatar',
            constraint=models.CheckConstraint(condition=models.Q(('sarit_la', None), ('pus_la', None), _connector='OR'), name='noutati_destinatar_pus_sau_sarit'),
        ),
        migrations.AddConstraint(
            model_name='rezumatnoutate',
            constraint=models.UniqueConstraint(fields=('abonare', 'noutate'), name='noutati_noutate_o_data'),
        ),
        migrations.AddConstraint(
            model_name='rezumat',
            constraint=models.CheckConstraint(condition=models.Q(('pana_la__gt', models.F('de_la'))), name='noutati_rezumat_perioada'),
        ),
        migrations.AddConstraint(
            model_name='rezumat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(noutati.models.abonare.Perioada('de_la', 'pana_la', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=False, inclusive_upper=True)), '&&'), ('abonare', '=')], name='noutati_rezumate_fara_suprapunere'),
        ),
        ]),
    ]
