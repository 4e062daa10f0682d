"""What fits what: notices for an organisation, organisations and opposite notices for a notice.

No black box. A pair counts when it has at least one domain, target group or (between two notices) kind of resource in
common; its points are those of `Pondere`, added up; equal points are ordered by the newer, then by the key. Each list
is one statement, which also brings what is common, so that the reasons in words are made of the very rows that gave
the points. Nothing is matched with its own organisation. Organisations that nobody on the platform speaks for are left
out: they could neither read nor answer.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import SCOASE_DIN_REGISTRU, Organizatie
from parteneriate.models import Anunt, Criteriu, Fel, Pondere, Resursa

PE_PAGINA = 20


@dataclass(frozen=True)
class Motiv:
    criteriu: Criteriu
    text: str
    puncte: int


@dataclass(frozen=True)
class Potrivire:
    """One row of a list: `anunt` or `organizatie` is the thing that fits, the other one is None."""

    puncte: int
    motive: tuple  # of Motiv, in the order of the weights
    anunt: Anunt | None = None
    organizatie: Organizatie | None = None

    @property
    def in_cuvinte(self):
        return " · ".join(m.text for m in self.motive)


# The weights as one row of columns, so that a statement reads them itself.
_PONDERI = "p AS MATERIALIZED (SELECT {} FROM parteneriate_pondere)".format(
    ", ".join(f"coalesce(max(puncte) FILTER (WHERE criteriu = '{c}'), 0) AS {c}" for c in Criteriu.values)
)
_DESCHIS = """
    a.stare = 'publicat' AND a.inchis_la IS NULL AND a.valabil_pana >= %(azi)s
    AND o.stare = 'publicat' AND a.organizatie_id <> %(organizatie)s
"""
_ORDINE_ANUNTURI = "ORDER BY puncte DESC, publicat_la DESC, id DESC"

# The names are gathered after the page has been cut: twenty rows, not thousands.
_ANUNTURI_PENTRU_ORGANIZATIE = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT (tip = 'autoritate') AS autoritate,
    ARRAY(SELECT domeniu_id FROM organizatii_organizatie_domenii WHERE organizatie_id = id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM organizatii_organizatie_grupuri WHERE organizatie_id = id) AS grupuri,
    ARRAY(SELECT sector_id FROM organizatii_organizatie_sectoare WHERE organizatie_id = id
      UNION SELECT sediu_sector_id) AS sectoare
  FROM organizatii_organizatie WHERE id = %(organizatie)s
),
comune AS (
  SELECT anunt_id, sum(d) AS d, sum(g) AS g FROM (
    SELECT anunt_id, 1 AS d, 0 AS g FROM parteneriate_anunt_domenii, eu WHERE domeniu_id = ANY(eu.domenii)
    UNION ALL
    SELECT anunt_id, 0, 1 FROM parteneriate_anunt_grupuri, eu WHERE gruptinta_id = ANY(eu.grupuri)
  ) AS x GROUP BY anunt_id
),
pagina AS (
  SELECT a.id, a.publicat_la, c.d, c.g, s.este AS sector, (o.tip = 'autoritate') <> eu.autoritate AS complementar,
    c.d * p.domeniu + c.g * p.grup + s.este::int * p.sector
      + ((o.tip = 'autoritate') <> eu.autoritate)::int * p.complementar AS puncte
  FROM comune AS c
  JOIN parteneriate_anunt AS a ON a.id = c.anunt_id
  JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id
  CROSS JOIN p CROSS JOIN eu
  CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id AND sector_id = ANY(eu.sectoare)) AS este) AS s
  WHERE {_DESCHIS} AND (%(toate)s OR NOT EXISTS (
    SELECT FROM parteneriate_ignorare AS i WHERE i.anunt_id = a.id AND i.organizatie_id = %(organizatie)s))
    AND (NOT %(noi)s OR NOT EXISTS (
    SELECT FROM parteneriate_potrivirespusa AS n WHERE n.anunt_id = a.id AND n.organizatie_id = %(organizatie)s))
  {_ORDINE_ANUNTURI} LIMIT %(cate)s OFFSET %(de_la)s
)
SELECT pagina.id, puncte, complementar, FALSE,
  ARRAY(SELECT n.nume FROM parteneriate_anunt_domenii AS l JOIN nomenclatoare_domeniu AS n ON n.id = l.domeniu_id
    WHERE l.anunt_id = pagina.id AND l.domeniu_id = ANY(eu.domenii) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT n.nume FROM parteneriate_anunt_grupuri AS l JOIN nomenclatoare_gruptinta AS n ON n.id = l.gruptinta_id
    WHERE l.anunt_id = pagina.id AND l.gruptinta_id = ANY(eu.grupuri) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT l.sector_id FROM parteneriate_anunt_sectoare AS l
    WHERE l.anunt_id = pagina.id AND l.sector_id = ANY(eu.sectoare) ORDER BY 1),
  ARRAY[]::text[]
FROM pagina, eu {_ORDINE_ANUNTURI}
"""

_ORGANIZATII_PENTRU_ANUNT = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT a.id, a.organizatie_id, (o.tip = 'autoritate') AS autoritate,
    ARRAY(SELECT domeniu_id FROM parteneriate_anunt_domenii WHERE anunt_id = a.id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM parteneriate_anunt_grupuri WHERE anunt_id = a.id) AS grupuri,
    ARRAY(SELECT sector_id FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id) AS sectoare
  FROM parteneriate_anunt AS a JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id WHERE a.id = %(anunt)s
),
comune AS (
  SELECT organizatie_id, sum(d) AS d, sum(g) AS g FROM (
    SELECT organizatie_id, 1 AS d, 0 AS g FROM organizatii_organizatie_domenii
      WHERE domeniu_id = ANY(ARRAY(SELECT unnest(domenii) FROM eu))
    UNION ALL
    SELECT organizatie_id, 0, 1 FROM organizatii_organizatie_grupuri
      WHERE gruptinta_id = ANY(ARRAY(SELECT unnest(grupuri) FROM eu))
  ) AS x GROUP BY organizatie_id
),
pagina AS (
  SELECT o.id, o.publicat_la, (o.tip = 'autoritate') <> eu.autoritate AS complementar,
    c.d * p.domeniu + c.g * p.grup + s.este::int * p.sector
      + ((o.tip = 'autoritate') <> eu.autoritate)::int * p.complementar AS puncte
  FROM comune AS c
  JOIN organizatii_organizatie AS o ON o.id = c.organizatie_id
  CROSS JOIN p CROSS JOIN eu
  CROSS JOIN LATERAL (SELECT coalesce(o.sediu_sector_id = ANY(eu.sectoare), FALSE) OR EXISTS (
    SELECT FROM organizatii_organizatie_sectoare AS l
    WHERE l.organizatie_id = o.id AND l.sector_id = ANY(eu.sectoare)) AS este) AS s
  WHERE o.stare = 'publicat' AND o.revendicata AND NOT o.stare_registru = ANY(%(scoase)s) AND o.id <> eu.organizatie_id
    AND NOT EXISTS (SELECT FROM parteneriate_ignorare AS i WHERE i.anunt_id = eu.id AND i.organizatie_id = o.id)
  {_ORDINE_ANUNTURI} LIMIT %(cate)s OFFSET %(de_la)s
)
SELECT pagina.id, puncte, complementar, FALSE,
  ARRAY(SELECT n.nume FROM organizatii_organizatie_domenii AS l JOIN nomenclatoare_domeniu AS n ON n.id = l.domeniu_id
    WHERE l.organizatie_id = pagina.id AND l.domeniu_id = ANY(eu.domenii) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT n.nume FROM organizatii_organizatie_grupuri AS l
    JOIN nomenclatoare_gruptinta AS n ON n.id = l.gruptinta_id
    WHERE l.organizatie_id = pagina.id AND l.gruptinta_id = ANY(eu.grupuri) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT s FROM (SELECT l.sector_id AS s FROM organizatii_organizatie_sectoare AS l
      WHERE l.organizatie_id = pagina.id
      UNION SELECT o.sediu_sector_id FROM organizatii_organizatie AS o WHERE o.id = pagina.id) AS x
    WHERE s = ANY(eu.sectoare) ORDER BY 1),
  ARRAY[]::text[]
FROM pagina, eu {_ORDINE_ANUNTURI}
"""

_ANUNTURI_PENTRU_ANUNT = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT a.resurse, (o.tip = 'autoritate') AS autoritate,
    ARRAY(SELECT domeniu_id FROM parteneriate_anunt_domenii WHERE anunt_id = a.id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM parteneriate_anunt_grupuri WHERE anunt_id = a.id) AS grupuri,
    ARRAY(SELECT sector_id FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id) AS sectoare
  FROM parteneriate_anunt AS a JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id WHERE a.id = %(anunt)s
),
comune AS (
  SELECT anunt_id, sum(d) AS d, sum(g) AS g FROM (
    SELECT anunt_id, 1 AS d, 0 AS g FROM parteneriate_anunt_domenii, eu WHERE domeniu_id = ANY(eu.domenii)
    UNION ALL
    SELECT anunt_id, 0, 1 FROM parteneriate_anunt_grupuri, eu WHERE gruptinta_id = ANY(eu.grupuri)
  ) AS x GROUP BY anunt_id
),
pagina AS (
  SELECT a.id, a.publicat_la, (o.tip = 'autoritate') <> eu.autoritate AS complementar, r.comune AS resurse,
    coalesce(c.d, 0) * p.domeniu + coalesce(c.g, 0) * p.grup + cardinality(r.comune) * p.resursa + p.opus
      + s.este::int * p.sector + ((o.tip = 'autoritate') <> eu.autoritate)::int * p.complementar AS puncte
  FROM parteneriate_anunt AS a
  JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id
  CROSS JOIN p CROSS JOIN eu
  LEFT JOIN comune AS c ON c.anunt_id = a.id
  CROSS JOIN LATERAL (SELECT ARRAY(
    SELECT unnest(a.resurse) INTERSECT SELECT unnest(eu.resurse) ORDER BY 1)::text[] AS comune) AS r
  CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id AND sector_id = ANY(eu.sectoare)) AS este) AS s
  WHERE {_DESCHIS} AND a.fel = %(opus)s AND (c.anunt_id IS NOT NULL OR a.resurse && eu.resurse)
  AND NOT EXISTS (
    SELECT FROM parteneriate_ignorare AS i WHERE i.anunt_id = a.id AND i.organizatie_id = %(organizatie)s)
  {_ORDINE_ANUNTURI} LIMIT %(cate)s OFFSET %(de_la)s
)
SELECT pagina.id, puncte, complementar, TRUE,
  ARRAY(SELECT n.nume FROM parteneriate_anunt_domenii AS l JOIN nomenclatoare_domeniu AS n ON n.id = l.domeniu_id
    WHERE l.anunt_id = pagina.id AND l.domeniu_id = ANY(eu.domenii) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT n.nume FROM parteneriate_anunt_grupuri AS l JOIN nomenclatoare_gruptinta AS n ON n.id = l.gruptinta_id
    WHERE l.anunt_id = pagina.id AND l.gruptinta_id = ANY(eu.grupuri) ORDER BY n.ordine, n.nume),
  ARRAY(SELECT l.sector_id FROM parteneriate_anunt_sectoare AS l
    WHERE l.anunt_id = pagina.id AND l.sector_id = ANY(eu.sectoare) ORDER BY 1),
  pagina.resurse
FROM pagina, eu {_ORDINE_ANUNTURI}
"""


def anunturi_pentru_organizatie(organizatie, *, cate=PE_PAGINA, de_la=0, noi=False, toate=False, acum=None):
    """Open notices of others, as rows of Potrivire, the best first; without those that do not interest it.

    `noi`: only those that no digest has told; `toate`: also those set aside. The organisation's people may see those
    kept among members, so ask this for a published organisation only.
    """
    randuri = _intreaba(
        _ANUNTURI_PENTRU_ORGANIZATIE, acum, organizatie=organizatie.pk, cate=cate, de_la=de_la, noi=noi, toate=toate
    )
    return _potriviri(randuri, "anunt", Anunt.objects.pentru_lista())


def organizatii_pentru_anunt(anunt, *, cate=PE_PAGINA, de_la=0):
    """Published organisations with people behind them, without those that said they are not interested."""
    scoase = [str(s) for s in SCOASE_DIN_REGISTRU]
    randuri = _intreaba(_ORGANIZATII_PENTRU_ANUNT, None, anunt=anunt.pk, cate=cate, de_la=de_la, scoase=scoase)
    return _potriviri(randuri, "organizatie", Organizatie.objects.defer("cautare"))


def anunturi_pentru_anunt(anunt, *, cate=PE_PAGINA, de_la=0, acum=None):
    """Open notices of the opposite kind, of other organisations."""
    randuri = _intreaba(
        _ANUNTURI_PENTRU_ANUNT,
        acum,
        anunt=anunt.pk,
        organizatie=anunt.organizatie_id,
        opus=Fel(anunt.fel).opus.value,
        cate=cate,
        de_la=de_la,
    )
    return _potriviri(randuri, "anunt", Anunt.objects.pentru_lista())


def _intreaba(sql, acum, **parametri):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"azi": timezone.localdate(acum), **parametri})
        return cursor.fetchall()


def _potriviri(randuri, ce, obiecte):
    """Rows in their order, each with the thing itself; two or three more queries bring the things."""
    obiecte = obiecte.in_bulk([rand[0] for rand in randuri])
    ponderi = dict(Pondere.objects.values_list("criteriu", "puncte"))
    return [
        Potrivire(puncte=puncte, motive=tuple(_motive(ponderi, *rest)), **{ce: obiecte[pk]})
        for pk, puncte, *rest in randuri
        if pk in obiecte
    ]


def _motive(ponderi, complementar, opus, domenii, grupuri, sectoare, resurse):
    """The reasons in words, with the points of each; the same for both ends of a pair."""
    resursele = [Resursa(cod).label.lower() for cod in Resursa.values if cod in resurse]
    toate = [
        (Criteriu.DOMENIU, len(domenii), _lista(domenii, _("domeniu comun: %s"), _("domenii comune: %s"))),
        (Criteriu.GRUP, len(grupuri), _lista(grupuri, _("același grup țintă: %s"), _("aceleași grupuri țintă: %s"))),
        (Criteriu.RESURSA, len(resursele), _lista(resursele, _("aceeași resursă: %s"), _("aceleași resurse: %s"))),
        (Criteriu.SECTOR, bool(sectoare), _lista(sectoare, _("același sector: %s"), _("aceleași sectoare: %s"))),
        (Criteriu.OPUS, opus, _("nevoie ↔ ofertă")),
        (Criteriu.COMPLEMENTAR, complementar, _("autoritate ↔ organizație")),
    ]
    return [Motiv(criteriu, text, int(cate) * ponderi.get(criteriu, 0)) for criteriu, cate, text in toate if cate]


def _lista(nume, una, mai_multe):
    return (una if len(nume) == 1 else mai_multe) % ", ".join(map(str, nume))
