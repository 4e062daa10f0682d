"""The narrow rows of the directory, and the triggers that keep them.

By statement, so that an import of thousands of rows refreshes them in one go.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# The same numbers as in organizatii/models/director.py: kind × 1.000.000 + the value's own.
FUNCTII = """
CREATE FUNCTION organizatii_reface_director(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Two who change two lists of one organisation: the second counts after the first has finished.
    PERFORM FROM organizatii_organizatie WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO organizatii_randdirector AS r
        (organizatie_id, coduri, cheie_sortare, publicat_la, confirmata_la, versiune)
    SELECT i.id,
           CASE WHEN o.id IS NOT NULL THEN ARRAY(
               SELECT 1000000 + s.sector_id FROM organizatii_organizatie_sectoare s WHERE s.organizatie_id = o.id
               UNION SELECT 1000000 + o.sediu_sector_id WHERE o.sediu_sector_id IS NOT NULL
               UNION ALL SELECT 2000000 + array_position(
                   ARRAY['ong', 'intreprindere_sociala', 'intreprindere_insertie', 'unitate_protejata', 'autoritate',
                         'alta'], o.tip::text)
               UNION ALL SELECT 3000000 + d.domeniu_id FROM organizatii_organizatie_domenii d
                   WHERE d.organizatie_id = o.id
               UNION ALL SELECT 4000000 + g.gruptinta_id FROM organizatii_organizatie_grupuri g
                   WHERE g.organizatie_id = o.id
               UNION ALL SELECT 5000000 + c.cartier_id FROM organizatii_organizatie_cartiere c
                   WHERE c.organizatie_id = o.id
               UNION ALL SELECT 6000000 + x.odd_id FROM organizatii_organizatie_odd x WHERE x.organizatie_id = o.id
               UNION ALL SELECT 7000000 + CASE WHEN o.revendicata THEN 1 ELSE 2 END
               ORDER BY 1
           )::int[] END,
           coalesce(o.cheie_sortare, ''), o.publicat_la, o.confirmata_la, pg_current_xact_id()::text::bigint
    FROM unnest(ids) AS i(id)
    LEFT JOIN organizatii_organizatie o
        ON o.id = i.id AND o.stare = 'publicat' AND o.stare_registru NOT IN ('dizolvata', 'radiata')
    WHERE o.id IS NOT NULL OR EXISTS (SELECT FROM organizatii_randdirector WHERE organizatie_id = i.id)
    ON CONFLICT (organizatie_id) DO UPDATE
        SET coduri = excluded.coduri, cheie_sortare = excluded.cheie_sortare, publicat_la = excluded.publicat_la,
            confirmata_la = excluded.confirmata_la, versiune = excluded.versiune
        WHERE (r.coduri, r.cheie_sortare, r.publicat_la, r.confirmata_la)
            IS DISTINCT FROM (excluded.coduri, excluded.cheie_sortare, excluded.publicat_la, excluded.confirmata_la);
END $$;

CREATE FUNCTION organizatii_director_profil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM organizatii_reface_director(ARRAY(SELECT id FROM noi WHERE stare = 'publicat'));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM organizatii_reface_director(ARRAY(SELECT id FROM vechi));
    ELSIF TG_OP = 'TRUNCATE' THEN
        PERFORM organizatii_reface_director(ARRAY(SELECT organizatie_id FROM organizatii_randdirector));
    ELSE
        PERFORM organizatii_reface_director(ARRAY(
            SELECT n.id FROM noi n JOIN vechi v USING (id)
            WHERE (n.tip, n.stare, n.stare_registru, n.sediu_sector_id, n.revendicata, n.cheie_sortare,
                   n.publicat_la, n.confirmata_la)
                IS DISTINCT FROM (v.tip, v.stare, v.stare_registru, v.sediu_sector_id, v.revendicata,
                                  v.cheie_sortare, v.publicat_la, v.confirmata_la)
        ));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION organizatii_director_lista() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM organizatii_reface_director(ARRAY(SELECT DISTINCT organizatie_id FROM noi));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM organizatii_reface_director(ARRAY(SELECT DISTINCT organizatie_id FROM vechi));
    ELSE
        PERFORM organizatii_reface_director(
            ARRAY(SELECT organizatie_id FROM noi UNION SELECT organizatie_id FROM vechi));
    END IF;
    RETURN NULL;
END $$;
"""
STERGE_FUNCTII = """
DROP FUNCTION organizatii_director_lista(), organizatii_director_profil(), organizatii_reface_director(bigint[]);
"""
PROFIL = "organizatii_organizatie"
LISTE = [f"{PROFIL}_{lista}" for lista in ("sectoare", "domenii", "grupuri", "cartiere", "odd")]
SE_VAD = {
    "INSERT": "REFERENCING NEW TABLE AS noi",
    "UPDATE": "REFERENCING OLD TABLE AS vechi NEW TABLE AS noi",
    "DELETE": "REFERENCING OLD TABLE AS vechi",
    "TRUNCATE": "",
}
TRIGGERE = [
    (tabel, fapta, functie)
    for tabel, functie, fapte in [
        (PROFIL, "organizatii_director_profil", SE_VAD),
        *((lista, "organizatii_director_lista", ("INSERT", "UPDATE", "DELETE")) for lista in LISTE),
    ]
    for fapta in fapte
]


class Migration(migrations.Migration):

    dependencies = [
        ('organizatii', '0007_confirmate'),
    ]

    operations = [
        migrations.CreateModel(
            name='RandDirector',
            fields=[
                ('organizatie', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='rand_director', serialize=False, to='organizatii.organizatie')),
                ('coduri', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True, size=None)),
                ('cheie_sortare', models.TextField()),
                ('publicat_la', models.DateTimeField(null=True)),
                ('confirmata_la', models.DateTimeField(null=True)),
                ('versiune', models.BigIntegerField(db_index=True)),
            ],
            options={
                'indexes': [models.Index(models.F('cheie_sortare'), models.F('organizatie'), condition=models.Q(('coduri__isnull', False)), include=('coduri',), name='organizatii_dir_dupa_nume'), models.Index(models.OrderBy(models.F('publicat_la'), descending=True), models.OrderBy(models.F('organizatie'), descending=True), condition=models.Q(('coduri__isnull', False)), include=('coduri',), name='organizatii_dir_dupa_data'), models.Index(models.OrderBy(models.F('confirmata_la'), descending=True, nulls_last=True), models.OrderBy(models.F('organizatie'), descending=True), condition=models.Q(('coduri__isnull', False)), include=('coduri',), name='organizatii_dir_confirmate')],
            },
        ),
        migrations.RunSQL(FUNCTII, STERGE_FUNCTII),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER director_{fapta.lower()} AFTER {fapta} ON {tabel} {SE_VAD[fapta]}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {functie}()",
                f"DROP TRIGGER director_{fapta.lower()} ON {tabel}",
            )
            for tabel, fapta, functie in TRIGGERE
        ),
        migrations.RunSQL(
            "SELECT organizatii_reface_director(ARRAY(SELECT id FROM organizatii_organizatie WHERE stare = 'publicat'))",
            migrations.RunSQL.noop,
        ),
    ]
