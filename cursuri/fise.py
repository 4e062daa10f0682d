"""Score sheets: what an evaluator says of an application, alone, before she may see what another one said."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cursuri.models import Ce, Cerere, Fapta, Fisa, Serie, StareCerere, StareSerie
from platforma.locuri.ocupare import Refuzat, sub_lacat

MOTIVARE_MINIMA = 30  # characters


def cererile(evaluator):
    """Applications that this person was asked to score, in public series, whatever came of them."""
    serii = Serie.objects.evaluate_de(evaluator)
    return Cerere.objects.depuse().filter(serie__in=serii.values("pk"))


def de_punctat(evaluator):
    """Those that still wait for her sheet, the oldest first."""
    depuse = Fisa.objects.filter(evaluator=evaluator, depusa_la__isnull=False)
    cereri = cererile(evaluator).filter(stare=StareCerere.DEPUSA, serie__stare=StareSerie.PUBLICATA)
    return cereri.exclude(pk__in=depuse.values("cerere_id")).order_by("depusa_la", "pk")


def in_conflict(cerere, evaluator):
    """Whether the platform itself knows of a conflict: her own application, or her organisation's."""
    return (
        cerere.persoana_id == evaluator.pk
        or cerere.email == evaluator.email.lower()
        or evaluator.calitati.filter(organizatie_id=cerere.organizatie_id).exists()
    )


def salveaza(cerere, de, puncte, motivare):
    """Keep what is filled in so far: {criterion's key: points}. Returns the Fisa. Raises Refuzat, PermissionDenied."""
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        fisa = _de_scris(serie, cerere, de)
        _scrie(fisa, serie, puncte, motivare)
    return fisa


def depune(cerere, de, puncte, motivare):
    """Hand the sheet in, whole; from then on it stands as it is. Returns the Fisa. Raises Refuzat, PermissionDenied."""
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        fisa = _de_scris(serie, cerere, de)
        if set(puncte) != set(serie.criterii.values_list("pk", flat=True)):
            raise Refuzat(_("Punctați toate criteriile, apoi depuneți fișa."))
        if len(motivare) < MOTIVARE_MINIMA:
            raise Refuzat(_("Scrieți motivarea în cel puțin %(n)s de caractere.") % {"n": MOTIVARE_MINIMA})
        _scrie(fisa, serie, puncte, motivare)
        fisa.total, fisa.depusa_la = sum(puncte.values()), timezone.now()
        fisa.save(update_fields=["total", "depusa_la"])
        Fapta.objects.create(serie=serie, cerere=fisa.cerere, ce=Ce.FISA, de=de, la=fisa.depusa_la)
    return fisa


def declara_conflict(cerere, de, motivare=""):
    """Say that somebody else should score; whatever points were kept go. Returns the Fisa, handed in."""
    with sub_lacat(Serie, cerere.serie_id) as (serie,):
        fisa = _de_scris(serie, cerere, de, conflict=True)
        fisa.punctaje.all().delete()
        fisa.conflict, fisa.motivare, fisa.depusa_la = True, motivare, timezone.now()
        fisa.save(update_fields=["conflict", "motivare", "depusa_la"])
        detalii = {"conflict": True}
        Fapta.objects.create(serie=serie, cerere=fisa.cerere, ce=Ce.FISA, de=de, la=fisa.depusa_la, detalii=detalii)
    return fisa


def vizibile(cerere, persoana):
    """The sheets handed in that this person may read: all for the secretariat, and all once her own is in.

    Whoever was asked to score sees nothing before that, secretariat or not.
    """
    depuse = (
        cerere.fise.filter(depusa_la__isnull=False).select_related("evaluator").prefetch_related("punctaje__criteriu")
    )
    if depuse.filter(evaluator=persoana).exists():
        return depuse
    are_de_punctat = cerere.stare == StareCerere.DEPUSA and cerere.serie.evaluatori.filter(pk=persoana.pk).exists()
    return depuse if persoana.has_perm("cursuri.organizeaza") and not are_de_punctat else depuse.none()


# --- under the lock -----------------------------------------------------------------------------------------------
def _de_scris(serie, cerere, de, conflict=False):
    """Her sheet for this application, begun now if there is none."""
    if not serie.evaluatori.filter(pk=de.pk).exists():
        raise PermissionDenied
    blocata = serie.cereri.get(pk=cerere.pk)
    if blocata.stare != StareCerere.DEPUSA or serie.stare != StareSerie.PUBLICATA:
        raise Refuzat(_("Cererea nu mai așteaptă punctaje: „%(stare)s”.") % {"stare": blocata.get_stare_display()})
    if not conflict and in_conflict(blocata, de):
        raise Refuzat(_("Cererea este a organizației dumneavoastră: declarați conflictul de interese."))
    fisa, _noua = Fisa.objects.get_or_create(cerere=blocata, evaluator=de)
    if fisa.depusa_la is not None:
        raise Refuzat(_("Fișa este depusă și nu se mai schimbă."))
    return fisa


def _scrie(fisa, serie, puncte, motivare):
    maxime = dict(serie.criterii.values_list("pk", "maxim"))
    if any(cheie not in maxime or not 0 <= n <= maxime[cheie] for cheie, n in puncte.items()):
        raise Refuzat(_("Un punctaj este în afara limitelor criteriului."))
    fisa.motivare = motivare
    fisa.save(update_fields=["motivare"])
    fisa.punctaje.all().delete()
    for cheie, n in puncte.items():
        fisa.punctaje.create(criteriu_id=cheie, puncte=n)
