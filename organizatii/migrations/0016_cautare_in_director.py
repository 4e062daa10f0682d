"""The vectors stand in the narrow rows of the directory, and the search goes through those alone.

A word that thousands have is then looked up in half as many pages, without the states of the profiles beside it.
"""

import importlib

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.models.functions import Upper

from platforma.migratii import Deodata

INAINTE = importlib.import_module("organizatii.migrations.0008_director").FUNCTII.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
ACUM = """
CREATE OR REPLACE FUNCTION organizatii_reface_director(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Two who change two lists of one organisation: the second counts after the first has finished.
    PERFORM FROM organizatii_organizatie WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO organizatii_randdirector AS r
        (organizatie_id, coduri, cheie_sortare, publicat_la, confirmata_la, cautare, cautare_nume, versiune)
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
           coalesce(o.cheie_sortare, ''), o.publicat_la, o.confirmata_la, o.cautare, o.cautare_nume,
           pg_current_xact_id()::text::bigint
    FROM unnest(ids) AS i(id)
    LEFT JOIN organizatii_organizatie o
        ON o.id = i.id AND o.stare = 'publicat' AND o.stare_registru NOT IN ('dizolvata', 'radiata')
    WHERE o.id IS NOT NULL OR EXISTS (SELECT FROM organizatii_randdirector WHERE organizatie_id = i.id)
    ON CONFLICT (organizatie_id) DO UPDATE
        SET coduri = excluded.coduri, cheie_sortare = excluded.cheie_sortare, publicat_la = excluded.publicat_la,
            confirmata_la = excluded.confirmata_la, cautare = excluded.cautare, cautare_nume = excluded.cautare_nume,
            versiune = excluded.versiune
        WHERE (r.coduri, r.cheie_sortare, r.publicat_la, r.confirmata_la, r.cautare, r.cautare_nume)
            IS DISTINCT FROM (excluded.coduri, excluded.cheie_sortare, excluded.publicat_la, excluded.confirmata_la,
                              excluded.cautare, excluded.cautare_nume);
END $$;

CREATE OR REPLACE FUNCTION organizatii_director_profil() RETURNS trigger LANGUAGE plpgsql AS $$
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
                   n.publicat_la, n.confirmata_la, n.cautare, n.cautare_nume)
                IS DISTINCT FROM (v.tip, v.stare, v.stare_registru, v.sediu_sector_id, v.revendicata, v.cheie_sortare,
                                  v.publicat_la, v.confirmata_la, v.cautare, v.cautare_nume)
        ));
    END IF;
    RETURN NULL;
END $$;
"""
# The planner does not count what reading a vector costs, and of a frequent word would rather read all of them than the
# index. Only inside these two is that way closed to it. Whoever is not listed has no vector.
GASITE = """
CREATE FUNCTION organizatii_gasite(
    intrebare tsquery, OUT organizatie_id bigint, OUT cheie_sortare text, OUT publicat_la timestamptz,
    OUT confirmata_la timestamptz
) RETURNS SETOF record LANGUAGE sql STABLE ROWS 1000 SET enable_seqscan TO off AS $$
    SELECT organizatie_id, cheie_sortare, publicat_la, confirmata_la
    FROM organizatii_randdirector WHERE cautare @@ intrebare
$$;
CREATE FUNCTION organizatii_gasite_dupa_nume(intrebare tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 1000 SET enable_seqscan TO off AS $$
    SELECT organizatie_id FROM organizatii_randdirector WHERE cautare_nume @@ intrebare
$$;
"""
FARA_GASITE = "DROP FUNCTION organizatii_gasite(tsquery), organizatii_gasite_dupa_nume(tsquery)"
# Of a row that is too long the vectors go apart; what is sorted and filtered by stays.
AFARA = """
ALTER TABLE organizatii_randdirector SET (toast_tuple_target = 256),
    ALTER cautare SET STORAGE EXTERNAL, ALTER cautare_nume SET STORAGE EXTERNAL,
    ALTER coduri SET STORAGE MAIN, ALTER cheie_sortare SET STORAGE MAIN
"""
UMPLE = """
UPDATE organizatii_randdirector r SET cautare = o.cautare, cautare_nume = o.cautare_nume
FROM organizatii_organizatie o WHERE o.id = r.organizatie_id AND r.coduri IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("organizatii", "0015_drepturi_uniri")]

    operations = [
        Deodata([
            migrations.AddField("randdirector", "cautare", SearchVectorField(null=True)),
            migrations.AddField("randdirector", "cautare_nume", SearchVectorField(null=True)),
        ]),
        migrations.RunSQL(AFARA, migrations.RunSQL.noop),
        migrations.RunSQL(UMPLE, migrations.RunSQL.noop),
        migrations.RunSQL(ACUM, INAINTE),
        Deodata([
            migrations.RemoveIndex("organizatie", "organizatii_cautare"),
            migrations.RemoveIndex("organizatie", "organizatii_cautare_nume"),
            migrations.AddIndex("randdirector", GinIndex(fields=["cautare"], name="organizatii_cautare")),
            migrations.AddIndex("randdirector", GinIndex(fields=["cautare_nume"], name="organizatii_cautare_nume")),
            migrations.AddIndex(
                "organizatie",
                models.Index(Upper("acronim"), condition=~models.Q(acronim=""), name="organizatii_acronim"),
            ),
        ]),
        migrations.RunSQL(GASITE, FARA_GASITE),
    ]
