"""Public profiles that are probably the same organisation, found in SQL each night.

Near names are looked for within one place (sector, or county and locality): each name is known by its six rarest
trigrams there, two names that share one of them are compared, and only then is similarity computed. So the work grows
with the table, not with its square, and a wrong letter anywhere in the name changes nothing. Names with other numbers
in them („Sectorului 1”, „nr. 5”) are other names.
"""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import PerecheDubla, StarePereche
from platforma.moderare.tranzitii import TranzitieInterzisa, motiv_curat

APROPIERE = 0.6  # similarity of the folded names, the kind of organisation aside
NUMARUL_COMUN = 0.3  # the same: with the same number of the register, which gives some numbers twice
CEL_MULT = 40  # names of one place with the same trigram: a commoner one tells nothing
RARE = 6

# The kind and the form („Asociația”, „Fundația”…) are in half of the names, and would make all of them near.
_GASITE = r"""
CREATE TEMPORARY TABLE perechi_gasite ON COMMIT DROP AS
WITH nume AS MATERIALIZED (
    SELECT id, nr_registru_national AS nr,
        btrim(regexp_replace(
            translate(denumire_pliata, '-.,;:()/&', '         '),
            '\m(asociati[ae]|fundati[ae]|federati[ae]|uniunea|filiala|de|din|si|pentru|al?|ale|cu|la|in)\M', '', 'g'
        )) AS n,
        regexp_replace(denumire_pliata, '\D', '', 'g') AS cifre,
        coalesce(sediu_sector_id::text, judet || '/' || lower(localitate)) AS loc
    FROM organizatii_organizatie WHERE stare = 'publicat'
),
trigrame AS MATERIALIZED (SELECT id, loc, unnest(show_trgm(n)) AS t FROM nume WHERE n <> ''),
dese AS MATERIALIZED (
    SELECT loc, t, count(*) AS cate FROM trigrame GROUP BY loc, t HAVING count(*) BETWEEN 2 AND %(cel_mult)s
),
rare AS MATERIALIZED (
    SELECT id, loc, t FROM (
        SELECT id, loc, t, row_number() OVER (PARTITION BY id ORDER BY cate, t) AS rang
        FROM trigrame JOIN dese USING (loc, t)
    ) AS ordonate WHERE rang <= %(rare)s
),
candidate AS (
    SELECT DISTINCT r.id AS a, altul.id AS b FROM rare r JOIN rare altul USING (loc, t) WHERE r.id < altul.id
),
perechi AS (
    SELECT a, b, 'nume' AS motiv, similarity(x.n, y.n) AS apropiere
    FROM candidate JOIN nume x ON x.id = a JOIN nume y ON y.id = b
    WHERE similarity(x.n, y.n) >= %(apropiere)s AND x.cifre = y.cifre
    UNION ALL
    SELECT x.id, y.id, 'numar', similarity(x.n, y.n)
    FROM nume x JOIN nume y ON x.nr = y.nr AND x.id < y.id
    WHERE x.nr <> '' AND similarity(x.n, y.n) >= %(numarul_comun)s
)
SELECT DISTINCT ON (a, b) a, b, motiv, apropiere FROM perechi ORDER BY a, b, motiv
"""


@transaction.atomic
def reimprospateaza():
    """Bring the open pairs up to date; what staff have decided is not asked again. Returns (new, gone)."""
    valori = {
        "cel_mult": CEL_MULT,
        "rare": RARE,
        "apropiere": APROPIERE,
        "numarul_comun": NUMARUL_COMUN,
        "acum": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_GASITE, valori)
        cursor.execute(
            "INSERT INTO organizatii_perechedubla (prima_id, a_doua_id, motiv, apropiere, stare, gasita_la, nota)"
            " SELECT a, b, motiv, apropiere, 'deschisa', %(acum)s, '' FROM perechi_gasite"
            " ON CONFLICT (prima_id, a_doua_id) DO NOTHING",
            valori,
        )
        noi = cursor.rowcount
        cursor.execute(
            "DELETE FROM organizatii_perechedubla p WHERE stare = 'deschisa' AND motiv <> 'aleasa'"
            " AND NOT EXISTS (SELECT FROM perechi_gasite g WHERE g.a = p.prima_id AND g.b = p.a_doua_id)"
        )
        disparute = cursor.rowcount
        cursor.execute("DROP TABLE perechi_gasite")
    return noi, disparute


@transaction.atomic
def nu_sunt_dubluri(pereche, motiv, de):
    """A moderator says that they are two organisations; the pair is not asked about again."""
    if not de.poate_modera:
        raise PermissionDenied
    motiv = motiv_curat(motiv)
    decisa = PerecheDubla.objects.filter(pk=pereche.pk, stare=StarePereche.DESCHISA).update(
        stare=StarePereche.NU_SUNT, decisa_la=timezone.now(), decisa_de=de, nota=motiv
    )
    if not decisa:
        raise TranzitieInterzisa(_("Un coleg a hotărât deja despre această pereche."))
