"""What the search looks through, again: every form of a word, the names of lists, numbers; and the words it corrects by.

A generated column cannot be altered in place, so the vector is made anew, with the functions it is computed by.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models import Case, Value, When
from django.db.models.functions import Concat, Replace

from organizatii.models import CheieNume, FaraSemne, Forme
from platforma.migratii import Deodata

# organizatii.tulpini.tulpina and organizatii.models.expresii (cuvinte_pliate, cheie_nume), in SQL: both sides say the
# same, and a test holds that. Immutable, because stored columns are computed by them: to change one is a migration.
FUNCTII = r"""
CREATE FUNCTION organizatii_cuvinte_pliate(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(
    translate(lower($1), 'ăâîșțşţºªþ', 'aaiststsst'),
    '[]\s„”“‟«»‹›"''’‘‚`´.,;:!?()[{}<>/|\\–—_+*=&#@^~…•·№°§-]+', ' ', 'g'
)
$$;

CREATE FUNCTION organizatii_forme(text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cuvinte text := organizatii_cuvinte_pliate($1);
    pliat text;
    forme text := cuvinte || ' ' || regexp_replace(regexp_replace(replace(replace(replace(
        regexp_replace(cuvinte, '(?:@TERMINATII@)\M', '', 'g'),
        'oa', 'o'), 'ea', 'e'), 'ia', 'ie'), 'z\M', 'd', 'g'), 'sc\M', 'st', 'g');
BEGIN
    IF $1 ~ '\w[-.’'']\w' THEN
        pliat := translate(lower($1), 'ăâîșțşţºªþ', 'aaiststsst');
        forme := forme || coalesce((
            SELECT ' ' || string_agg(regexp_replace(m[1], '[-.’'']', '', 'g'), ' ')
            FROM regexp_matches(pliat, '[a-z0-9]+(?:[-.’''][a-z0-9]+)+', 'g') AS m
        ), '');
    END IF;
    RETURN forme;
END $$;

CREATE FUNCTION organizatii_cheie_nume(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(
    btrim(organizatii_cuvinte_pliate($1)),
    '^(asociatia|asociatie|asoc|as|fundatia|fundatie|fund|federatia|fed|uniunea|ong) (?=.)', ''
)
$$;
""".replace("@TERMINATII@", "iilor|ilor|elor|iului|iul|ului|elui|iile|iei|ele|ile|urile|urilor|uri|iii|ea|ii|ia|ie|ei|ul|a|e|i|u")
STERGE_FUNCTII = """
DROP FUNCTION organizatii_cheie_nume(text), organizatii_forme(text), organizatii_cuvinte_pliate(text);
"""

# The names of an organisation's domains and neighbourhoods, kept beside it. By statement: a list of five is one change.
# The row is locked before its lists are read, so that of two who change them the second reads what the first has left.
LISTE = [("domenii", "domeniu"), ("cartiere", "cartier")]
NUMELE_LISTELOR = "".join(
    f"""
CREATE FUNCTION organizatii_reface_{lista}_text(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM organizatii_organizatie WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE organizatii_organizatie o SET {lista}_text = t.nume
    FROM (
        SELECT i.id, coalesce(string_agg(e.nume, ' · ' ORDER BY e.ordine, e.nume), '') AS nume
        FROM unnest(ids) AS i(id)
        LEFT JOIN organizatii_organizatie_{lista} l ON l.organizatie_id = i.id
        LEFT JOIN nomenclatoare_{element} e ON e.id = l.{element}_id
        GROUP BY i.id
    ) t
    WHERE o.id = t.id AND o.{lista}_text IS DISTINCT FROM t.nume;
END $$;

CREATE FUNCTION organizatii_{lista}_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM organizatii_reface_{lista}_text(ARRAY(SELECT DISTINCT organizatie_id FROM noi));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM organizatii_reface_{lista}_text(ARRAY(SELECT DISTINCT organizatie_id FROM vechi));
    ELSE
        PERFORM organizatii_reface_{lista}_text(
            ARRAY(SELECT organizatie_id FROM noi UNION SELECT organizatie_id FROM vechi));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER text_insert AFTER INSERT ON organizatii_organizatie_{lista} REFERENCING NEW TABLE AS noi
    FOR EACH STATEMENT EXECUTE FUNCTION organizatii_{lista}_text();
CREATE TRIGGER text_update AFTER UPDATE ON organizatii_organizatie_{lista}
    REFERENCING OLD TABLE AS vechi NEW TABLE AS noi
    FOR EACH STATEMENT EXECUTE FUNCTION organizatii_{lista}_text();
CREATE TRIGGER text_delete AFTER DELETE ON organizatii_organizatie_{lista} REFERENCING OLD TABLE AS vechi
    FOR EACH STATEMENT EXECUTE FUNCTION organizatii_{lista}_text();

CREATE FUNCTION organizatii_{element}_redenumit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM organizatii_reface_{lista}_text(ARRAY(
        SELECT DISTINCT l.organizatie_id FROM organizatii_organizatie_{lista} l
        JOIN noi ON noi.id = l.{element}_id JOIN vechi ON vechi.id = noi.id
        WHERE (noi.nume, noi.ordine) IS DISTINCT FROM (vechi.nume, vechi.ordine)
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER redenumit_in_organizatii AFTER UPDATE ON nomenclatoare_{element}
    REFERENCING OLD TABLE AS vechi NEW TABLE AS noi
    FOR EACH STATEMENT EXECUTE FUNCTION organizatii_{element}_redenumit();

SELECT organizatii_reface_{lista}_text(ARRAY(SELECT DISTINCT organizatie_id FROM organizatii_organizatie_{lista}));
"""
    for lista, element in LISTE
)
STERGE_NUMELE_LISTELOR = "".join(
    f"""
DROP TRIGGER redenumit_in_organizatii ON nomenclatoare_{element};
DROP TRIGGER text_insert ON organizatii_organizatie_{lista};
DROP TRIGGER text_update ON organizatii_organizatie_{lista};
DROP TRIGGER text_delete ON organizatii_organizatie_{lista};
DROP FUNCTION organizatii_{element}_redenumit(), organizatii_{lista}_text(), organizatii_reface_{lista}_text(bigint[]);
"""
    for lista, element in LISTE
)
# Long texts and vectors stand apart, what a search compares and sorts by stays in the row: whoever goes through tens of
# thousands of rows reads short ones. It holds for rows written from now on.
IN_RAND = ("denumire", "denumire_pliata", "nume_cheie", "cheie_sortare")
SCURTE = "ALTER TABLE organizatii_organizatie SET (toast_tuple_target = 512)" + "".join(
    f", ALTER {coloana} SET STORAGE MAIN" for coloana in IN_RAND
)
CA_INAINTE = "ALTER TABLE organizatii_organizatie RESET (toast_tuple_target)" + "".join(
    f", ALTER {coloana} SET STORAGE EXTENDED" for coloana in IN_RAND if coloana != "nume_cheie"
)


def vector(pondere, *campuri):
    fara_semne, forme = [FaraSemne(c) for c in campuri], [Forme(c) for c in campuri]
    return (
        SearchVector(*fara_semne, weight=pondere, config="ro")
        + SearchVector(*fara_semne, weight=pondere, config="romanian")
        + SearchVector(*forme, weight=pondere, config="simple")
    )


CUVINTELE_FELULUI = Concat(
    Case(
        When(forma_juridica="asociatie", then=Value("asociația")),
        When(forma_juridica="fundatie", then=Value("fundația")),
        When(forma_juridica="federatie", then=Value("federația")),
        When(forma_juridica="uniune", then=Value("uniunea")),
        When(forma_juridica="cooperativa", then=Value("cooperativă")),
        When(forma_juridica="car", then=Value("casă de ajutor reciproc")),
        default=Value(""),
    ),
    Value(" "),
    Case(
        When(tip="intreprindere_sociala", then=Value("întreprindere socială")),
        When(tip="intreprindere_insertie", then=Value("întreprindere socială de inserție")),
        When(tip="unitate_protejata", then=Value("unitate protejată")),
        When(tip="autoritate", then=Value("autoritate publică locală")),
        default=Value(""),
    ),
    output_field=models.TextField(),
)
CAUTARE = (
    vector("A", "denumire", "acronim")
    + vector("B", "scop")
    + vector("C", "descriere", "domenii_text")
    + vector("D", "ofera", "cauta", "cartiere_text", "localitate", "judet", CUVINTELE_FELULUI)
    + SearchVector("cif", Replace("nr_registru_national", Value("/")), weight="D", config="simple")
)
CAUTARE_NUME = vector("A", "denumire") + SearchVector(Forme("acronim"), weight="B", config="simple")


def calculat(expresie, camp):
    return models.GeneratedField(expression=expresie, output_field=camp, db_persist=True)


class Migration(migrations.Migration):
    dependencies = [("organizatii", "0008_director")]

    operations = [
        migrations.RunSQL(FUNCTII, STERGE_FUNCTII),
        Deodata([
            migrations.AddField("organizatie", "domenii_text", models.TextField(db_default="", default="", editable=False)),
            migrations.AddField("organizatie", "cartiere_text", models.TextField(db_default="", default="", editable=False)),
        ]),
        migrations.RunSQL(NUMELE_LISTELOR, STERGE_NUMELE_LISTELOR),
        Deodata([
            migrations.RemoveIndex("organizatie", "organizatii_cautare"),
            migrations.RemoveField("organizatie", "cautare"),
            migrations.AddField("organizatie", "cautare", calculat(CAUTARE, SearchVectorField())),
            migrations.AddField("organizatie", "cautare_nume", calculat(CAUTARE_NUME, SearchVectorField())),
            migrations.AddField("organizatie", "nume_cheie", calculat(CheieNume("denumire"), models.TextField())),
            migrations.AddIndex("organizatie", GinIndex(fields=["cautare"], name="organizatii_cautare")),
            migrations.AddIndex("organizatie", GinIndex(fields=["cautare_nume"], name="organizatii_cautare_nume")),
            migrations.AddIndex(
                "organizatie",
                models.Index(OpClass("nume_cheie", name="text_pattern_ops"), name="organizatii_nume_cheie"),
            ),
        ]),
        migrations.RunSQL(SCURTE, CA_INAINTE),
        migrations.CreateModel(
            name="Cuvant",
            fields=[
                ("cuvant", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("forma", models.CharField(max_length=30)),
                ("frecventa", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [GinIndex(OpClass("cuvant", name="gin_trgm_ops"), name="organizatii_cuvant_trgm")],
            },
        ),
    ]
