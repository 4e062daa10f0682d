"""Who comes to a workshop: the verbs, each under the workshop's lock, with its journal entry and mail.

The rule of places, queue and promotion is `platforma.locuri.ocupare`; here is what a workshop adds to it.
"""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.errors import UniqueViolation
from structlog import get_logger

from ateliere import emails
from ateliere.models import Atelier, Ce, Fapta, Inscriere, Prezenta, StareInscriere, SursaInscriere
from organizatii.models import Organizatie, TipOrganizatie
from platforma.conturi.models import Utilizator
from platforma.locuri.models import Parte
from platforma.locuri.ocupare import Refuzat, muta_loc, promoveaza, schimba_limitele, stare_la_sosire, sub_lacat
from platforma.moderare.tranzitii import motiv_curat
from platforma.prezenta.coduri import cod_nou

CONFIRMATA, ASTEPTARE = StareInscriere.CONFIRMATA, StareInscriere.ASTEPTARE
jurnal = get_logger(__name__)


def inscrie(atelier_pk, *, nume, email, de, organizatie=None, functie="", nevoi="", acord_nume=False, personal=False):
    """Register one named person; returns (Inscriere, whether it is new).

    On behalf of a published organisation, or as herself where the workshop takes citizens. `personal`: organisers
    register somebody themselves, so the window does not count, the number of places does. Asked twice, the second
    time finds the first row. Raises Refuzat (Aglomerat among them) and PermissionDenied.
    """
    with sub_lacat(Atelier, atelier_pk) as (atelier,):
        acum = timezone.now()
        parte = _verifica_dreptul(atelier, organizatie, email, de, personal)
        existenta = atelier.inscrieri.active().filter(email=email.lower()).first()
        if existenta is not None:
            return existenta, False
        _verifica_fereastra(atelier, acum, personal)
        _verifica_limita(atelier, organizatie)
        stare = stare_la_sosire(atelier, parte)
        inscriere = Inscriere(
            atelier=atelier,
            organizatie=organizatie,
            parte=parte,
            persoana=Utilizator.objects.cu_adresa(email),  # so that the place shows up in her workspace
            nume=nume,
            email=email.lower(),
            functie=functie,
            nevoi=nevoi,
            acord_nume=acord_nume,
            stare=stare,
            stare_din=acum,
            creat_la=acum,
            sursa=SursaInscriere.PERSONAL if personal else SursaInscriere.PUBLIC,
            de=de,
            cod=cod_nou() if stare == CONFIRMATA else None,
        )
        try:
            with transaction.atomic():
                inscriere.save()
        except IntegrityError as e:
            if not isinstance(e.__cause__, UniqueViolation):
                raise
            raise Refuzat(_("Persoana este deja înscrisă.")) from e
        _scrie(inscriere, Ce.INSCRIERE if stare == CONFIRMATA else Ce.ASTEPTARE, de, acum)
        (emails.confirmare if stare == CONFIRMATA else emails.asteptare)(inscriere)
        _da_locurile(atelier, acum)
    return inscriere, True


def anuleaza(inscriere, de, motiv=""):
    """The person gives up her place, or her organisation does it for her; an organiser gives a reason.

    `de=None`: she followed the link of her mail. Returns False when it was over already. Raises Refuzat once the
    workshop has begun or she is in the room, ValidationError without an organiser's reason.
    """
    with sub_lacat(Atelier, inscriere.atelier_id) as (atelier,):
        acum = timezone.now()
        blocata = atelier.inscrieri.get(pk=inscriere.pk)
        if not blocata.activa:
            return False
        if atelier.incepe_la <= acum:
            raise Refuzat(_("Atelierul a început; înscrierea nu se mai poate anula."))
        ale_ei = de is None or blocata.este_a(de)
        if not ale_ei:
            _numai_organizatori(atelier, de)
            motiv = motiv_curat(motiv)
        avea_loc = _incheie(blocata, StareInscriere.ANULATA, Ce.ANULARE, de, acum, motiv)
        emails.anulare(blocata, avea_loc, de_ea=ale_ei)
        _da_locurile(atelier, acum)
    return True


def refuza(inscriere, de, motiv):
    """An organiser takes somebody off the list, with a reason that she reads. Raises ValidationError without one."""
    motiv = motiv_curat(motiv)
    with sub_lacat(Atelier, inscriere.atelier_id) as (atelier,):
        acum = timezone.now()
        _numai_organizatori(atelier, de)
        blocata = atelier.inscrieri.get(pk=inscriere.pk)
        if not blocata.activa:
            return False
        avea_loc = _incheie(blocata, StareInscriere.REFUZATA, Ce.REFUZ, de, acum, motiv)
        emails.refuz(blocata, avea_loc)
        _da_locurile(atelier, acum)
    return True


def promoveaza_urmatorul(atelier_pk, de):
    """Give one place by hand to the first in the queue whom it fits, until the workshop is over.

    Returns the promoted Inscriere. Raises Refuzat when no place is free or nobody waits.
    """
    with sub_lacat(Atelier, atelier_pk) as (atelier,):
        acum = timezone.now()
        _numai_organizatori(atelier, de)
        if atelier.se_incheie_la <= acum:
            raise Refuzat(_("Atelierul a avut loc."))
        promovate = _da_locurile(atelier, acum, de, cel_mult=1)
        if not promovate:
            raise Refuzat(_("Nu este niciun loc liber potrivit pentru cei de pe lista de așteptare."))
    return promovate[0]


def schimba_capacitatea(atelier_pk, de, motiv, *, capacitate, capacitate_ong=None, capacitate_autoritati=None):
    """The only way to admit one more: more places, on record, with a reason. The queue gets them at once.

    Raises Refuzat below the places already held, ValidationError without a reason. Returns the promoted rows.
    """
    motiv = motiv_curat(motiv)
    noi = {"capacitate": capacitate, "capacitate_ong": capacitate_ong, "capacitate_autoritati": capacitate_autoritati}
    with sub_lacat(Atelier, atelier_pk) as (atelier,):
        acum = timezone.now()
        _numai_organizatori(atelier, de)
        refuz = _("Sunt deja %(n)s locuri confirmate; numărul nu poate fi mai mic.")
        vechi = schimba_limitele(atelier, noi, refuz)
        Fapta.objects.create(
            atelier=atelier, ce=Ce.CAPACITATE, de=de, la=acum, motiv=motiv, detalii={"din": vechi, "in": noi}
        )
        return _da_locurile(atelier, acum)


def muta_la(inscriere, alt_atelier_pk, de):
    """Move somebody to another workshop: her place here is free at once, there she comes like anybody now.

    Both workshops are locked in the order of their keys, so two crosswise moves wait for each other. Raises Refuzat
    when the other one is full and without a waiting list, or she is there already; nothing changes then.
    """
    with sub_lacat(Atelier, inscriere.atelier_id, alt_atelier_pk) as (de_aici, acolo):
        acum = timezone.now()
        _numai_organizatori(de_aici, de)
        _numai_organizatori(acolo, de)
        blocata = de_aici.inscrieri.get(pk=inscriere.pk)
        if not blocata.activa:
            raise Refuzat(_("Înscrierea s-a încheiat între timp."))
        if acolo.inscrieri.active().filter(email=blocata.email).exists():
            raise Refuzat(_("Persoana este deja înscrisă la celălalt atelier."))
        _verifica_fereastra(acolo, acum, personal=True)
        _verifica_limita(acolo, blocata.organizatie)
        stare = stare_la_sosire(acolo, blocata.parte)
        campuri = "organizatie parte persoana nume email functie nevoi acord_nume".split()
        noua = Inscriere.objects.create(
            atelier=acolo,
            stare=stare,
            stare_din=acum,
            creat_la=acum,
            sursa=SursaInscriere.PERSONAL,
            de=de,
            cod=cod_nou() if stare == CONFIRMATA else None,
            **{camp: getattr(blocata, camp) for camp in campuri},
        )
        avea_loc = _incheie(blocata, StareInscriere.ANULATA, Ce.MUTARE, de, acum, "")
        _scrie(noua, Ce.MUTARE, de, acum)
        emails.mutare(blocata, noua, avea_loc)
        _da_locurile(de_aici, acum)
        _da_locurile(acolo, acum)
    return noua


def verifica_cozile(acum=None):
    """Beat's net under the verbs: gives what should have been given, and says so in the log. Finds nothing to do."""
    acum = acum or timezone.now()
    cozi = Atelier.objects.viitoare(acum).filter(promovare_pana_la__gt=acum, inscrieri__stare=ASTEPTARE).distinct()
    gasite = 0
    for pk in cozi.order_by().values_list("pk", flat=True):
        with sub_lacat(Atelier, pk) as (atelier,):
            gasite += len(_da_locurile(atelier, acum))
    if gasite:
        jurnal.warning("ateliere_locuri_nedate", cate=gasite)
    return gasite


def partea(organizatie):
    """The side that somebody of this organisation (None: a citizen) takes a place for."""
    if organizatie is None:
        return Parte.CETATEAN
    return Parte.AUTORITATE if organizatie.tip == TipOrganizatie.AUTORITATE else Parte.ONG


# --- under the lock -----------------------------------------------------------------------------------------------
def _verifica_dreptul(atelier, organizatie, email, de, personal):
    """The side of the person who comes, if `de` may register her."""
    if personal:
        _numai_organizatori(atelier, de)
    elif organizatie is None:
        if not EmailAddress.objects.filter(user=de, verified=True, email__iexact=email).exists():
            raise PermissionDenied
    elif not _este_membru(organizatie.pk, de):
        raise PermissionDenied
    if organizatie is None and not atelier.cetateni and not personal:
        raise Refuzat(_("La acest atelier se înscriu numai organizațiile și autoritățile."))
    if organizatie is not None:
        if not Organizatie.objects.publice().filter(pk=organizatie.pk).exists():
            raise Refuzat(_("Profilul organizației nu este public. Înscrierea se face după ce este publicat."))
        if atelier.numai_invitate and not personal and not _este_invitata(atelier, organizatie):
            raise Refuzat(_("La acest atelier se înscriu numai organizațiile invitate."))
    return partea(organizatie)


def _este_invitata(atelier, organizatie):
    return organizatie.pk == atelier.gazda_id or any(
        lista.filter(pk=organizatie.pk).exists() for lista in (atelier.invitate, atelier.organizatori)
    )


def _este_membru(organizatie_pk, persoana):
    return organizatie_pk is not None and persoana.calitati.filter(organizatie_id=organizatie_pk).exists()


def _numai_organizatori(atelier, de):
    if not atelier.poate_organiza(de):
        raise PermissionDenied


def _verifica_fereastra(atelier, acum, personal):
    if not personal:
        if motiv := atelier.de_ce_nu_se_inscrie(acum):
            raise Refuzat(str(motiv))
    elif atelier.stare not in ("publicat", "inchis") or atelier.prezenta_inchisa_la is not None:
        raise Refuzat(_("La acest atelier nu se mai pot adăuga participanți."))


def _verifica_limita(atelier, organizatie):
    if organizatie is None:
        return
    cate = atelier.inscrieri.active().filter(organizatie=organizatie).count()
    if cate >= atelier.max_per_organizatie:
        raise Refuzat(
            ngettext(
                "De la o organizație poate veni cel mult %(n)s persoană, iar organizația are deja locul ei.",
                "De la o organizație pot veni cel mult %(n)s persoane, iar organizația le are deja.",
                atelier.max_per_organizatie,
            )
            % {"n": atelier.max_per_organizatie}
        )


def _incheie(inscriere, stare, ce, de, acum, motiv):
    """Returns whether it held a place: then it stands in a calendar, and must leave it."""
    if Prezenta.objects.prezenti().filter(inscriere=inscriere).exists():
        raise Refuzat(_("Persoana este bifată ca prezentă; înscrierea nu se mai poate încheia."))
    avea_loc = inscriere.stare == CONFIRMATA
    muta_loc(inscriere, stare, acum, incheiata_la=acum, motiv=motiv, cod=None)
    _scrie(inscriere, ce, de, acum, motiv)
    return avea_loc


def _da_locurile(atelier, acum, de=None, cel_mult=None):
    """Always last under the lock: whoever waits and fits gets what is free."""
    promovate = promoveaza(atelier, acum, cel_mult)
    for inscriere in promovate:
        _scrie(inscriere, Ce.PROMOVARE, de, acum)
        emails.promovare(inscriere)
    return promovate


def _scrie(inscriere, ce, de, acum, motiv=""):
    Fapta.objects.create(atelier_id=inscriere.atelier_id, inscriere=inscriere, ce=ce, de=de, la=acum, motiv=motiv)
