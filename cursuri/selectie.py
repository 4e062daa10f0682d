"""Who is admitted to a series: the verbs of an application, each under the series' lock, with its journal and mail.

The rule of seats and promotion is `platforma.locuri.ocupare`; here is what a selection adds to it: a window for
applying, two score sheets before a decision, a reserve list in the order of the scores, a term to confirm.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.errors import UniqueViolation
from structlog import get_logger

from cursuri import clasament, emails, emails_invatare
from cursuri.models import Ce, Cerere, Fapta, Serie, StareCerere, StareSerie
from organizatii.models import Organizatie, TipOrganizatie
from platforma.conturi.models import Utilizator
from platforma.locuri.models import Parte
from platforma.locuri.ocupare import Refuzat, incape, muta_loc, promoveaza, schimba_limitele, sub_lacat
from platforma.moderare.tranzitii import motiv_curat
from platforma.prezenta.coduri import cod_nou

CIORNA, DEPUSA, ACCEPTATA = StareCerere.CIORNA, StareCerere.DEPUSA, StareCerere.ACCEPTATA
REZERVA, CONFIRMATA = StareCerere.REZERVA, StareCerere.CONFIRMATA
RESPINSA, RETRASA = StareCerere.RESPINSA, StareCerere.RETRASA
MOTIVATIE_MINIMA = 100  # characters: two or three sentences
jurnal = get_logger(__name__)


# --- the applicant ------------------------------------------------------------------------------------------------
def salveaza_ciorna(serie_pk, *, organizatie, nume, email, functie="", motivatie="", de, ciorna=None):
    """Keep an application that is not finished; `ciorna` is the draft it is written over. Returns the Cerere.

    Nobody is told, nothing is on the journal, and no seat or limit counts it. Raises Refuzat and PermissionDenied.
    """
    with sub_lacat(Serie, serie_pk) as (serie,):
        cerere = _cererea(serie, organizatie, email, de, ciorna)
        if cerere.stare != CIORNA:
            raise Refuzat(_("Pentru această persoană cererea este deja depusă."))
        return _scrie_cererea(cerere, nume=nume, email=email, functie=functie, motivatie=motivatie)


def depune(serie_pk, *, organizatie, nume, email, functie="", motivatie="", de, ciorna=None):
    """Hand in an application for one named person; returns (Cerere, whether it is new).

    Asked twice, the second time finds the first row. Raises Refuzat (Aglomerat among them) and PermissionDenied.
    """
    with sub_lacat(Serie, serie_pk) as (serie,):
        acum = timezone.now()
        cerere = _cererea(serie, organizatie, email, de, ciorna)
        if cerere.stare != CIORNA:
            return cerere, False
        if len(motivatie) < MOTIVATIE_MINIMA:
            raise Refuzat(_("Scrieți motivația în cel puțin %(n)s de caractere.") % {"n": MOTIVATIE_MINIMA})
        _verifica_limita(serie, organizatie)
        cerere.stare, cerere.stare_din, cerere.depusa_la = DEPUSA, acum, acum
        cerere.persoana = Utilizator.objects.cu_adresa(email)  # so that it shows up in her workspace
        _scrie_cererea(cerere, nume=nume, email=email, functie=functie, motivatie=motivatie)
        _scrie(cerere, Ce.DEPUNERE, de, acum)
        emails.depusa(cerere)
    return cerere, True


def confirma(cerere, de=None):
    """The person takes the seat she was given, before the term. Returns False when it was confirmed already.

    `de=None`: she followed the link of her mail. Raises Refuzat when there is no seat to confirm, or no longer.
    """
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        acum = timezone.now()
        blocata = _blocata(serie, cerere)
        if blocata.stare == CONFIRMATA:
            return False
        _serie_in_lucru(serie)
        if blocata.stare != ACCEPTATA:
            raise Refuzat(_("Cererea nu are acum un loc de confirmat."))
        if acum > blocata.confirmare_pana_la:
            raise Refuzat(_("Termenul de confirmare a trecut; locul trece la următoarea persoană."))
        muta_loc(blocata, CONFIRMATA, acum, confirmare_pana_la=None, cod=cod_nou())
        _scrie(blocata, Ce.CONFIRMARE, de, acum)
        emails.confirmata(blocata)
    return True


def retrage(cerere, de, motiv=""):
    """The person gives up, or her organisation does it for her; the secretariat gives a reason.

    `de=None`: she followed the link of her mail. A draft goes without a word to anybody. Returns False when it was
    over already. Raises Refuzat once the course is over, ValidationError without the secretariat's reason.
    """
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        acum = timezone.now()
        blocata = _blocata(serie, cerere)
        if blocata.stare in (RESPINSA, RETRASA):
            return False
        _nu_s_a_terminat(serie, acum)
        ale_ei = de is None or blocata.este_a(de)
        if not ale_ei:
            _numai_personalul(de)
            motiv = motiv_curat(motiv)
        _inchide(blocata, RETRASA, Ce.RETRAGERE, de, acum, motiv if not ale_ei else "", de_ea=ale_ei)
        _da_locurile(serie, acum)
    return True


def se_poate_retrage(cerere, acum):
    """Whether `retrage` would do something for the person herself."""
    if cerere.stare in (RESPINSA, RETRASA) or cerere.serie.stare != StareSerie.PUBLICATA:
        return False
    return cerere.serie.sesiuni.tinute().filter(se_incheie_la__gt=acum).exists()


# --- the secretariat decides --------------------------------------------------------------------------------------
def accepta(cerere, de):
    """Give a seat, to be confirmed within the series' term. Raises Refuzat when no seat of that side is free.

    Whoever stands on the reserve list comes first: a seat that fits one of them is hers.
    """
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        acum = timezone.now()
        blocata = _de_hotarat(serie, cerere, de)
        _cu_fise(blocata)
        if not incape(serie, serie.cereri.pe_parti(), blocata.parte):
            raise Refuzat(_("Nu mai sunt locuri. Treceți cererea pe lista de rezervă."))
        if _asteapta_cineva(serie):
            raise Refuzat(_("Pe lista de rezervă așteaptă persoane potrivite pentru locul liber: dați-le întâi lor."))
        muta_loc(blocata, ACCEPTATA, acum, confirmare_pana_la=serie.termen_confirmare(acum))
        _scrie(blocata, Ce.ACCEPTARE, de, acum)
        emails.acceptata(blocata)


def trece_pe_rezerva(cerere, de):
    """Put on the reserve list, before those with a smaller mean; who has the same mean and came earlier stays before.

    Raises Refuzat while a seat is free that it could have: nobody waits beside an empty seat.
    """
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        acum = timezone.now()
        blocata = _de_hotarat(serie, cerere, de)
        _cu_fise(blocata)
        if not serie.lista_asteptare:
            raise Refuzat(_("Această serie nu are listă de rezervă."))
        if acum < serie.promovare_pana_la and incape(serie, serie.cereri.pe_parti(), blocata.parte):
            raise Refuzat(_("Mai sunt locuri libere. Acceptați cererea sau respingeți-o, cu un motiv."))
        muta_loc(blocata, REZERVA, acum, loc_rezerva=_fa_loc(serie, blocata))
        _scrie(blocata, Ce.REZERVARE, de, acum)
        emails.rezerva(blocata)


def respinge(cerere, de, motiv):
    """Turn down, with a reason that the person reads. Raises ValidationError without one."""
    motiv = motiv_curat(motiv)
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        acum = timezone.now()
        blocata = _de_hotarat(serie, cerere, de, din=(DEPUSA, REZERVA))
        _inchide(blocata, RESPINSA, Ce.RESPINGERE, de, acum, motiv)


def promoveaza_urmatorul(serie_pk, de):
    """Give one free seat by hand to the first reserve whom it fits, until the course is over. Returns her Cerere.

    For when the automatic promotion has ended. Raises Refuzat when no seat is free or nobody waits.
    """
    with sub_lacat(Serie, serie_pk) as (serie,):
        acum = timezone.now()
        _numai_personalul(de)
        _nu_s_a_terminat(serie, acum)
        promovate = _da_locurile(serie, acum, de, cel_mult=1)
        if not promovate:
            raise Refuzat(_("Nu este niciun loc liber potrivit pentru cei de pe lista de rezervă."))
    return promovate[0]


def schimba_capacitatea(serie_pk, de, motiv, *, capacitate, capacitate_ong=None, capacitate_autoritati=None):
    """The only way to admit one more: more seats, on record, with a reason. The reserves get them at once.

    Raises Refuzat below the seats already held, ValidationError without a reason. Returns the promoted rows.
    """
    motiv = motiv_curat(motiv)
    noi = {"capacitate": capacitate, "capacitate_ong": capacitate_ong, "capacitate_autoritati": capacitate_autoritati}
    with sub_lacat(Serie, serie_pk) as (serie,):
        acum = timezone.now()
        _numai_personalul(de)
        refuz = _("Sunt deja %(n)s locuri date; numărul nu poate fi mai mic.")
        vechi = schimba_limitele(serie, noi, refuz)
        Fapta.objects.create(
            serie=serie, ce=Ce.CAPACITATE, de=de, la=acum, motiv=motiv, detalii={"din": vechi, "in": noi}
        )
        return _da_locurile(serie, acum)


# --- the clock ----------------------------------------------------------------------------------------------------
def expira(acum=None):
    """Take back the seats that nobody confirmed in time, and give them to the next; returns how many.

    Run again it finds nothing. A series whose lock is not had waits for the next run.
    """
    acum = acum or timezone.now()
    trecute = Cerere.objects.filter(stare=ACCEPTATA, confirmare_pana_la__lt=acum, serie__stare=StareSerie.PUBLICATA)
    expirate = 0
    for serie_pk in trecute.order_by("serie_id").values_list("serie_id", flat=True).distinct():
        with sub_lacat(Serie, serie_pk) as (serie,):
            motiv = _("Locul nu a fost confirmat până la termen, așa că a trecut la următoarea persoană.")
            for cerere in serie.cereri.filter(stare=ACCEPTATA, confirmare_pana_la__lt=acum).order_by("pk"):
                cerere.serie = serie
                _inchide(cerere, RETRASA, Ce.RETRAGERE, None, acum, motiv)
                expirate += 1
            _da_locurile(serie, acum)
    return expirate


def verifica_cozile(acum=None):
    """Beat's net under the verbs: gives what should have been given, and says so in the log. Finds nothing to do."""
    acum = acum or timezone.now()
    cozi = Serie.objects.filter(
        stare=StareSerie.PUBLICATA, promovare_pana_la__gt=acum, cereri__stare=REZERVA
    ).distinct()
    gasite = 0
    for pk in cozi.order_by().values_list("pk", flat=True):
        with sub_lacat(Serie, pk) as (serie,):
            gasite += len(_da_locurile(serie, acum))
    if gasite:
        jurnal.warning("cursuri_locuri_nedate", cate=gasite)
    return gasite


# --- under the lock -----------------------------------------------------------------------------------------------
def _cererea(serie, organizatie, email, de, ciorna):
    """The row to write: the draft at hand, the person's living one, or a new draft. Checks who may, and when."""
    if organizatie is None or not de.calitati.filter(organizatie_id=organizatie.pk).exists():
        raise PermissionDenied
    vii = serie.cereri.neincheiate().filter(organizatie=organizatie)
    gasita = vii.filter(pk=ciorna.pk, stare=CIORNA).first() if ciorna else None
    gasita = gasita or vii.filter(email=email.lower()).first()
    if gasita is not None and gasita.stare != CIORNA:
        return gasita
    if motiv := serie.de_ce_nu_se_depune():
        raise Refuzat(str(motiv))
    if not Organizatie.objects.publice().filter(pk=organizatie.pk).exists():
        raise Refuzat(_("Profilul organizației nu este public. Cererea se depune după ce este publicat."))
    if gasita is None:
        parte = Parte.AUTORITATE if organizatie.tip == TipOrganizatie.AUTORITATE else Parte.ONG
        gasita = Cerere(serie=serie, organizatie=organizatie, parte=parte, de=de)
    gasita.serie, gasita.de = serie, de
    return gasita


def _scrie_cererea(cerere, *, nume, email, functie, motivatie):
    cerere.nume, cerere.email = nume, email.lower()
    cerere.functie, cerere.motivatie = functie, motivatie
    try:
        with transaction.atomic():
            cerere.save()
    except IntegrityError as e:
        if not isinstance(e.__cause__, UniqueViolation):
            raise
        raise Refuzat(_("Pentru această persoană există deja o cerere la această serie.")) from e
    return cerere


def _verifica_limita(serie, organizatie):
    cate = serie.cereri.neincheiate().exclude(stare=CIORNA).filter(organizatie=organizatie).count()
    if cate >= serie.max_per_organizatie:
        raise Refuzat(
            ngettext(
                "De la o organizație se primește cel mult %(n)s cerere, iar organizația a depus-o deja.",
                "De la o organizație se primesc cel mult %(n)s cereri, iar organizația le-a depus deja.",
                serie.max_per_organizatie,
            )
            % {"n": serie.max_per_organizatie}
        )


def _blocata(serie, cerere):
    """The row as it is under the lock."""
    blocata = serie.cereri.select_related("organizatie").get(pk=cerere.pk)
    blocata.serie = serie
    return blocata


def _de_hotarat(serie, cerere, de, din=(DEPUSA,)):
    _numai_personalul(de)
    _serie_in_lucru(serie)
    blocata = _blocata(serie, cerere)
    if blocata.stare not in din:
        raise Refuzat(
            _("%(cine)s: cererea este acum în starea „%(stare)s”.")
            % {"cine": blocata.nume, "stare": blocata.get_stare_display()}
        )
    return blocata


def _numai_personalul(de):
    if not de.has_perm("cursuri.organizeaza"):
        raise PermissionDenied


def _serie_in_lucru(serie):
    if serie.stare != StareSerie.PUBLICATA:
        raise Refuzat(_("Seria este în starea „%(stare)s”.") % {"stare": serie.get_stare_display()})


def _nu_s_a_terminat(serie, acum):
    _serie_in_lucru(serie)
    if not serie.sesiuni.tinute().filter(se_incheie_la__gt=acum).exists():
        raise Refuzat(_("Cursul s-a încheiat; cererea nu se mai poate schimba."))


def _cu_fise(cerere):
    if cerere.fise.valabile().count() < clasament.FISE_NECESARE:
        raise Refuzat(
            _("%(cine)s: este nevoie de două fișe depuse, de la evaluatori diferiți și fără conflict de interese.")
            % {"cine": cerere.nume}
        )


def _asteapta_cineva(serie):
    ocupate = serie.cereri.pe_parti()
    parti = serie.cereri.in_coada().order_by().values_list("parte", flat=True).distinct()
    return any(incape(serie, ocupate, parte) for parte in parti)


def _fa_loc(serie, cerere):
    """The place on the reserve list that the mean earns, with those after it moved down by one, the last first."""
    medii = clasament.mediile(serie)
    coada = list(serie.cereri.in_coada())
    mai_slabe = [c for c in coada if medii[c.pk] < medii[cerere.pk]]
    loc = mai_slabe[0].loc_rezerva if mai_slabe else max((c.loc_rezerva for c in coada), default=0) + 1
    for alta in reversed([c for c in coada if c.loc_rezerva >= loc]):
        alta.loc_rezerva += 1
        alta.save(update_fields=["loc_rezerva"])
    return loc


def _inchide(cerere, stare, ce, de, acum, motiv, de_ea=False):
    """The end of an application: withdrawn, turned down, or not confirmed in time (`de` is None, with a reason)."""
    era = cerere.stare
    if era == CONFIRMATA:
        _nu_a_venit(cerere)
    muta_loc(cerere, stare, acum, incheiata_la=acum, motiv=motiv, cod=None, confirmare_pana_la=None, loc_rezerva=None)
    if era == CIORNA:
        return
    _scrie(cerere, ce, de, acum, motiv)
    if stare == RESPINSA:
        emails.respinsa(cerere)
    elif de_ea or de is not None:
        emails.retrasa(cerere, era, de_ea=de_ea)
        if era == CONFIRMATA:
            emails_invatare.scoate_din_calendar(cerere, acum)
    else:
        emails.termen_trecut(cerere)


def _nu_a_venit(cerere):
    """Who was ticked at a session keeps her seat. Her row is locked first, as a tick locks it, so they never cross."""
    Cerere.objects.select_for_update(no_key=True, of=("self",)).get(pk=cerere.pk)
    if cerere.prezente.prezenti().exists():
        raise Refuzat(
            _("%(cine)s a fost la o sesiune, deci locul rămâne în evidență. Cine nu mai vine nu trebuie să facă nimic.")
            % {"cine": cerere.nume}
        )


def _da_locurile(serie, acum, de=None, cel_mult=None):
    """Always last under the lock: the reserves who fit get what is free, in their order."""
    if serie.stare != StareSerie.PUBLICATA:
        return []
    promovate = promoveaza(serie, acum, cel_mult)
    for cerere in promovate:
        _scrie(cerere, Ce.PROMOVARE, de, acum)
        emails.promovata(cerere)
    return promovate


def _scrie(cerere, ce, de, acum, motiv=""):
    Fapta.objects.create(serie_id=cerere.serie_id, cerere=cerere, ce=ce, de=de, la=acum, motiv=motiv)
