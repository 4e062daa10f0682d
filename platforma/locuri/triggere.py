"""The capacity, kept by PostgreSQL against every path that is not a verb: admin, bulk insert, raw SQL."""

import pgtrigger


def _stari(stari):
    return ", ".join(f"'{stare}'" for stare in stari)


def nu_depaseste_capacitatea(*, oferta, cheie, ocupa):
    """For the table of places: a row that comes to hold one must fit. `oferta` is a table, `cheie` its column here.

    Refuses with SQLSTATE 23514 (check_violation), which Django raises as IntegrityError.
    """
    return pgtrigger.Trigger(
        name="capacitate",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("stare", "parte", cheie),
        declare=[("o", "record"), ("k", "record")],
        func=pgtrigger.Func(f"""
            IF NEW.stare NOT IN ({_stari(ocupa)}) THEN RETURN NEW; END IF;
            SELECT capacitate, capacitate_ong, capacitate_autoritati INTO o
                FROM {oferta} WHERE id = NEW.{cheie} FOR NO KEY UPDATE;
            SELECT count(*) AS total, count(*) FILTER (WHERE parte = 'ong') AS ong,
                   count(*) FILTER (WHERE parte = 'autoritate') AS autoritati INTO k
                FROM {{meta.db_table}}
                WHERE {cheie} = NEW.{cheie} AND stare IN ({_stari(ocupa)}) AND id IS DISTINCT FROM NEW.id;
            IF k.total >= o.capacitate OR (NEW.parte = 'ong' AND k.ong >= o.capacitate_ong)
               OR (NEW.parte = 'autoritate' AND k.autoritati >= o.capacitate_autoritati) THEN
                RAISE EXCEPTION 'capacitate depasita' USING ERRCODE = '23514', CONSTRAINT = 'capacitate';
            END IF;
            RETURN NEW;
        """),  # noqa: S608 – names of our own tables and states
    )


def nu_scade_sub_ocupate(*, locuri, cheie, ocupa):
    """For the table of offerings: the capacity never goes below the places already held."""
    return pgtrigger.Trigger(
        name="capacitate_ocupata",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("capacitate", "capacitate_ong", "capacitate_autoritati"),
        declare=[("k", "record")],
        func=pgtrigger.Func(f"""
            SELECT count(*) AS total, count(*) FILTER (WHERE parte = 'ong') AS ong,
                   count(*) FILTER (WHERE parte = 'autoritate') AS autoritati INTO k
                FROM {locuri} WHERE {cheie} = NEW.id AND stare IN ({_stari(ocupa)});
            IF k.total > NEW.capacitate OR k.ong > NEW.capacitate_ong
               OR k.autoritati > NEW.capacitate_autoritati THEN
                RAISE EXCEPTION 'capacitate sub locurile ocupate' USING ERRCODE = '23514', CONSTRAINT = 'capacitate';
            END IF;
            RETURN NEW;
        """),  # noqa: S608 – names of our own tables and states
    )
