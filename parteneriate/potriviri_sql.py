"""The three statements of `potriviri`. Every value goes as a parameter; only our own constants are put together.

Each one gathers what is common, adds the points up, cuts the page, and only then looks up names: for twenty rows, not
for thousands. Its columns: id, points, authority with organisation, need with offer, common domains, target groups,
sectors and resources.
"""
# ruff: noqa: S608

from parteneriate.models import Criteriu, Resursa

# The weights as one row of columns, so that a statement reads them itself.
_PONDERI = "p AS MATERIALIZED (SELECT {} FROM parteneriate_pondere)".format(
    ", ".join(f"coalesce(max(puncte) FILTER (WHERE criteriu = '{c}'), 0) AS {c}" for c in Criteriu.values)
)
_DESCHIS = """
    a.stare = 'publicat' AND a.inchis_la IS NULL AND a.valabil_pana >= %(azi)s
    AND o.stare = 'publicat' AND a.organizatie_id <> %(organizatie)s
"""
_ORDINE_ANUNTURI = "ORDER BY puncte DESC, publicat_la DESC, id DESC"

# How many domains and groups each notice has in common with `eu`, and whether a sector.
_COMUNE_CU_ANUNTURI = """
comune AS (
  SELECT anunt_id, sum(d) AS d, sum(g) AS g, max(s) AS s FROM (
    SELECT anunt_id, 1 AS d, 0 AS g, 0 AS s FROM parteneriate_anunt_domenii
      WHERE domeniu_id = ANY(ARRAY(SELECT unnest(domenii) FROM eu))
    UNION ALL SELECT anunt_id, 0, 1, 0 FROM parteneriate_anunt_grupuri
      WHERE gruptinta_id = ANY(ARRAY(SELECT unnest(grupuri) FROM eu))
    UNION ALL SELECT anunt_id, 0, 0, 1 FROM parteneriate_anunt_sectoare
      WHERE sector_id = ANY(ARRAY(SELECT unnest(sectoare) FROM eu))
  ) AS x GROUP BY anunt_id
)"""
# How many kinds of resources two notices have in common: six comparisons are cheaper than a set made for each row.
_RESURSE_COMUNE = " + ".join(f"('{r}' = ANY(a.resurse) AND '{r}' = ANY(eu.resurse))::int" for r in Resursa.values)

ANUNTURI_PENTRU_ORGANIZATIE = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT (o.tip = 'autoritate') AS autoritate,
    ARRAY(SELECT domeniu_id FROM organizatii_organizatie_domenii WHERE organizatie_id = o.id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM organizatii_organizatie_grupuri WHERE organizatie_id = o.id) AS grupuri,
    ARRAY(SELECT sector_id FROM organizatii_organizatie_sectoare WHERE organizatie_id = o.id
      UNION SELECT o.sediu_sector_id) AS sectoare
  FROM organizatii_organizatie AS o WHERE o.id = %(organizatie)s
),
{_COMUNE_CU_ANUNTURI},
pagina AS (
  SELECT a.id, a.publicat_la, (o.tip = 'autoritate') <> eu.autoritate AS complementar,
    c.d * p.domeniu + c.g * p.grup + c.s * p.sector
      + ((o.tip = 'autoritate') <> eu.autoritate)::int * p.complementar AS puncte
  FROM comune AS c
  JOIN parteneriate_anunt AS a ON a.id = c.anunt_id
  JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id
  CROSS JOIN p CROSS JOIN eu
  WHERE {_DESCHIS} AND c.d + c.g > 0 AND (%(toate)s OR NOT EXISTS (
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

# One scan of the narrow table: what is compared with is asked as scalars, once, and never joined to each row.
ORGANIZATII_PENTRU_ANUNT = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT a.id, a.organizatie_id, (o.tip = 'autoritate') AS autoritate, l.*,
    (SELECT coalesce(bit_or(1::bigint << (x %% 63)::int), 0) FROM unnest(domenii) AS x) AS d,
    (SELECT coalesce(bit_or(1::bigint << (x %% 63)::int), 0) FROM unnest(grupuri) AS x) AS g,
    (SELECT coalesce(bit_or(1::bigint << (x %% 63)::int), 0) FROM unnest(sectoare) AS x) AS s
  FROM parteneriate_anunt AS a JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id
  CROSS JOIN LATERAL (SELECT
    ARRAY(SELECT domeniu_id FROM parteneriate_anunt_domenii WHERE anunt_id = a.id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM parteneriate_anunt_grupuri WHERE anunt_id = a.id) AS grupuri,
    ARRAY(SELECT sector_id FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id) AS sectoare) AS l
  WHERE a.id = %(anunt)s
),
pagina AS (
  SELECT f.organizatie_id AS id, f.publicat_la, f.autoritate <> (SELECT autoritate FROM eu) AS complementar,
    bit_count((f.domenii & (SELECT d FROM eu))::bit(64)) * (SELECT domeniu FROM p)
      + bit_count((f.grupuri & (SELECT g FROM eu))::bit(64)) * (SELECT grup FROM p)
      + ((f.sectoare & (SELECT s FROM eu)) <> 0)::int * (SELECT sector FROM p)
      + (f.autoritate <> (SELECT autoritate FROM eu))::int * (SELECT complementar FROM p) AS puncte
  FROM parteneriate_fisapotrivire AS f
  WHERE ((f.domenii & (SELECT d FROM eu)) <> 0 OR (f.grupuri & (SELECT g FROM eu)) <> 0)
    AND f.organizatie_id <> (SELECT organizatie_id FROM eu)
    AND f.organizatie_id NOT IN (SELECT i.organizatie_id FROM parteneriate_ignorare AS i WHERE i.anunt_id = %(anunt)s)
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

ANUNTURI_PENTRU_ANUNT = f"""
WITH {_PONDERI},
eu AS MATERIALIZED (
  SELECT a.resurse, (o.tip = 'autoritate') AS autoritate,
    ARRAY(SELECT domeniu_id FROM parteneriate_anunt_domenii WHERE anunt_id = a.id) AS domenii,
    ARRAY(SELECT gruptinta_id FROM parteneriate_anunt_grupuri WHERE anunt_id = a.id) AS grupuri,
    ARRAY(SELECT sector_id FROM parteneriate_anunt_sectoare WHERE anunt_id = a.id) AS sectoare
  FROM parteneriate_anunt AS a JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id WHERE a.id = %(anunt)s
),
{_COMUNE_CU_ANUNTURI},
pagina AS (
  SELECT a.id, a.publicat_la, (o.tip = 'autoritate') <> eu.autoritate AS complementar, a.resurse,
    coalesce(c.d, 0) * p.domeniu + coalesce(c.g, 0) * p.grup + coalesce(c.s, 0) * p.sector
      + ({_RESURSE_COMUNE}) * p.resursa + p.opus
      + ((o.tip = 'autoritate') <> eu.autoritate)::int * p.complementar AS puncte
  FROM parteneriate_anunt AS a
  JOIN organizatii_organizatie AS o ON o.id = a.organizatie_id
  CROSS JOIN p CROSS JOIN eu
  LEFT JOIN comune AS c ON c.anunt_id = a.id
  WHERE {_DESCHIS} AND a.fel = %(opus)s AND (c.d + c.g > 0 OR a.resurse && eu.resurse)
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
  ARRAY(SELECT r FROM unnest(pagina.resurse) AS r WHERE r = ANY(eu.resurse))::text[]
FROM pagina, eu {_ORDINE_ANUNTURI}
"""
