"""The narrow table of matches, and the triggers that keep it.

They are written by hand, on tables of the app below: pgtrigger would put them in that app's migrations. The WHEN
conditions keep an import of the register, whose profiles nobody stands behind, from doing any of this.
"""

import django.db.models.deletion
from django.db import migrations, models

LISTE = ("domenii", "grupuri", "sectoare")
MASCA = (
    "coalesce((SELECT bit_or(1::bigint << ({} % 63)::int) FROM organizatii_organizatie_{}"
    " WHERE organizatie_id = o.id), 0)"
)
POATE = "{0}.stare = 'publicat' AND {0}.revendicata AND {0}.stare_registru NOT IN ('radiata', 'dizolvata')"
CITITE = ("stare", "revendicata", "stare_registru", "tip", "publicat_la", "sediu_sector_id")

FUNCTII = f"""
CREATE FUNCTION parteneriate_reface_fisa(cheia bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO parteneriate_fisapotrivire (organizatie_id, publicat_la, autoritate, domenii, grupuri, sectoare)
  SELECT o.id, o.publicat_la, o.tip = 'autoritate', {MASCA.format("domeniu_id", "domenii")},
    {MASCA.format("gruptinta_id", "grupuri")},
    {MASCA.format("sector_id", "sectoare")} | coalesce(1::bigint << o.sediu_sector_id, 0)
  FROM organizatii_organizatie AS o WHERE o.id = cheia AND {POATE.format("o")}
  ON CONFLICT (organizatie_id) DO UPDATE SET publicat_la = excluded.publicat_la, autoritate = excluded.autoritate,
    domenii = excluded.domenii, grupuri = excluded.grupuri, sectoare = excluded.sectoare;
  IF NOT FOUND THEN
    DELETE FROM parteneriate_fisapotrivire WHERE organizatie_id = cheia;
  END IF;
END $$;

CREATE FUNCTION parteneriate_fisa_organizatiei() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM parteneriate_reface_fisa(coalesce(NEW.id, OLD.id));
  RETURN NULL;
END $$;

CREATE FUNCTION parteneriate_fisa_listei() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM parteneriate_reface_fisa(coalesce(NEW.organizatie_id, OLD.organizatie_id));
  RETURN NULL;
END $$;

CREATE TRIGGER parteneriate_fisa_adaugata AFTER INSERT ON organizatii_organizatie
  FOR EACH ROW WHEN ({POATE.format("NEW")}) EXECUTE FUNCTION parteneriate_fisa_organizatiei();
CREATE TRIGGER parteneriate_fisa_schimbata AFTER UPDATE ON organizatii_organizatie FOR EACH ROW
  WHEN (({", ".join(f"OLD.{c}" for c in CITITE)}) IS DISTINCT FROM ({", ".join(f"NEW.{c}" for c in CITITE)}))
  EXECUTE FUNCTION parteneriate_fisa_organizatiei();
CREATE TRIGGER parteneriate_fisa_stearsa AFTER DELETE ON organizatii_organizatie
  FOR EACH ROW EXECUTE FUNCTION parteneriate_fisa_organizatiei();
"""
TRIGGERE_LISTE = "".join(
    f"""
CREATE TRIGGER parteneriate_fisa_lista AFTER INSERT OR UPDATE OR DELETE ON organizatii_organizatie_{lista}
  FOR EACH ROW EXECUTE FUNCTION parteneriate_fisa_listei();
"""
    for lista in LISTE
)
UMPLE = f"""
SELECT count(parteneriate_reface_fisa(o.id)) FROM organizatii_organizatie AS o WHERE {POATE.format("o")};
"""
INAPOI = """
DROP FUNCTION parteneriate_fisa_organizatiei() CASCADE;
DROP FUNCTION parteneriate_fisa_listei() CASCADE;
DROP FUNCTION parteneriate_reface_fisa(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organizatii', '0006_istoricul_listelor'),
        ('parteneriate', '0004_drepturi_si_ponderi'),
    ]

    operations = [
        migrations.CreateModel(
            name='FisaPotrivire',
            fields=[
                ('organizatie', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='organizatii.organizatie')),
                ('publicat_la', models.DateTimeField()),
                ('autoritate', models.BooleanField()),
                ('domenii', models.BigIntegerField()),
                ('grupuri', models.BigIntegerField()),
                ('sectoare', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'fișă de potrivire',
                'verbose_name_plural': 'fișe de potrivire',
            },
        ),
        migrations.RunSQL(FUNCTII + TRIGGERE_LISTE + UMPLE, INAPOI),
    ]
