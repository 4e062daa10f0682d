"""A closed attendance is frozen by PostgreSQL too: admin, bulk insert and raw SQL included."""

import pgtrigger


def numai_cat_e_deschisa(*, intalnire, cheie_intalnire, loc, cheie_loc, ocupa):
    """For the table of attendance: nothing changes once the meeting's attendance is closed, and only who holds a place
    can have come.

    `intalnire` and `loc` are tables, `cheie_loc` the column here that points at the place; `cheie_intalnire` is the key
    of the meeting, an expression over `r` (the row) and `l` (its place). The meeting is locked, so a row cannot slip in
    while another transaction closes. Refuses with SQLSTATE 23514 (check_violation).
    """
    stari = ", ".join(f"'{stare}'" for stare in ocupa)
    return pgtrigger.Trigger(
        name="prezenta_deschisa",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("r", "record"), ("l", "record"), ("inchisa", "timestamptz")],
        func=pgtrigger.Func(f"""
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            SELECT * INTO l FROM {loc} WHERE id = r.{cheie_loc};
            SELECT prezenta_inchisa_la INTO inchisa FROM {intalnire} WHERE id = {cheie_intalnire} FOR NO KEY UPDATE;
            IF inchisa IS NOT NULL THEN
                RAISE EXCEPTION 'prezenta este inchisa' USING ERRCODE = '23514', CONSTRAINT = 'prezenta_deschisa';
            END IF;
            IF TG_OP <> 'DELETE' AND r.stare = 'prezent' AND l.stare NOT IN ({stari}) THEN
                RAISE EXCEPTION 'prezent fara loc' USING ERRCODE = '23514', CONSTRAINT = 'prezenta_cu_loc';
            END IF;
            RETURN r;
        """),  # noqa: S608 – names of our own tables and states
    )


def cine_a_venit_isi_pastreaza_locul(*, prezente, cheie_loc, ocupa):
    """For the table of places: who was ticked keeps hers; the tick is taken back first.

    `prezente` is the table of attendance and `cheie_loc` its column that points here. The row is locked by the time
    this looks, as every tick locks it, so the two cannot cross. Refuses with SQLSTATE 23514.
    """
    stari = ", ".join(f"'{stare}'" for stare in ocupa)
    return pgtrigger.Trigger(
        name="prezent_cu_loc",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("stare"),
        func=pgtrigger.Func(f"""
            IF OLD.stare IN ({stari}) AND NEW.stare NOT IN ({stari})
               AND EXISTS (SELECT FROM {prezente} WHERE {cheie_loc} = NEW.id AND stare = 'prezent') THEN
                RAISE EXCEPTION 'prezent fara loc' USING ERRCODE = '23514', CONSTRAINT = 'prezenta_cu_loc';
            END IF;
            RETURN NEW;
        """),
    )
