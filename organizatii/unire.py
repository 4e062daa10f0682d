"""Two profiles become one, and, for 30 days, two again. The rows' own answers are in `mutari`.

Both profiles are locked, the one with the smaller key first, before anything is read; so of two people who merge the
same pair, or A into B and B into C, the second finds the first one's work and is told.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organizatii import emails
from organizatii.models import Organizatie, PerecheDubla, StarePereche, Unire
from organizatii.mutari import INTAI, RASPUNSURI
from platforma.moderare.comparatie import afisare, valoare
from platforma.moderare.revizii import revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, motiv_curat, muta

TINTA, SURSA, AMBELE = "tinta", "sursa", "ambele"
# What is chosen together: the first field names the choice.
GRUPURI = (
    (_l("Denumirea"), "denumire acronim"),
    (_l("Tipul"), "tip"),
    (_l("Forma juridică"), "forma_juridica"),
    (_l("CIF"), "cif"),
    (_l("Registrul special"), "nr_registru_special data_registru_special instanta"),
    (_l("Registrul național ONG"), "nr_registru_national stare_registru"),
    (_l("Anul înființării"), "an_infiintare"),
    (_l("Scopul"), "scop"),
    (_l("Descrierea"), "descriere"),
    (_l("Ce oferă"), "ofera"),
    (_l("Ce caută"), "cauta"),
    (_l("Domeniile"), "domenii"),
    (_l("Grupurile țintă"), "grupuri"),
    (_l("Obiectivele de dezvoltare durabilă"), "odd"),
    (_l("Sectoarele de activitate"), "sectoare"),
    (_l("Cartierele"), "cartiere"),
    (_l("Sediul"), "sediu_sector judet localitate"),
    (_l("Adresa"), "adresa adresa_publica cod_postal"),
    (_l("Telefonul"), "telefon telefon_public"),
    (_l("E-mailul"), "email email_public"),
    (_l("Persoana de contact"), "persoana_contact persoana_functie persoana_publica persoana_acord_la"),
    (_l("Site-ul"), "site"),
    (_l("Facebook"), "facebook"),
    (_l("Instagram"), "instagram"),
    (_l("LinkedIn"), "linkedin"),
    (_l("YouTube"), "youtube"),
    (_l("Logoul"), "logo"),
    (_l("Coperta"), "coperta coperta_alt"),
    (_l("Atestatul"), "atestat_numar atestat_data atestat_valabil_pana atestat_verificat_la"),
    (_l("Marca socială"), "marca_numar marca_data marca_valabil_pana marca_verificata_la"),
)
LISTE = {camp.name for camp in Organizatie._meta.many_to_many}


class Refuzata(Exception):
    """They cannot be merged, or taken apart, now. `str()` is a Romanian sentence for the moderator."""


# --- side by side -------------------------------------------------------------------------------------------------
def de_ales(sursa, tinta):
    """Rows (name of the choice, label, of the one that stays, of the other, what is proposed) where they differ."""
    randuri = []
    for eticheta, nume in GRUPURI:
        campuri = [Organizatie._meta.get_field(n) for n in nume.split()]
        ale_tintei, ale_sursei = (_in_cuvinte(o, campuri) for o in (tinta, sursa))
        if ale_tintei != ale_sursei:
            lista = campuri[0].name in LISTE
            propus = (AMBELE if ale_sursei else TINTA) if lista else (TINTA if ale_tintei else SURSA)
            randuri.append((campuri[0].name, eticheta, ale_tintei, ale_sursei, propus))
    return randuri


def _in_cuvinte(organizatie, campuri):
    """One text for all the fields of a choice; switches and checks count only beside a value."""
    parti = []
    for camp in campuri:
        text = afisare(camp, valoare(organizatie, camp), organizatie)
        text = ", ".join(text) if isinstance(text, list) else str(text)
        if text and (camp is campuri[0] or camp.get_internal_type() not in {"BooleanField", "DateTimeField"}):
            parti.append(text)
    return " · ".join(parti)


# --- merge --------------------------------------------------------------------------------------------------------
@transaction.atomic
def uneste(sursa, tinta, alese, motiv, de):
    """Merge `sursa` into `tinta`; returns the Unire.

    `alese`: {name of a choice: TINTA, SURSA or, for a list, AMBELE}; what is not named stays the target's. Raises
    PermissionDenied, Refuzata, or ValidationError (reason too short, a value that cannot stand).
    """
    if not de.poate_modera:
        raise PermissionDenied
    motiv = motiv_curat(motiv)
    sursa, tinta = _blocate(sursa, tinta)
    if sursa.pk == tinta.pk or {sursa.stare, tinta.stare} != {Stare.PUBLICAT}:
        raise Refuzata(_("Unul dintre profiluri nu mai este public. Poate că un coleg le-a unit deja."))
    if revizie := revizie_in_asteptare(sursa):
        muta(revizie, Actiune.ANULEAZA, de)
    membri = list(sursa.destinatari())
    mutate = {cheie: raspuns.muta(sursa, tinta) for cheie, raspuns in RASPUNSURI.items()}
    muta(sursa, Actiune.ARHIVEAZA, de, motiv)
    campuri = _ia_campurile(sursa, tinta, alese)
    unirea = Unire.objects.create(
        sursa=sursa, tinta=tinta, campuri=campuri, mutate={c: n for c, n in mutate.items() if n}, motiv=motiv, de=de
    )
    prima, a_doua = sorted([sursa, tinta], key=lambda o: o.pk)
    PerecheDubla.objects.filter(prima=prima, a_doua=a_doua).update(
        stare=StarePereche.UNITA, decisa_la=unirea.la, decisa_de=de, nota=motiv
    )
    for persoana in membri:
        emails.unire(unirea, persoana)
    return unirea


def _blocate(*organizatii):
    """The same profiles, locked in one order whoever asks, after what the apps above lock of theirs."""
    for blocheaza in INTAI:
        blocheaza(*organizatii)
    blocate = {pk: Organizatie.blocheaza(pk) for pk in sorted({o.pk for o in organizatii})}
    return [blocate[o.pk] for o in organizatii]


def _ia_campurile(sursa, tinta, alese):
    """Write the chosen values on the target; returns {field: [before, after]} as JSON."""
    nume = [n for _e, grup in GRUPURI for n in grup.split() if alese.get(grup.split()[0], TINTA) != TINTA]
    noi = {n: _ca_json(sursa, n) for n in nume if n not in LISTE}
    for n in LISTE & set(nume):
        noi[n] = sorted({*_ca_json(sursa, n), *(_ca_json(tinta, n) if alese[n] == AMBELE else [])})
    noi["revendicata"] = str(tinta.revendicata or sursa.revendicata)
    confirmate = [la for la in (sursa.confirmata_la, tinta.confirmata_la) if la]
    noi["confirmata_la"] = max(confirmate).isoformat() if confirmate else None
    schimbari = {n: [_ca_json(tinta, n), v] for n, v in noi.items() if _ca_json(tinta, n) != v}
    _scrie(tinta, {n: dupa for n, (_inainte, dupa) in schimbari.items()})
    return schimbari


def _ca_json(organizatie, nume):
    camp = Organizatie._meta.get_field(nume)
    if camp.many_to_many:
        return sorted(valoare(organizatie, camp))
    return None if camp.value_from_object(organizatie) is None else camp.value_to_string(organizatie)


def _scrie(organizatie, valori):
    """Write JSON values as `_ca_json` gives them; what waits for a moderator has just been read by one."""
    coloane = []
    for nume, v in valori.items():
        camp = Organizatie._meta.get_field(nume)
        if camp.many_to_many:
            getattr(organizatie, nume).set(v)
        else:
            setattr(organizatie, camp.attname, (camp.target_field if camp.is_relation else camp).to_python(v))
            coloane.append(nume)
    organizatie.versiune += bool(set(valori) & organizatie.CAMPURI_MODERATE)
    organizatie.modificat_la = timezone.now()
    organizatie.validate_constraints()
    organizatie.save(update_fields=[*coloane, "versiune", "modificat_la"])


# --- and back -----------------------------------------------------------------------------------------------------
@transaction.atomic
def desfa(unirea, motiv, de):
    """Take a merge apart: rows and values go back where they still stand as the merge left them.

    Raises PermissionDenied, Refuzata, or ValidationError.
    """
    if not de.poate_modera:
        raise PermissionDenied
    motiv = motiv_curat(motiv)
    sursa, tinta = _blocate(unirea.sursa, unirea.tinta)
    unirea = Unire.objects.select_for_update().get(pk=unirea.pk)
    if not unirea.se_poate_desface:
        raise Refuzata(_("Unirea a fost deja desfăcută sau au trecut mai mult de 30 de zile."))
    if Unire.objects.active().filter(sursa=tinta).exists():
        raise Refuzata(_("Profilul rămas a fost unit între timp cu altul. Desfaceți întâi unirea mai nouă."))
    for cheie, nota in unirea.mutate.items():
        RASPUNSURI[cheie].inapoi(sursa, tinta, nota)
    vechi = {n: inainte for n, (inainte, dupa) in unirea.campuri.items() if _ca_json(tinta, n) == dupa}
    _scrie(tinta, vechi)
    unirea.anulata_la, unirea.anulata_de, unirea.anulata_motiv = timezone.now(), de, motiv
    unirea.save(update_fields=["anulata_la", "anulata_de", "anulata_motiv"])
    try:
        muta(sursa, Actiune.RESTAUREAZA, de, motiv)
    except TranzitieInterzisa as e:
        raise Refuzata(str(e)) from e
    prima, a_doua = sorted([sursa, tinta], key=lambda o: o.pk)
    PerecheDubla.objects.filter(prima=prima, a_doua=a_doua).update(
        stare=StarePereche.NU_SUNT, decisa_la=unirea.anulata_la, decisa_de=de, nota=motiv
    )


def urmas(organizatie):
    """The profile that a merged one leads to now, through any number of merges; None when it was not merged."""
    gasita, vazute = None, set()
    pk = organizatie.pk
    while pk not in vazute and (unirea := Unire.objects.active().filter(sursa=pk).select_related("tinta").first()):
        vazute.add(pk)
        gasita, pk = unirea.tinta, unirea.tinta_id
    return gasita
