"""What a signed partnership is, held by the database at commit."""

import pgtrigger

from parteneriate.models.etape import AUTORITATI, ORGANIZATII_SOCIALE, SEMNATE

TOLERANTA = "0.01"  # lei, between the total and the sum of the contributions


def _lista(valori):
    return ", ".join(f"'{v.value}'" for v in valori)


def semnat_intreg(al_cui):
    """The deferred check of everything signed, as pgtrigger's function; `al_cui` is SQL for the partnership's key.

    Deferred, because partners, money and state change in several statements of one deed.
    """
    return f"""
    SELECT p.id, p.etapa, p.apl_ong, p.fara_bani, p.buget_total INTO r
      FROM parteneriate_parteneriat p WHERE p.id = {al_cui};
    IF r.etapa IN ({_lista(SEMNATE)}) THEN
      SELECT count(*) AS toate,
             count(*) FILTER (WHERE pa.confirmat_la IS NULL) AS neconfirmate,
             count(*) FILTER (WHERE o.tip IN ({_lista(AUTORITATI)})) AS autoritati,
             count(*) FILTER (WHERE o.tip IN ({_lista(ORGANIZATII_SOCIALE)})) AS organizatii
        INTO s FROM parteneriate_parte pa JOIN organizatii_organizatie o ON o.id = pa.organizatie_id
       WHERE pa.parteneriat_id = r.id AND pa.iesit_la IS NULL;
      IF s.toate < 2 OR s.neconfirmate > 0 THEN
        RAISE EXCEPTION 'Partnership % is signed and not confirmed by two parties or more.', r.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'parteneriate_semnat_confirmat';
      END IF;
      IF r.apl_ong AND (s.autoritati = 0 OR s.organizatii = 0) THEN
        RAISE EXCEPTION 'Partnership % lacks an authority or an organisation.', r.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'parteneriate_semnat_ambele_parti';
      END IF;
      IF NOT r.fara_bani AND abs(r.buget_total - (SELECT coalesce(sum(c.suma), 0) FROM parteneriate_contributie c
          JOIN parteneriate_parte pa ON pa.id = c.parte_id
          WHERE pa.parteneriat_id = r.id AND pa.iesit_la IS NULL)) > {TOLERANTA} THEN
        RAISE EXCEPTION 'The contributions of partnership % do not sum.', r.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'parteneriate_semnat_bani';
      END IF;
    END IF;
    RETURN NULL;
    """  # noqa: S608


def amanat(al_cui, operatie):
    """The trigger that repeats, at commit, what a signed partnership is."""
    return pgtrigger.Trigger(
        name="semnat_intreg",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=operatie,
        timing=pgtrigger.Deferred,
        declare=[("r", "RECORD"), ("s", "RECORD")],
        func=semnat_intreg(al_cui),
    )
